package page

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/text"
)

// Mark says that a stretch of the text belongs to a fact.
type Mark struct {
	ID   string    // the fact's id
	Span fact.Span // its words
	Rank int       // lower ranks are preferred where facts overlap
	Chip Chip      // set in the margin where the words begin; none where its class is empty
}

// Margin leads from the margin beside a fact's first words to the fact.
type Margin struct {
	ID   string
	Chip Chip
	Slot int // where its mark stands, from 1, the nearest to the text; 0: none is set
}

// Marks stand beside the line in which the words of their fact begin. Where lines
// break is known to browsers alone, so that marks of words that may be in one line
// stand beside each other in slots, and never on each other.
const (
	slots  = 2
	inLine = 80 // characters of a line, at most
)

// place gives the marks of a paragraph the nearest slots that are free, what is
// overdue before others that begin with it. A third in a line is not set, nor are
// those of figures, which stand within the words of other facts: a click on the
// words leads to all of them.
func place(pieces []piece) {
	var taken [slots]int // up to where
	set := func(start int, m *Margin) {
		for slot := range taken {
			if taken[slot] <= start {
				taken[slot], m.Slot = start+inLine, slot+1
				return
			}
		}
	}
	for _, p := range pieces {
		for _, late := range [...]bool{true, false} {
			for k := range p.at {
				switch class := p.at[k].Chip.Class; {
				case class == "", class == "figure", class == "derived", (class == "overdue") != late:
				default:
					set(p.Start, &p.at[k])
				}
			}
		}
	}
}

// Seg is a run of text that belongs to the same facts throughout.
type Seg struct {
	Text  string
	Facts string   // ids of the facts, the narrowest first, parted by spaces; at most mostIDs
	At    []Margin // the facts whose words begin here
	Lead  bool     // part of the dateline
	Lit   bool     // words of the fact that was asked for
}

// Block is a paragraph of the story, cut into Segs.
type Block struct {
	Kind string // section, subhead, headline, deck, byline, body, note or boilerplate
	Segs []Seg
	At   time.Time // when the post of a live page that begins here was published
}

// mostIDs is how many facts a run of text names at most. Where more overlap,
// the text would be longer by their product.
const mostIDs = 24

// Blocks cuts the story's text at the edges of the marks. Marks that do not
// lie inside the text are left out. The time it takes grows with the text and
// with the number of marks, not with their product.
func Blocks(s *news.Story, marks []Mark) []Block {
	parts := s.Parts
	if len(parts) == 0 && s.Text != "" {
		parts = []text.Paragraph{{Span: text.Span{End: uint32(len(s.Text))}, Kind: text.Body}}
	}
	w := newWeaver(s.Text, marks)
	posts := map[uint32]time.Time{}
	for _, p := range s.Posts {
		posts[p.Start] = p.At
	}
	blocks := make([]Block, 0, len(parts))
	for _, p := range parts {
		if inside(s.Text, fact.SpanOf(p.Span)) {
			b := w.block(p)
			b.At = posts[p.Start]
			blocks = append(blocks, b)
		}
	}
	return blocks
}

// inside reports whether the span is a non-empty slice of t on rune
// boundaries.
func inside(t string, s fact.Span) bool {
	return s.Start >= 0 && s.Start < s.End && s.End <= len(t) &&
		utf8.RuneStart(t[s.Start]) && (s.End == len(t) || utf8.RuneStart(t[s.End]))
}

// weaver goes through the text once, paragraph by paragraph, with the marks
// that are open where it stands.
type weaver struct {
	text    string
	marks   []Mark          // those first that are preferred where facts overlap
	byStart []int           // the marks, as they begin in the text
	next    int             // in byStart: the first that has not begun
	open    []int           // what has begun and reaches beyond the paragraph before
	at      int             // where the paragraph before ended
	begun   map[string]bool // facts whose words have begun
}

func newWeaver(t string, marks []Mark) *weaver {
	w := &weaver{text: t, begun: map[string]bool{}}
	for i := range marks {
		if inside(t, marks[i].Span) {
			w.marks = append(w.marks, marks[i])
		}
	}
	// Numbers are sorted, not marks, and by all that orders them: a stable sort
	// moves marks about more often than its logarithm says.
	length := func(i int) int { return w.marks[i].Span.End - w.marks[i].Span.Start }
	order := sorted(len(w.marks), func(a, b int) int {
		return cmp.Or(cmp.Compare(w.marks[a].Rank, w.marks[b].Rank), cmp.Compare(length(a), length(b)), cmp.Compare(a, b))
	})
	preferred := make([]Mark, len(order))
	for i, k := range order {
		preferred[i] = w.marks[k]
	}
	w.marks = preferred
	w.byStart = sorted(len(w.marks), func(a, b int) int {
		return cmp.Or(cmp.Compare(w.marks[a].Span.Start, w.marks[b].Span.Start), cmp.Compare(a, b))
	})
	return w
}

// sorted returns the numbers below n in order.
func sorted(n int, compare func(a, b int) int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	slices.SortFunc(out, compare)
	return out
}

// within returns the marks that touch a paragraph, as they begin.
func (w *weaver) within(lo, hi int) []int {
	if lo < w.at { // the parts are not in order: begin anew
		w.next, w.open = 0, nil
	}
	w.at = hi
	here := w.open
	for ; w.next < len(w.byStart) && w.marks[w.byStart[w.next]].Span.Start < hi; w.next++ {
		here = append(here, w.byStart[w.next])
	}
	here = slices.DeleteFunc(here, func(i int) bool { return w.marks[i].Span.End <= lo })
	w.open = nil
	for _, i := range here {
		if w.marks[i].Span.End > hi {
			w.open = append(w.open, i)
		}
	}
	return here
}

// piece is a Seg in the making.
type piece struct {
	fact.Span
	ids []string // of its facts, the preferred first
	at  []Margin // the facts that begin here
}

func (w *weaver) block(p text.Paragraph) Block {
	here := w.within(int(p.Start), int(p.End))
	lead := int(p.Start + p.Lead)
	pieces := w.cut(w.edges(p, here), here)
	place(pieces)
	out := Block{Kind: p.Kind.String(), Segs: make([]Seg, 0, len(pieces))}
	for _, g := range pieces {
		out.Segs = append(out.Segs, Seg{Text: w.text[g.Start:g.End], Facts: strings.Join(g.ids, " "), At: g.at, Lead: g.End <= lead})
	}
	return out
}

// edges returns the places where a paragraph is cut, in order.
func (w *weaver) edges(p text.Paragraph, here []int) []int {
	lo, hi := int(p.Start), int(p.End)
	edges := []int{lo, hi}
	if lead := lo + int(p.Lead); lead > lo && lead < hi && utf8.RuneStart(w.text[lead]) {
		edges = append(edges, lead)
	}
	for _, i := range here {
		m := &w.marks[i]
		edges = append(edges, max(lo, m.Span.Start), min(hi, m.Span.End))
	}
	slices.Sort(edges)
	return slices.Compact(edges)
}

// cut returns the pieces between the edges, without gaps. The marks come as
// they begin.
func (w *weaver) cut(edges, here []int) []piece {
	out := make([]piece, 0, len(edges))
	var over []int // the marks over the piece, the preferred first
	for i := 1; i < len(edges); i++ {
		g := piece{Span: fact.Span{Start: edges[i-1], End: edges[i]}}
		over = slices.DeleteFunc(over, func(m int) bool { return w.marks[m].Span.End <= g.Start })
		for ; len(here) > 0 && w.marks[here[0]].Span.Start <= g.Start; here = here[1:] {
			k, _ := slices.BinarySearch(over, here[0])
			over = slices.Insert(over, k, here[0])
			if m := &w.marks[here[0]]; !w.begun[m.ID] {
				w.begun[m.ID] = true
				g.at = append(g.at, Margin{ID: m.ID, Chip: m.Chip})
			}
		}
		for _, m := range over {
			if id := w.marks[m].ID; len(g.ids) < mostIDs && !slices.Contains(g.ids, id) {
				g.ids = append(g.ids, id)
			}
		}
		out = append(out, g)
	}
	return out
}
