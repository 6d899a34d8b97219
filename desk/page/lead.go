package page

import (
	"cmp"
	"embed"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/internal/signs"
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

// Lead is a fact that may stand under a headline, with what speaks for it: see
// leadsigns.go.
type Lead struct {
	Card
	Signs      []string
	truth      float64  // how likely its line is true
	weighing   float64  // how likely it is right in every way
	desk       bool     // somebody at the desk said so
	sentence   bool     // a sentence of the story, and not a fact that was read
	start, end int      // of its words in the text
	own        []string // what its line says: see content
}

//go:embed lead
var leadTables embed.FS

// leadWeights are how much each sign speaks for a fact's line: that it is true,
// that it is plain, that it is one of the best three.
var leadWeights = sync.OnceValues(func() (all [3]signs.Weights, err error) {
	for i, name := range [...]string{"true", "plain", "best"} {
		if all[i], err = signs.Load(leadTables, "lead/"+name+".tsv"); err != nil {
			return all, err
		}
	}
	return all, nil
})

// least is how likely a fact must be right in every way to be shown after the
// first: what is wrong costs a reader more than what is missing.
const least = 0.2

// leads returns the facts that stand under a headline, at most shown, the best
// first. Nothing is told twice, and nothing that the headline says already.
func leads(it *record.Item, today calendar.Day, l Labels) []Card {
	weights, err := leadWeights()
	if err != nil {
		return nil // the table is held by a test
	}
	all := Leads(it, today, l)
	for i := range all {
		c := &all[i]
		c.truth = weights[0].Exact(c.Signs)
		c.weighing = c.truth * weights[1].Exact(c.Signs) * weights[2].Exact(c.Signs)
		if c.desk {
			c.weighing++ // before all that is only likely
		}
	}
	slices.SortStableFunc(all, func(a, b Lead) int { return cmp.Compare(b.weighing, a.weighing) })
	var took []Lead
	said := content(it.Headline)
	for _, c := range all {
		if len(took) == shown || len(took) > 0 && (c.weighing < least || fresh(c.own, said) < 2) || slices.ContainsFunc(took, c.same) {
			continue
		}
		took, said = append(took, c), append(said, c.own...)
	}
	out := make([]Card, len(took))
	for i, c := range took {
		out[i] = c.marked(all)
	}
	return out
}

// certain is how likely a fact must be true for a sentence to have its mark.
const certain = 0.85

// marked returns the card of a lead: a sentence of the story with the mark of the
// fact that it tells, where that is certain.
func (c Lead) marked(all []Lead) Card {
	if c.sentence {
		tells := func(f Lead) bool { return !f.sentence && f.truth >= certain && f.within(c) && alike(f.own, c.own) }
		if i := slices.IndexFunc(all, tells); i >= 0 {
			c.ID, c.Chip = all[i].ID, all[i].Chip
		}
	}
	if words := strings.Fields(c.Title); c.ID == "" {
		c.Ends = strings.Join(words[max(0, len(words)-4):], " ")
	}
	return c.Card
}

// Leads returns all facts of a story that may stand under its headline, in the
// order in which they are told.
func Leads(it *record.Item, today calendar.Day, l Labels) []Lead {
	var all []Lead
	for i := range it.Facts {
		if c, ok := eventLead(&it.Facts[i], it, l); ok {
			all = append(all, c)
		}
	}
	for i := range it.Pledges {
		if c, ok := pledgeLead(&it.Pledges[i], it, today, l); ok {
			all = append(all, c)
		}
	}
	var figures []Lead
	for i := range it.Figures {
		if c, ok := figureLead(&it.Figures[i]); ok {
			figures = append(figures, c)
		}
	}
	sentences := gistLeads(it, all, figures)
	for _, c := range figures {
		if !slices.ContainsFunc(sentences, c.within) {
			all = append(all, c)
		}
	}
	all = append(all, sentences...)
	m := matterOf(it)
	for i := range all {
		all[i].wording(m)
	}
	return all
}

// within reports whether the words of a lead lie in those of another.
func (c Lead) within(o Lead) bool { return c.end > c.start && c.start >= o.start && c.end <= o.end }

// same reports whether another fact tells the same: by the same words, or by
// nearly the same sentence.
func (c Lead) same(o Lead) bool {
	return c.within(o) || o.within(c) || alike(c.own, o.own)
}

// eventLead returns an event as a lead, and false where it is none.
func eventLead(row *record.EventRow, it *record.Item, l Labels) (Lead, bool) {
	ev := &row.Event
	if ev.Background || !say.Told(ev) && len(ev.Actors) == 0 {
		return Lead{}, false
	}
	c := Lead{Card: eventLine(row, l), start: ev.Evidence.Start, end: ev.Evidence.End}
	if !strings.Contains(c.Title, " ") {
		return Lead{}, false // a bare noun tells nobody anything: talks, concession
	}
	if t, _ := ontology.Parse(ev.Type); t == ontology.State && ev.Type == t.String() {
		c.Chip, c.ID = Chip{"said", "said"}, "" // a mere statement has no row on the story's page
	}
	_, _, c.desk = ev.Evidence.Person()
	c.event(row, it)
	return c, true
}

// pledgeLead returns a promise as a lead by its state on that day.
func pledgeLead(p *record.PledgeRow, it *record.Item, today calendar.Day, l Labels) (Lead, bool) {
	i := slices.IndexFunc(it.Facts, func(e record.EventRow) bool { return p.Pledge.Event != nil && e.Event.ID == *p.Pledge.Event })
	if p.Pledge.Confidence == fact.Low || i >= 0 && it.Facts[i].Event.Type == ontology.Consult.String() {
		return Lead{}, false // a visit or a meeting is a plan, and stands as one
	}
	state := record.StateAt(&p.Pledge, today)
	if state == "overdue" && l.Late != nil && !l.Late(p.StoryID, p.Pledge.ID) {
		return Lead{}, false // a later story says what became of it
	}
	c := Lead{Card: Card{ID: p.Pledge.ID, Chip: PledgeChip(state), Title: pledgeTitle(p, l)}}
	if len(p.Pledge.Evidence) > 0 {
		c.start, c.end = p.Pledge.Evidence[0].Start, p.Pledge.Evidence[0].End
		_, _, c.desk = p.Pledge.Evidence[0].Person()
	}
	c.pledge(p, it, state)
	due := p.Pledge.Due != nil && !p.Pledge.Due.To.IsZero()
	switch {
	case state == "overdue" && p.Pledge.Due.To.Last().Before(it.Day.First()): // this story knows what became of it
		c.Chip = Chip{"due", "promised"}
	case state == "overdue":
		c.Title += ": " + plural(today.Sub(p.Pledge.Due.To.Last()), "day") + " over"
	case state != "open":
	case !due:
		c.Chip = Chip{"due", "promised"}
	default:
		if n := p.Pledge.Due.To.Last().Sub(today); n <= dueSoon {
			c.Chip = Chip{"due", "in " + plural(n, "day")}
		}
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

// figureLead returns a figure as a lead where it says more than how many of
// something there are: money, a share, a large number, one of a year. Its
// sentence tells it.
func figureLead(d *record.Detail) (Lead, bool) {
	f := d.Figure
	text := strings.TrimSuffix(strings.Join(strings.Fields(d.Words), " "), ".")
	if f == nil || len(text) > 180 || text == "" || f.Confidence == fact.Low || !telling(f) || record.PointsBack(text) {
		return Lead{}, false
	}
	c := Lead{Card: Card{ID: f.ID, Chip: Chip{"figure", "figure"}, Title: text}, start: d.Start, end: d.End}
	_, _, c.desk = f.Evidence.Person()
	c.figure(f)
	return c, true
}

// gistLeads returns the first sentences of a story as leads: what is news in them
// need not be a fact of a kind that the program knows. Each leads to the first
// fact in it.
func gistLeads(it *record.Item, facts, figures []Lead) []Lead {
	if it.Gist == nil {
		return nil
	}
	var all []Lead
	for i, s := range it.Gist.Sentences {
		if i >= len(it.Gist.Told) || it.Gist.Told[i] == "" {
			continue
		}
		c := Lead{Card: Card{Chip: Chip{"said", "reported"}, Title: it.Gist.Told[i]}, sentence: true, start: s.Start, end: s.End}
		read, counted := c.holds(facts), c.holds(figures)
		inside := slices.Concat(read, counted)
		if slices.ContainsFunc(inside, func(f Lead) bool { return f.desk }) { // the desk does not say what the sentence does
			continue
		}
		c.place(i, len(read))
		for _, f := range inside {
			c.ID = cmp.Or(c.ID, f.ID)
		}
		if len(counted) > 0 {
			c.Signs = append(c.Signs, counted[0].Signs...)
		}
		all = append(all, c)
	}
	return all
}

// holds returns the leads whose words lie in those of this one.
func (c Lead) holds(all []Lead) []Lead {
	return slices.DeleteFunc(slices.Clone(all), func(f Lead) bool { return !f.within(c) })
}

// alike reports whether two sentences, by their content, say nearly the same:
// most of the words of the shorter are in the other.
func alike(x, y []string) bool {
	if len(x) > len(y) {
		x, y = y, x
	}
	return len(x) > 0 && (len(x)-fresh(x, y))*100 >= len(x)*75
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
