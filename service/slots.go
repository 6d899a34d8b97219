package service

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/dossier"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/ontology"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/world"
)

// Field is a slot of a fact as people fill it in.
type Field struct {
	Slot   record.Slot
	Label  string
	Value  string   // as it stands
	Values []Choice // those that it may have; nil: any
	Hint   string   // how it is written
}

// Choice is a value that a field may have.
type Choice struct{ Value, Label string }

// labels are what people are asked for, by kind of fact and slot; "" is for
// all other kinds. Never changed.
var labels = [...]struct {
	kind        record.FactKind
	slot        record.Slot
	label, hint string
}{
	{"", record.SlotType, "What sort of event", ""},
	{"", record.SlotStatus, "How it stands", ""},
	{"", record.SlotState, "How the story says it stands", "that it is overdue follows from the day"},
	{record.QuoteFact, record.SlotBy, "Speaker", "a name of the story, with a country in brackets: Salim Rashid (Oman)"},
	{record.PledgeFact, record.SlotBy, "Who promises", "names of the story or countries, with ; between them"},
	{"", record.SlotBy, "Who does it", "names of the story or countries, with ; between them: Salim Rashid (Oman); Belarus"},
	{"", record.SlotTo, "To or with whom", "the same way; empty for nobody"},
	{record.PledgeFact, record.SlotDay, "Due", "2026-05-04, 2026-05, by 2026-06, 2026-05-04 to 2026-05-06; empty where it is not said"},
	{"", record.SlotDay, "When", "2026-05-04, 2026-05, by 2026-06, 2026-05-04 to 2026-05-06; empty where it is not said"},
	{"", record.SlotPlace, "Where", "a place that the story names; empty for none"},
	{"", record.SlotValue, "Number", "41,000 or 2.5"},
	{"", record.SlotUnit, "Of what", "USD, percent, or a word: bus"},
}

// fieldOf returns a slot of a claim for people.
func fieldOf(slot record.Slot, kind record.FactKind, c *record.Claim, w *world.World) Field {
	f := Field{Slot: slot, Value: written(slot, c, w)}
	for _, l := range labels {
		if l.slot == slot && (l.kind == "" || l.kind == kind) {
			f.Label, f.Hint = l.label, l.hint
			break
		}
	}
	switch slot {
	case record.SlotType:
		f.Values = types()
	case record.SlotStatus:
		for _, s := range record.Statuses() {
			f.Values = append(f.Values, Choice{string(s), strings.ReplaceAll(string(s), "_", " ")})
		}
		f.Value = cmp.Or(f.Value, string(fact.Happened))
	case record.SlotState:
		for _, s := range record.PledgeStates() {
			if s != "overdue" { // that the clock says
				f.Values = append(f.Values, Choice{s, s})
			}
		}
		f.Value = cmp.Or(f.Value, "open")
	}
	return f
}

// types returns the types of events with their modes.
func types() []Choice {
	out := []Choice{}
	for _, t := range ontology.Types() {
		out = append(out, Choice{t.String(), t.Label()})
		for _, m := range t.Modes() {
			if noun := t.Noun(m); noun != t.Noun("") {
				out = append(out, Choice{t.String() + "/" + m, noun})
			}
		}
	}
	return out
}

// written returns what a claim has in a slot as people write it: parsing it
// gives the same.
func written(slot record.Slot, c *record.Claim, w *world.World) string {
	switch slot {
	case record.SlotType:
		if t, ok := ontology.Parse(c.Type); ok && c.Mode != "" && t.Noun(c.Mode) != t.Noun("") {
			return c.Type + "/" + c.Mode
		}
		return c.Type
	case record.SlotStatus:
		return string(c.Status)
	case record.SlotState:
		return c.State
	case record.SlotBy:
		return parties(c.By, w)
	case record.SlotTo:
		return parties(c.To, w)
	case record.SlotDay:
		if c.Day != nil {
			return c.Day.String()
		}
	case record.SlotPlace:
		if c.Place != nil {
			return c.Place.Name
		}
	case record.SlotValue:
		if c.Value != 0 || c.Unit != "" {
			return strconv.FormatFloat(c.Value, 'f', -1, 64)
		}
	case record.SlotUnit:
		return c.Unit
	}
	return ""
}

func parties(all []record.Who, w *world.World) string {
	var out []string
	for _, x := range all {
		name := x.Code
		if c := w.Country(x.Code); c != nil {
			name = c.Name
		}
		switch {
		case x.Name == "":
		case x.Kind == fact.Country || x.Code == "" || x.Code == "UNK" || x.Name == name:
			name = x.Name
		default:
			name = x.Name + " (" + name + ")"
		}
		out = append(out, name)
	}
	return strings.Join(out, "; ")
}

// fill puts what people typed into the claim of a judgement, slot by slot, and
// notes which slots say something else than before.
func (s *Service) fill(r *fact.Reading, j *record.Judgement, typed map[record.Slot]string) error {
	w, err := s.theWorld()
	if err != nil {
		return err
	}
	slots := record.SlotsOf(j.Kind)
	for slot := range typed {
		if !slices.Contains(slots, slot) {
			return judgeFail(string(slot), fault.Invalid, "a %s has no %s", j.Kind, slot)
		}
	}
	c := j.Claim
	was := *c
	for _, slot := range slots {
		value, ok := typed[slot]
		value = strings.Join(strings.Fields(value), " ")
		if !ok || value == written(slot, c, w) {
			continue
		}
		if err := put(r, c, slot, value, w); err != nil {
			return err
		}
		c.Set = append(c.Set, slot)
	}
	if len(c.Set) > 0 && j.Action == record.Correct {
		c.Was = &was
	}
	return nil
}

// put fills one slot.
func put(r *fact.Reading, c *record.Claim, slot record.Slot, value string, w *world.World) (err error) {
	switch slot {
	case record.SlotType:
		c.Type, c.Mode, err = sortOf(value)
	case record.SlotStatus:
		var code string
		code, err = state("status", value)
		c.Status = fact.Status(code)
	case record.SlotState:
		if c.State, err = state("pledge", value); err == nil && (c.State == "overdue" || c.State == "any") {
			err = judgeFail(value, fault.Invalid, "a story says that a promise is open, kept, missed or withdrawn; that it is overdue follows from the day by which it is due")
		}
	case record.SlotBy:
		c.By, err = whoAll(r, value, w)
	case record.SlotTo:
		c.To, err = whoAll(r, value, w)
	case record.SlotDay:
		c.Day, err = days(value)
	case record.SlotPlace:
		c.Place = nil
		if value != "" {
			var all []record.Who
			if all, err = whoAll(r, value, w); err == nil {
				c.Place = &all[0]
				c.Place.Kind = cmp.Or(c.Place.Kind, fact.Place)
			}
		}
	case record.SlotValue:
		c.Value, err = strconv.ParseFloat(strings.ReplaceAll(value, ",", ""), 64)
		if err != nil {
			err = judgeFail(value, fault.Invalid, "this is no number: write it in figures, 41,000 or 2.5")
		}
	case record.SlotUnit:
		c.Unit = value
	}
	return err
}

// sortOf returns the type and mode of an event as people call it: CONSULT/visit,
// a code, or a noun.
func sortOf(typed string) (kind, mode string, err error) {
	if a, b, ok := strings.Cut(typed, "/"); ok {
		if t, known := ontology.Parse(strings.ToUpper(a)); known && t.Has(b) {
			return t.String(), b, nil
		}
	}
	asked, all := typeOf(typed)
	for _, a := range asked {
		switch a.Field {
		case "type":
			kind = a.Value
		case "mode":
			mode = a.Value
		}
	}
	for _, t := range ontology.Types() {
		if kind == "" && mode != "" && t.Has(mode) {
			kind = t.String()
		}
	}
	if kind == "" {
		return "", "", unknown("type", typed, all)
	}
	return kind, mode, nil
}

// days returns the interval of one day, month or year, of two with "to"
// between them, or with "by" or "from" before one; nil for "".
func days(typed string) (*calendar.Interval, error) {
	if typed == "" {
		return nil, nil
	}
	first, last, span := strings.Cut(typed, " to ")
	rest, by := strings.CutPrefix(typed, "by ")
	rest2, from := strings.CutPrefix(typed, "from ")
	if by || from {
		first = rest
	}
	if from {
		first = rest2
	}
	a, err := calendar.Parse(strings.TrimSpace(first))
	b := a
	if err == nil && span {
		b, err = calendar.Parse(strings.TrimSpace(last))
	}
	if err != nil || b.Last().Before(a.First()) {
		return nil, judgeFail(typed, fault.Invalid, "this is no day: write 2026-05-04, 2026-05, 2026, two with \"to\" between them, the earlier first, or by 2026-06")
	}
	v := calendar.OnDay(a)
	switch {
	case by:
		v = calendar.Until(a)
	case from:
		v = calendar.Since(a)
	case span:
		v.To = b
	}
	return &v, nil
}

// whoAll returns those who are meant by names with ; between them.
func whoAll(r *fact.Reading, typed string, w *world.World) ([]record.Who, error) {
	var out []record.Who
	for name := range strings.SplitSeq(typed, ";") {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		x, err := who(r, name, w)
		if err != nil {
			return nil, err
		}
		out = append(out, x)
	}
	return out, nil
}

// who returns who is meant by a name: somebody whom the reading knows, a
// country, or words of the story, with the kind before them where they are a
// name that the reading does not know (person:Salim Rashid), and the country
// behind them in brackets.
func who(r *fact.Reading, typed string, w *world.World) (record.Who, error) {
	x := record.Who{Name: typed}
	if kind, name, ok := strings.Cut(typed, ":"); ok {
		if x.Kind = dossier.KindOf(kind); x.Kind == "" {
			return x, judgeFail(typed, fault.Invalid, "%q is no kind of party: write person:, organisation:, group: or place: before a name, or the name alone", kind)
		}
		x.Name = strings.TrimSpace(name)
	}
	if name, country, ok := strings.Cut(strings.TrimSuffix(x.Name, ")"), " ("); ok && strings.HasSuffix(x.Name, ")") {
		if x.Code = dossier.Country(country, w); x.Code == "" {
			x.Code = strings.ToUpper(country)
			if len(x.Code) != 3 {
				return x, unknown("country", country, countries(w))
			}
		}
		x.Name = name
	}
	if i := record.Find(r, x); i >= 0 {
		n := &r.Entities[i]
		x.Name, x.Kind = n.Name, n.Kind
		if n.Country != nil {
			x.Code = cmp.Or(x.Code, *n.Country)
		}
		return x, nil
	}
	if code := dossier.Country(x.Name, w); code != "" && x.Code == "" && x.Kind == "" {
		return record.Who{Name: w.Country(code).Name, Kind: fact.Country, Code: code}, nil
	}
	if strings.Contains(r.Story.Text, x.Name) {
		return x, nil
	}
	return x, judgeFail(typed, fault.Invalid, "the story names nobody so: take a name or words of the story, or a country; before a name that was not read as one put person:, organisation:, group: or place:")
}
