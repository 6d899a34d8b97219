package memory

import (
	"context"
	"slices"
	"time"

	"github.com/datelinewire/dateline/record"
)

// shelf answers what record.Place asks. Its methods never fail.
type shelf struct{ s *Store }

func knownOf(vs []*version) []record.Known {
	var out []record.Known
	for _, v := range vs {
		out = append(out, record.Known{Story: v.story.n, Entry: &v.entry})
	}
	return out
}

// Named returns versions by a name: see record.Shelf.
func (x shelf) Named(name string) ([]record.Known, error) {
	vs := x.s.byName[name]
	return knownOf(vs[max(0, len(vs)-record.MaxNamed):]), nil
}

// Alike returns stories that share a band: see record.Shelf.
func (x shelf) Alike(sign *record.Signature) ([]record.Known, error) {
	var vs []*version
	for _, b := range sign.Bands() {
		for _, l := range x.s.bands[b] {
			if !slices.Contains(vs, l.head()) && len(vs) < record.MaxNamed {
				vs = append(vs, l.head())
			}
		}
	}
	return knownOf(vs), nil
}

// Between returns stories by when they are listed: see record.Shelf.
func (x shelf) Between(from, to time.Time) ([]record.Known, error) {
	var vs []*version
	for _, l := range slices.Backward(x.s.stories) {
		if at := l.head().item.At; at.Unix() >= from.Unix() && at.Unix() <= to.Unix() && len(vs) < record.MaxBetween {
			vs = append(vs, l.head())
		}
	}
	return knownOf(vs), nil
}

// Near returns the stories that an entry would become a version of: see
// record.Store.
func (s *Store) Near(_ context.Context, e record.Entry) ([]record.Entry, error) {
	unlock, err := s.lock("look for the same story")
	if err != nil {
		return nil, err
	}
	defer unlock()
	if err := record.Prepare(&e, time.Now()); err != nil {
		return nil, err
	}
	sign := record.Sign(e.Story.Text)
	ns, err := record.Place(shelf{s}, &e, &sign)
	var out []record.Entry
	for _, l := range s.stories {
		if slices.Contains(ns, l.n) {
			out = append(out, l.head().entry)
		}
	}
	return out, err
}

// match finds the story that the entry is a version of; nil: none. Stories that
// it shows to be one are made one.
func (s *Store) match(e *record.Entry, sign *record.Signature) *story {
	if id := e.Version.StoryID; id != "" {
		if l := s.byID[id]; l != nil {
			return l
		}
		if vs := s.byText[id]; len(vs) > 0 {
			return vs[0].story // it became part of another
		}
		return nil
	}
	ns, _ := record.Place(shelf{s}, e, sign) // a shelf of this store never fails
	var same []*story
	for _, l := range s.stories {
		vs := s.byText[e.Story.ID]
		if slices.Contains(ns, l.n) || len(vs) > 0 && vs[0].story == l {
			same = append(same, l)
		}
	}
	if len(same) == 0 {
		return nil
	}
	return s.merge(same)
}

// merge makes one story of several, and returns it: the first, unless another
// has a name of its own, which nothing else leads to.
func (s *Store) merge(ls []*story) *story {
	own := func(l *story) bool { return len(s.byText[l.id]) == 0 }
	keep := ls[max(0, slices.IndexFunc(ls, own))]
	for _, l := range ls {
		if l == keep || own(l) {
			continue
		}
		s.withdraw(l)
		for _, v := range l.versions {
			v.story = keep
			v.entry.Version.N += len(keep.versions)
			v.entry.Version.StoryID = keep.id
		}
		keep.versions = append(keep.versions, l.versions...)
		keep.judgement = append(keep.judgement, l.judgement...)
		for _, o := range s.stories {
			if o.cluster == l {
				if o.cluster = keep.cluster; o.cluster == l {
					o.cluster = keep
				}
			}
		}
		delete(s.byID, l.id)
		s.stories = slices.DeleteFunc(s.stories, func(o *story) bool { return o == l })
	}
	if len(ls) > 1 {
		s.recount()
		s.settle(keep)
	}
	return keep
}

// recount counts the members of all clusters.
func (s *Store) recount() {
	for _, l := range s.stories {
		l.members = 0
	}
	for _, l := range s.stories {
		l.cluster.members++
	}
}

// add stores a further version of a story, in its place among the others.
func (s *Store) add(e *record.Entry, l *story) record.Receipt {
	record.Follow(e, l.head().entry.Version.Received)
	record.Settle(e, len(l.versions))
	e.Version.StoryID, e.Version.N = l.id, len(l.versions)+1
	return s.finish(e, l)
}

// withdraw takes a story out of what finds copies.
func (s *Store) withdraw(l *story) {
	for _, b := range l.sign.Bands() {
		s.bands[b] = slices.DeleteFunc(s.bands[b], func(o *story) bool { return o == l })
	}
	l.sign = record.Signature{}
}

// settle puts the versions of a story into their order, and makes anew what
// follows from it.
func (s *Store) settle(l *story) {
	s.withdraw(l)
	s.needed(l)
	es := make([]*record.Entry, len(l.versions))
	of, had := map[*record.Entry]*version{}, map[*version]string{}
	for i, v := range l.versions {
		es[i], of[&v.entry], had[v] = &v.entry, v, v.entry.Story.ID
	}
	record.Order(es)
	for i, e := range es {
		v := of[e]
		if id := had[v]; id != e.Story.ID {
			s.byText[id] = slices.DeleteFunc(s.byText[id], func(o *version) bool { return o == v })
			s.byText[e.Story.ID] = append(s.byText[e.Story.ID], v)
		}
		l.versions[i], v.ended = v, time.Time{}
		v.item = record.ItemOf(&v.entry)
		if i > 0 {
			l.versions[i-1].ended = e.Version.Received
		}
	}
	l.sign = record.Sign(l.head().entry.Story.Text)
	for _, b := range l.sign.Bands() {
		s.bands[b] = append(s.bands[b], l)
	}
	for _, v := range l.versions {
		s.index(v)
	}
}

// needed takes away the versions that say nothing: see record.Needless.
func (s *Store) needed(l *story) {
	var es []*record.Entry
	for _, v := range l.versions {
		es = append(es, &v.entry)
	}
	var kept []*version
	for i, needless := range record.Needless(es) {
		v := l.versions[i]
		if !needless {
			kept = append(kept, v)
			continue
		}
		gone := func(o *version) bool { return o == v }
		s.byText[v.entry.Story.ID] = slices.DeleteFunc(s.byText[v.entry.Story.ID], gone)
		name := record.EffectName(v.entry.Version.Notice)
		s.byName[name] = slices.DeleteFunc(s.byName[name], gone)
	}
	l.versions = kept
}

// effects stores what follows from an entry that was just stored: see
// record.Effects.
func (s *Store) effects(l *story, e *record.Entry) {
	if e.Version.By != "" || e.Version.Notice != "" {
		return
	}
	xs, _ := record.Effects(shelf{s}, l.n, e) // a shelf of this store never fails
	for i := range xs {
		for _, o := range s.stories {
			if o.n != xs[i].Story {
				continue
			}
			var es []*record.Entry
			for _, v := range o.versions {
				es = append(es, &v.entry)
			}
			if made, isNew := xs[i].Version(es); isNew {
				s.add(&made, o)
			}
		}
	}
}

// Notices returns notices that mean nothing on record: see record.Store.
func (s *Store) Notices(context.Context) ([]record.Item, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	var out []record.Item
	for _, l := range slices.Backward(s.stories) {
		e := &l.head().entry
		if len(l.versions) == 1 && record.IsNotice(&e.Story) && record.Loose(&e.Story) && len(s.byName[record.EffectName(e.Story.ID)]) == 0 && len(out) < record.MaxNotices {
			out = append(out, l.head().item)
		}
	}
	return out, nil
}
