package record

import (
	"slices"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/news"
)

// Known is a version on record, with the number that the store has for its
// story.
type Known struct {
	Story int64
	Entry *Entry
}

// Shelf is what a store is asked for to place what comes in, within the
// transaction that stores it.
type Shelf interface {
	// Named returns the versions that are kept under a name, in the order in
	// which they came in, the first MaxNamed of the newest.
	Named(name string) ([]Known, error)
	// Alike returns the latest versions of stories that share a band with a
	// signature, at most MaxNamed.
	Alike(sign *Signature) ([]Known, error)
	// Between returns the latest versions of stories that are listed from one
	// moment to another, both included, at most MaxBetween.
	Between(from, to time.Time) ([]Known, error)
}

// Bounds on what a store returns to place one version.
const (
	MaxNamed   = 64
	MaxBetween = 4000
)

// Place returns the stories of which an entry is a version, by the numbers
// that the store has for them, in ascending order: none for a new story, and
// several where it shows that they are one.
func Place(shelf Shelf, e *Entry, sign *Signature) ([]int64, error) {
	var out []int64
	consider := func(ks []Known, err error) error {
		for _, k := range ks {
			if !slices.Contains(out, k.Story) && k.Entry.Version.Notice == "" && Same(&k.Entry.Story, &e.Story) {
				out = append(out, k.Story)
			}
		}
		return err
	}
	for _, name := range lookups(&e.Story) {
		if err := consider(shelf.Named(name)); err != nil {
			return nil, err
		}
	}
	if nameless(&e.Story) && e.Story.Source != "" {
		if err := consider(shelf.Alike(sign)); err != nil {
			return nil, err
		}
	}
	slices.Sort(out)
	return out, nil
}

// Effect is what a notice makes of a story.
type Effect struct {
	Story  int64
	Notice Entry
}

// Effects returns what follows from an entry that was stored as the first
// version of its story: of a notice, what it makes of the stories that it
// means; of another, what the notices make of it that came before it.
func Effects(shelf Shelf, story int64, e *Entry) ([]Effect, error) {
	if IsNotice(&e.Story) {
		return meantBy(shelf, story, e)
	}
	return waiting(shelf, story, e)
}

// meantBy returns the effects of a notice: on those that it names, else on the
// one that it speaks of in words.
func meantBy(shelf Shelf, own int64, notice *Entry) ([]Effect, error) {
	c := cites(&notice.Story)
	var out []Effect
	sources := map[string]bool{}
	for _, name := range c.names(notice.Story.Source) {
		ks, err := shelf.Named(name)
		if err != nil {
			return nil, err
		}
		for _, k := range ks {
			if k.Story != own && c.means(notice, k.Entry) && !slices.ContainsFunc(out, func(x Effect) bool { return x.Story == k.Story }) {
				out = append(out, Effect{k.Story, *notice})
				sources[SourceKey(k.Entry.Story.Source)] = true
			}
		}
	}
	if len(sources) > 1 {
		return nil, nil // it does not say who sends it, and several use the name
	}
	if len(out) > 0 || len(c.guids)+len(c.numbers) > 0 {
		return out, nil
	}
	at := when(notice)
	ks, err := shelf.Between(at.Add(-noticeWithin), at.Add(time.Hour))
	best, second, found := 0.0, 0.0, int64(0)
	for _, k := range ks {
		switch share := wordsMeant(notice, k.Entry); {
		case k.Story == own || share == 0:
		case share > best:
			best, second, found = share, best, k.Story
		case share > second:
			second = share
		}
	}
	if err == nil && best >= titleShare && best-second >= titleLead {
		out = append(out, Effect{found, *notice})
	}
	return out, err
}

// waiting returns the effects of notices that came before the story that they
// mean. One that means stories by words alone waits for none where it has
// found one.
func waiting(shelf Shelf, own int64, e *Entry) ([]Effect, error) {
	var out []Effect
	day := calendar.Of(when(e).AddDate(0, 0, -1))
	for range 5 {
		notices, err := shelf.Named(noticeName(e.Story.Source, day))
		if err == nil && e.Story.Source != "" {
			var more []Known
			more, err = shelf.Named(noticeName("", day))
			notices = append(notices, more...)
		}
		if err != nil {
			return nil, err
		}
		for _, n := range notices {
			c := cites(&n.Entry.Story)
			if n.Story == own {
				continue
			}
			meant := c.means(n.Entry, e)
			if !meant && len(c.guids)+len(c.numbers) == 0 && wordsMeant(n.Entry, e) >= titleShare {
				found, err := shelf.Named(name("effect", n.Entry.Story.ID))
				if err != nil {
					return nil, err
				}
				meant = len(found) == 0
			}
			if meant {
				out = append(out, Effect{own, *n.Entry})
			}
		}
		day = calendar.Of(day.Time().AddDate(0, 0, 1))
	}
	return out, nil
}

// Version returns the version that an effect makes of a story, false where one
// of the story's is it already, or is the notice itself.
func (x *Effect) Version(versions []*Entry) (Entry, bool) {
	for _, v := range versions {
		if id := x.Notice.Story.ID; v.Version.Notice == id || v.Story.ID == id {
			return Entry{}, false
		}
	}
	return effectOf(&x.Notice, versions[len(versions)-1]), true
}

// Says reports whether an entry that comes in says what the version does.
func (k *Known) Says(e *Entry) bool {
	have, v := &k.Entry.Version, &e.Version
	plain := v.Kind == "" || v.Kind == news.Original || v.Kind == news.Update
	switch {
	case k.Entry.Story.ID != e.Story.ID:
		return false
	case plain && v.By == "" && v.Notice == "":
		return have.By == "" && have.Notice == "" && have.Kind != news.Embargo
	}
	return Identity(k.Entry) == Identity(e)
}

// Last reports whether an entry comes behind all versions of its story, which
// are given in their order and may lack their texts, and changes nothing in
// that: neither their order nor which of them say something.
func Last(e *Entry, versions []*Entry) bool {
	added := *e
	added.Version.N = len(versions) + 1
	var all, was []*Entry
	for _, v := range append(slices.Clone(versions), &added) {
		o := *v
		all, was = append(all, &o), append(was, &o)
	}
	if slices.Contains(Needless(all), true) {
		return false
	}
	Order(all)
	return slices.Equal(all, was)
}

// Follow sees to it that what the desk makes of a version counts as received
// after it, also where the machine's clock was set back meanwhile: a kill stays
// the last word on a story. standing is when the version that it was made of
// was received.
func Follow(e *Entry, standing time.Time) {
	if v := &e.Version; v.By != "" && v.Supersedes != "" && !v.Received.After(standing) {
		v.Received = standing.Add(time.Microsecond)
	}
}

// Settle sets what follows from an entry's place behind i others: which change
// it is.
func Settle(e *Entry, i int) { e.Version.Kind = kindAt(e, i) }

// Needless reports of each version of a story whether it says nothing: where a
// notice made it that made another one too, as in stories that became one, or
// that is itself a version of the story.
func Needless(vs []*Entry) []bool {
	out, seen := make([]bool, len(vs)), map[string]bool{}
	for _, v := range vs {
		if v.Version.Notice == "" {
			seen[v.Story.ID] = true
		}
	}
	for i, v := range vs {
		if id := v.Version.Notice; id != "" {
			out[i], seen[id] = seen[id], true
		}
	}
	return out
}

// MaxNotices is how many notices Store.Notices returns at most.
const MaxNotices = 200

// NoticePrefix is what all names begin with under which notices are kept.
const NoticePrefix = "notice\x1f"

// EffectName returns the name under which the versions are kept that came of a
// notice.
func EffectName(contentID string) string { return name("effect", contentID) }

// Loose reports whether somebody should know of a notice that it means no story
// on record: of kills and corrections.
func Loose(s *news.Story) bool {
	return s.Envelope.Signal == news.SignalKill || s.Envelope.Signal == news.SignalCorrection
}
