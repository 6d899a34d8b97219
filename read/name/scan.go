package name

import (
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/grammar/tree"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/read/name/label"
	"github.com/datelinewire/dateline/text"
	"github.com/datelinewire/dateline/world"
	"github.com/datelinewire/dateline/world/table"
)

const passName = "names"

// kind is what the words of an item are, before it is known whom they mean.
type kind uint8

const (
	kAdjective kind = iota + 1 // Russian
	kPeople                    // Russians
	kCountry
	kPlace // any place, capitals and regions among them
	kOrg
	kPerson
	kNominal // a noun phrase that means a party
	kPronoun
)

// item is a stretch of tokens that means somebody or something.
type item struct {
	first, last int32 // tokens first to last-1
	head        int32
	kind        kind
	how         fact.MentionKind
	ref         table.Ref // what it stands for in the world, 0 when nothing
	hasRef      bool
	ent         int32 // index in ents, -1 while not known
}

// entity is an entity in the making.
type entity struct {
	kind      fact.EntityKind
	name      string
	iso       string // country
	implied   bool   // the country is not said but follows from where the story is
	code      string // party code
	sectors   []string
	offices   []office
	links     map[string]string
	members   []int32
	anonymous bool
	former    bool // holds no office now
	woman     int8 // 1 a woman, -1 a man, 0 not known
	many      bool // means several persons or things
	styled    bool // Mr, Mrs or the like stands before the name
	seen      int32
	org       string // name of the organisation for which it acts
	parts     []string
	keys      []uint32 // of parts, 0 for those too short to be spelled in several ways
	sought    bool     // looked for in the world already
	found     []int    // persons of the world that it can be
}

// office is an office in the making.
type office struct {
	title      string
	of         string
	class      world.TitleClass
	basis      string
	from, to   uint32
	first, end int32 // its words, end 0 when it has none
	former     bool
	elsewhere  bool        // of a body that the pass does not know, so of no country
	since      *fact.Since // the earlier story it is known from
}

// scan is the state of reading one story.
type scan struct {
	r      *Reader
	en     *english
	w      *read.Work
	d      *text.Document
	tree   *tree.Tree
	runs   []table.Run
	runAt  []int32 // per token its first run, and one past the end
	class  []class // per token
	at     []int32 // per token: index in items plus one of the widest name over it
	role   []role  // per token: the title or role that begins there
	items  []item
	ents   []entity
	titles []title
	tags   []tag
	pairs  [][2]int32     // North and South Korea: first token and end
	nameN  map[string]int // how often the name or adjective of a country stands in the body
	loud   []bool         // per sentence: most words begin with capitals
	hint   []label.Hint
	upper  map[uint64]bool // words that stand in capitals inside a sentence
	room   label.Scratch
	spot   map[uint64]bool // words that the story uses as places; true for its dateline's
	agency []string        // the folded words of its agency
	line   [2]int          // the tokens of its dateline: first and one past the last
	refs   []table.Ref
	isoEnt map[string]int32 // entity of a country
	govEnt map[string]int32 // entity of a country's government
	orgEnt map[int]int32    // entity of an organisation of the world
	plcEnt map[string]int32 // entity of a place, by folded name
	orgKey map[string]int32 // entity of an unknown organisation, by folded name
	isoN   map[string]int   // how often a country is spoken of
	home   string           // country of the dateline
	sure   bool             // the story is about its home
	day    uint32           // YYYYMMDD, 0 when not known
	today  string           // YYYY-MM-DD

	index   index
	bearers bearers
}

// role is a phrase of the world's titles and roles.
type role struct {
	n  int32  // tokens
	at uint32 // its references
}

// begin makes ready for a story, keeping the room of the one before.
func (s *scan) begin(r *Reader, w *read.Work) {
	s.w = w
	s.look(r, w.Doc)
	s.items, s.ents, s.titles, s.tags, s.pairs = s.items[:0], s.ents[:0], s.titles[:0], s.tags[:0], s.pairs[:0]
	s.nameN = map[string]int{}
	s.at = resize(s.at, len(s.d.Tokens))
	s.index.begin(len(s.d.Tokens))
	s.isoEnt, s.govEnt, s.orgEnt = map[string]int32{}, map[string]int32{}, map[int]int32{}
	s.plcEnt, s.orgKey, s.isoN = map[string]int32{}, map[string]int32{}, map[string]int{}
	s.tree, s.home, s.day, s.today = nil, "", 0, ""
	if s.d.Has.Has(text.Tree) {
		s.tree = w.Tree()
	}
	if w.Today.Whole() {
		s.day = uint32(w.Today.Year)*10000 + uint32(w.Today.Month)*100 + uint32(w.Today.DayOfMonth)
		s.today = w.Today.String()
	}
	s.dateline()
}

// look looks at the tokens of a Document one by one.
func (s *scan) look(r *Reader, d *text.Document) {
	s.r, s.en, s.d = r, r.en, d
	n := len(d.Tokens)
	s.runs, s.runAt, s.class = s.runs[:0], resize(s.runAt, n+1), resize(s.class, n)
	s.role, s.loud = resize(s.role, n), resize(s.loud, len(d.Sentences))
	if s.upper == nil {
		s.upper = map[uint64]bool{}
	}
	for i := range d.Tokens {
		s.runAt[i] = int32(len(s.runs))
		s.runs = table.AppendRuns(s.runs, d.Form(i), int32(i))
		if int(s.runAt[i]) < len(s.runs) {
			s.class[i] = r.words[s.runs[s.runAt[i]].Hash].class
		}
	}
	s.runAt[n] = int32(len(s.runs))
	s.listen()
}

func newBare(r *Reader, d *text.Document) *scan {
	s := new(scan)
	s.look(r, d)
	return s
}

// end lets go of the story.
func (s *scan) end() {
	s.r, s.en, s.w, s.d, s.tree = nil, nil, nil, nil, nil
	s.isoEnt, s.govEnt, s.orgEnt, s.plcEnt, s.orgKey, s.isoN = nil, nil, nil, nil, nil, nil
	s.spot, s.agency = nil, nil
	s.bearers = bearers{}
	clear(s.ents)
}

func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	s = s[:n]
	clear(s)
	return s
}

// listen finds the sentences in which capitals say nothing: headlines in
// title case or in capitals.
func (s *scan) listen() {
	for i := range s.d.Sentences {
		sent := &s.d.Sentences[i]
		words, caps := 0, 0
		for j := sent.First; j < sent.Last; j++ {
			t := &s.d.Tokens[j]
			if t.Flags&text.Word != 0 && t.End-t.Start > 3 {
				words++
				if t.Flags&text.Capital != 0 {
					caps++
				}
			}
		}
		s.loud[i] = words >= 4 && caps*10 >= words*8
		if s.loud[i] && s.form(int(sent.Last)-1) == "." {
			s.loud[i] = caps == words // a full stop ends no headline: the capitals are names
		}
	}
}

// dateline links the place of the dateline, and takes its country for the
// story's home.
func (s *scan) dateline() {
	dl := s.w.Reading.Story.Dateline
	if dl == nil || dl.Place == nil {
		return
	}
	if iso, ok := s.r.world.PlaceCountry(*dl.Place); ok {
		s.home = iso
		if dl.Country == nil {
			dl.Country = fact.Ptr(iso)
		}
	}
}

func (s *scan) vocab(i int) word {
	if i < 0 || i >= len(s.d.Tokens) || s.runAt[i] == s.runAt[i+1] {
		return word{}
	}
	return s.r.words[s.runs[s.runAt[i]].Hash]
}

// is reports whether token i is of one of the classes.
func (s *scan) is(i int, c class) bool {
	return i >= 0 && i < len(s.class) && s.class[i]&c != 0
}

func (s *scan) capital(i int) bool { return s.d.At(i).Flags&text.Capital != 0 }

// first reports whether token i opens its sentence, quotation marks aside.
func (s *scan) first(i int) bool {
	f, last := s.sentence(i)
	if i >= last {
		return false
	}
	for f < i && s.d.Tokens[f].Flags&text.Word == 0 {
		f++
	}
	return f == i
}

// sentence returns the bounds of the sentence of token i; beyond the ends of
// the text there is an empty one.
func (s *scan) sentence(i int) (first, last int) {
	if i < 0 || i >= len(s.d.Tokens) {
		return i, i
	}
	sent := &s.d.Sentences[s.d.Tokens[i].Sentence]
	return int(sent.First), int(sent.Last)
}

func (s *scan) form(i int) string { return s.d.Form(i) }

// low returns the folded form of token i.
func (s *scan) low(i int) string { return table.Fold(s.form(i)) }

// lemma returns the lemma of token i, or its folded form before it is known.
func (s *scan) lemma(i int) string {
	if l := s.d.At(i).Lemma; l != "" {
		return table.Fold(l)
	}
	return s.low(i)
}

// lemmaClass returns the classes of the lemma of token i.
func (s *scan) lemmaClass(i int) class {
	if i < 0 || i >= len(s.d.Tokens) {
		return 0
	}
	if l := s.d.Tokens[i].Lemma; l != "" {
		return s.r.words[table.WordHash(l)].class
	}
	return s.class[i]
}

// phrase returns the words of tokens first to last-1 as running text writes
// them.
func (s *scan) phrase(first, last int) string {
	return s.d.Plain(s.d.SpanOf(first, last))
}

// headOf returns the token of first to last-1 that governs the others: by the
// tree, else the last word before a preposition.
func (s *scan) headOf(first, last int) int {
	if s.tree != nil {
		best := -1
		for i := first; i < last; i++ {
			h := int(s.d.Tokens[i].Head)
			if (h < first || h >= last) && s.d.Tokens[i].Flags&text.Word != 0 {
				if best < 0 || s.tree.Right[i]-s.tree.Left[i] > s.tree.Right[best]-s.tree.Left[best] {
					best = i
				}
			}
		}
		if best >= 0 {
			return best
		}
	}
	for i := first + 1; i < last; i++ {
		if f := s.form(i); s.en.ofForIn.Has(f) {
			return i - 1
		}
	}
	for i := last - 1; i > first; i-- {
		if s.d.Tokens[i].Flags&text.Word != 0 {
			return i
		}
	}
	return first
}

// put adds an item and marks its tokens, when a wider one does not hold them.
func (s *scan) put(it item) int {
	it.ent = -1
	if it.how == "" {
		it.how = fact.Name
	}
	it.head = int32(s.headOf(int(it.first), int(it.last)))
	s.items = append(s.items, it)
	s.index.put(it.first)
	n := int32(len(s.items))
	for i := it.first; i < it.last; i++ {
		if old := s.at[i]; old == 0 || s.items[old-1].last-s.items[old-1].first <= it.last-it.first {
			s.at[i] = n
		}
	}
	return int(n - 1)
}

// itemAt returns the widest item over token i, or nil.
func (s *scan) itemAt(i int) *item {
	if i < 0 || i >= len(s.at) || s.at[i] == 0 {
		return nil
	}
	return &s.items[s.at[i]-1]
}

// startsAt returns the widest item that begins at token i, or nil.
func (s *scan) startsAt(i int) *item {
	if it := s.itemAt(i); it != nil && int(it.first) == i {
		return it
	}
	return nil
}

// endsAt returns the widest item whose last token is i, or nil.
func (s *scan) endsAt(i int) *item {
	if it := s.itemAt(i); it != nil && int(it.last) == i+1 {
		return it
	}
	return nil
}

func (s *scan) note(first, last int, format string, args ...any) {
	s.w.Note(passName, first, last, format, args...)
}
