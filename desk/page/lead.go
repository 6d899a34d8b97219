package page

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/ontology"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/say"
)

// mostLooked is how many facts of a story are looked at for those that stand
// under its headline.
const mostLooked = 24

// ListFilter returns a filter that gives what a list of stories shows: copies
// folded, and of each story what its facts are chosen from.
func ListFilter(f record.Filter) record.Filter {
	f.Fold, f.Whole, f.MaxFacts = true, true, mostLooked
	return f
}

// candidate is a fact that may stand under a headline. Its worth says how soon a
// colleague would tell it.
type candidate struct {
	card       Card
	worth      int
	start, end int // of its words in the text
}

// leads returns the facts that stand under a headline, at most shown: plans
// with a day, promises that are due or broken and what changed come before what
// was done, that before figures, and statements last; what stands at the head of
// the story before what comes later. Nothing is told twice.
func leads(it *record.Item, today calendar.Day, l Labels) []Card {
	var all []candidate
	for i := range it.Facts {
		if c, ok := eventLead(&it.Facts[i], it, i, l); ok {
			all = append(all, c)
		}
	}
	for i := range it.Pledges {
		if c, ok := pledgeLead(&it.Pledges[i], it.Facts, today, l); ok {
			all = append(all, c)
		}
	}
	for i := range it.Figures {
		if c, ok := figureLead(&it.Figures[i]); ok {
			all = append(all, c)
		}
	}
	for i := range all {
		if like(all[i].card.Title, it.Headline) {
			all[i].worth -= 12 // the headline says so already
		}
		all[i].worth -= 8 * min(open(all[i].card.Title), 2)
	}
	slices.SortStableFunc(all, func(a, b candidate) int { return cmp.Compare(b.worth, a.worth) })
	var took []candidate
	for _, c := range all {
		if len(took) < shown && !slices.ContainsFunc(took, c.same) {
			took = append(took, c)
		}
	}
	out := make([]Card, len(took))
	for i, c := range took {
		out[i] = c.card
	}
	return out
}

// same reports whether another fact tells the same: by the same words, or by
// nearly the same sentence.
func (c candidate) same(o candidate) bool {
	within := func(a, b candidate) bool { return a.end > a.start && a.start >= b.start && a.end <= b.end }
	return within(c, o) || within(o, c) || like(c.card.Title, o.card.Title)
}

// eventLead weighs an event, the i-th of its story.
func eventLead(row *record.EventRow, it *record.Item, i int, l Labels) (candidate, bool) {
	ev := &row.Event
	if ev.Background || !say.Told(ev) && len(ev.Actors) == 0 {
		return candidate{}, false
	}
	c := candidate{card: eventLine(row, l), start: ev.Evidence.Start, end: ev.Evidence.End}
	if !strings.Contains(c.card.Title, " ") {
		return candidate{}, false // a bare noun tells nobody anything: talks, concession
	}
	t, _ := ontology.Parse(ev.Type)
	switch ev.Status {
	case fact.Planned:
		c.worth = 22
		if row.Dated && !row.From.IsZero() && !row.From.Last().Before(it.Day.First()) {
			c.worth = 48
		}
	case fact.Postponed, fact.Cancelled, fact.Denied, fact.NotHappened:
		c.worth = 44
	case fact.Sought, fact.Possible:
		c.worth = 20
	default:
		if c.worth = 24; t.Material() {
			c.worth = 32
		}
	}
	if t == ontology.State && ev.Type == t.String() {
		c.worth, c.card.Chip = -10, Chip{"said", "said"}
	}
	if !say.Told(ev) {
		c.worth -= 25
	}
	c.worth += sure(ev.Confidence) + doers(row) - min(2*i, 24)
	if ev.Rank != nil {
		c.worth += max(0, 20-5*(*ev.Rank-1))
	}
	if strings.Contains(it.Lead, first(row.Words, 40)) {
		c.worth += 16
	}
	if row.Asserter == "" && ev.Status == fact.Happened && strings.Contains(c.card.Title, " had ") {
		c.worth -= 14 // before what the story is about
	}
	return c, true
}

// first returns the first bytes of s, at most n.
func first(s string, n int) string { return s[:min(len(s), n)] }

// open counts the words of a sentence that nobody understands who has not read
// the sentence before it.
func open(s string) int {
	n := 0
	for w := range strings.FieldsSeq(strings.ToLower(s)) {
		switch strings.Trim(w, ".,;") { // Grammar: pronouns and adverbs that point back
		case "it", "them", "him", "this", "that's", "there", "so", "ones", "both", "these", "those":
			n++
		}
	}
	return n
}

// sure weighs how sure a reading is.
func sure(c fact.Confidence) int {
	switch c {
	case fact.High:
		return 10
	case fact.Low:
		return -14
	}
	return 0
}

// doers weighs who is in an event: somebody with a country or an office counts
// for more than people of whom nothing is known, nobody for less.
func doers(row *record.EventRow) int {
	known := func(ps []fact.Party) bool {
		return slices.ContainsFunc(ps, func(p fact.Party) bool { return p.Code != "" && p.Code != "UNK" && p.Entity != nil })
	}
	switch {
	case known(row.Event.Actors) && known(row.Event.Recipients):
		return 14
	case known(row.Event.Actors):
		return 10
	case len(row.Event.Actors)+len(row.Event.Recipients) == 0:
		return -10
	}
	return 0
}

// pledgeLead weighs a promise by its state on that day.
func pledgeLead(p *record.PledgeRow, events []record.EventRow, today calendar.Day, l Labels) (candidate, bool) {
	if i := slices.IndexFunc(events, func(e record.EventRow) bool { return p.Pledge.Event != nil && e.Event.ID == *p.Pledge.Event }); i >= 0 && events[i].Event.Type == ontology.Consult.String() {
		return candidate{}, false // a visit or a meeting is a plan, and stands as one
	}
	state := record.StateAt(&p.Pledge, today)
	if state == "overdue" && l.Late != nil && !l.Late(p.StoryID, p.Pledge.ID) {
		return candidate{}, false // a later story says what became of it
	}
	c := candidate{card: Card{ID: p.Pledge.ID, Chip: PledgeChip(state), Title: pledgeTitle(p, l)}}
	if len(p.Pledge.Evidence) > 0 {
		c.start, c.end = p.Pledge.Evidence[0].Start, p.Pledge.Evidence[0].End
	}
	due := p.Pledge.Due != nil && !p.Pledge.Due.To.IsZero()
	switch {
	case p.Pledge.Confidence == fact.Low:
		return c, false
	case strings.Contains(c.card.Title, " said "), strings.Contains(c.card.Title, " added "):
		c.worth, c.card.Chip = 18, Chip{"said", "said"}
	case state == "overdue":
		n := today.Sub(p.Pledge.Due.To.Last())
		c.card.Title += ": " + plural(n, "day") + " over"
		if c.worth = 66; n > 366 {
			c.worth = 30
		}
	case state == "missed":
		c.worth = 62
	case state == "kept", state == "withdrawn":
		c.worth = 50
	case due:
		if n := p.Pledge.Due.To.Last().Sub(today); n <= dueSoon {
			c.card.Chip = Chip{"due", "in " + plural(n, "day")}
		}
		c.worth = 58
	default:
		c.card.Chip = Chip{"due", "promised"}
		c.worth = 42
	}
	return c, true
}

// dueSoon is within how many days a promise is due soon.
const dueSoon = 30

func pledgeTitle(p *record.PledgeRow, l Labels) string {
	if p.Told != "" {
		return p.Told
	}
	return say.Promise(say.Pledge{By: strings.Split(names(p.By, l), " and "), What: Cut(p.What, 90)})
}

// figureLead weighs a figure that says more than how many of something there
// are: money, a share, a large number, one of a year. Its sentence tells it.
func figureLead(d *record.Detail) (candidate, bool) {
	f := d.Figure
	text := strings.TrimSuffix(strings.Join(strings.Fields(d.Words), " "), ".")
	if f == nil || len(text) > 140 || text == "" || f.Confidence == fact.Low {
		return candidate{}, false
	}
	if !telling(f) {
		return candidate{}, false
	}
	return candidate{card: Card{ID: f.ID, Chip: Chip{"figure", "figure"}, Title: text}, worth: 18, start: d.Start, end: d.End}, true
}

// like reports whether two sentences say nearly the same: most of the words of
// the shorter are in the other.
func like(a, b string) bool {
	x, y := content(a), content(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) == 0 {
		return false
	}
	n := 0
	for _, w := range x {
		if slices.Contains(y, w) {
			n++
		}
	}
	return n*100 >= len(x)*75
}

// content returns the words of a sentence by which it is told from others, cut
// to their stems: short ones do not count, figures do.
func content(s string) []string {
	var out []string
	for w := range strings.FieldsSeq(strings.ToLower(s)) {
		w = strings.Trim(w, ".,;:'\"“”‘’()")
		if _, err := strconv.Atoi(w); err == nil || len(w) > 3 {
			out = append(out, w[:min(len(w), 5)])
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
