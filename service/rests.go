package service

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/dossier"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/link"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/say"
)

// Rests is what rested, or rests, on a story: on all its versions, so that what
// a kill or a correction takes away is still told.
type Rests struct {
	Story, Headline string
	Lines           []Rest
	Exports         []Export // that had it
}

// Rest is one thing that rests on a story.
type Rest struct {
	Kind     string   // "event", "plan", "promise", or "outcome": what became of somebody else's plan
	Dossiers []string // in which it stands: RUS-TJK, RUS
	Text     string
	Words    string // of the story
	Others   int    // further stories that tell of it; 0: it rests on this one alone
	Stands   bool   // whether the newest version still says it
}

// Export is what left the record: a dossier or an agenda that somebody took.
type Export struct {
	At    time.Time
	By    string
	What  string // dossier RUS-TJK as of 2026-03-10
	Other bool   // not the newest of that name
}

// exportAct is what acts of kind record.ExportAct have in their Data.
type exportAct struct {
	What    string   `json:"what"`
	Stories []string `json:"stories"` // sorted
}

// Exported notes that something left the record, and on which stories it rests.
// What is the same as the last of that name is not noted again.
func (s *Service) Exported(ctx context.Context, what, by string, stories []string) error {
	a := exportAct{what, slices.Compact(slices.Sorted(slices.Values(stories)))}
	all, err := s.exports(ctx)
	if err != nil {
		return err
	}
	for _, old := range slices.Backward(all) {
		if old.What == what {
			if slices.Equal(old.Stories, a.Stories) {
				return nil
			}
			break
		}
	}
	return s.did(ctx, record.ExportAct, by, a)
}

// StoriesOf returns the stories on which lines and promises rest, for Exported.
func StoriesOf(lines []dossier.Line, promises []dossier.Promise) []string {
	var out []string
	for _, x := range lines {
		for _, c := range slices.Concat(x.Reports, x.Because) {
			out = append(out, c.Story)
		}
	}
	for _, p := range promises {
		for _, c := range p.Reports {
			out = append(out, c.Story)
		}
	}
	return out
}

type exported struct {
	exportAct
	act record.Act
}

func (s *Service) exports(ctx context.Context) ([]exported, error) {
	acts, err := s.store.Acts(ctx, record.ExportAct)
	out := make([]exported, len(acts))
	for i := range acts {
		out[i].act = acts[i]
		if err := json.Unmarshal(acts[i].Data, &out[i].exportAct); err != nil {
			return nil, &fault.Error{Op: "read the register of exports", Err: err}
		}
	}
	return out, err
}

// RestsOn returns what rested, or rests, on a story.
func (s *Service) RestsOn(ctx context.Context, id string) (*Rests, error) {
	versions, err := s.store.Versions(ctx, id)
	if err != nil {
		return nil, err
	}
	newest := &versions[len(versions)-1]
	out := &Rests{Story: newest.Version.StoryID, Headline: newest.Story.Headline}
	own, err := s.said(ctx, versions)
	if err != nil {
		return nil, err
	}
	l, err := s.Linker(ctx)
	if err != nil {
		return nil, err
	}
	if err := s.restingEvents(ctx, l, own, out); err != nil {
		return nil, err
	}
	if err := s.restingPromises(ctx, l, own, out); err != nil {
		return nil, err
	}
	slices.SortStableFunc(out.Lines, func(a, b Rest) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Text, b.Text), cmp.Compare(a.Words, b.Words))
	})
	all, err := s.exports(ctx)
	seen := map[string]bool{}
	for _, x := range slices.Backward(all) {
		if slices.Contains(x.Stories, out.Story) {
			out.Exports = append(out.Exports, Export{x.act.At, x.act.By, x.What, seen[x.What]})
		}
		seen[x.What] = true
	}
	return out, err
}

// said is what the versions of a story say.
type said struct {
	story   string
	events  []record.EventRow
	pledges []record.PledgeRow
	stands  map[string]bool // the words of what the newest version says
}

// said gathers what the versions of a story say or said, each fact once, as
// people judged it.
func (s *Service) said(ctx context.Context, versions []record.Entry) (*said, error) {
	out := &said{story: versions[0].Version.StoryID, stands: map[string]bool{}}
	js, err := s.store.Judgements(ctx, out.story)
	if err != nil {
		return nil, err
	}
	had := map[string]bool{}
	for i := range slices.Backward(versions) {
		e := versions[i]
		r, err := s.store.Reading(ctx, e.Story.ID, "")
		if fault.KindOf(err) == fault.NotFound && err != nil {
			continue
		}
		if err != nil {
			return nil, err
		}
		killed := e.Version.Kind == news.Kill
		if killed {
			e.Version.Kind = "" // what it said before
		}
		x := record.IndexOf(&e, r, js)
		for k := range x.Events {
			ev := &x.Events[k]
			key := ev.Event.Type + " " + ev.Words
			out.stands[key] = out.stands[key] || i == len(versions)-1 && !killed
			if !had[key] {
				had[key] = true
				out.events = append(out.events, *ev)
			}
		}
		for k := range x.Pledges {
			p := &x.Pledges[k]
			out.stands[p.What] = out.stands[p.What] || i == len(versions)-1 && !killed
			if !had[p.What] {
				had[p.What] = true
				out.pledges = append(out.pledges, *p)
			}
		}
	}
	return out, nil
}

// around is how many days before and after an event others of it are looked
// for, and what became of a plan.
const around = 60

// restingEvents adds the happenings that a story tells of, and the plans whose
// outcome it tells.
func (s *Service) restingEvents(ctx context.Context, l *link.Linker, own *said, out *Rests) error {
	var reports []*link.Report
	seen := map[string]bool{}
	for i := range own.events {
		ev := &own.events[i]
		reports = append(reports, link.NewReport(ev))
		f := record.EventFilter{Since: dayOf(ev).AddDays(-around), Until: dayOf(ev).AddDays(around), Fold: true, Background: true, Limit: record.MaxLimit}
		if codes := codesOf(ev); len(codes) > 0 {
			f.Party = codes[0]
			if len(codes) > 1 {
				f.Other = codes[1]
			}
		} else {
			continue // nobody is known to be in it: nothing else can be of it
		}
		page, err := s.store.Events(ctx, f)
		if err != nil {
			return err
		}
		for k := range page.Events {
			r := link.NewReport(&page.Events[k])
			if r.StoryID != own.story && !seen[r.ID()] {
				seen[r.ID()] = true
				reports = append(reports, r)
			}
		}
	}
	happenings := l.Happenings(reports)
	for _, h := range happenings {
		out.happening(h, own)
	}
	for p, o := range link.Outcomes(happenings, s.today()) {
		if o.Because == nil || others(p, own.story) == 0 {
			continue
		}
		for _, r := range o.Because.Reports {
			if r.StoryID == own.story {
				out.Lines = append(out.Lines, Rest{"outcome", dossiers(r.EventRow), string(o.State) + ": " + sentence(p.Best.EventRow), r.Words, others(o.Because, own.story), own.stands[r.Event.Type+" "+r.Words]})
				break
			}
		}
	}
	return nil
}

// happening adds a happening where the story tells of it.
func (out *Rests) happening(h *link.Happening, own *said) {
	for _, r := range h.Reports {
		if r.StoryID != own.story {
			continue
		}
		kind := "event"
		if s := r.Event.Status; s == fact.Planned || s == fact.Possible || s == fact.Sought {
			kind = "plan"
		}
		out.Lines = append(out.Lines, Rest{kind, dossiers(r.EventRow), sentence(r.EventRow), r.Words, others(h, own.story), own.stands[r.Event.Type+" "+r.Words]})
		return
	}
}

// restingPromises adds the promises that a story tells of.
func (s *Service) restingPromises(ctx context.Context, l *link.Linker, own *said, out *Rests) error {
	for i := range own.pledges {
		p := &own.pledges[i]
		all := []*link.Pledge{link.NewPledge(p)}
		if len(p.Pledge.By) > 0 {
			page, err := s.store.Pledges(ctx, record.PledgeFilter{By: p.Pledge.By[0].Code, Limit: record.MaxLimit})
			if err != nil {
				return err
			}
			for k := range page.Pledges {
				if page.Pledges[k].StoryID != own.story {
					all = append(all, link.NewPledge(&page.Pledges[k]))
				}
			}
		}
		for _, x := range l.Promises(all, s.today()) {
			if n := len(x.Reports); slices.ContainsFunc(x.Reports, func(r *link.Pledge) bool { return r.StoryID == own.story }) {
				out.Lines = append(out.Lines, Rest{"promise", codesOfPledge(p), say.List(p.By) + ", " + x.State, p.What, n - 1, own.stands[p.What]})
			}
		}
	}
	return nil
}

// others returns how many other stories tell of a happening.
func others(h *link.Happening, story string) int {
	all := map[string]bool{}
	for _, r := range h.Reports {
		all[r.StoryID] = true
	}
	delete(all, story)
	return len(all)
}

func sentence(r *record.EventRow) string {
	text := say.Act(&r.Event, r.Actors, r.Recipients)
	if r.Dated {
		text += ", " + say.Days(r.From, r.To)
	}
	return text
}

func dayOf(r *record.EventRow) calendar.Day {
	if r.From.IsZero() {
		return calendar.Of(r.At)
	}
	return r.From.First()
}

// codesOf returns the codes of those in an event, each once.
func codesOf(r *record.EventRow) []string {
	return codes(slices.Concat(r.Event.Actors, r.Event.Recipients))
}

func codesOfPledge(p *record.PledgeRow) []string {
	return pairsOf(codes(slices.Concat(p.Pledge.By, p.Pledge.To)))
}

func codes(ps []fact.Party) []string {
	var out []string
	for _, p := range ps {
		if fact.OfState(p.Code) && !slices.Contains(out, p.Code) {
			out = append(out, p.Code)
		}
	}
	return out
}

// dossiers returns the subjects in whose dossiers an event stands.
func dossiers(r *record.EventRow) []string { return pairsOf(codesOf(r)) }

func pairsOf(all []string) []string {
	if len(all) < 2 {
		return all
	}
	var out []string
	for i, a := range all {
		for _, b := range all[i+1:] {
			out = append(out, strings.Join(slices.Sorted(slices.Values([]string{a, b})), "-"))
		}
	}
	return out
}
