package service

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/link"
	"github.com/datelinewire/dateline/record"
)

// Judged is one thing that a person said: of a fact of a story, or of what is
// one.
type Judged struct {
	ID     string // by which it can be undone
	At     time.Time
	By     string
	Note   string
	What   string // in words
	Story  string // of a fact: its story
	Undone string // who took it back; empty: it stands
	// Loose says what is amiss with what it stands on: its words are gone from
	// the newest version, or no reader finds the fact any more. Empty: nothing,
	// or it was taken back.
	Loose string
}

// linkAct is what acts of kind record.LinkAct have in their Data.
type linkAct struct {
	link.Ruling
	Note  string   `json:"note,omitempty"`
	Undo  int64    `json:"undo,omitempty"`  // the act that is taken back
	Names []string `json:"names,omitempty"` // what was judged, for people
}

// linkJudgement begins the id of a judgement of what is one.
const linkJudgement = "link-"

// Rule keeps what a person said of what is one. It fails with Invalid for what
// cannot be meant.
func (s *Service) Rule(ctx context.Context, r link.Ruling, by, note string, names ...string) error {
	if err := r.Check(); err != nil {
		return err
	}
	return s.did(ctx, record.LinkAct, by, linkAct{Ruling: r, Note: note, Names: names})
}

// RuleHappenings keeps that two happenings are one, or not. Each is named by
// the id of a report of it, as dossiers have them: STORY.EVENT.
func (s *Service) RuleHappenings(ctx context.Context, do link.Deed, a, b, by, note string) error {
	r := link.Ruling{Do: do}
	var names []string
	for _, id := range [...]string{a, b} {
		report, err := s.report(ctx, id)
		if err != nil {
			return err
		}
		r.Reports = append(r.Reports, report.Ref())
		names = append(names, id+" "+report.Headline)
	}
	return s.Rule(ctx, r, by, note, names...)
}

// Tie is what a person says of two, as people type it: reports of events
// (STORY.EVENT), or actors by their keys.
type Tie struct {
	Do      link.Deed
	A, B    string
	Country string   // where one actor is two: of this country it is another
	Stories []string // or in these stories
	By      string
	Note    string
}

// Tie keeps that two are one, or not. It fails with Invalid where that cannot
// be meant, with NotFound where there is no such report or actor.
func (s *Service) Tie(ctx context.Context, t Tie) error {
	if !strings.Contains(t.A, "/") {
		return s.RuleHappenings(ctx, t.Do, t.A, t.B, t.By, t.Note)
	}
	r := link.Ruling{Do: t.Do, Actors: []string{t.A}, Stories: t.Stories}
	if t.B != "" {
		r.Actors = append(r.Actors, t.B)
	}
	if t.Country != "" {
		code, err := s.country("country", t.Country)
		if err != nil {
			return err
		}
		r.Country = code
	}
	for _, key := range r.Actors {
		if err := s.onRecord(ctx, key); err != nil {
			return err
		}
	}
	for _, id := range t.Stories {
		if _, err := s.store.Story(ctx, id); err != nil {
			return err
		}
	}
	return s.Rule(ctx, r, t.By, t.Note)
}

// onRecord fails with NotFound where no story names the actor of a key.
func (s *Service) onRecord(ctx context.Context, key string) error {
	near, err := s.store.Values(ctx, record.ByEntity, key, record.MaxLimit)
	if err != nil || knows(near, key) {
		return err
	}
	if len(near) == 0 {
		kind, _, _ := strings.Cut(key, "/")
		near, err = s.store.Values(ctx, record.ByEntity, kind+"/", record.MaxLimit)
	}
	if err != nil {
		return err
	}
	return &fault.Error{Op: "judge what is one", ID: key, Kind: fault.NotFound, Err: errors.New("no story on record names an actor of this key" + Instead(values(near), key))}
}

// report returns the report with an id, as the newest reading of its story has
// it. It fails with NotFound where there is none.
func (s *Service) report(ctx context.Context, id string) (*link.Report, error) {
	missing := func(why string) error {
		return &fault.Error{Op: "look up report", ID: id, Kind: fault.NotFound, Err: errors.New(why)}
	}
	dot := strings.LastIndexByte(id, '.')
	if dot < 0 {
		return nil, missing("name it as STORY.EVENT, as dossier --json does")
	}
	page, err := s.store.Events(ctx, record.EventFilter{StoryID: id[:dot], Background: true, Limit: record.MaxLimit})
	if err != nil {
		return nil, err
	}
	for i := range page.Events {
		if page.Events[i].Event.ID == id[dot+1:] {
			return link.NewReport(&page.Events[i]), nil
		}
	}
	return nil, missing("the newest reading of that story has no such event")
}

// Linker returns the linker that heeds what people said.
func (s *Service) Linker(ctx context.Context) (*link.Linker, error) {
	l, err := s.linker()
	if err != nil {
		return nil, err
	}
	acts, undone, err := s.linkActs(ctx)
	var rulings []link.Ruling
	for i := range acts {
		if acts[i].Undo == 0 && undone[acts[i].n] == "" {
			rulings = append(rulings, acts[i].Ruling)
		}
	}
	return l.Under(rulings), err
}

type linkActOf struct {
	linkAct
	n   int64
	act record.Act
}

// linkActs returns all acts about links, and by whom those were taken back that
// were.
func (s *Service) linkActs(ctx context.Context) ([]linkActOf, map[int64]string, error) {
	acts, err := s.store.Acts(ctx, record.LinkAct)
	out, undone := make([]linkActOf, len(acts)), map[int64]string{}
	for i := range acts {
		x := &out[i]
		x.n, x.act = acts[i].N, acts[i]
		if err := json.Unmarshal(acts[i].Data, &x.linkAct); err != nil {
			return nil, nil, &fault.Error{Op: "read judgements", Err: err}
		}
		if x.Undo > 0 {
			undone[x.Undo] = someone(acts[i].By)
		}
	}
	return out, undone, err
}

func someone(by string) string {
	if by == "" {
		return "somebody"
	}
	return by
}

// Judgements returns all that people said, oldest first: of facts, and of what
// is one.
func (s *Service) Judgements(ctx context.Context) ([]Judged, error) {
	facts, err := s.store.Judgements(ctx, "")
	if err != nil {
		return nil, err
	}
	out, err := s.ofFacts(ctx, facts)
	if err != nil {
		return nil, err
	}
	acts, back, err := s.linkActs(ctx)
	for i := range acts {
		if x := &acts[i]; x.Undo == 0 {
			out = append(out, Judged{ID: fmt.Sprint(linkJudgement, x.n), At: x.act.At, By: x.act.By, Note: x.Note, What: x.words(), Undone: back[x.n]})
		}
	}
	slices.SortStableFunc(out, func(a, b Judged) int { return a.At.Compare(b.At) })
	return out, err
}

// verdict returns what somebody said of a fact, in the words of the buttons that
// say it.
func verdict(a record.Action) string {
	switch a {
	case record.Accept:
		return "Right"
	case record.Reject:
		return "Wrong"
	case record.Correct:
		return "Corrected"
	}
	return "Added"
}

// ofFacts tells what people said of facts.
func (s *Service) ofFacts(ctx context.Context, facts []record.Judgement) ([]Judged, error) {
	undone := record.Undone(facts)
	w, err := s.theWorld()
	if err != nil {
		return nil, err
	}
	on := map[string]map[string]record.Footing{} // by story
	var out []Judged
	for i := range facts {
		j := &facts[i]
		if j.Action == record.Withdraw {
			continue
		}
		if on[j.StoryID] == nil {
			if on[j.StoryID], err = s.footings(ctx, j.StoryID); err != nil {
				return nil, err
			}
		}
		x := Judged{ID: j.ID, At: j.At, By: j.By, Note: j.Note, Story: j.StoryID, Undone: undone[j.ID]}
		x.What = verdict(j.Action) + ": “" + strings.Join(strings.Fields(j.Words), " ") + "”"
		if c := j.Claim; c != nil && len(c.Set) > 0 {
			var set []string
			for _, slot := range c.Set {
				was := ""
				if c.Was != nil {
					was = " (was " + cmp.Or(written(slot, c.Was, w), "none") + ")"
				}
				set = append(set, string(slot)+" "+cmp.Or(written(slot, c, w), "none")+was)
			}
			x.What += ": " + strings.Join(set, ", ")
		}
		footing, known := on[j.StoryID][j.ID]
		switch {
		case !known:
		case footing == record.OnNothing:
			x.Loose = "rests on nothing: its words are gone from the newest version"
		case footing == record.OnWords && j.Action == record.Reject:
			x.Loose = "the newest reading has no such fact"
		}
		out = append(out, x)
	}
	return out, nil
}

// footings returns what the judgements of a story rest on in its newest
// reading.
func (s *Service) footings(ctx context.Context, story string) (map[string]record.Footing, error) {
	out := map[string]record.Footing{}
	e, err := s.store.Story(ctx, story)
	if err != nil {
		return nil, err
	}
	r, err := s.store.Reading(ctx, e.Story.ID, "")
	if fault.KindOf(err) == fault.NotFound && err != nil {
		return out, nil // not read yet: nothing is known
	}
	if err != nil {
		return nil, err
	}
	js, err := s.store.Judgements(ctx, story)
	if err != nil {
		return nil, err
	}
	for id, on := range record.Footings(r, js) {
		out[id] = on
	}
	return out, nil
}

// words says what was judged.
func (x *linkAct) words() string {
	all := x.Actors
	if len(x.Names) > 0 {
		all = x.Names
	}
	switch {
	case x.Do == link.One:
		return "one: " + strings.Join(all, "; ")
	case len(x.Actors) == 1 && x.Country != "":
		return fmt.Sprintf("another where it is of %s: %s", x.Country, x.Actors[0])
	case len(x.Actors) == 1:
		return fmt.Sprintf("another in %s: %s", strings.Join(x.Stories, ", "), x.Actors[0])
	}
	return "not one: " + strings.Join(all, "; ")
}

// Undo takes back what a person said, by its id in Judgements. It fails with
// NotFound where there is none, with Conflict where it was taken back before.
func (s *Service) Undo(ctx context.Context, id, by, note string) error {
	all, err := s.Judgements(ctx)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(all, func(j Judged) bool { return j.ID == id })
	switch {
	case i < 0:
		return &fault.Error{Op: "undo", ID: id, Kind: fault.NotFound, Err: errors.New("there is no such judgement: `dateline judgements` lists them")}
	case all[i].Undone != "":
		return &fault.Error{Op: "undo", ID: id, Kind: fault.Conflict, Err: errors.New("it was taken back before")}
	case strings.HasPrefix(id, linkJudgement):
		var n int64
		if _, err := fmt.Sscan(strings.TrimPrefix(id, linkJudgement), &n); err != nil {
			return err
		}
		return s.did(ctx, record.LinkAct, by, linkAct{Undo: n, Note: note})
	}
	facts, err := s.store.Judgements(ctx, all[i].Story)
	if err != nil {
		return err
	}
	for _, j := range facts {
		if j.ID == id {
			j.Action, j.Undoes, j.By, j.Note, j.At, j.Claim = record.Withdraw, id, by, note, s.now(), nil
			defer s.changed()
			return s.store.Judge(ctx, j)
		}
	}
	return nil
}
