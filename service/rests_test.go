package service_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/dossier"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/link"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/record/memory"
	"github.com/datelinewire/dateline/service"
)

// on gives the event of a reader the days on which it is, or is to be.
func on(days int, f func(*fact.Reading)) func(*fact.Reading) {
	return func(r *fact.Reading) {
		f(r)
		when := calendar.OnDay(day.AddDays(days))
		r.Events[0].Time = &when
	}
}

// line are three stories of one visit: announced, announced by another agency,
// held; and one of a promise.
func line(t *testing.T) (*service.Service, record.Store, map[string]string) {
	due := calendar.Until(day.AddDays(20))
	s, store := world(t, map[string]func(*fact.Reading){
		"Oman to visit Belarus":   on(30, visit("e1", "OMN", "BLR", fact.Planned, "will visit Minsk")),
		"Minsk awaits an Omani":   on(30, visit("e1", "OMN", "BLR", fact.Planned, "will visit Belarus")),
		"Omani minister in Minsk": on(30, visit("e1", "OMN", "BLR", fact.Happened, "visited Minsk")),
		"Oman promises a terminal": func(r *fact.Reading) {
			i := strings.Index(r.Story.Text, "open a grain terminal")
			r.Pledges = []fact.Pledge{{ID: "p1", By: []fact.Party{{Code: "OMN"}}, To: []fact.Party{{Code: "BLR"}}, What: fact.Span{Start: i, End: i + 21}, Due: &due, Asserted: "open", State: "open", Confidence: fact.High, Evidence: []fact.Evidence{{Start: i, End: i + 21}}}}
		},
	})
	return s, store, map[string]string{
		"plan":    tell(t, s, "North Press", "Oman to visit Belarus", "The minister of Oman will visit Minsk in April, it was said on Monday.", 0),
		"second":  tell(t, s, "South Wire", "Minsk awaits an Omani", "A guest from Muscat will visit Belarus in four weeks, sources in the capital say.", 1),
		"held":    tell(t, s, "North Press", "Omani minister in Minsk", "He visited Minsk and saw the tractor works there on Thursday.", 31),
		"promise": tell(t, s, "South Wire", "Oman promises a terminal", "Oman said that it would open a grain terminal by the end of the month.", 2),
	}
}

func told(t *testing.T, s *service.Service, id string) string {
	t.Helper()
	r, err := s.RestsOn(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, x := range r.Lines {
		out = append(out, fmt.Sprintf("%s %v %d %v", x.Kind, x.Dossiers, x.Others, x.Stands))
	}
	for _, x := range r.Exports {
		out = append(out, fmt.Sprintf("had by %s %v", x.What, x.Other))
	}
	return strings.Join(out, "; ")
}

func TestRests(t *testing.T) {
	s, _, ids := line(t)
	ctx := t.Context()
	for _, x := range []struct {
		what    string
		stories []string
	}{{"dossier BLR-OMN", []string{ids["held"], ids["plan"]}}, {"dossier BLR-OMN", []string{ids["plan"], ids["held"]}}, {"agenda", []string{ids["plan"]}}, {"dossier BLR-OMN", []string{ids["plan"]}}} {
		if err := s.Exported(ctx, x.what, "ana", x.stories); err != nil {
			t.Fatal(err)
		}
	}
	want := map[string]string{
		"plan":    "plan [BLR-OMN] 1 true; had by dossier BLR-OMN false; had by agenda false; had by dossier BLR-OMN true",
		"held":    "event [BLR-OMN] 0 true; outcome [BLR-OMN] 0 true; had by dossier BLR-OMN true",
		"promise": "promise [BLR-OMN] 0 true",
	}
	for name, w := range want {
		if got := told(t, s, ids[name]); got != w {
			t.Errorf("%s: %s, want %s", name, got, w)
		}
	}
	for _, name := range []string{"held", "promise"} {
		e, _, err := s.Version(ctx, ids[name], 0)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Kill(ctx, ids[name], service.Change{Of: e.Story.ID, Note: "it was not so", By: "ana"}); err != nil {
			t.Fatal(err)
		}
		if got, w := told(t, s, ids[name]), strings.ReplaceAll(strings.ReplaceAll(want[name], " true;", " false;"), "0 true", "0 false"); got != w {
			t.Errorf("%s after its kill: %s, want %s", name, got, w)
		}
	}
	_, err := s.RestsOn(ctx, "none")
	wantKind(t, "no such story", err, fault.NotFound)
}

func TestRulings(t *testing.T) {
	s, store, ids := line(t)
	ctx := t.Context()
	happenings := func() int {
		t.Helper()
		l, err := s.Linker(ctx)
		if err != nil {
			t.Fatal(err)
		}
		d, err := dossier.Of(ctx, store, l, dossier.Subject{Country: "OMN", Other: "BLR"}, dossier.Options{AsOf: day.AddDays(60)})
		if err != nil {
			t.Fatal(err)
		}
		return d.Happenings
	}
	if n := happenings(); n != 2 {
		t.Fatalf("%d happenings, want the plan and the visit", n)
	}
	if err := s.RuleHappenings(ctx, link.Apart, ids["plan"]+".e1", ids["second"]+".e1", "ana", "another minister"); err != nil {
		t.Fatal(err)
	}
	if n := happenings(); n != 3 {
		t.Errorf("%d happenings after two were parted", n)
	}
	all, err := s.Judgements(ctx)
	if err != nil || len(all) != 1 || all[0].By != "ana" || all[0].Note != "another minister" || !strings.Contains(all[0].What, "Oman to visit Belarus") {
		t.Fatalf("%+v %v", all, err)
	}
	if err := s.Undo(ctx, all[0].ID, "ben", ""); err != nil {
		t.Fatal(err)
	}
	if n := happenings(); n != 2 {
		t.Errorf("%d happenings after that was taken back", n)
	}
	wantKind(t, "twice", s.Undo(ctx, all[0].ID, "ben", ""), fault.Conflict)
	wantKind(t, "none", s.Undo(ctx, "link-99", "ben", ""), fault.NotFound)
	wantKind(t, "no such event", s.RuleHappenings(ctx, link.One, ids["plan"]+".e9", ids["second"]+".e1", "ana", ""), fault.NotFound)
	wantKind(t, "the same", s.RuleHappenings(ctx, link.One, ids["plan"]+".e1", ids["plan"]+".e1", "ana", ""), fault.Invalid)
}

// TestUndoFact takes back what was said of a fact.
func TestUndoFact(t *testing.T) {
	s, _, ids := line(t)
	ctx := t.Context()
	e, _, err := s.Version(ctx, ids["held"], 0)
	if err != nil {
		t.Fatal(err)
	}
	r, err := s.Reading(ctx, &e)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Judge(ctx, ids["held"], service.Verdict{Fact: "e1", Against: service.Against(r), Action: "reject", By: "ana", Note: "no"}); err != nil {
		t.Fatal(err)
	}
	all, err := s.Judgements(ctx)
	if err != nil || len(all) != 1 || all[0].Story != ids["held"] {
		t.Fatalf("%+v %v", all, err)
	}
	if err := s.Undo(ctx, all[0].ID, "ben", ""); err != nil {
		t.Fatal(err)
	}
	if r, err = s.Reading(ctx, &e); err != nil || len(r.Events) != 1 {
		t.Errorf("%v %v", r.Events, err)
	}
	if all, err = s.Judgements(ctx); err != nil || len(all) != 1 || all[0].Undone != "ben" {
		t.Errorf("%+v %v", all, err)
	}
}

// TestOneActor asks for a person of two countries: the name may be one of two
// until somebody says that they are one.
func TestOneActor(t *testing.T) {
	s, _ := world(t, map[string]func(*fact.Reading){
		"Here":  func(r *fact.Reading) { r.Entities = []fact.Entity{person("n1", "Karim Haddad", "LBN", "")} },
		"There": func(r *fact.Reading) { r.Entities = []fact.Entity{person("n1", "Karim Haddad", "TUN", "")} },
	})
	tell(t, s, "Agency", "Here", "He was here.", 0)
	tell(t, s, "Agency", "There", "He was there.", 1)
	ask := service.Find{Query: `person:"Karim Haddad"`, ByTime: true}
	_, err := s.Search(t.Context(), ask)
	wantKind(t, "two of one name", err, fault.Invalid, "may be one of 2", "judge one")
	if err := s.Rule(t.Context(), link.Ruling{Do: link.One, Actors: []string{"person/karim hadad@LBN", "person/karim hadad@TUN"}}, "ana", "the same"); err != nil {
		t.Fatal(err)
	}
	if f, err := s.Search(t.Context(), ask); err != nil || f.Total != 2 {
		t.Errorf("said to be one: %d %v", f.Total, err)
	}
}

// TestFetched notes each story of a calendar that is fetched again and again
// once.
func TestFetched(t *testing.T) {
	s, store := world(t, map[string]func(*fact.Reading){"Envoy to travel": envoy})
	ctx := t.Context()
	id := tell(t, s, "Agency", "Envoy to travel", "Salim Rashid will visit Belarus in May.", 0)
	for _, stories := range [][]string{{id}, {id, "b", "b"}, {id}, {"b"}, nil, {"b", "c"}} {
		if err := s.Fetched(ctx, "agenda.ics", "Desk", stories); err != nil {
			t.Fatal(err)
		}
	}
	if acts, err := store.Acts(ctx, record.ExportAct); err != nil || len(acts) != 3 {
		t.Errorf("%d acts, %v; want one for each of three stories", len(acts), err)
	}
	r, err := s.RestsOn(ctx, id)
	if err != nil || len(r.Exports) != 1 || r.Exports[0].Other || !r.Exports[0].Followed {
		t.Errorf("%+v %v", r.Exports, err)
	}
}

// TestSubject asks for dossiers as people do, and finds those whom a search for
// a person finds.
func TestSubject(t *testing.T) {
	named := func(all ...fact.Entity) func(*fact.Reading) {
		return func(r *fact.Reading) { r.Entities = all }
	}
	oman := fact.Entity{ID: "n2", Kind: fact.Place, Name: "Port Salim", Country: fact.Ptr("OMN")}
	s, _ := world(t, map[string]func(*fact.Reading){
		"Here":  named(person("n1", "Karim Haddad", "LBN", ""), oman),
		"There": named(person("n1", "Karim Haddad", "TUN", ""), fact.Entity{ID: "n3", Kind: fact.Place, Name: "Salim", Country: fact.Ptr("OMN")}),
		"Yon":   named(person("n1", "Mona Khalil", "EGY", ""), person("n2", "Rida Khalil", "EGY", "")),
	})
	ctx := t.Context()
	for i, name := range []string{"Here", "There", "Yon"} {
		tell(t, s, "Agency", name, "Somebody was "+name+".", i)
	}
	for typed, want := range map[string]string{
		"Oman-Belarus": "BLR-OMN", "country:Oman": "OMN", "Mona Khalil": "person/mona halil@EGY", `person:"Rida Khalil"`: "person/rida halil@EGY",
		"place:Salim": "place/salim@OMN", "person/mona halil@EGY": "person/mona halil@EGY",
	} {
		got, err := s.Subject(ctx, typed)
		if at := got.String(); err != nil || at != want && at != "OMN-BLR" {
			t.Errorf("%s: %+v %v, want %s", typed, got, err, want)
		}
	}
	for _, c := range [...]struct {
		typed, says string
		kind        fault.Kind
	}{
		{"Karim Haddad", "karim hadad@TUN", fault.Invalid},
		{"Khalil", "rida halil@EGY", fault.Invalid},
		{"person:Nobody Khalil", "alike are", fault.NotFound},
		{"Nowhere", "no country", fault.Invalid},
		{"ship:Salim", "write country:", fault.Invalid},
		{"topic:fish", "no story on record is about that", fault.NotFound},
	} {
		_, err := s.Subject(ctx, c.typed)
		wantKind(t, c.typed, err, c.kind, c.says)
	}
	if err := s.Rule(ctx, link.Ruling{Do: link.One, Actors: []string{"person/karim hadad@LBN", "person/karim hadad@TUN"}}, "ana", "the same"); err != nil {
		t.Fatal(err)
	}
	if got, err := s.Subject(ctx, "Karim Haddad"); err != nil || got.Entity != "person/karim hadad@LBN" {
		t.Errorf("said to be one: %+v %v", got, err)
	}
}

// TestRegister lists what was exported, and says what was killed since; what is
// taken very often grows by new stories alone.
func TestRegister(t *testing.T) {
	s, store := world(t, map[string]func(*fact.Reading){"Envoy to travel": envoy})
	ctx := t.Context()
	id := tell(t, s, "Agency", "Envoy to travel", "Salim Rashid will visit Belarus in May.", 0)
	other := tell(t, s, "Agency", "Rain", "It rains in Muscat.", 1)
	for _, x := range [][]string{{id}, {id, other}} {
		if err := s.Exported(ctx, "dossier OMN", "ana", x); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Exported(ctx, "agenda", "ben", []string{other}); err != nil {
		t.Fatal(err)
	}
	e, err := s.Changeable(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Kill(ctx, id, service.Change{Of: e.Story.ID, Note: "false", By: "ana"}); err != nil {
		t.Fatal(err)
	}
	all, err := s.Register(ctx)
	if err != nil || len(all) != 3 || all[0].What != "agenda" || len(all[0].Since) != 0 || len(all[1].Since) != 1 || all[1].Since[0].Note != "false" || !all[2].Other || len(all[2].Since) != 0 {
		t.Errorf("%+v %v", all, err)
	}
	for n := range 100 {
		if err := s.Exported(ctx, "agenda.csv", "Desk", []string{id, other}[:1+n%2]); err != nil {
			t.Fatal(err)
		}
	}
	if acts, err := store.Acts(ctx, record.ExportAct); err != nil || len(acts) > 30 {
		t.Errorf("%d acts of three names, %v", len(acts), err)
	}
}

// TestRegisterJudged says of an export which facts of it people said to be
// otherwise since, until it is taken anew.
func TestRegisterJudged(t *testing.T) {
	store, now := memory.New(), at(10)
	clock := func() time.Time { // each thing is done a minute after the one before
		now = now.Add(time.Minute)
		return now
	}
	s := service.New(service.Options{Store: store, Reader: &reader{store, map[string]func(*fact.Reading){"Envoy to travel": envoy}}, MaxText: 2000, Now: clock})
	ctx := t.Context()
	id := tell(t, s, "Agency", "Envoy to travel", "Salim Rashid will visit Belarus in May.", 0)
	export := func() {
		t.Helper()
		if err := s.Exported(ctx, "dossier OMN", "ana", []string{id}); err != nil {
			t.Fatal(err)
		}
	}
	judge := func(do record.Action) string {
		t.Helper()
		e, r, err := s.Trouble(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		j := record.Judgement{StoryID: id, ContentID: e.Story.ID, FactID: r.Events[0].ID, Action: do, By: "ben", Note: "he is ill", At: clock()}
		record.NameFact(&j, r)
		j.Claim.Status, j.Claim.Set = fact.Cancelled, []record.Slot{record.SlotStatus}
		if err := store.Judge(ctx, j); err != nil {
			t.Fatal(err)
		}
		all, err := store.Judgements(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		return all[len(all)-1].ID
	}
	is := func(what string, want ...string) {
		t.Helper()
		all, err := s.Register(ctx)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, c := range all[0].Since {
			got = append(got, c.How()+" by "+c.By+": "+c.Words)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: since the export %q, want %q", what, got, want)
		}
	}
	export()
	is("at first")
	judge(record.Accept)
	is("said to be right")
	wrong := judge(record.Correct)
	const words = "will visit Belarus"
	is("corrected", "fact corrected by ben: "+words)
	if err := s.Undo(ctx, wrong, "ana", ""); err != nil {
		t.Fatal(err)
	}
	is("taken back again")
	wrong = judge(record.Correct)
	export()
	is("taken anew")
	if err := s.Undo(ctx, wrong, "ana", ""); err != nil {
		t.Fatal(err)
	}
	is("taken back since", "what was said of a fact taken back by ana: "+words)
	judge(record.Reject)
	is("rejected", "fact rejected by ben: "+words, "what was said of a fact taken back by ana: "+words)
}

// TestStoriesIn finds every story of a value, and nothing else.
func TestStoriesIn(t *testing.T) {
	type cite struct {
		Story string `json:"story"`
		Words string `json:"words"`
	}
	got, err := service.StoriesIn(map[string]any{
		"lines": []any{cite{"b", "story"}, map[string]any{"because": []cite{{"a", "c"}, {"b", ""}, {"", "d"}}}}, "words": "story", "n": 3, "stories": 2, "e": "story",
	})
	if err != nil || strings.Join(got, " ") != "a b" {
		t.Errorf("%q %v", got, err)
	}
	if _, err := service.StoriesIn(math.NaN()); err == nil {
		t.Error("what cannot be written is no error")
	}
}
