package volume

import (
	"encoding/json"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/text"
)

// edition is the wire told once more: all its stories with one other country
// for each country, other surnames, so many days earlier, and with other words
// where no fact stands on them. Story lines stay whole.
type edition struct {
	n     int
	back  int               // days
	codes map[string]string // of countries
	names map[string]string
	plain bool // with the wire's own words
}

// busy is how many editions there are to one that keeps the countries of which
// the wire speaks most: they are the busy pair.
const busy = 7

// generations is how often persons change.
const generations = 12

// hash returns a number that is always the same for the same.
func hash(n int, parts ...string) uint64 {
	h := fnv.New64a()
	h.Write(strconv.AppendInt(nil, int64(n), 10))
	for _, p := range parts {
		h.Write([]byte{0})
		h.Write([]byte(p))
	}
	x := h.Sum64() // mixed once more: what differs in the last letter differs in the high bits
	x ^= x >> 33
	x *= 0xff51afd7ed558ccd
	return x ^ x>>33
}

// edition returns the n-th edition.
func (w *wire) edition(n int) edition {
	r := rand.New(rand.NewPCG(uint64(n), 0xda7e))
	e := edition{n: n, codes: map[string]string{}, names: map[string]string{}}
	e.back = 7 * r.IntN((years*365-300)/7)
	taken := map[string]bool{}
	for i := range w.names.countries {
		from := &w.names.countries[i]
		to := from
		if n%busy != 0 || i > 1 {
			to = &w.names.others[0]
			for taken[to.ISO3] || to == &w.names.others[0] {
				to = &w.names.others[int(float64(len(w.names.others))*math.Pow(r.Float64(), 2.2))]
			}
		}
		taken[to.ISO3] = true
		e.codes[from.ISO3] = to.ISO3
		was, is := forms(from), forms(to)
		for k := range was {
			if was[k] != "" && is[k] != "" {
				e.names[was[k]], e.names[strings.ToUpper(was[k])] = is[k], strings.ToUpper(is[k])
			}
		}
	}
	for _, s := range w.names.surnames {
		e.names[s] = invented(hash(e.back/(years*365/generations), s, e.codes[w.names.countries[0].ISO3]))
	}
	return e
}

// invented returns a name that nobody has, as far as we know.
func invented(x uint64) string {
	const heads, vowels, tails = "bdfgklmnprstvz", "aeiou", "lmnrskt"
	b := make([]byte, 0, 10)
	for range 2 + x%2 {
		b = append(b, heads[x>>8%uint64(len(heads))], vowels[x>>16%uint64(len(vowels))])
		x = x*0x9e3779b97f4a7c15 + 1
	}
	b = append(b, tails[x>>24%uint64(len(tails))])
	b[0] -= 'a' - 'A'
	return string(b)
}

// edit is a change to a text.
type edit struct {
	fact.Span
	to string
}

// tell tells a story of the wire as an edition does. It is the same each time.
func (w *wire) tell(e edition, story int) (record.Entry, *fact.Reading, error) {
	o := &w.stories[story]
	edits := w.edits(e, o)
	m := moved{edits: edits}
	entry := o.entry
	s := &entry.Story
	s.Text = m.apply(o.entry.Story.Text)
	s.Headline, s.Deck, s.Section = w.rename(e, s.Headline), w.rename(e, s.Deck), w.rename(e, s.Section)
	s.Parts = slices.Clone(s.Parts)
	for i := range s.Parts {
		p := &s.Parts[i]
		body := m.at(int(p.Start + p.Lead))
		p.Span = m.span(p.Span)
		p.Lead = uint32(body) - p.Start
	}
	days := -e.back
	s.Issued, s.Published = s.Issued.AddDate(0, 0, days), shift(s.Published, days)
	if s.Dateline != nil {
		d := *s.Dateline
		d.Place, d.Date, d.Span, d.Evidence = w.rename(e, d.Place), shift(d.Date, days), m.span(d.Span), nil
		s.Dateline = &d
	}
	w.fill400(e, story, s)
	s.ID = news.IDOf(s.Source, s.Text)
	v := &entry.Version
	v.Received = v.Received.AddDate(0, 0, days)
	if err := w.origin(e, o, &entry); err != nil {
		return entry, nil, err
	}
	r, err := w.reading(e, o, &m, &entry)
	return entry, r, err
}

// origin names the story that a correction or a kill is of, as the edition has
// it.
func (w *wire) origin(e edition, o *original, entry *record.Entry) error {
	v := &entry.Version
	if v.Supersedes == "" {
		v.StoryID = entry.Story.ID
		return nil
	}
	ids := map[string]string{}
	for i := range w.stories {
		if id := w.stories[i].entry.Story.ID; id == o.entry.Version.StoryID || id == o.entry.Version.Supersedes {
			s := w.stories[i].entry.Story
			s.Text, s.Parts = w.text(e, i), nil
			ids[id] = news.IDOf(s.Source, s.Text)
		}
	}
	v.StoryID, v.Supersedes = ids[v.StoryID], ids[v.Supersedes]
	return nil
}

// edits returns what an edition changes in a text, in order.
func (w *wire) edits(e edition, o *original) []edit {
	old := o.entry.Story.Text
	var out []edit
	for _, s := range o.named {
		if to, ok := e.names[old[s.Start:s.End]]; ok {
			out = append(out, edit{s, to})
		}
	}
	before := ""
	for _, s := range o.free {
		word := old[s.Start:s.End]
		if x := hash(e.n, before, word); !e.plain && x%8 < 5 {
			to := w.words[x>>8%uint64(len(w.words))]
			if x>>3%32 == 0 {
				to = strings.ToLower(invented(x >> 12 % 60000 * 0x9e3779b97f4a7c15))
			}
			out = append(out, edit{s, to})
		}
		before = word
	}
	slices.SortFunc(out, func(a, b edit) int { return a.Start - b.Start })
	return out
}

// rename puts an edition's names into a short text.
func (w *wire) rename(e edition, s string) string {
	return w.names.pattern.ReplaceAllStringFunc(s, func(name string) string {
		if to, ok := e.names[name]; ok {
			return to
		}
		return name
	})
}

// moved finds in a text that was changed what stood in the old one.
type moved struct{ edits []edit }

func (m *moved) apply(old string) string {
	var b strings.Builder
	at := 0
	for _, x := range m.edits {
		b.WriteString(old[at:x.Start])
		b.WriteString(x.to)
		at = x.End
	}
	b.WriteString(old[at:])
	return b.String()
}

// at returns where an offset of the old text lies now; one within a word that
// was changed lies at its end.
func (m *moved) at(old int) int {
	by := 0
	for _, x := range m.edits {
		if x.Start >= old {
			break
		}
		by += len(x.to) - (x.End - x.Start)
		if old < x.End {
			return x.End + by
		}
	}
	return old + by
}

func (m *moved) span(s text.Span) text.Span {
	return text.Span{Start: uint32(m.at(int(s.Start))), End: uint32(m.at(int(s.End)))}
}

// shift moves a day, which stays as precise as it was.
func shift(d calendar.Day, days int) calendar.Day {
	if d.IsZero() {
		return d
	}
	to := d.First().AddDays(days)
	if d.Month == 0 {
		to.Month = 0
	}
	if d.DayOfMonth == 0 {
		to.DayOfMonth = 0
	}
	return to
}

// reading moves the reading of a story to the words of the edition.
func (w *wire) reading(e edition, o *original, m *moved, entry *record.Entry) (*fact.Reading, error) {
	var tree map[string]any
	if err := decode(o.reading, &tree); err != nil {
		return nil, err
	}
	story := tree["story"].(map[string]any)
	story["text"], story["id"], story["source"] = "", "", nil
	p := porter{w: w, e: e, m: m, names: map[string]string{}}
	b, err := json.Marshal(p.value("", tree))
	if err != nil {
		return nil, err
	}
	r := new(fact.Reading)
	if err := json.Unmarshal(b, r); err != nil {
		return nil, err
	}
	r.Story.ID, r.Story.Text, r.Story.Source = entry.Story.ID, entry.Story.Text, &entry.Story.Source
	e.thin(r)
	return r, nil
}

// porter carries a reading over to an edition.
type porter struct {
	w     *wire
	e     edition
	m     *moved
	names map[string]string
}

// value returns what stands under a key.
func (p *porter) value(key string, v any) any {
	switch v := v.(type) {
	case map[string]any:
		if key == "links" && p.e.n%busy != 0 {
			delete(v, "wikidata") // it is another country's, or person's
		}
		for k, x := range v {
			v[k] = p.value(k, x)
		}
	case []any:
		for i, x := range v {
			v[i] = p.value(key, x)
		}
	case json.Number:
		if key == "start" || key == "end" {
			return p.m.at(number(v))
		}
	case string:
		return p.text(key, v)
	}
	return v
}

func (p *porter) text(key, s string) string {
	switch key {
	case "from", "to", "date", "day":
		if d, err := calendar.Parse(s); err == nil {
			return shift(d, -p.e.back).String()
		}
	case "id", "entity", "by", "kind", "reader", "status":
		return s
	}
	if len(s) == 3 || len(s) == 6 {
		if to, ok := p.e.codes[s[:3]]; ok {
			return to + s[3:]
		}
	}
	if to, ok := p.names[s]; ok {
		return to
	}
	to := p.w.rename(p.e, s)
	p.names[s] = to
	return to
}

// text returns the text of a story as an edition tells it.
func (w *wire) text(e edition, story int) string {
	o := &w.stories[story]
	m := moved{edits: w.edits(e, o)}
	s := news.Story{Text: m.apply(o.entry.Story.Text)}
	w.fill400(e, story, &s)
	return s.Text
}

// fill400 adds paragraphs that tell of nothing until a story has 400 words: the
// wire's are shorter, and have twice as many facts in a line as news has.
func (w *wire) fill400(e edition, story int, s *news.Story) {
	if e.plain {
		return
	}
	at := hash(e.n, s.Text)
	for n := len(strings.Fields(s.Text)); n < words400; {
		var b strings.Builder
		for range 4 {
			for i := range 14 {
				at = at*0x9e3779b97f4a7c15 + 1
				word := w.words[at>>20%uint64(len(w.words))]
				if i == 0 {
					word = strings.ToUpper(word[:1]) + word[1:]
				}
				b.WriteString(word + " ")
			}
			b.WriteString("too. ")
			n += 15
		}
		s.Text += "\n\n"
		start := uint32(len(s.Text))
		s.Text += strings.TrimSpace(b.String())
		s.Parts = append(s.Parts, text.Paragraph{Span: text.Span{Start: start, End: uint32(len(s.Text))}, Kind: text.Body})
	}
}

// bytes returns how many bytes the texts of n stories have, by a thousand of
// them.
func (w *wire) bytes(n int) int64 {
	all := w.arrivals(n)
	sum, took := 0, 0
	for i := 0; i < n; i += max(1, n/1000) {
		sum += len(w.text(w.edition(all[i].edition), all[i].story))
		took++
	}
	return int64(sum) * int64(n) / int64(took)
}

// kept is how many in a hundred facts of a kind are left in a story that is told
// again: the wire has many promises and visits so that a newcomer sees them, and
// news has less. Of 2.6 kB of running text from two treebanks 4 are events, 2
// quotes, and one text in nine has a promise; what is left here is more.
const (
	keptEvents  = 65
	keptQuotes  = 65
	keptPledges = 35
)

// thin leaves facts out of a reading.
func (e edition) thin(r *fact.Reading) {
	stays := func(most int, kind string, at fact.Evidence) bool {
		return int(hash(e.n, kind, r.Story.Text[at.Start:at.End])%100) < most
	}
	r.Pledges = slices.DeleteFunc(r.Pledges, func(p fact.Pledge) bool { return !stays(keptPledges, "pledge", p.Evidence[0]) })
	needed := map[string]bool{}
	for _, p := range r.Pledges {
		if p.Event != nil {
			needed[*p.Event] = true
		}
	}
	r.Events = slices.DeleteFunc(r.Events, func(v fact.Event) bool { return !needed[v.ID] && !stays(keptEvents, "event", v.Evidence) })
	left := map[string]bool{}
	for _, v := range r.Events {
		left[v.ID] = true
	}
	r.Story.Retold = slices.DeleteFunc(r.Story.Retold, func(t fact.Retelling) bool { return !left[t.Event] })
	r.Quotes = slices.DeleteFunc(r.Quotes, func(q fact.Quote) bool { return !stays(keptQuotes, "quote", q.Evidence) })
}
