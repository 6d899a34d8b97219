package desk

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/datelinewire/dateline/record"
)

// watch asks the record for what came in, once for all who look.
type watch struct {
	store record.Store
	every time.Duration

	mu   sync.Mutex
	last int64         // mark up to which is known
	next chan struct{} // closed when last moves
	busy bool          // somebody polls
	eyes int           // how many look
}

func newWatch(s record.Store, every time.Duration) *watch {
	return &watch{store: s, every: every, next: make(chan struct{})}
}

// step is how many stories one question moves the mark by.
const step = 1000

// newest returns the mark of what came in last; 0 where the store fails.
func (v *watch) newest(ctx context.Context) int64 {
	mark, err := v.store.Last(ctx)
	if err != nil {
		return 0
	}
	return mark
}

// mark returns the mark of the newest story. A failing store gives the mark
// known so far: the page is shown all the same.
func (v *watch) mark(ctx context.Context) int64 {
	v.mu.Lock()
	at := v.last
	v.mu.Unlock()
	if at == 0 {
		at = v.newest(ctx)
	}
	for {
		items, next, err := v.store.After(ctx, at, step)
		if err != nil || len(items) == 0 {
			break
		}
		at = max(at, next)
		if len(items) < step {
			break
		}
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if at > v.last {
		v.last = at
		close(v.next)
		v.next = make(chan struct{})
	}
	return v.last
}

// mostEyes is how many pages may wait at a time: each holds a connection.
const mostEyes = 1000

// look polls while anyone looks. It returns what ends the look, and reports
// whether there was room for one more.
func (v *watch) look() (func(), bool) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.eyes == mostEyes {
		return nil, false
	}
	v.eyes++
	if !v.busy {
		v.busy = true
		go v.poll()
	}
	return func() {
		v.mu.Lock()
		v.eyes--
		v.mu.Unlock()
	}, true
}

func (v *watch) poll() {
	for {
		time.Sleep(v.every)
		v.mu.Lock()
		if v.eyes == 0 {
			v.busy = false
			v.mu.Unlock()
			return
		}
		v.mu.Unlock()
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		v.mark(ctx)
		cancel()
	}
}

// moved returns the known mark and what is closed when it moves.
func (v *watch) moved() (int64, <-chan struct{}) {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.last, v.next
}

// events tells a page how many stories came in since it was made, as
// server-sent events.
func (d *Desk) events(w http.ResponseWriter, r *http.Request) {
	since, err := strconv.ParseInt(r.URL.Query().Get("since"), 10, 64)
	if err != nil {
		http.Error(w, "since must be a mark: reload the page", http.StatusBadRequest)
		return
	}
	look, ok := d.watch.look()
	if !ok {
		w.Header().Set("Retry-After", "60")
		http.Error(w, "too many pages wait for new stories: reload this one to see them", http.StatusServiceUnavailable)
		return
	}
	defer look()
	h := w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store")
	d.tell(r.Context(), &stream{w, http.NewResponseController(w)}, since)
}

// tell sends the number of new stories whenever it changes, until the reader
// goes away.
func (d *Desk) tell(ctx context.Context, s *stream, since int64) {
	beat := time.NewTicker(25 * time.Second)
	defer beat.Stop()
	message, sent := "retry: 5000\n\n", 0
	for {
		last, next := d.watch.moved()
		if last > since {
			if n := d.arrived(ctx, since); n != sent {
				sent = n
				message += fmt.Sprintf("event: new\ndata: %d\n\n", n)
			}
		}
		if s.send(message) != nil {
			return
		}
		message = ""
		select {
		case <-ctx.Done():
			return
		case <-next:
		case <-beat.C:
			message = ":\n\n"
		}
	}
}

// stream is an answer that goes on.
type stream struct {
	w  http.ResponseWriter
	rc *http.ResponseController
}

// patience is how long a reader of a stream may take to accept a message.
const patience = 30 * time.Second

// send sends a message, with a time limit of its own: the server's is for an
// answer that ends. Not every server has limits.
func (s *stream) send(message string) error {
	_ = s.rc.SetWriteDeadline(time.Now().Add(patience))
	if _, err := io.WriteString(s.w, message); err != nil {
		return err
	}
	return s.rc.Flush()
}

// arrived counts the stories that came in after the mark, up to 1000.
func (d *Desk) arrived(ctx context.Context, since int64) int {
	items, _, err := d.store.After(ctx, since, step)
	if err != nil {
		return 0
	}
	now, n := d.now(), 0
	for i := range items {
		if !record.Hidden(items[i].Kind, items[i].Until, now) {
			n++
		}
	}
	return n
}
