package read

import (
	"fmt"
	"sort"
	"strconv"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/grammar/clause"
	"github.com/datelinewire/dateline/grammar/phrase"
	"github.com/datelinewire/dateline/grammar/role"
	"github.com/datelinewire/dateline/grammar/tree"
	"github.com/datelinewire/dateline/grammar/words"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/text"
)

// Work is what the passes share while one story is read: the story, its
// Document, the Reading so far, and an index from tokens to what was found.
type Work struct {
	Story   *news.Story
	Doc     *text.Document
	Reading *fact.Reading
	// Today is the day by which dates are resolved; zero when unknown.
	Today calendar.Day
	// Mentions are in order of First, then the longer one first. They may
	// nest (Russian inside Russian Foreign Ministry) but do not cross.
	Mentions []Mention
	// Chains are phrases that mean the same, in order of their first one. They
	// hold what is no entity of the reading too: the river, it.
	Chains [][]Phrase
	// Explain asks the passes for Notes on what they did and why not.
	Explain bool
	Notes   []Note
	// Signs are what the confidence of each event was weighed by, by the event's
	// id, when Explain is set.
	Signs map[string][]string

	// Candidates are who may stand on the sides of each event, by the event's
	// id; nil where nothing is to be explained.
	Candidates map[string][]Candidate
	// Memory is nil where nothing is remembered from other stories.
	Memory Memory

	tree    *tree.Tree      // see Tree
	clauses *clause.Clauses // see Clauses
	stands  []Stand         // per entity, see SetStand
	byHead  []int32         // per token: index in Mentions plus one of the widest mention headed by it
	dateOf  []int32         // per token: index in Reading.Dates plus one of the date that covers it
	figures []int32         // per token: index in Reading.Figures plus one
	quoteOf []int32         // per token: index in Reading.Quotes plus one; nil before the first
	roles   *role.Answers   // see Roles
}

// Mention is a mention of an entity in terms of tokens.
type Mention struct {
	Entity      int32 // index in Reading.Entities
	First, Last int32 // Doc.Tokens[First:Last]
	Head        int32 // the token that governs the others
	Kind        fact.MentionKind
}

// Phrase is a phrase of a chain: Doc.Tokens[First:Last], governed by Head.
type Phrase struct{ First, Last, Head int32 }

// Note is a line of explanation about a stretch of the text.
type Note struct {
	Pass  string
	First int32 // first token
	Last  int32 // one past the last token
	Text  string
}

// NewWork begins the reading of a story.
func NewWork(s *news.Story, d *text.Document, r *fact.Reading, today calendar.Day) *Work {
	n := len(d.Tokens)
	index := make([]int32, 3*n)
	return &Work{
		Story: s, Doc: d, Reading: r, Today: today,
		byHead: index[:n:n], dateOf: index[n : 2*n : 2*n], figures: index[2*n:],
	}
}

// Tree returns the index of the Document's trees, which it must have. It is
// made for the first pass that asks, and shared by all.
func (w *Work) Tree() *tree.Tree {
	if w.tree == nil {
		w.tree = tree.New(w.Doc)
	}
	return w.tree
}

// Clauses returns the clauses of the Document, which must have its trees. They
// are made for the first pass that asks, and shared by all.
func (w *Work) Clauses(words *words.Words) *clause.Clauses {
	if w.clauses == nil {
		w.clauses = clause.New(phrase.New(words, w.Doc, w.Tree()), known{w})
	}
	return w.clauses
}

// known is what the passes have found, as the grammar asks for it.
type known struct{ w *Work }

func (k known) Day(i int) bool   { return k.w.DateAt(i) != nil }
func (k known) Name(i int) bool  { return k.w.EntityAt(i) != nil }
func (k known) Party(i int) bool { return k.w.EntityAt(i) != nil && len(k.w.PartiesOf(i)) > 0 }

// Note records why a pass did or did not find something, when Explain is set.
func (w *Work) Note(pass string, first, last int, format string, args ...any) {
	if w.Explain {
		w.Notes = append(w.Notes, Note{pass, int32(first), int32(last), fmt.Sprintf(format, args...)})
	}
}

// AddEntity appends e to the reading, gives it an id, and returns its index.
func (w *Work) AddEntity(e fact.Entity) int {
	i := len(w.Reading.Entities)
	e.ID = "n" + strconv.Itoa(i+1)
	w.Reading.Entities = append(w.Reading.Entities, e)
	return i
}

// EntityByID returns the entity with that id, or nil. Ids that AddEntity gave
// say where to look; others are sought from the beginning.
func (w *Work) EntityByID(id string) *fact.Entity {
	es := w.Reading.Entities
	if len(id) > 1 {
		if n, err := strconv.Atoi(id[1:]); err == nil && n >= 1 && n <= len(es) && es[n-1].ID == id {
			return &es[n-1]
		}
	}
	for i := range es {
		if es[i].ID == id {
			return &es[i]
		}
	}
	return nil
}

// SetMentions replaces the mentions, which must be in their order, and
// rebuilds the index from head tokens. Where several mentions share a head
// the widest wins.
func (w *Work) SetMentions(ms []Mention) {
	w.Mentions = ms
	clear(w.byHead)
	for i, m := range ms {
		old := w.byHead[m.Head]
		if old == 0 || ms[old-1].Last-ms[old-1].First < m.Last-m.First {
			w.byHead[m.Head] = int32(i + 1)
		}
	}
}

// at returns what an index holds for token i, 0 beyond the ends of the text.
func at(index []int32, i int) int32 {
	if uint(i) >= uint(len(index)) {
		return 0
	}
	return index[i]
}

// Roles returns the answers of r about who does what to whom. They are found
// once a story, however many passes ask.
func (w *Work) Roles(r *role.Reader) *role.Answers {
	if w.roles == nil {
		w.roles = r.Ask(w.Doc, r.Read(w.Doc))
	}
	return w.roles
}

// MentionAt returns the index in Mentions of the widest mention headed by token
// i, or -1.
func (w *Work) MentionAt(i int) int { return int(at(w.byHead, i)) - 1 }

// EntityAt returns the entity meant by the phrase that token i heads, or nil.
func (w *Work) EntityAt(i int) *fact.Entity {
	m := at(w.byHead, i)
	if m == 0 {
		return nil
	}
	return &w.Reading.Entities[w.Mentions[m-1].Entity]
}

// MentionsIn returns the range [i, j) of the indexes in Mentions of those that
// begin at tokens first to last-1.
func (w *Work) MentionsIn(first, last int) (i, j int) {
	i = sort.Search(len(w.Mentions), func(k int) bool { return int(w.Mentions[k].First) >= first })
	for j = i; j < len(w.Mentions) && int(w.Mentions[j].First) < last; j++ {
	}
	return i, j
}

// MentionsBeginning returns the range [i, j) of the indexes in Mentions of
// those whose first byte lies in a span.
func (w *Work) MentionsBeginning(in text.Span) (i, j int) {
	start := func(k int) uint32 { return w.Doc.Tokens[w.Mentions[k].First].Start }
	i = sort.Search(len(w.Mentions), func(k int) bool { return start(k) >= in.Start })
	for j = i; j < len(w.Mentions) && start(j) < in.End; j++ {
	}
	return i, j
}

// AddDate appends a date that covers tokens first to last-1.
func (w *Work) AddDate(dt fact.Date, first, last int) {
	s := w.Doc.SpanOf(first, last)
	dt.Start, dt.End = int(s.Start), int(s.End)
	w.Reading.Dates = append(w.Reading.Dates, dt)
	mark(w.dateOf[first:last], len(w.Reading.Dates))
}

// DateIndexAt returns the index in Reading.Dates of the date that covers token
// i, or -1.
func (w *Work) DateIndexAt(i int) int { return int(at(w.dateOf, i)) - 1 }

// DateAt returns the date that covers token i, or nil.
func (w *Work) DateAt(i int) *fact.Date {
	n := at(w.dateOf, i)
	if n == 0 {
		return nil
	}
	return &w.Reading.Dates[n-1]
}

// AddFigure appends a figure whose number stands in tokens first to last-1,
// and gives it an id and a place in the index.
func (w *Work) AddFigure(f fact.Figure, first, last int) {
	f.ID = "f" + strconv.Itoa(len(w.Reading.Figures)+1)
	w.Reading.Figures = append(w.Reading.Figures, f)
	mark(w.figures[first:last], len(w.Reading.Figures))
}

// FigureAt returns the figure whose number covers token i, or nil.
func (w *Work) FigureAt(i int) *fact.Figure {
	n := at(w.figures, i)
	if n == 0 {
		return nil
	}
	return &w.Reading.Figures[n-1]
}

func mark(at []int32, value int) {
	for i := range at {
		at[i] = int32(value)
	}
}

// TokenIn returns the first token of a sentence that ends behind a byte of the
// text; -1 for none.
func (w *Work) TokenIn(sentence, at int) int {
	if sentence < 0 || sentence >= len(w.Doc.Sentences) {
		return -1
	}
	s := &w.Doc.Sentences[sentence]
	for i := int(s.First); i < int(s.Last); i++ {
		if int(w.Doc.Tokens[i].End) > at {
			return i
		}
	}
	return -1
}

// Evidence returns evidence made of tokens first to last-1, all of which must
// stand in the sentence of the first, with a trigger token (or -1 for none).
func (w *Work) Evidence(first, last, trigger int, by string) fact.Evidence {
	s := w.Doc.SpanOf(first, last)
	ev := fact.Evidence{Sentence: int(w.Doc.Tokens[first].Sentence), Start: int(s.Start), End: int(s.End), By: by}
	if trigger >= 0 {
		t := fact.SpanOf(w.Doc.SpanOf(trigger, trigger+1))
		ev.Trigger = &t
	}
	return ev
}
