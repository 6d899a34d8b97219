package source

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"errors"
	"hash"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/datelinewire/dateline/intake/fetch"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/record"
)

// How subscriptions at hubs are kept: WebSub, W3C Recommendation 2018.
const (
	lease      = 10 * 24 * time.Hour // that is asked for
	renewAhead = 24 * time.Hour      // of the lease's end
	askAgain   = 6 * time.Hour       // where a hub did not answer
	mostLease  = 30 * 24 * time.Hour
	// CallbackPath is where hubs reach the desk, followed by the source's id.
	CallbackPath = "/websub/"
)

// hints looks at what the feed says of itself, and subscribes to it where a
// hub gives what is new.
func (v *visit) hints(ctx context.Context, a *fetch.Answer) {
	h := hintsOf(a.Body, a.URL, a.Links)
	v.pace.said = max(v.pace.said, h.holds)
	st := &v.poll.State.Push
	if h.hub == "" || v.f.o.Callback == "" || v.testing {
		*st = record.Push{}
		return
	}
	topic := h.self
	if topic == "" {
		topic = target(v.src)
	}
	if h.hub != st.Hub || topic != st.Topic {
		*st = record.Push{Hub: h.hub, Topic: topic, Secret: rand.Text()}
	}
	v.renew(ctx)
}

// renew asks the hub for a new lease where the old one ends soon.
func (v *visit) renew(ctx context.Context) {
	st := &v.poll.State.Push
	if st.Hub == "" || v.f.o.Callback == "" || v.testing || st.Until.Sub(v.now) > renewAhead || v.now.Sub(st.Asked) < askAgain {
		return
	}
	st.Asked = v.now
	form := url.Values{
		"hub.mode": {"subscribe"}, "hub.topic": {st.Topic}, "hub.secret": {st.Secret},
		"hub.callback":      {strings.TrimSuffix(v.f.o.Callback, "/") + CallbackPath + v.src.ID},
		"hub.lease_seconds": {strconv.Itoa(int(lease / time.Second))},
	}
	c, err := v.f.client(v.src.Proxy)
	if err == nil {
		v.asked = &fetch.Request{URL: st.Hub, Form: form, Agent: v.src.Agent}
		v.hub = c
	}
}

// subscribe sends the request to the hub, once the source's new state is on
// record: the hub may ask back before it answers.
func (v *visit) subscribe(ctx context.Context) {
	if v.asked == nil {
		return
	}
	if _, err := v.hub.Do(ctx, *v.asked); err != nil {
		v.f.o.Log.Info("a hub refused; the source is polled", "source", v.src.ID, "err", err)
	}
}

// Verify answers a hub that asks whether it was meant: it returns the
// challenge to repeat. It fails with NotFound where it was not.
func (f *Follower) Verify(ctx context.Context, id string, q url.Values) (string, error) {
	no := &fault.Error{Op: "confirm subscription", Kind: fault.NotFound, ID: id, Err: errors.New("nobody here asked for it")}
	s, err := f.o.Store.Source(ctx, id)
	mode, topic := q.Get("hub.mode"), q.Get("hub.topic")
	if fault.KindOf(err) == fault.NotFound && err != nil && mode == "unsubscribe" {
		return q.Get("hub.challenge"), nil // a source that is followed no more
	}
	if err != nil {
		return "", no
	}
	now := f.o.Now()
	p, push := record.Poll{SourceID: id}, s.State.Push
	switch {
	case push.Hub == "" || topic != push.Topic:
		return "", no
	case mode == "denied":
		push.Until = time.Time{}
		p.Log = append(p.Log, record.LogLine{At: now, Failed: true, Text: "the hub denies the subscription, it is polled: " + record.Cut(q.Get("hub.reason"), 200)})
	case mode != "subscribe" || now.Sub(push.Asked) > askAgain:
		return "", no
	default:
		n, err := strconv.ParseInt(q.Get("hub.lease_seconds"), 10, 64)
		if err != nil || n <= 0 || n > int64(mostLease/time.Second) {
			n = int64(lease / time.Second)
		}
		push.Until = now.Add(time.Duration(n) * time.Second)
		p.Log = append(p.Log, record.LogLine{At: now, Text: "subscribed at " + Shown(push.Hub) + " until " + push.Until.UTC().Format("2 Jan 2006 15:04")})
	}
	err = f.alone(ctx, id, func(e *record.Source) (record.Poll, error) {
		p.State = e.State
		p.State.Push = push
		return p, nil
	})
	return q.Get("hub.challenge"), err
}

// Push takes what a hub sends. It fails with Denied where the signature is not
// that of the source's secret, and with Temporary where the source is being
// polled: the hub sends it again.
func (f *Follower) Push(ctx context.Context, id, contentType, signature string, body []byte) error {
	return f.alone(ctx, id, func(e *record.Source) (record.Poll, error) {
		push := &e.State.Push
		if push.Until.Before(f.o.Now()) || !signed(body, signature, push.Secret) {
			return record.Poll{}, &fault.Error{Op: "take what a hub sends", Kind: fault.Denied, ID: id, Err: errors.New("it is not signed as the subscription asks")}
		}
		v := f.visit(e)
		v.pace.was = e.State.Every
		a := fetch.Answer{Result: fetch.Result{URL: target(e), ContentType: contentType, Body: body}}
		next := e.State.Next
		v.take(ctx, &a, nil)
		v.poll.State.ETag, v.poll.State.LastModified, v.poll.State.Sum = "", "", ""
		// What is sent says nothing of how the source is to be asked, and often
		// nothing of its hub.
		v.poll.State.Next, v.poll.State.Every, v.poll.State.Push = next, e.State.Every, e.State.Push
		v.asked = nil
		return v.poll, nil
	})
}

// alone runs work on a source while nobody polls it, and stores what it
// returns.
func (f *Follower) alone(ctx context.Context, id string, work func(*record.Source) (record.Poll, error)) error {
	s, err := f.o.Store.Source(ctx, id)
	if err != nil {
		return err
	}
	f.mu.Lock()
	e := f.entries[id]
	if e == nil {
		e = &entry{}
		f.entries[id] = e
	}
	if e.busy {
		f.mu.Unlock()
		return &fault.Error{Op: "take what a hub sends", Kind: fault.Temporary, ID: id, Err: errors.New("the source is being asked now")}
	}
	e.busy, e.src = true, s
	f.mu.Unlock()
	p, err := work(&s)
	if err != nil {
		f.release(e, nil)
		return err
	}
	added, err := f.o.Store.PutPolls(ctx, p)
	if err != nil {
		f.release(e, nil)
		return err
	}
	p.State.Items += added[0]
	f.release(e, &p)
	if added[0] > 0 {
		f.o.Wake()
	}
	return nil
}

// signed reports whether a body bears the signature METHOD=HEX of a secret.
func signed(body []byte, signature, secret string) bool {
	method, want, ok := strings.Cut(signature, "=")
	sum, err := hex.DecodeString(want)
	if !ok || err != nil || secret == "" {
		return false
	}
	var make func() hash.Hash
	switch strings.ToLower(method) {
	case "sha1":
		make = sha1.New // the one that every hub knows
	case "sha256":
		make = sha256.New
	case "sha384":
		make = sha512.New384
	case "sha512":
		make = sha512.New
	default:
		return false
	}
	m := hmac.New(make, []byte(secret))
	m.Write(body)
	return hmac.Equal(m.Sum(nil), sum)
}
