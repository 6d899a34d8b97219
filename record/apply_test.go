package record

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
)

const harbour = "Oman's envoy Salim Rashid will visit Minsk in May. He promised 40 buses by June. \u201cWe shall come,\u201d said Rashid. The envoys met. The envoys met."

// harbourReading reads the text as some reader would.
func harbourReading() *fact.Reading {
	r := fact.New("one")
	r.Story.ID, r.Story.Text = "c1", harbour
	at := func(words string, nth int) fact.Span {
		from := 0
		for ; nth > 0; nth-- {
			from += strings.Index(harbour[from:], words) + 1
		}
		i := from + strings.Index(harbour[from:], words)
		return fact.Span{Start: i, End: i + len(words)}
	}
	for from := 0; from < len(harbour); {
		end := from + strings.Index(harbour[from:], ".") + 1
		if strings.HasPrefix(harbour[end:], "”") {
			end += len("”")
		}
		r.Story.Sentences = append(r.Story.Sentences, fact.Span{Start: from, End: end})
		from = end + 1
	}
	ev := func(words string, nth int) fact.Evidence {
		s := at(words, nth)
		e := fact.Evidence{Start: s.Start, End: s.End, By: "test"}
		for i, x := range r.Story.Sentences {
			if x.Start <= s.Start && s.End <= x.End {
				e.Sentence = i
			}
		}
		return e
	}
	name := func(words string) []fact.Mention {
		s := at(words, 0)
		return []fact.Mention{{Start: s.Start, End: s.End, Kind: fact.Name}}
	}
	r.Entities = []fact.Entity{
		{ID: "n1", Kind: fact.Country, Name: "Oman", Country: fact.Ptr("OMN"), Mentions: name("Oman")},
		{ID: "n2", Kind: fact.Person, Name: "Salim Rashid", Country: fact.Ptr("OMN"), Mentions: name("Salim Rashid")},
		{ID: "n3", Kind: fact.Place, Name: "Minsk", Country: fact.Ptr("BLR"), Mentions: name("Minsk")},
	}
	r.Events = []fact.Event{
		{ID: "e1", Type: "CONSULT", Mode: fact.Ptr("visit"), Status: fact.Planned, Actors: []fact.Party{{Code: "OMN", Entity: fact.Ptr("n2")}}, Confidence: fact.Low, Evidence: ev("will visit Minsk", 0)},
		{ID: "e2", Type: "CONSULT", Status: fact.Happened, Evidence: ev("The envoys met", 0)},
		{ID: "e3", Type: "CONSULT", Status: fact.Happened, Evidence: ev("The envoys met", 1)},
	}
	r.Pledges = []fact.Pledge{{ID: "p1", By: []fact.Party{{Code: "OMN", Entity: fact.Ptr("n2")}}, What: at("40 buses by June", 0), Event: fact.Ptr("e1"), Asserted: "open", State: "open", Evidence: []fact.Evidence{ev("promised 40 buses by June", 0)}}}
	r.Figures = []fact.Figure{{ID: "f1", Value: 40, Unit: fact.Ptr("bus"), Evidence: ev("40 buses", 0)}}
	r.Quotes = []fact.Quote{{ID: "q1", Kind: "direct", Content: []fact.Span{at("We shall come,", 0)}, Evidence: ev("\u201cWe shall come,\u201d said Rashid", 0)}}
	r.Fill()
	return r
}

// judge makes a judgement of a fact of a reading.
func judge(t *testing.T, r *fact.Reading, id, factID string, do Action, set ...func(*Claim)) Judgement {
	t.Helper()
	j := Judgement{ID: id, ContentID: r.Story.ID, FactID: factID, Action: do, By: "ana"}
	if !NameFact(&j, r) {
		t.Fatalf("no fact %s", factID)
	}
	for _, f := range set {
		f(j.Claim)
	}
	return j
}

// facts tells what a reading holds, a line a fact.
func facts(r *fact.Reading) string {
	var out []string
	name := func(ps []fact.Party) string {
		var all []string
		for _, w := range whoAll(r, ps) {
			all = append(all, strings.TrimSpace(w.Name+" "+w.Code))
		}
		return strings.Join(all, "+")
	}
	for i := range r.Events {
		e := &r.Events[i]
		s := fmt.Sprintf("%s %s %s>%s @%d", e.Type, e.Status, name(e.Actors), name(e.Recipients), e.Evidence.Start)
		if e.Time != nil {
			s += " " + e.Time.String()
		}
		if p := whoIs(r, e.Place); p != nil {
			s += " in " + p.Name
		}
		out = append(out, s)
	}
	for i := range r.Pledges {
		p := &r.Pledges[i]
		out = append(out, fmt.Sprintf("pledge %s %s>%s", p.Asserted, name(p.By), name(p.To)))
	}
	for i := range r.Quotes {
		who := whoIs(r, r.Quotes[i].Speaker)
		if who == nil {
			who = &Who{}
		}
		out = append(out, "said by "+who.Name)
	}
	for i := range r.Figures {
		f := &r.Figures[i]
		out = append(out, fmt.Sprintf("%g %s", f.Value, *f.Unit))
	}
	return strings.Join(out, "\n")
}

func set(slots ...Slot) func(*Claim) { return func(c *Claim) { c.Set = slots } }

func TestCorrectSlots(t *testing.T) {
	r := harbourReading()
	before := facts(r)
	may := calendar.OnDay(calendar.Date(2026, 5, 4))
	js := []Judgement{
		judge(t, r, "1", "e1", Correct, set(SlotStatus, SlotDay, SlotTo, SlotPlace), func(c *Claim) {
			c.Status, c.Day, c.To, c.Place = fact.Cancelled, &may, []Who{{Code: "BLR"}}, &Who{Name: "Minsk"}
		}),
		judge(t, r, "2", "p1", Correct, set(SlotState, SlotTo), func(c *Claim) { c.State, c.To = "kept", []Who{{Name: "The envoys", Code: "BLR"}} }),
		judge(t, r, "3", "q1", Correct, set(SlotBy), func(c *Claim) { c.By = []Who{{Name: "Salim Rashid", Kind: fact.Person}} }),
		judge(t, r, "4", "f1", Correct, set(SlotValue), func(c *Claim) { c.Value = 41 }),
		judge(t, r, "5", "e3", Reject),
		{ID: "6", ContentID: "c1", Kind: EventFact, Type: "AID", Words: "promised 40 buses", Action: Add, By: "ana", Claim: &Claim{Type: "AID", Status: fact.Planned, By: []Who{{Name: "Rashid", Kind: fact.Person, Code: "OMN"}}, At: strings.Index(harbour, "promised")}},
	}
	want := `CONSULT cancelled Salim Rashid OMN>BLR @` + fmt.Sprint(strings.Index(harbour, "will visit")) + ` 2026-05-04 in Minsk
CONSULT happened > @` + fmt.Sprint(strings.Index(harbour, "The envoys")) + `
AID planned Salim Rashid OMN> @` + fmt.Sprint(strings.Index(harbour, "promised")) + `
pledge kept Salim Rashid OMN>The envoys BLR
said by Salim Rashid
41 bus`
	got := Apply(r, js)
	if facts(got) != want {
		t.Errorf("got\n%s\nwant\n%s", facts(got), want)
	}
	if p := got.Check(); len(p) > 0 {
		t.Errorf("the corrected reading is unsound: %v", p)
	}
	if e := got.Events[0]; e.Evidence.By != "human:ana" || e.Confidence != fact.High || e.Codes.Plover != "REJECT" || !strings.Contains(e.Summary, "called off") {
		t.Errorf("what follows from the slots: %+v", e)
	}
	if facts(r) != before {
		t.Error("the reading itself was changed")
	}
	for id, on := range Footings(r, js) {
		if want := map[string]Footing{"6": OnWords}[id]; want != "" && on != want || want == "" && on != OnFact {
			t.Errorf("judgement %s rests on %q", id, on)
		}
	}
	undo := append(js, Judgement{ID: "7", Kind: EventFact, Action: Withdraw, Undoes: "1"}, Judgement{ID: "8", Kind: EventFact, Action: Withdraw, Undoes: "5"})
	if got := facts(Apply(r, undo)); !strings.HasPrefix(got, strings.Join(strings.Split(before, "\n")[:3], "\n")) {
		t.Errorf("taken back, it should be as before:\n%s", got)
	}
}

// TestOutlivesReaders has a newer reader call facts and entities otherwise,
// take other words for them, or miss them.
func TestOutlivesReaders(t *testing.T) {
	r := harbourReading()
	js := []Judgement{
		judge(t, r, "1", "e1", Correct, set(SlotStatus), func(c *Claim) { c.Status = fact.Cancelled }),
		judge(t, r, "2", "f1", Reject),
		judge(t, r, "3", "p1", Accept),
	}
	wider := harbourReading()
	wider.Entities[0], wider.Entities[1] = wider.Entities[1], wider.Entities[0]
	wider.Entities[0].ID, wider.Entities[1].ID = "n1", "n2"
	wider.Events[0].ID, wider.Events[1].ID = "e2", "e1"
	wider.Events[0].Actors[0].Entity = fact.Ptr("n1")
	wider.Events[0].Evidence.Start = 0
	wider.Pledges = nil
	got := facts(Apply(wider, js))
	for _, want := range []string{"CONSULT cancelled Salim Rashid OMN> @0", "pledge open Salim Rashid OMN"} {
		if !strings.Contains(got, want) {
			t.Errorf("not %q in\n%s", want, got)
		}
	}
	if strings.Contains(got, "40 bus") {
		t.Errorf("what was rejected is back:\n%s", got)
	}
	gone := harbourReading()
	gone.Story.ID, gone.Story.Text = "c2", "Nothing of this is so."
	gone.Events, gone.Pledges, gone.Figures, gone.Quotes, gone.Entities = nil, nil, nil, nil, nil
	if out := Apply(gone, js); len(out.Events)+len(out.Pledges) > 0 {
		t.Errorf("words that are gone carry facts:\n%s", facts(out))
	}
	for id, on := range Footings(gone, js) {
		if on != OnNothing {
			t.Errorf("judgement %s rests on %q, and its words are gone", id, on)
		}
	}
	if again := facts(Apply(harbourReading(), js)); !strings.Contains(again, "cancelled") {
		t.Errorf("the words are back, and the judgement is not:\n%s", again)
	}
}

// TestApplyStaysSound makes judgements up and applies them to readings that lack
// this or that: whatever is said, the reading stays sound, and the same is said
// twice.
func TestApplyStaysSound(t *testing.T) {
	words := []string{"will visit Minsk", "The envoys met", "promised 40 buses by June", "40 buses", "Minsk", "said Rashid", "gone", "o", "May. He promised", "\u201cWe"}
	who := []Who{{Name: "Rashid"}, {Name: "Salim Rashid", Kind: fact.Person}, {Code: "BLR"}, {Name: "Minsk", Kind: fact.Place}, {Name: "The envoys", Kind: fact.Group, Code: "OMN"}, {Name: "nobody", Kind: fact.Person}, {Name: "Belarus", Kind: fact.Country, Code: "BLR"}, {}}
	kinds := []FactKind{EventFact, PledgeFact, QuoteFact, FigureFact}
	r := rand.New(rand.NewPCG(3, 4))
	pick := func() []Who { return who[r.IntN(len(who)):][:1] }
	for round := range 500 {
		read := harbourReading()
		js := make([]Judgement, 1+r.IntN(8))
		for i := range js {
			may := calendar.OnDay(calendar.Date(2026, 5, 1+r.IntN(20)))
			kind := kinds[r.IntN(len(kinds))]
			js[i] = Judgement{
				ID: fmt.Sprint(i + 1), ContentID: []string{"c1", "c2"}[r.IntN(2)], Kind: kind, Words: words[r.IntN(len(words))], By: "ana",
				Action: []Action{Accept, Reject, Correct, Add, Withdraw}[r.IntN(5)], Undoes: fmt.Sprint(1 + r.IntN(8)),
				Claim: &Claim{
					Type: "CONSULT", Status: fact.Planned, State: "open", By: pick(), To: pick(), Place: &pick()[0], Day: &may, Value: 3, Unit: "bus",
					Set: SlotsOf(kind)[:r.IntN(len(SlotsOf(kind))+1)], At: r.IntN(200) - 20,
				},
			}
			if kind == EventFact {
				js[i].Type = []string{"CONSULT", "AID"}[r.IntN(2)]
				js[i].Claim.Type = js[i].Type
			}
			if r.IntN(9) == 0 {
				js[i].Claim = nil
			}
		}
		if r.IntN(3) == 0 {
			read.Entities, read.Pledges = nil, nil
			read.Events = read.Events[1:]
		}
		got := Apply(read, js)
		if p := got.Check(); len(p) > 0 {
			t.Fatalf("round %d: %v\nof %+v", round, p, js)
		}
		if again := facts(Apply(read, js)); again != facts(got) {
			t.Fatalf("round %d: not the same twice", round)
		}
	}
}

// TestByWord: what a person corrects or adds is said by nobody in the story any
// more, and says who says so, and when; what a person accepts stays the story's.
func TestByWord(t *testing.T) {
	r := harbourReading()
	r.Events[0].AssertedBy = fact.Ptr("n2")
	day := calendar.Date(2026, 5, 4)
	wrong := judge(t, r, "j1", "e1", Correct, func(c *Claim) { c.Status, c.Set = fact.Possible, []Slot{SlotStatus} })
	wrong.At, wrong.By = day.Time().Add(9*3600e9), "ana, the desk"
	e := Apply(r, []Judgement{wrong}).Events[0]
	if by, on, ok := e.Evidence.Person(); !ok || by != "ana, the desk" || on != day || e.AssertedBy != nil {
		t.Errorf("corrected: %+v, asserted by %v", e.Evidence, e.AssertedBy)
	}
	e = Apply(r, []Judgement{judge(t, r, "j2", "e1", Accept)}).Events[0]
	if _, _, ok := e.Evidence.Person(); ok || e.AssertedBy == nil {
		t.Errorf("accepted: %+v, asserted by %v", e.Evidence, e.AssertedBy)
	}
}

// TestSpeakers: who has no name is called in the story's words, small in
// mid-sentence unless they begin with a name.
func TestSpeakers(t *testing.T) {
	const text = "Officials spoke. Oman's coast guard spoke. Omani rowers spoke. The Council spoke. Its envoy spoke. Tagoev's spokesman spoke. Muscat's Border Committee spoke, and a person in Minsk, and its Finance Ministry, and Oman's IAEA envoy."
	mention := func(words string, kind fact.MentionKind) []fact.Mention {
		at := strings.Index(text, words)
		return []fact.Mention{{Start: at, End: at + len(words), Kind: kind}}
	}
	r := fact.New("one")
	r.Story.Text = text
	r.Entities = []fact.Entity{
		{ID: "n1", Kind: fact.Group, Name: "Officials", Mentions: mention("Officials", fact.Nominal)},
		{ID: "n2", Kind: fact.Organization, Name: "Oman's coast guard", Mentions: mention("Oman's coast guard", fact.Nominal)},
		{ID: "n3", Kind: fact.Country, Name: "Oman", Mentions: append(mention("Oman's", fact.Name), mention("Omani", fact.Name)...)},
		{ID: "n4", Kind: fact.Group, Name: "Omani rowers", Mentions: mention("Omani rowers", fact.Nominal)},
		{ID: "n5", Kind: fact.Organization, Name: "Council", Mentions: mention("The Council", fact.Name)},
		{ID: "n6", Kind: fact.Person, Name: "envoy", Mentions: mention("Its envoy", fact.Nominal)},
		{ID: "n7", Kind: fact.Person, Name: "Tagoev's spokesman", Mentions: mention("spokesman", fact.Nominal)},
		{ID: "n8", Kind: fact.Organization, Name: "Border Committee", Mentions: mention("Border Committee", fact.Name)},
		{ID: "n9", Kind: fact.Group, Name: "person", Mentions: mention("person", fact.Nominal)},
		{ID: "n11", Kind: fact.Organization, Name: "IAEA", Mentions: mention("IAEA", fact.Name)},
		{ID: "n10", Kind: fact.Organization, Name: "Finance Ministry", Mentions: mention("Finance Ministry", fact.Name)},
	}
	s := NewSpeakers(r)
	for id, want := range map[string]string{
		"n1": "officials", "n2": "Oman's coast guard", "n4": "Omani rowers", "n5": "the Council", "n6": "the envoy", "n7": "Tagoev's spokesman",
		"n8": "Muscat's Border Committee", "n9": "a person", "n10": "the Finance Ministry", "n11": "IAEA", "none": "none",
	} {
		if got := s.Called(id); got != want {
			t.Errorf("%s is called %q, not %q", id, got, want)
		}
	}
	r.Entities[0].Name = "Norwegian officials"
	s = NewSpeakers(r)
	for id, want := range map[string]string{"n1": "Norwegian officials", "n5": "the Council", "n7": "Tagoev's spokesman", "none": "none"} {
		if got := s.Apart(id); got != want {
			t.Errorf("%s is called %q apart from its story, not %q", id, got, want)
		}
	}
}
