package line

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/record/memory"
	"github.com/datelinewire/dateline/text"
)

// counting makes a line of one pass: it names a person, whose office says of
// how many earlier days' stories the memory knows. reads counts the readings.
func counting(t *testing.T, reads *atomic.Int32, wait func(*news.Story)) *Line {
	t.Helper()
	l, err := New(nil, "", []read.Pass{{
		Name: "count", Needs: text.Tokens, Gives: text.Names,
		Run: func(ctx context.Context, w *read.Work) error {
			reads.Add(1)
			known, err := w.Memory.Known(ctx, "Ada Lund", w.Today)
			if err != nil {
				return err
			}
			wait(w.Story)
			w.AddEntity(fact.Entity{
				Kind: fact.Person, Name: "Ada Lund", Mentions: []fact.Mention{{Start: 0, End: 8, Kind: fact.Name}},
				Offices: []fact.Office{{Title: fmt.Sprintf("minister after %d", len(known)), Basis: "text"}},
			})
			return nil
		},
	}}, quiet())
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// putDay puts a story of that day of March 2020 on record and returns its
// content.
func putDay(t *testing.T, s record.Store, day int, words string) string {
	t.Helper()
	r, err := s.Put(t.Context(), record.Entry{Story: news.Story{Text: "Ada Lund " + words, Published: calendar.Date(2020, 3, day)}})
	if err != nil {
		t.Fatal(err)
	}
	return r[0].ContentID
}

func officeIn(t *testing.T, s record.Store, id string) string {
	t.Helper()
	r, err := s.Reading(t.Context(), id, "")
	if err != nil {
		t.Fatal(err)
	}
	return r.Entities[0].Offices[0].Title
}

// TestQueueInDayOrder reads stories of thirty days at once, which came in no
// order and take their time: each knows exactly what earlier days established.
func TestQueueInDayOrder(t *testing.T) {
	for _, jobs := range []int{1, 8} {
		s := memory.New()
		ids := map[int][]string{}
		for i := range 60 {
			day := 1 + i*7%30
			ids[day] = append(ids[day], putDay(t, s, day, fmt.Sprintf("met reporter %d.", i)))
		}
		var reads atomic.Int32
		l := counting(t, &reads, func(s *news.Story) {
			h := fnv.New32()
			h.Write([]byte(s.Text))
			time.Sleep(time.Duration(h.Sum32()%4) * time.Millisecond)
		})
		if n, err := NewQueue(l, s, jobs, quiet()).Drain(t.Context()); err != nil || n != 60 {
			t.Fatal(n, err)
		}
		for day, of := range ids {
			for _, id := range of {
				if got, want := officeIn(t, s, id), fmt.Sprintf("minister after %d", 2*(day-1)); got != want {
					t.Errorf("%d jobs, day %d: %s, want %s", jobs, day, got, want)
				}
			}
		}
		if jobs > 1 && reads.Load() == 60 {
			t.Error("no reading was made again: the test shows nothing")
		}
	}
}

// stepwise is a record that notes the days of the readings as they are stored,
// and how many stories it was asked for at once.
type stepwise struct {
	record.Store
	days  []calendar.Day
	asked int
}

func (s *stepwise) Unread(ctx context.Context, reader string, limit int) ([]record.Entry, error) {
	s.asked = max(s.asked, limit)
	return s.Store.Unread(ctx, reader, limit)
}

func (s *stepwise) PutReading(ctx context.Context, in ...*fact.Reading) error {
	for _, r := range in {
		e, err := s.Story(ctx, r.Story.ID)
		if err != nil {
			return err
		}
		s.days = append(s.days, e.Story.Day())
	}
	return s.Store.PutReading(ctx, in...)
}

// TestDayOrderBeyondWindow reads more stories than are ever held at once, the
// earliest of which came in last: they are stored by their days all the same.
func TestDayOrderBeyondWindow(t *testing.T) {
	const many = 2*window + 100
	for _, jobs := range []int{1, 8} {
		s := &stepwise{Store: memory.New()}
		for i := range many {
			putDay(t, s, 28-i*28/many, fmt.Sprintf("met reporter %d.", i))
		}
		l, err := New(nil, "", nil, quiet())
		if err != nil {
			t.Fatal(err)
		}
		if n, err := NewQueue(l, s, jobs, quiet()).Drain(t.Context()); err != nil || n != many {
			t.Fatal(n, err)
		}
		if !slices.IsSortedFunc(s.days, calendar.Day.Sub) {
			t.Errorf("%d jobs: stored in the order of days %v", jobs, s.days)
		}
		if len(s.days) != many || s.asked > window {
			t.Errorf("%d jobs: %d readings stored, %d stories asked for at once", jobs, len(s.days), s.asked)
		}
	}
}

// TestSlowStory holds one of two readers with a slow story: the others are
// read and stored meanwhile, whether their day is the same or an earlier one.
func TestSlowStory(t *testing.T) {
	s := memory.New()
	putDay(t, s, 5, "met a slow reporter.")
	var ids []string
	for i := range 40 {
		ids = append(ids, putDay(t, s, 4+i%2, fmt.Sprintf("met reporter %d.", i)))
	}
	end := make(chan struct{})
	var reads atomic.Int32
	l := counting(t, &reads, func(s *news.Story) {
		if strings.Contains(s.Text, "slow") {
			<-end
		}
	})
	q := NewQueue(l, s, 2, quiet())
	var wg sync.WaitGroup
	wg.Go(func() {
		if n, err := q.Drain(t.Context()); n != 41 || err != nil {
			t.Error(n, err)
		}
	})
	for range 500 {
		left, err := s.Waiting(t.Context(), l.Reader(), ids...)
		if err != nil {
			t.Error(err)
		}
		if len(left) == 0 {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if left, _ := s.Waiting(t.Context(), l.Reader(), ids...); len(left) > 0 {
		t.Errorf("%d stories wait for a slow one", len(left))
	}
	close(end)
	wg.Wait()
}

// TestLongLast reads a long story of an early day: it is begun when all short
// ones are stored, and a short one that comes in then does not wait for it.
func TestLongLast(t *testing.T) {
	s := memory.New()
	long := putDay(t, s, 1, strings.Repeat("met reporters. ", 6000))
	for i := range 20 {
		putDay(t, s, 2+i, fmt.Sprintf("met reporter %d.", i))
	}
	var reads atomic.Int32
	late := make(chan string, 1)
	var q *Queue
	l := counting(t, &reads, func(story *news.Story) {
		if len(story.Text) < record.LongText {
			return
		}
		id := putDay(t, s, 9, "met a late reporter.")
		q.Wake()
		for range 500 {
			if w, err := s.Waiting(t.Context(), q.line.Reader(), id); err == nil && len(w) == 0 {
				late <- id
				return
			}
			time.Sleep(10 * time.Millisecond)
		}
	})
	q = NewQueue(l, s, 2, quiet())
	if n, err := q.Drain(t.Context()); err != nil || n != 22 {
		t.Fatal(n, err)
	}
	known, err := s.Known(t.Context(), "Ada Lund", calendar.Date(2020, 3, 2))
	if err != nil || len(known) > 0 {
		t.Errorf("what a long story says is remembered: %v (%v)", known, err)
	}
	if got := officeIn(t, s, long); got != "minister after 0" {
		t.Errorf("the long story knows what later days said: %s", got)
	}
	select {
	case <-late:
	default:
		t.Error("a short story waited for a long one")
	}
}

// TestReadOwn reads what is asked for and leaves the rest.
func TestReadOwn(t *testing.T) {
	s := memory.New()
	for i := range 50 {
		putDay(t, s, 1, fmt.Sprintf("met reporter %d.", i))
	}
	own := []string{putDay(t, s, 3, "met friends."), putDay(t, s, 2, "met family.")}
	var reads atomic.Int32
	l := counting(t, &reads, func(*news.Story) {})
	q := NewQueue(l, s, 4, quiet())
	for range 2 { // the second time it is read already
		if n, err := q.Read(t.Context(), own...); err != nil || n != 2 {
			t.Fatal(n, err)
		}
	}
	if n := reads.Load(); n > 3 {
		t.Errorf("%d readings were made for two stories", n)
	}
	if got := officeIn(t, s, own[0]); got != "minister after 1" {
		t.Errorf("of two stories the later day knows: %s", got)
	}
	if n, err := q.Drain(t.Context()); err != nil || n != 50 {
		t.Error(n, err)
	}
}

// TestReadWaitsForOthers asks for a story that somebody else is reading.
func TestReadWaitsForOthers(t *testing.T) {
	s := memory.New()
	id := putDay(t, s, 1, "met friends.")
	var reads atomic.Int32
	l := counting(t, &reads, func(*news.Story) {})
	if got, err := s.Begin(t.Context(), l.Reader(), id); err != nil || len(got) != 1 {
		t.Fatal(got, err)
	}
	q := NewQueue(l, s, 1, quiet())
	short, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if n, err := q.Read(short, id); n != 0 || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%d, %v", n, err)
	}
	time.AfterFunc(50*time.Millisecond, func() {
		if err := s.Release(context.Background(), l.Reader(), id); err != nil {
			t.Error(err)
		}
	})
	if n, err := q.Read(t.Context(), id); n != 1 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
}

// TestStoppedReadingIsTakenBack stops a queue in the midst: what was begun is
// unread again, and no attempt stands.
func TestStoppedReadingIsTakenBack(t *testing.T) {
	s := memory.New()
	for i := range 30 {
		putDay(t, s, 1+i%5, fmt.Sprintf("met reporter %d.", i))
	}
	ctx, cancel := context.WithCancel(t.Context())
	var reads atomic.Int32
	l := counting(t, &reads, func(*news.Story) {
		if reads.Load() == 5 {
			cancel()
		}
	})
	n, err := NewQueue(l, s, 2, quiet()).Drain(ctx)
	if !errors.Is(err, context.Canceled) && n < 30 { // it may be through before it hears of the end
		t.Fatal(n, err)
	}
	left, err := s.Unread(t.Context(), l.Reader(), 100)
	if err != nil || len(left)+n != 30 {
		t.Errorf("%d were read, %d are unread, of 30 (%v)", n, len(left), err)
	}
}

// unstored is a record that stores no reading of stories that say "refused".
type unstored struct {
	record.Store
	all bool
}

var errFull = errors.New("the disk is full")

func (u unstored) PutReading(ctx context.Context, in ...*fact.Reading) error {
	if u.all || slices.ContainsFunc(in, func(r *fact.Reading) bool { return strings.Contains(r.Story.Text, "refused") }) {
		return errFull
	}
	return u.Store.PutReading(ctx, in...)
}

// TestReadingNotStored has the record refuse readings: one is no matter for
// the others, all of them end the work, and every story waits on.
func TestReadingNotStored(t *testing.T) {
	for _, all := range []bool{false, true} {
		s := unstored{memory.New(), all}
		var ids []string
		for i := range 40 {
			ids = append(ids, putDay(t, s, 1, fmt.Sprintf("met reporter %d.", i)))
		}
		ids = append(ids, putDay(t, s, 1, "refused."))
		var reads atomic.Int32
		l := counting(t, &reads, func(*news.Story) {})
		n, err := NewQueue(l, s, 2, quiet()).Read(t.Context(), ids...)
		if want := map[bool]int{false: 40, true: 0}[all]; !errors.Is(err, errFull) || n != want {
			t.Errorf("all %v: %d are read, want %d (%v)", all, n, want, err)
		}
		left, err := s.Unread(t.Context(), l.Reader(), 100)
		if err != nil || len(left)+n != 41 {
			t.Errorf("all %v: %d are unread besides %d (%v)", all, len(left), n, err)
		}
	}
}
