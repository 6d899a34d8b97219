package service

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/datelinewire/dateline/calendar"
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
	Kind     string   // event, plan, promise, figure, quote, office, or outcome: what became of somebody else's plan
	Dossiers []string // in which it stands: RUS-TJK, RUS
	Text     string
	Words    string // of the story
	Others   int    // further stories that tell of it; 0: it rests on this one alone; -1: that is not looked for
	Stands   bool   // whether the newest version still says it
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
	for i := range own.details {
		d := &own.details[i]
		out.Lines = append(out.Lines, Rest{string(d.Kind), pairsOf(d.Countries), detailText(d), d.Words, -1, own.stands[detailKey(d)]})
	}
	slices.SortStableFunc(out.Lines, func(a, b Rest) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Text, b.Text), cmp.Compare(a.Words, b.Words))
	})
	all, err := s.exports(ctx)
	seen := map[string]bool{}
	for _, x := range slices.Backward(all) {
		if slices.Contains(x.Stories, out.Story) {
			out.Exports = append(out.Exports, Export{x.act.At, x.act.By, x.What, seen[x.What] && !x.Followed, x.Followed})
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
	details []record.IndexedDetail
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
		out.add(&x, i == len(versions)-1 && !killed, had)
	}
	return out, nil
}

// add takes in what a version says that none had said; stands says whether it
// is the newest.
func (out *said) add(x *record.Index, stands bool, had map[string]bool) {
	isNew := func(key string) bool {
		out.stands[key] = out.stands[key] || stands
		was := had[key]
		had[key] = true
		return !was
	}
	for i := range x.Events {
		if ev := &x.Events[i]; isNew(ev.Event.Type + " " + ev.Words) {
			out.events = append(out.events, *ev)
		}
	}
	for i := range x.Pledges {
		if p := &x.Pledges[i]; isNew(p.What) {
			out.pledges = append(out.pledges, *p)
		}
	}
	for i := range x.Details {
		if d := &x.Details[i]; d.Kind != record.GistFact && isNew(detailKey(d)) {
			out.details = append(out.details, *d)
		}
	}
}

// detailText says whose a detail is, and of a figure how much.
func detailText(d *record.IndexedDetail) string {
	text := say.List(d.Who)
	if f := d.Figure; f != nil {
		text = strings.TrimPrefix(text+": "+say.Amount(f), ": ")
	}
	return cmp.Or(text, "somebody")
}

func detailKey(d *record.IndexedDetail) string {
	return string(d.Kind) + " " + say.List(d.Who) + " " + d.Words
}

// around is how many days before and after an event others of it are looked
// for, and what became of a plan.
const around = 60

// restingEvents adds the happenings that a story tells of, and the plans whose
// outcome it tells.
func (s *Service) restingEvents(ctx context.Context, l *link.Linker, own *said, out *Rests) error {
	var reports []*link.Report
	seen, asked := map[string]bool{}, map[record.EventFilter]bool{}
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
		if asked[f] {
			continue // what others tell of it is there already
		}
		asked[f] = true
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
		s.happening(out, h, own)
	}
	for p, o := range l.Outcomes(happenings, nil, s.today()) {
		if o.Because == nil || others(p, own.story) == 0 {
			continue
		}
		for _, r := range o.Because.Reports {
			if r.StoryID == own.story {
				out.Lines = append(out.Lines, Rest{"outcome", dossiers(r.EventRow), string(o.State) + ": " + s.sentence(p.Best.EventRow), r.Words, others(o.Because, own.story), own.stands[r.Event.Type+" "+r.Words]})
				break
			}
		}
	}
	return nil
}

// happening adds a happening where the story tells of it.
func (s *Service) happening(out *Rests, h *link.Happening, own *said) {
	for _, r := range h.Reports {
		if r.StoryID != own.story {
			continue
		}
		kind := "event"
		if x := r.Event.Status; x == fact.Planned || x == fact.Possible || x == fact.Sought {
			kind = "plan"
		}
		out.Lines = append(out.Lines, Rest{kind, dossiers(r.EventRow), s.sentence(r.EventRow), r.Words, others(h, own.story), own.stands[r.Event.Type+" "+r.Words]})
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
				out.Lines = append(out.Lines, Rest{"promise", codesOfPledge(p), cmp.Or(p.Told, say.List(p.By)) + ", " + x.State, p.What, n - 1, own.stands[p.What]})
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

func (s *Service) sentence(r *record.EventRow) string {
	n := say.Names{Who: s.named(r.Actors), Whom: s.named(r.Recipients)}
	if r.Dated {
		n.When = say.Days(r.From, r.To)
	}
	return say.Line(&r.Event, n)
}

// named returns names with those of countries for their codes.
func (s *Service) named(all []string) []string {
	w, err := s.theWorld()
	if err != nil {
		return all // codes are names as well
	}
	out := slices.Clone(all)
	for i, code := range out {
		if c := w.Country(code); c != nil && len(code) == 3 {
			out[i] = c.Name
		}
	}
	return out
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
