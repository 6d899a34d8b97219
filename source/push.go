package source

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/intake"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
)

// pushLog is how many lines are kept of what was refused from one program.
const pushLog = 200

// PusherOptions are what a Pusher is made from. Store must be given.
type PusherOptions struct {
	Store             record.Store
	Places            news.Places
	MaxFile, MaxStory int    // as for an import
	Wake              func() // called after something new was put on record; may be nil
	Now               func() time.Time
}

// Pusher puts on record what programs send by themselves. Each of them is a
// source under its own name, so that what was refused is in a log, with its bytes.
type Pusher struct {
	o  PusherOptions
	mu sync.Mutex // one delivery is stored at a time: how the source stands goes with it
}

// NewPusher makes a pusher.
func NewPusher(o PusherOptions) *Pusher {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Wake == nil {
		o.Wake = func() {}
	}
	return &Pusher{o: o}
}

// Delivery is what a program sent.
type Delivery struct {
	From        string // the program's name in the configuration
	Bytes       []byte
	ContentType string
	GUID        string       // of the story, where it does not say; only where it is alone
	Source      string       // who wrote it, where it does not say
	Day         calendar.Day // of publication where it does not say
}

// Pushed is what became of a story that was sent.
type Pushed struct {
	StoryID   string   `json:"id"`
	ContentID string   `json:"content"`
	Version   int      `json:"version"`
	New       bool     `json:"new"` // a story, or a version of one, that was not on record
	Headline  string   `json:"headline"`
	GUID      string   `json:"guid,omitempty"`
	Trouble   []string `json:"trouble,omitempty"`
}

// Receipt says what became of a delivery.
type Receipt struct {
	Stories []Pushed
	Plans   int // that were taken
	Refused []intake.Refusal
}

// PushID returns the id of the source that a program is.
func PushID(name string) string { return "push-" + name }

// Push puts on record what was sent: all of it that is sound, or nothing where the
// record cannot be written. A story is known by the name that its source has for
// it: sent again it is on record once, and changed it is a version. Push fails with
// Invalid where nothing could be taken, saying what to do.
func (p *Pusher) Push(ctx context.Context, d Delivery) (Receipt, error) {
	src, err := own(ctx, p.o.Store, record.SourceSettings{ID: PushID(d.From), Name: d.From, Address: "push:" + d.From, Kind: record.PushSource}, p.o.Now())
	if err != nil {
		return Receipt{}, err
	}
	if src.Paused != "" {
		return Receipt{}, &fault.Error{Op: "take in", Kind: fault.Temporary, ID: d.From, Err: fmt.Errorf("nothing is taken from %s for now: %s (`dateline source resume %s` ends that)", d.From, src.Paused, src.ID)}
	}
	in := intake.Input{Bytes: d.Bytes, ContentType: d.ContentType, Source: d.Source, Day: d.Day, Fetched: p.o.Now(), MaxBytes: p.o.MaxFile, Places: p.o.Places}
	b, err := intake.Take(in)
	if err != nil {
		return Receipt{}, p.refused(ctx, &src, d.Bytes, err)
	}
	if d.GUID != "" && len(b.Stories) == 1 && b.Stories[0].Envelope.GUID == "" {
		b.Stories[0].Envelope.GUID = d.GUID
	}
	r := Receipt{Refused: b.Refused}
	for i := range b.Plans {
		if b.Plans[i].Source == "" {
			b.Plans[i].Source = d.From
		}
		if err := record.CheckPlan(&b.Plans[i]); err != nil {
			r.Refused = append(r.Refused, intake.Refusal{Name: b.Plans[i].Title, Reason: plainly(err)})
			continue
		}
		b.Plans[r.Plans] = b.Plans[i]
		r.Plans++
	}
	b.Plans = b.Plans[:r.Plans]
	b.Stories = p.short(b.Stories, &r)
	if len(b.Stories)+r.Plans == 0 {
		err := errors.New("there is no story in it: send its text")
		if len(r.Refused) > 0 {
			err = errors.New(r.Refused[0].Reason)
		}
		return r, p.refused(ctx, &src, d.Bytes, &fault.Error{Op: "take in", Kind: fault.Invalid, Err: err})
	}
	err = p.store(ctx, src.ID, b, &r)
	return r, err
}

// short leaves out the stories that are too long.
func (p *Pusher) short(all []news.Story, r *Receipt) []news.Story {
	var out []news.Story
	for i := range all {
		s := &all[i]
		if most := p.o.MaxStory; most > 0 && len(s.Text) > most {
			r.Refused = append(r.Refused, intake.Refusal{Name: s.Headline, Reason: fmt.Sprintf("its text has %d bytes; the limit is %d (setting limit.story): split it", len(s.Text), most), Bytes: []byte(s.Text[:record.MaxKept])})
			continue
		}
		out = append(out, *s)
	}
	return out
}

// store puts the stories and plans on record, with the lines about what was
// refused beside them.
func (p *Pusher) store(ctx context.Context, id string, b *intake.Batch, r *Receipt) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	src, err := p.o.Store.Source(ctx, id)
	if err != nil {
		return err
	}
	poll := record.Poll{SourceID: id, Plans: b.Plans, KeepLog: pushLog}
	keys := make([]string, len(b.Stories))
	for i := range b.Stories {
		s := &b.Stories[i]
		keys[i] = record.ItemKey(s.Source + "\x00" + called(s))
		known, err := p.known(ctx, s)
		if err != nil {
			return err
		}
		r.Stories = append(r.Stories, Pushed{New: !known, ContentID: s.ID, Headline: s.Headline, GUID: s.Envelope.GUID, Trouble: s.Trouble})
		e := record.Entry{Story: *s}
		e.Story.ID = ""
		poll.Items = append(poll.Items, record.PolledItem{Key: keys[i], Content: s.ID, Entry: e})
	}
	for i := range r.Refused {
		poll.Log = append(poll.Log, record.LogLine{At: p.o.Now(), Failed: true, Text: r.Refused[i].Name + ": " + r.Refused[i].Reason, Bytes: r.Refused[i].Bytes})
	}
	poll.State = p.state(&src, "")
	added, err := p.o.Store.PutPolls(ctx, poll)
	if err != nil {
		return err
	}
	if added[0] > 0 {
		p.o.Wake()
	}
	return p.placed(ctx, id, keys, r)
}

// known reports whether a story's content is on record.
func (p *Pusher) known(ctx context.Context, s *news.Story) (bool, error) {
	_, err := p.o.Store.Story(ctx, s.ID)
	if fault.KindOf(err) == fault.NotFound {
		return false, nil
	}
	return err == nil, err
}

// placed says of each story where it went.
func (p *Pusher) placed(ctx context.Context, id string, keys []string, r *Receipt) error {
	seen, err := p.o.Store.Seen(ctx, id, keys...)
	if err != nil {
		return err
	}
	for i := range r.Stories {
		r.Stories[i].StoryID = seen[keys[i]].StoryID
		e, err := p.o.Store.Story(ctx, r.Stories[i].StoryID)
		if err != nil {
			return err
		}
		r.Stories[i].Version = e.Version.N
	}
	return nil
}

// refused keeps what could not be taken, and returns why.
func (p *Pusher) refused(ctx context.Context, src *record.Source, sent []byte, why error) error {
	if fault.KindOf(why) != fault.Invalid {
		return why
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	text := plainly(why)
	_, err := p.o.Store.PutPolls(ctx, record.Poll{SourceID: src.ID, State: p.state(src, "the last that was sent could not be taken: "+text), KeepLog: pushLog, Log: []record.LogLine{
		{At: p.o.Now(), Failed: true, Text: text, Bytes: sent[:min(len(sent), record.MaxKept)]},
	}})
	if err != nil {
		return err
	}
	return why
}

// state returns how a source stands after a delivery.
func (p *Pusher) state(src *record.Source, trouble string) record.SourceState {
	st := src.State
	st.Polled, st.Error = p.o.Now().UTC().Truncate(time.Second), trouble
	if trouble == "" {
		st.Well, st.Changed = st.Polled, st.Polled
		st.Polls++
	}
	return st
}
