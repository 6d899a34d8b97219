package page

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/record"
)

// What speaks for a fact under a headline, and against it, are signs: what the
// reader says of it, where it stands, and how its line reads to somebody who sees
// the headline and nothing else. Their weights (lead/*.tsv) are fitted to
// the verdicts of readers: eval/leads.

func (c *Lead) add(parts ...string) { c.Signs = append(c.Signs, strings.Join(parts, " ")) }

// event adds what the reader says of an event.
func (c *Lead) event(row *record.EventRow, it *record.Item) {
	ev := &row.Event
	status := string(ev.Status)
	if ev.Status == fact.Planned && row.Dated && !row.From.IsZero() && !row.From.Last().Before(it.Day.First()) {
		status = "planned for a day"
	}
	c.add("event")
	c.add("status", status)
	c.add("type", ev.Type)
	c.add("confidence", string(ev.Confidence))
	if ev.P != nil {
		c.add("probability", strconv.Itoa(int(*ev.P*5)))
	}
	c.rank(ev.Rank)
	c.add("doers", doers(row))
	if !strings.HasSuffix(ev.Evidence.By, "/judge") {
		c.add("told by a frame")
	}
	if ev.Summary == "" {
		c.add("told by its slots")
	}
	if row.Asserter != "" {
		c.add("asserted")
	}
	if ev.Time != nil {
		c.add("day")
	}
	if strings.Contains(it.Lead, row.Words[:min(len(row.Words), 40)]) {
		c.add("in the lead")
	}
}

func (c *Lead) rank(rank *int) {
	switch {
	case rank == nil:
		c.add("rank none")
	case *rank <= 4:
		c.add("rank", strconv.Itoa(*rank))
	case *rank <= 7:
		c.add("rank 5 to 7")
	default:
		c.add("rank later")
	}
}

// doers says who is in an event: somebody with a country or an office is known.
func doers(row *record.EventRow) string {
	known := func(ps []fact.Party) bool {
		return slices.ContainsFunc(ps, func(p fact.Party) bool { return p.Code != "" && p.Code != "UNK" && p.Entity != nil })
	}
	switch {
	case known(row.Event.Actors) && known(row.Event.Recipients):
		return "both known"
	case known(row.Event.Actors):
		return "known"
	case len(row.Event.Actors)+len(row.Event.Recipients) == 0:
		return "none"
	}
	return "unknown"
}

// pledge adds what the reader says of a promise, and how it stands.
func (c *Lead) pledge(p *record.PledgeRow, it *record.Item, state string) {
	c.add("pledge")
	c.add("pledge", state)
	c.add("pledge confidence", string(p.Pledge.Confidence))
	if p.Pledge.Due != nil && !p.Pledge.Due.To.IsZero() {
		c.add("pledge with a day")
		if p.Pledge.Due.To.Last().Before(it.Day.First()) {
			c.add("pledge over before the story")
		}
	}
	if len(p.By) == 0 {
		c.add("pledge by nobody")
	}
	c.rank(p.Pledge.Rank)
}

// figure adds what the reader says of a figure.
func (c *Lead) figure(f *fact.Figure) {
	c.add("figure")
	c.add("figure confidence", string(f.Confidence))
	c.rank(f.Rank)
	if f.Unit != nil && len(*f.Unit) == 3 && strings.ToUpper(*f.Unit) == *f.Unit {
		c.add("figure of money")
	}
	if f.Period != nil {
		c.add("figure of a time")
	}
}

// place adds which sentence of the story it is, and how many facts are in it.
func (c *Lead) place(i, facts int) {
	c.add("sentence")
	c.add("sentence", strconv.Itoa(i+1))
	c.add("facts in it", strconv.Itoa(min(facts, 3)))
}

// matter is what the lines under one headline are read beside.
type matter struct {
	headline string
	said     []string // what the headline says: see content
	first    []string // what the first sentence says
	told     bool     // there is a first sentence
	year     int      // of the story
}

func matterOf(it *record.Item) *matter {
	m := &matter{headline: it.Headline, said: content(it.Headline), year: int(it.Day.Year)}
	if g := it.Gist; g != nil && len(g.Told) > 0 {
		m.first, m.told = content(g.Told[0]), true
	}
	return m
}

// wording adds where the fact stands and how its line reads.
func (c *Lead) wording(m *matter) {
	words := strings.Fields(c.Title)
	kind := c.Signs[0]
	c.own = content(c.Title)
	c.add("chip", c.Chip.Class)
	c.add(kind, "at", bucket(c.start, 250, 500, 1000, 1500, 2500, 4000))
	c.add("length", bucket(len(c.Title), 30, 45, 60, 80, 100, 120, 150, 180))
	c.add("new", strconv.Itoa(min(fresh(c.own, m.said), 6)))
	c.add("of the headline", bucket(len(c.own)-fresh(c.own, m.said), 1, 2, 3, 4, 5))
	if alike(c.own, m.said) {
		c.add("the headline says so")
	}
	if len(words) == 0 {
		return
	}
	c.shares(m, words)
	c.add("begins", opening(words))
	c.definite(words, m.said)
	names, figures := 0, 0
	for i, w := range words {
		r := []rune(w)
		switch {
		case unicode.IsDigit(r[0]):
			figures++
		case i > 0 && unicode.IsUpper(r[0]):
			names++
		}
		if w = strings.Trim(w, ".,;:"); short(w) {
			c.add("word", strings.ToLower(w))
		}
	}
	c.add("names", strconv.Itoa(min(names, 6)))
	c.add("figures", strconv.Itoa(min(figures, 3)))
	c.add("last word", bucket(len(words[len(words)-1]), 3, 5))
}

// shares adds what the line has in common with the headline and the first
// sentence, and when what it tells was.
func (c *Lead) shares(m *matter, words []string) {
	if m.told {
		c.add("in common with the first sentence", bucket(fresh(c.own, m.said)-fresh(c.own, m.first), 0, 1, 2, 3, 5))
	}
	names := 0
	for w := range strings.FieldsSeq(m.headline) {
		if unicode.IsUpper([]rune(w)[0]) && slices.Contains(words, w) {
			names++
		}
	}
	c.add("names of the headline", strconv.Itoa(min(names, 3)))
	for _, w := range words {
		w = strings.Trim(w, ".,;:()")
		switch n, err := strconv.Atoi(w); {
		case err == nil && n > 1900 && n < 2100:
			c.add("year", bucket(n-m.year, -1, 0, 1))
		case err != nil && calendar.WeekdayNamed(w):
			c.add("weekday")
		}
	}
}

// definite adds how many nouns with an article the headline does not name, so that
// who sees it and the line alone may ask which is meant: the union, the number.
func (c *Lead) definite(words, said []string) {
	unknown := 0
	for i := range words[:len(words)-1] {
		if article, noun := strings.ToLower(words[i]), content(words[i+1]); article != "the" || strings.ToLower(words[i+1]) != words[i+1] || len(noun) == 0 || fresh(noun, said) == 0 {
			continue
		}
		if unknown++; i == 0 {
			c.add("begins with something unknown")
		}
	}
	c.add("unknown", strconv.Itoa(min(unknown, 3)))
}

// opening says with what a line begins: a short word, names, an owner.
func opening(words []string) string {
	first := strings.ToLower(words[0])
	switch {
	case short(first):
		return first
	case len(words) > 1 && unicode.IsUpper([]rune(words[1])[0]):
		return "with names"
	case strings.HasSuffix(first, "'s") || strings.HasSuffix(first, "’s"):
		return "with an owner"
	}
	return "otherwise"
}

// short reports whether a word is short enough to be one of grammar's: among
// these are those that point back to what the line does not have (it, both,
// them), and which they are is learned.
func short(word string) bool {
	return len(word) <= 5 && word != "" && strings.IndexFunc(word, func(r rune) bool { return !unicode.IsLetter(r) }) < 0 && strings.ToLower(word[1:]) == word[1:]
}

// bucket says between which two of some limits n is, the last one that it
// reaches.
func bucket(n int, limits ...int) string {
	for _, l := range limits {
		if n < l {
			return "under " + strconv.Itoa(l)
		}
	}
	return "over"
}

// fresh counts the words of a line that others do not say.
func fresh(own, said []string) int {
	n := 0
	for _, w := range own {
		if !slices.Contains(said, w) {
			n++
		}
	}
	return n
}
