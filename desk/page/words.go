package page

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/text"
)

// Mark says that a stretch of the text belongs to a fact.
type Mark struct {
	ID   string    // the fact's id
	Span fact.Span // its words
	Key  fact.Span // the words that best stand for it; they become a link
	Rank int       // lower ranks are preferred where facts overlap
}

// Seg is a run of text that belongs to the same facts throughout.
type Seg struct {
	Text  string
	Facts string   // ids of the facts, the narrowest first, parted by spaces
	Link  string   // id of the fact that these words lead to, or ""
	At    []string // ids of the facts whose words begin here
	Kind  string   // of the fact in Link: the first letters of its id
	Lead  bool     // part of the dateline
}

// Block is a paragraph of the story, cut into Segs.
type Block struct {
	Kind string // section, headline, deck, byline, body, note or boilerplate
	Segs []Seg
}

// Blocks cuts the story's text at the edges of the marks. Marks that do not
// lie inside the text are left out.
func Blocks(s *news.Story, marks []Mark) []Block {
	marks = slices.DeleteFunc(slices.Clone(marks), func(m Mark) bool { return !inside(s.Text, m.Span) })
	slices.SortStableFunc(marks, func(a, b Mark) int {
		return cmp.Or(cmp.Compare(a.Rank, b.Rank), cmp.Compare(a.Span.End-a.Span.Start, b.Span.End-b.Span.Start))
	})
	parts := s.Parts
	if len(parts) == 0 && s.Text != "" {
		parts = []text.Paragraph{{Span: text.Span{End: uint32(len(s.Text))}, Kind: text.Body}}
	}
	begun, claimed := map[string]bool{}, map[string]bool{}
	blocks := make([]Block, 0, len(parts))
	for _, p := range parts {
		if !inside(s.Text, fact.SpanOf(p.Span)) {
			continue
		}
		segs := cut(s.Text, p, marks)
		link(segs, marks, claimed)
		out := Block{Kind: p.Kind.String(), Segs: make([]Seg, 0, len(segs))}
		for _, g := range segs {
			out.Segs = append(out.Segs, g.seg(s.Text, begun))
		}
		blocks = append(blocks, out)
	}
	return blocks
}

// inside tells whether the span is a non-empty slice of t on rune boundaries.
func inside(t string, s fact.Span) bool {
	return s.Start >= 0 && s.Start < s.End && s.End <= len(t) &&
		utf8.RuneStart(t[s.Start]) && (s.End == len(t) || utf8.RuneStart(t[s.End]))
}

// piece is a Seg in the making.
type piece struct {
	fact.Span
	marks []Mark
	link  string
	lead  bool
}

// cut gives the pieces of one paragraph, in order and without gaps.
func cut(t string, p text.Paragraph, marks []Mark) []piece {
	lo, hi := int(p.Start), int(p.End)
	lead := lo + int(p.Lead)
	edges := []int{lo, hi}
	if lead > lo && lead < hi && utf8.RuneStart(t[lead]) {
		edges = append(edges, lead)
	}
	var here []Mark
	for _, m := range marks {
		if m.Span.Start >= hi || m.Span.End <= lo {
			continue
		}
		here = append(here, m)
		edges = append(edges, max(lo, m.Span.Start), min(hi, m.Span.End))
		if inside(t, m.Key) && m.Key.Start >= m.Span.Start && m.Key.End <= m.Span.End && m.Key.Start >= lo && m.Key.End <= hi {
			edges = append(edges, m.Key.Start, m.Key.End)
		}
	}
	slices.Sort(edges)
	edges = slices.Compact(edges)
	out := make([]piece, 0, len(edges))
	for i := 1; i < len(edges); i++ {
		g := piece{Span: fact.Span{Start: edges[i-1], End: edges[i]}, lead: edges[i] <= lead}
		for _, m := range here {
			if m.Span.Start <= g.Start && m.Span.End >= g.End {
				g.marks = append(g.marks, m)
			}
		}
		out = append(out, g)
	}
	return out
}

// link gives each fact one piece of its own, its key words where they are
// free, so that every fact can be reached from its words without a script.
func link(segs []piece, marks []Mark, claimed map[string]bool) {
	for _, m := range marks {
		if claimed[m.ID] {
			continue
		}
		best := -1
		for i, g := range segs {
			if g.link != "" || !slices.ContainsFunc(g.marks, func(o Mark) bool { return o.ID == m.ID }) {
				continue
			}
			if g.Start >= m.Key.Start && g.End <= m.Key.End {
				best = i
				break
			}
			if best < 0 && m.Rank == 0 {
				best = i
			}
		}
		if best >= 0 {
			segs[best].link = m.ID
			claimed[m.ID] = true
		}
	}
}

func (g piece) seg(t string, begun map[string]bool) Seg {
	out := Seg{Text: t[g.Start:g.End], Link: g.link, Lead: g.lead}
	if g.link != "" {
		out.Kind = g.link[:1]
	}
	var ids []string
	for _, m := range g.marks {
		if !slices.Contains(ids, m.ID) {
			ids = append(ids, m.ID)
		}
		if !begun[m.ID] {
			begun[m.ID] = true
			out.At = append(out.At, m.ID)
		}
	}
	out.Facts = strings.Join(ids, " ")
	return out
}
