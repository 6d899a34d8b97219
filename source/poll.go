package source

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"runtime/debug"
	"strings"
	"time"

	"github.com/zeebo/xxh3"

	"github.com/datelinewire/dateline/intake"
	"github.com/datelinewire/dateline/intake/fetch"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/record"
)

// visit is one poll under way.
type visit struct {
	f     *Follower
	src   *record.Source
	now   time.Time
	pace  pace
	rules rules
	poll  record.Poll
	host  string // that the gate holds for it
	more  bool   // there is more than one poll may bring

	// Of a test: nothing is looked up or stored.
	testing bool
	isPage  bool // what came is one
	would   []Would
	feeds   []fetch.Link // that a site has

	asked *fetch.Request // to be sent to a hub when the poll is stored
	hub   *fetch.Client
}

// target returns the address that a source is asked at.
func target(s *record.Source) string {
	switch {
	case s.Kind == record.FolderSource:
		return ""
	case s.Kind == record.SiteSource && s.State.Found != "":
		return s.State.Found
	}
	return s.Address
}

// visit begins a poll of a source, whose host the gate holds.
func (f *Follower) visit(s *record.Source) *visit {
	v := &visit{f: f, src: s, now: f.o.Now(), host: hostOf(target(s))}
	v.poll = record.Poll{SourceID: s.ID, State: s.State}
	v.poll.State.Polled = v.now
	v.pace.least, v.pace.most = bounds(&s.SourceSettings, f.o.Least, f.o.Most)
	v.pace.was = s.State.Every
	return v
}

// run asks the source and notes what came of it. Nothing that comes in ends
// the program.
func (v *visit) run(ctx context.Context) {
	defer v.leave()
	defer func() {
		if r := recover(); r != nil {
			v.f.o.Log.Error("a source ended its poll", "source", v.src.ID, "panic", r, "stack", string(debug.Stack()))
			v.failed(fmt.Errorf("the program failed over it: %v", r), nil)
		}
		v.schedule()
	}()
	var err error
	if v.rules, err = newRules(v.src.Rules); err != nil {
		v.failed(err, nil)
		return
	}
	switch v.src.Kind {
	case record.FolderSource:
		v.folder(ctx)
	case record.SiteSource:
		v.site(ctx)
	default:
		v.web(ctx, v.src.Address)
	}
}

// leave gives the host to others.
func (v *visit) leave() {
	v.f.gate.leave(v.host)
	v.host = ""
}

// schedule sets when the source is asked again.
func (v *visit) schedule() {
	st := &v.poll.State
	v.pace.fails = st.Fails
	v.pace.pushed = st.Push.Until.After(v.now)
	every := v.pace.next()
	if st.Fails == 0 && v.pace.wait == 0 {
		st.Every = every
	}
	if v.more {
		every = min(every, v.pace.least)
	}
	st.Next = v.now.Add(jitter(every, v.f.o.Seed, v.src.ID, st.Polls+st.Fails))
}

// say adds a line to the source's log.
func (v *visit) say(failed bool, kept []byte, format string, a ...any) {
	kept = bytes.Clone(kept[:min(len(kept), record.MaxKept)])
	v.poll.Log = append(v.poll.Log, record.LogLine{At: v.now, Failed: failed, Text: fmt.Sprintf(format, a...), Bytes: kept})
}

// failed notes that the poll came to nothing. The same failure again and again
// is told when the number of times doubles.
func (v *visit) failed(err error, kept []byte) {
	st := &v.poll.State
	st.Fails++
	text := plainly(err)
	if text != st.Error || st.Fails&(st.Fails-1) == 0 {
		v.say(true, kept, "%s", text)
	}
	st.Error = text
	v.f.o.Log.Debug("a source failed", "source", v.src.ID, "times", st.Fails, "err", err)
	well := st.Well
	if well.IsZero() {
		well = v.src.Added
	}
	if silent := v.now.Sub(well); st.Fails >= leastTries && !well.IsZero() && silent > deadAfter {
		v.give("it has not answered well for %d days: %s", int(silent.Hours()/24), text)
	}
}

// A source is given up that has failed for so long and so often.
const (
	deadAfter  = 30 * 24 * time.Hour
	leastTries = 10
)

// give gives a source up.
func (v *visit) give(format string, a ...any) {
	v.poll.Paused = fmt.Sprintf(format, a...)
	v.say(true, nil, "given up: %s", v.poll.Paused)
	v.f.o.Log.Warn("a source is given up", "source", Title(&v.src.SourceSettings), "why", v.poll.Paused)
}

// plainly returns the cause of an error without what was being done: the
// line that it stands in says of which source it is.
func plainly(err error) string {
	var f *fault.Error
	if errors.As(err, &f) && f.Err != nil {
		return f.Err.Error()
	}
	return err.Error()
}

// well notes that the source answered well.
func (v *visit) well() {
	st := &v.poll.State
	if st.Fails > 0 {
		v.say(false, nil, "it answers again, after %d failures", st.Fails)
	}
	st.Fails, st.Error, st.Well = 0, "", v.now
	if !v.more || st.Polls > 0 {
		st.Polls++ // the first poll goes on until all was taken that was there
	}
}

// client returns the client that fetches through a proxy, or none.
func (f *Follower) client(proxy string) (*fetch.Client, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if c := f.clients[proxy]; c != nil {
		return c, nil
	}
	o := f.o.Fetch
	if proxy != "" {
		u, err := url.Parse(proxy)
		if err != nil {
			return nil, &fault.Error{Op: "fetch", Kind: fault.Invalid, Err: errors.New("its proxy cannot be read")}
		}
		o.Proxy = u
	}
	c := fetch.New(o)
	f.clients[proxy] = c
	return c, nil
}

// ask fetches an address with what the source needs for it: access is given to
// its own host alone.
func (v *visit) ask(ctx context.Context, location string, k fetch.Known, room func() error) (fetch.Answer, error) {
	c, err := v.f.client(v.src.Proxy)
	if err != nil {
		return fetch.Answer{}, err
	}
	q := fetch.Request{URL: location, Known: k, Agent: v.src.Agent, Room: room}
	if hostOf(location) == hostOf(v.src.Address) {
		if q.Header, err = access(v.src.Secret, v.f.o.Secret); err != nil {
			return fetch.Answer{}, err
		}
	}
	return c.Do(ctx, q)
}

// web asks for an address and takes what is there.
func (v *visit) web(ctx context.Context, location string) {
	st := &v.poll.State
	release := func() {}
	defer func() { release() }()
	k := fetch.Known{ETag: st.ETag, LastModified: st.LastModified}
	a, err := v.ask(ctx, location, k, func() error {
		select {
		case v.f.large <- struct{}{}:
			release = func() { <-v.f.large }
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	})
	v.leave()
	v.pace.wait, v.pace.said = a.Wait, a.Fresh
	if err != nil && !a.Part {
		v.failed(err, a.Body)
		if a.Status == http.StatusGone {
			v.give("the server says that it is gone for good (410)")
		}
		if v.src.Kind == record.SiteSource && (a.Status == http.StatusNotFound || a.Status == http.StatusGone) {
			st.Found, v.poll.Paused = "", "" // the site may have another
		}
		return
	}
	v.moved(a.Moved)
	sum := sumOf(a.Body)
	if a.Same || !a.Part && sum == st.Sum {
		st.ETag, st.LastModified = a.Known.ETag, a.Known.LastModified
		v.well()
		v.renew(ctx)
		return
	}
	if v.take(ctx, &a, err) {
		st.ETag, st.LastModified, st.Sum = a.Known.ETag, a.Known.LastModified, sum
	} else {
		st.ETag, st.LastModified, st.Sum = "", "", "" // it is wanted again
	}
}

// sumOf tells an answer from another.
func sumOf(b []byte) string {
	h := xxh3.Hash128(b).Bytes()
	return hex.EncodeToString(h[:])
}

// take takes the answer's items, and reports whether that was all of them, for
// good. broke is why the answer is not whole.
func (v *visit) take(ctx context.Context, a *fetch.Answer, broke error) bool {
	in := intake.Input{
		Bytes: a.Body, ContentType: a.ContentType, URL: a.URL, MaxBytes: v.f.o.MaxFile, Places: v.f.o.Places, Fetched: v.now,
	}
	if in.Format = intake.Detect(in); v.src.Kind == record.PageSource {
		in.Format = intake.Page
	} else if in.Format == intake.Page || in.Format == intake.Plain {
		v.isPage = in.Format == intake.Page
		err := errors.New("it is no feed but a page: follow it as a page, or its site as a site")
		if broke != nil {
			err = broke
		}
		v.failed(err, a.Body)
		return false
	}
	b, err := v.f.apart(ctx, in)
	switch {
	case err != nil && broke != nil:
		v.failed(broke, a.Body)
		return false
	case err != nil:
		v.failed(err, a.Body)
		return false
	case broke == nil:
		v.hints(ctx, a)
	}
	if v.pace.gap = gapOf(b.Stories); v.src.Kind == record.PageSource {
		v.pace.gap = 0
	}
	v.plans(Title(&v.src.SourceSettings), b.Plans)
	all, err := v.items(ctx, b.Stories)
	if err == nil {
		err = v.refused(ctx, b.Refused)
	}
	if err != nil {
		v.failed(err, nil)
		return false
	}
	was := v.poll.State.Error
	v.well()
	if broke != nil {
		v.flaw(was, a.Body, fmt.Sprintf("%s; the %d items before that were taken", plainly(broke), len(b.Stories)))
	}
	return all && broke == nil
}

// flaw notes what is wrong with a source that answered all the same. It is
// told when it was not so before.
func (v *visit) flaw(was string, kept []byte, text string) {
	if text != was {
		v.say(true, kept, "%s", text)
	}
	v.poll.State.Error = text
}

// apart takes an input apart. Only so many are at a time: that takes memory.
func (f *Follower) apart(ctx context.Context, in intake.Input) (*intake.Batch, error) {
	release, err := f.room(ctx)
	if err != nil {
		return nil, err
	}
	defer release()
	return intake.Take(in)
}

// room waits for room to take something apart, and returns what gives it back.
func (f *Follower) room(ctx context.Context) (release func(), err error) {
	select {
	case f.decode <- struct{}{}:
		return func() { <-f.decode }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// movedFor is how many polls in a row must say that a source has moved before
// its address is replaced: some say so by mistake.
const movedFor = 3

// moved notes that the server says that the address is another from now on.
// An address that gives access is kept: the new one would be without.
func (v *visit) moved(to string) {
	st := &v.poll.State
	if to == "" || to == v.src.Address || v.src.Kind == record.SiteSource || Shown(v.src.Address) != v.src.Address {
		st.Moved, st.MovedFor = "", 0
		return
	}
	if st.Moved != to {
		st.Moved, st.MovedFor = to, 0
	}
	if st.MovedFor++; st.MovedFor < movedFor {
		return
	}
	v.poll.Address = to
	st.Moved, st.MovedFor = "", 0
	v.say(false, nil, "it has moved for good: its address is %s now, and was %s", to, strings.TrimSpace(v.src.Address))
	v.f.o.Log.Info("a source has moved", "source", Title(&v.src.SourceSettings), "from", v.src.Address, "to", to)
}
