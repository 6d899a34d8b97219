package service

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/record"
)

// Watch is a search that somebody keeps, with a mark of what was seen of it.
type Watch struct {
	Name  string
	Query string
	By    string    // who keeps it
	Since time.Time // when it was added
	Seen  int64     // the mark of record.Store.After up to which it was seen
	Last  time.Time // when it was seen
	New   int       // stories found that came in, or changed, since: up to record.MaxTotal
	Wrong string    // why it cannot be asked any more; empty: it can
}

// watchAct is what a watch's acts have in their Data.
type watchAct struct {
	Do    string `json:"do"` // add, seen, remove
	Name  string `json:"name"`
	Query string `json:"query,omitempty"`
	Mark  int64  `json:"mark,omitempty"`
}

// longestName is how many bytes a watch's name may have.
const longestName = 100

// AddWatch keeps a search under a name; all that is on record counts as seen.
// It fails with Invalid where the search cannot be asked or has no name, with
// Conflict where there is a watch of that name.
func (s *Service) AddWatch(ctx context.Context, name, query, by string) error {
	const op = "add watch"
	name = strings.Join(strings.Fields(name), " ")
	if name == "" || len(name) > longestName || strings.ToValidUTF8(name, "") != name {
		return &fault.Error{Op: op, ID: name, Kind: fault.Invalid, Err: errors.New("give it a short name")}
	}
	q, err := s.Parse(ctx, query)
	if err != nil {
		return err
	}
	if q.Empty() {
		return &fault.Error{Op: op, ID: name, Kind: fault.Invalid, Err: errors.New("say what to look for")}
	}
	all, err := s.watches(ctx)
	if err != nil {
		return err
	}
	if at(all, name) >= 0 {
		return &fault.Error{Op: op, ID: name, Kind: fault.Conflict, Err: errors.New("there is a watch of that name: remove it first, or take another name")}
	}
	mark, err := s.mark(ctx)
	if err != nil {
		return err
	}
	return s.watchDone(ctx, watchAct{"add", name, query, mark}, by)
}

// SeeWatch marks what a watch has found by now as seen. It fails with NotFound
// where there is none of that name.
func (s *Service) SeeWatch(ctx context.Context, name, by string) error {
	w, err := s.watch(ctx, name)
	if err != nil {
		return err
	}
	mark, err := s.mark(ctx)
	if err != nil || mark == w.Seen && calendar.Of(w.Last.UTC()) == s.today() {
		return err
	}
	return s.watchDone(ctx, watchAct{Do: "seen", Name: w.Name, Mark: mark}, by)
}

// RemoveWatch ends a watch. It fails as SeeWatch does.
func (s *Service) RemoveWatch(ctx context.Context, name, by string) error {
	w, err := s.watch(ctx, name)
	if err != nil {
		return err
	}
	return s.watchDone(ctx, watchAct{Do: "remove", Name: w.Name}, by)
}

// Watches returns all watches by name, each with how much is new.
func (s *Service) Watches(ctx context.Context) ([]Watch, error) {
	all, err := s.watches(ctx)
	for i := range all {
		w := &all[i]
		q, err := s.Parse(ctx, w.Query)
		if err != nil && fault.KindOf(err) == fault.Invalid {
			w.Wrong = err.Error()
			continue
		}
		if err != nil {
			return nil, err
		}
		found, err := s.found(ctx, q, w, true, 1)
		if err != nil {
			return nil, err
		}
		w.New = found.Total
	}
	slices.SortFunc(all, func(a, b Watch) int { return cmp.Compare(a.Name, b.Name) })
	return all, err
}

// WatchOf returns the name of the watch of a search; "" where there is none.
func (s *Service) WatchOf(ctx context.Context, query string) (string, error) {
	all, err := s.watches(ctx)
	slices.SortFunc(all, func(a, b Watch) int { return cmp.Compare(b.Name, a.Name) })
	i := slices.IndexFunc(all, func(w Watch) bool { return w.Query == query })
	if i < 0 {
		return "", err
	}
	return all[i].Name, err
}

// ShowWatch returns what a watch finds, newest first; with news only what is
// new since it was seen: stories that came in, or changed, and where overdue
// promises are watched, those whose day passed. It fails with NotFound where there is none
// of that name.
func (s *Service) ShowWatch(ctx context.Context, name string, news bool) (Watch, Found, error) {
	w, err := s.watch(ctx, name)
	if err != nil {
		return w, Found{}, err
	}
	q, err := s.Parse(ctx, w.Query)
	if err != nil {
		return w, Found{}, err
	}
	out := Found{Asks: true}
	if out.Hits, err = s.found(ctx, q, &w, news, record.DefaultLimit); err == nil && q.Vows {
		out.Kept, err = s.promised(ctx, &q, out.Hits.Hits)
	}
	return w, out, err
}

// found returns what a watch finds, newest first, at most that many.
func (s *Service) found(ctx context.Context, q record.Query, w *Watch, news bool, most int) (record.Hits, error) {
	q.Fold, q.ByTime, q.Limit = true, true, most
	if !news {
		return s.store.Search(ctx, q)
	}
	late := q
	q.After = w.Seen
	if !q.Vows || q.Pledge.State != "overdue" {
		return s.store.Search(ctx, q)
	}
	q.Limit = record.MaxLimit
	came, err := s.store.Search(ctx, q)
	if err != nil {
		return came, err
	}
	late.Limit, late.Pledge.DueSince = record.MaxLimit, calendar.Of(w.Last.UTC()) // not late yet on the day on which it was seen
	passed, err := s.store.Search(ctx, late)
	if err != nil {
		return came, err
	}
	for _, h := range passed.Hits {
		if !slices.ContainsFunc(came.Hits, func(o record.Hit) bool { return o.StoryID == h.StoryID }) {
			came.Hits = append(came.Hits, h)
		}
	}
	slices.SortStableFunc(came.Hits, func(a, b record.Hit) int { return b.At.Compare(a.At) })
	came.Total, came.Next = min(len(came.Hits), record.MaxTotal), ""
	came.Hits = came.Hits[:min(len(came.Hits), most)]
	return came, nil
}

// mark returns the mark of what came in last.
func (s *Service) mark(ctx context.Context) (int64, error) { return s.store.Last(ctx) }

func (s *Service) watch(ctx context.Context, name string) (Watch, error) {
	all, err := s.watches(ctx)
	if err != nil {
		return Watch{}, err
	}
	i := at(all, name)
	if i < 0 {
		var names []string
		for _, w := range all {
			names = append(names, w.Name)
		}
		return Watch{}, &fault.Error{Op: "look up watch", ID: name, Kind: fault.NotFound, Err: errors.New("there is no such watch" + Instead(names, name))}
	}
	return all[i], nil
}

func at(all []Watch, name string) int {
	return slices.IndexFunc(all, func(w Watch) bool { return strings.EqualFold(w.Name, name) })
}

// watches works out from what was done which watches there are.
func (s *Service) watches(ctx context.Context) ([]Watch, error) {
	acts, err := s.store.Acts(ctx, record.WatchAct)
	if err != nil {
		return nil, err
	}
	var out []Watch
	for i := range acts {
		var a watchAct
		if err := json.Unmarshal(acts[i].Data, &a); err != nil {
			return nil, &fault.Error{Op: "list watches", Err: err}
		}
		k := at(out, a.Name)
		switch {
		case a.Do == "add" && k < 0:
			out = append(out, Watch{Name: a.Name, Query: a.Query, By: acts[i].By, Since: acts[i].At, Seen: a.Mark, Last: acts[i].At})
		case a.Do == "seen" && k >= 0:
			out[k].Seen, out[k].Last = a.Mark, acts[i].At
		case a.Do == "remove" && k >= 0:
			out = slices.Delete(out, k, k+1)
		}
	}
	return out, nil
}

func (s *Service) watchDone(ctx context.Context, a watchAct, by string) error {
	return s.did(ctx, record.WatchAct, by, a)
}

// did keeps what somebody did.
func (s *Service) did(ctx context.Context, kind record.ActKind, by string, what any) error {
	data, err := json.Marshal(what)
	if err != nil {
		return err
	}
	if kind == record.LinkAct {
		defer s.changed()
	}
	_, err = s.store.PutAct(ctx, record.Act{Kind: kind, By: by, At: s.now(), Data: data})
	return err
}
