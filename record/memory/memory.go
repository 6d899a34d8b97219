// Package memory keeps the record in memory only: for tests, and for runs
// that leave nothing behind. It answers as the default store does; words are
// looked for without an index, so it is for thousands of stories, not more.
package memory

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/record"
)

// Store is the record in memory. Its zero value is not usable: see New.
type Store struct {
	mu       sync.RWMutex
	closed   bool
	changes  int64    // see Changes
	stories  []*story // in the order in which they came
	byID     map[string]*story
	byText   map[string][]*version // by news.Story.ID, in order
	byName   map[string][]*version // by record.Names, in the order in which they came
	numbered int64
	bands    map[int64][]*story
	readings map[string][]stored // by news.Story.ID, in order
	mark     int64
	judged   int64
	attempts map[string]bool // under way, by content and reader: see attemptKey
	sources  []*source       // in the order in which they were added
	plans    []*planned      // in the order in which they came
	acts     []record.Act    // in the order in which they were done
}

type story struct {
	n         int64
	id        string
	versions  []*version
	cluster   *story
	members   int // of the cluster that it leads
	sign      record.Signature
	keys      []record.KeyValue
	judgement []record.Judgement
}

type version struct {
	n       int64
	story   *story
	entry   record.Entry
	item    record.Item
	ended   time.Time // zero: the latest
	events  []event
	pledges []pledge
	details []detail
	held    []record.Held
	words   []string // folded; made when first searched
}

type event struct {
	n      int64
	row    record.EventRow
	entity []string
}

type pledge struct {
	n      int64
	row    record.PledgeRow
	entity []string
}

type detail struct {
	n   int64
	row record.IndexedDetail
}

type stored struct {
	reader string
	data   []byte
}

var _ record.Store = (*Store)(nil)

// New makes an empty store.
func New() *Store {
	return &Store{
		byID: map[string]*story{}, byText: map[string][]*version{}, byName: map[string][]*version{},
		bands: map[int64][]*story{}, readings: map[string][]stored{},
		attempts: map[string]bool{},
	}
}

func (s *story) head() *version { return s.versions[len(s.versions)-1] }

// Close makes the store refuse all that follows.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	return nil
}

func (s *Store) lock(op string) (func(), error) {
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return nil, &fault.Error{Op: op, Err: record.ErrClosed}
	}
	return s.mu.Unlock, nil
}

// Put stores stories: see record.Store.
func (s *Store) Put(_ context.Context, in ...record.Entry) ([]record.Receipt, error) {
	unlock, err := s.lock("store stories")
	if err != nil {
		return nil, err
	}
	defer unlock()
	s.changes++
	es := slices.Clone(in)
	for i := range es {
		if err := record.Prepare(&es[i], time.Now()); err != nil {
			return nil, err
		}
	}
	if err := s.conflict(es); err != nil {
		return nil, err
	}
	out := make([]record.Receipt, len(es))
	for i := range es {
		out[i] = s.put(&es[i])
	}
	return out, nil
}

// put stores an entry that was prepared and is in no conflict.
func (s *Store) put(e *record.Entry) record.Receipt {
	sign := record.Sign(e.Story.Text)
	l := s.match(e, &sign)
	var r record.Receipt
	if l == nil {
		r, l = s.begin(e, &sign)
	} else if v := known(l, e); v != nil {
		return record.Receipt{StoryID: l.id, ContentID: e.Story.ID, N: v.entry.Version.N}
	} else {
		r = s.add(e, l)
	}
	s.effects(l, e)
	return r
}

// conflict looks for a version made from one that is not the latest, before
// anything is stored.
func (s *Store) conflict(es []record.Entry) error {
	latest := map[string]string{}
	for i := range es {
		e := &es[i]
		id := e.Version.StoryID
		l := s.byID[id]
		if id == "" || l == nil || known(l, e) != nil {
			continue
		}
		if latest[id] == "" {
			latest[id] = l.head().entry.Story.ID
		}
		if v := e.Version.Supersedes; v != "" && v != latest[id] {
			return &fault.Error{
				Op: "store version", Kind: fault.Conflict, ID: id,
				Err: errors.New("someone changed the story meanwhile: look at the latest version, then change that"),
			}
		}
		latest[id] = e.Story.ID
	}
	return nil
}

func known(l *story, e *record.Entry) *version {
	for _, v := range l.versions {
		if k := (record.Known{Story: l.n, Entry: &v.entry}); k.Says(e) {
			return v
		}
	}
	return nil
}

func (s *Store) begin(e *record.Entry, sign *record.Signature) (record.Receipt, *story) {
	v := &e.Version
	if v.StoryID == "" {
		v.StoryID = e.Story.ID
	}
	v.N, v.Supersedes = 1, ""
	record.Settle(e, 0)
	s.numbered++
	l := &story{n: s.numbered, id: v.StoryID}
	l.cluster = l
	if c := s.cluster(sign); c != nil {
		l.cluster = c
	}
	l.cluster.members++
	s.stories = append(s.stories, l)
	s.byID[l.id] = l
	return s.finish(e, l), l
}

// finish adds a version to a story and puts its versions into their order.
func (s *Store) finish(e *record.Entry, l *story) record.Receipt {
	s.mark++
	v := &version{n: s.mark, story: l, entry: copyEntry(e)}
	l.versions = append(l.versions, v)
	s.byText[e.Story.ID] = append(s.byText[e.Story.ID], v)
	for _, name := range record.Names(e) {
		s.byName[name] = append(s.byName[name], v)
	}
	s.settle(l)
	return record.Receipt{StoryID: l.id, ContentID: e.Story.ID, N: v.entry.Version.N, Added: true}
}

// copyEntry makes an entry that shares nothing with the caller's.
func copyEntry(e *record.Entry) record.Entry {
	out := *e
	out.Story.Parts = slices.Clone(e.Story.Parts)
	out.Story.Trouble = slices.Clone(e.Story.Trouble)
	if d := e.Story.Dateline; d != nil {
		c := *d
		c.Evidence = slices.Clone(d.Evidence)
		out.Story.Dateline = &c
	}
	return out
}

func (s *Store) cluster(sign *record.Signature) *story {
	var best *story
	most := record.CopyAt
	for _, b := range sign.Bands() {
		for _, o := range s.bands[b] {
			like := sign.Similar(&o.sign)
			if v := &o.head().entry.Version; record.Hidden(v.Kind, v.Until, time.Now()) {
				continue // what is under embargo stands for no other: that would be hidden with it
			}
			if like > most || like == most && (best == nil || o.n < best.n) {
				best, most = o, like
			}
		}
	}
	if best == nil {
		return nil
	}
	return best.cluster
}

// index makes what follows from a version, its reading and the judgements.
func (s *Store) index(v *version) {
	var r *fact.Reading
	if rs := s.readings[v.entry.Story.ID]; len(rs) > 0 {
		r, _ = decode(rs[len(rs)-1].data) // written by Marshal from the same type
	}
	x := record.IndexOf(&v.entry, r, v.story.judgement)
	if v.story.head() == v {
		v.story.keys = x.Keys
	}
	v.events, v.pledges, v.details, v.held = nil, nil, nil, x.Held
	if r == nil {
		return
	}
	read := record.Apply(r, v.story.judgement)
	for i, row := range x.Events {
		s.judged++
		v.events = append(v.events, event{s.judged, row, record.PartyKeys(read, &x.Events[i].Event)})
	}
	for _, row := range x.Pledges {
		s.judged++
		v.pledges = append(v.pledges, pledge{s.judged, row, record.PledgeKeys(read, &row.Pledge)})
	}
	for _, row := range x.Details {
		s.judged++
		v.details = append(v.details, detail{s.judged, row})
	}
}

func decode(data []byte) (*fact.Reading, error) {
	r := new(fact.Reading)
	return r, json.Unmarshal(data, r)
}

// PutReading stores readings: see record.Store.
func (s *Store) PutReading(_ context.Context, in ...*fact.Reading) error {
	unlock, err := s.lock("store readings")
	if err != nil {
		return err
	}
	defer unlock()
	s.changes++
	all := make([][]byte, len(in))
	for i, r := range in {
		if len(s.byText[r.Story.ID]) == 0 {
			return &fault.Error{Op: "store reading", Kind: fault.NotFound, ID: r.Story.ID, Err: errors.New("no such story is on record: store the story first")}
		}
		if all[i], err = json.Marshal(r); err != nil {
			return &fault.Error{Op: "store reading", ID: r.Story.ID, Err: err}
		}
	}
	for i, r := range in {
		id := r.Story.ID
		delete(s.attempts, attemptKey(id, r.Reader))
		if !slices.ContainsFunc(s.readings[id], func(o stored) bool { return o.reader == r.Reader && string(o.data) == string(all[i]) }) {
			s.readings[id] = append(s.readings[id], stored{r.Reader, all[i]})
		}
		for _, v := range s.byText[id] {
			s.index(v)
		}
	}
	return nil
}

// Reading returns a reading: see record.Store.
func (s *Store) Reading(_ context.Context, contentID, reader string) (*fact.Reading, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	for _, r := range slices.Backward(s.readings[contentID]) {
		if reader == "" || r.reader == reader {
			return decode(r.data)
		}
	}
	return nil, &fault.Error{Op: "look up reading", Kind: fault.NotFound, ID: contentID, Err: errors.New("the story is not on record or has not been read yet")}
}

// find returns the story with that id, or the first with such a content.
func (s *Store) find(op, id string) (*story, error) {
	if l := s.byID[id]; l != nil {
		return l, nil
	}
	if vs := s.byText[id]; len(vs) > 0 {
		return vs[0].story, nil
	}
	return nil, &fault.Error{Op: op, Kind: fault.NotFound, ID: id, Err: errors.New("no such story is on record")}
}

// Story returns the latest version: see record.Store.
func (s *Store) Story(_ context.Context, id string) (record.Entry, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	l, err := s.find("look up story", id)
	if err != nil {
		return record.Entry{}, err
	}
	return copyEntry(&l.head().entry), nil
}

// Versions returns all versions: see record.Store.
func (s *Store) Versions(_ context.Context, id string) ([]record.Entry, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	l, err := s.find("look up story", id)
	if err != nil {
		return nil, err
	}
	var out []record.Entry
	for _, v := range l.versions {
		out = append(out, copyEntry(&v.entry))
	}
	return out, nil
}

// Unread returns versions without a reading: see record.Store.
func (s *Store) Unread(_ context.Context, reader string, limit int) ([]record.Entry, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	var vs []*version
	for _, l := range s.stories {
		for _, v := range l.versions {
			id := v.entry.Story.ID
			if !s.read(id, reader) && !s.attempts[attemptKey(id, reader)] && v.readable(time.Now()) {
				vs = append(vs, v)
			}
		}
	}
	day := func(v *version) int64 { return record.DayNumber(v.entry.Story.Day()) }
	slices.SortFunc(vs, func(a, b *version) int { return cmp.Or(cmp.Compare(day(a), day(b)), cmp.Compare(a.n, b.n)) })
	var out []record.Entry
	for _, v := range vs[:min(len(vs), record.Limit(limit))] {
		out = append(out, copyEntry(&v.entry))
	}
	return out, nil
}

// Judge stores a judgement: see record.Store.
func (s *Store) Judge(_ context.Context, j record.Judgement) error {
	if err := record.CheckJudgement(&j); err != nil {
		return err
	}
	unlock, err := s.lock("judge fact")
	if err != nil {
		return err
	}
	defer unlock()
	s.changes++
	id := j.StoryID
	if id == "" {
		id = j.ContentID
	}
	l, err := s.find("judge fact", id)
	if err != nil {
		return err
	}
	if j.At.IsZero() {
		j.At = time.Now().UTC()
	}
	s.judged++
	j.ID, j.StoryID = strconv.FormatInt(s.judged, 10), l.id
	l.judgement = append(l.judgement, j)
	for _, v := range l.versions { // as of earlier days, earlier versions are told
		s.index(v)
	}
	return nil
}

// Judgements returns what was judged: see record.Store.
func (s *Store) Judgements(_ context.Context, id string) ([]record.Judgement, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if id == "" {
		var all []record.Judgement
		for _, l := range s.stories {
			all = append(all, l.judgement...)
		}
		slices.SortFunc(all, func(a, b record.Judgement) int { return cmp.Or(len(a.ID)-len(b.ID), cmp.Compare(a.ID, b.ID)) })
		return all, nil
	}
	l, err := s.find("look up judgements", id)
	if err != nil {
		return nil, err
	}
	return slices.Clone(l.judgement), nil
}

// Counts says how much is on record: see record.Store.
func (s *Store) Counts(context.Context) (record.Counts, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	c := record.Counts{Stories: len(s.stories)}
	sources := map[string]bool{}
	for _, l := range s.stories {
		c.Versions += len(l.versions)
		c.Judgements += len(l.judgement)
		c.Events += len(l.head().events)
		c.Pledges += len(l.head().pledges)
		if l.cluster != l {
			c.Copies++
		}
		if v, ok := value(l, record.BySource); ok {
			sources[fold(v)] = true
		}
		if _, ok := value(l, record.ByTrouble); ok {
			c.Troubled++
		}
		at := l.head().item.At
		if c.First.IsZero() || at.Before(c.First) {
			c.First = at
		}
		if at.After(c.Last) {
			c.Last = at
		}
	}
	c.Sources = len(sources)
	for _, rs := range s.readings {
		c.Readings += len(rs)
	}
	return c, nil
}

func value(l *story, k record.Key) (string, bool) {
	for _, kv := range l.keys {
		if kv.Key == k {
			return kv.Value, true
		}
	}
	return "", false
}

// Check looks for damage: see record.Store.
func (s *Store) Check(context.Context) (record.Health, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	h := record.Health{Store: "memory"}
	for id, l := range s.byID {
		if len(l.versions) == 0 {
			h.Problems = append(h.Problems, fmt.Sprintf("story %s has no version: restart the program", id))
		}
	}
	slices.Sort(h.Problems)
	return h, nil
}
