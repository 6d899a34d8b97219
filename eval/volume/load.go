package volume

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/datelinewire/dateline/eval"
	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/record/sqlite"
)

// Load is how hard the desk is asked. Requests are sent by the clock, whether
// those before them are answered or not: a desk that falls behind is seen to.
type Load struct {
	Rate      int           // requests a second
	Warm, For time.Duration // asked without counting, then counted
	Arrive    time.Duration // how often a story comes in and is read beside; 0: none does
	Alone     int           // how often each kind of page is asked for before all that, one at a time
	Only      string        // only kinds that have this in their name
}

// asks reports whether pages of a kind are asked for.
func (l *Load) asks(k *kind) bool {
	return strings.Contains(strings.ToLower(k.name), strings.ToLower(l.Only))
}

// Asked is how the pages of one kind were answered.
type Asked struct {
	Page  string
	Bar   time.Duration   // of the 95th percentile
	Took  []time.Duration // by the clock, in the handler
	CPU   []time.Duration // of the whole process, of those asked for alone
	Wrong int             // answers other than 200
	First string          // of these: the status, and what was asked for
}

// Answers is what a load came to.
type Answers struct {
	Stories int
	Pages   []Asked
	Load    Load
	Late    []time.Duration // by which requests were begun after their time
	Span    time.Duration   // from the first that counted to the last answer
	CPU     time.Duration   // of the whole process in it
	Came    int             // stories that came in and were read meanwhile
	Failed  error           // the first that could not be taken in; nil: none
}

// RunDesk makes the record, or takes the one that is there, and asks the desk for
// its pages as Load says, on two cores.
func RunDesk(ctx context.Context, o Options, load Load) (*Answers, error) {
	b, done, err := begin(ctx, o)
	if err != nil {
		return nil, err
	}
	defer done()
	store, err := b.open(ctx, b.o.Folder, o.Stories)
	if err != nil {
		return nil, err
	}
	defer store.Close()
	have, err := store.Counts(ctx)
	if err != nil {
		return nil, err
	}
	m, err := b.mix(ctx, store, have.Versions)
	if err != nil {
		return nil, err
	}
	h, err := b.o.Pages(store)
	if err != nil {
		return nil, err
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
	out := &Answers{Stories: b.o.Stories, Load: load}
	for _, k := range kinds() {
		out.Pages = append(out.Pages, Asked{Page: k.name, Bar: k.bar})
	}
	if err := b.alone(ctx, h, m, out); err != nil {
		return nil, err
	}
	came := b.arrive(ctx, store, load, have.Versions)
	b.load(ctx, h, m.requests(load), out)
	out.Came, out.Failed = came()
	return out, nil
}

// alone asks for each kind of page one at a time, for the processor's time that
// it takes: what others do on the machine is not in it.
func (b *Bench) alone(ctx context.Context, h http.Handler, m *mix, out *Answers) error {
	b.say("asking one at a time")
	for n := range out.Load.Alone {
		for i, k := range kinds() {
			if !out.Load.asks(&k) {
				continue
			}
			took, err := spend(func() error { return b.page(ctx, h, k.address(m, n+1<<20)) })
			if err != nil {
				return err
			}
			out.Pages[i].CPU = append(out.Pages[i].CPU, took.cpu)
		}
	}
	return nil
}

// request is one request, and of which kind it is.
type request struct {
	kind    int
	address string
}

// load sends the requests.
func (b *Bench) load(ctx context.Context, h http.Handler, all []request, out *Answers) {
	rate := out.Load.Rate
	b.say("asking %d times a second", rate)
	var mu sync.Mutex
	var wg sync.WaitGroup
	counted := rate * int(out.Load.Warm/time.Second)
	began := time.Now()
	first, cpu := began, eval.CPUTime()
	for i, r := range all {
		due := began.Add(time.Duration(i) * time.Second / time.Duration(rate))
		time.Sleep(time.Until(due))
		if i == counted {
			first, cpu = due, eval.CPUTime()
		}
		wg.Go(func() {
			from := time.Now()
			status, err := b.status(ctx, h, r.address)
			took := time.Since(from)
			if i < counted {
				return
			}
			mu.Lock()
			defer mu.Unlock()
			out.Late = append(out.Late, from.Sub(due))
			out.Pages[r.kind].took(took, r.address, status, err)
		})
	}
	wg.Wait()
	out.Span, out.CPU = time.Since(first), eval.CPUTime()-cpu
}

// took notes an answer.
func (p *Asked) took(d time.Duration, address string, status int, err error) {
	p.Took = append(p.Took, d)
	if err == nil && status == http.StatusOK {
		return
	}
	if p.Wrong++; p.Wrong == 1 {
		p.First = fmt.Sprintf("%d from %s", status, address)
	}
}

// arrive lets stories of the busy pair come in now and again, stored and read as
// those of a followed source are. What it returns waits for the end and returns
// how many came.
func (b *Bench) arrive(ctx context.Context, store *sqlite.Store, load Load, versions int) func() (int, error) {
	if load.Arrive == 0 {
		return func() (int, error) { return 0, nil }
	}
	n, failed, done := 0, error(nil), make(chan struct{})
	ctx, cancel := context.WithCancel(ctx)
	queue := line.NewQueue(b.o.Line, store, 1, quiet())
	go func() {
		defer close(done)
		tick := time.NewTicker(load.Arrive)
		defer tick.Stop()
		for k := 0; ; k++ {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
			}
			entry, err := b.newStory(later+versions, k)
			if err == nil {
				_, err = store.Put(ctx, entry)
			}
			if err == nil {
				_, err = queue.Read(ctx, entry.Story.ID)
			}
			switch {
			case ctx.Err() != nil:
				return
			case err == nil:
				n++
			case failed == nil:
				failed = err
			}
		}
	}()
	return func() (int, error) {
		cancel()
		<-done
		return n, failed
	}
}

// requests puts the kinds of a mix into an order that is always the same, each as
// often as its share.
func (m *mix) requests(load Load) []request {
	n := load.Rate * int((load.Warm+load.For)/time.Second)
	r := rand.New(rand.NewPCG(7, uint64(load.Rate)))
	var round []int
	for i, k := range kinds() {
		for range k.share {
			if !load.asks(&k) {
				break
			}
			round = append(round, i)
		}
	}
	asked := make([]int, len(kinds()))
	var out []request
	for len(out) < n && len(round) > 0 {
		r.Shuffle(len(round), func(i, k int) { round[i], round[k] = round[k], round[i] })
		for _, kind := range round[:min(len(round), n-len(out))] {
			out = append(out, request{kind, kinds()[kind].address(m, asked[kind])})
			asked[kind]++
		}
	}
	return out
}

// percentile returns the time that so many in a hundred did not exceed.
func percentile(sorted []time.Duration, of int) time.Duration {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[min(len(sorted)*of/100, len(sorted)-1)]
}

func mean(all []time.Duration) time.Duration {
	sum := time.Duration(0)
	for _, d := range all {
		sum += d
	}
	return sum / time.Duration(max(len(all), 1))
}

// need returns how many cores the load takes by the processor's time of pages that
// were asked for alone; 0 where none were. More than there are cannot be answered in
// time, whatever the clock says.
func (a *Answers) need() float64 {
	sum, shares := time.Duration(0), 0
	for i, k := range kinds() {
		if i < len(a.Pages) && a.Load.asks(&k) {
			sum, shares = sum+time.Duration(k.share)*mean(a.Pages[i].CPU), shares+k.share
		}
	}
	return float64(a.Load.Rate) * sum.Seconds() / float64(max(shares, 1))
}

// Missed returns the pages that were over their bars, or answered other than 200.
func (a *Answers) Missed(slack float64) []string {
	var out []string
	for i := range a.Pages {
		p := &a.Pages[i]
		took := slices.Sorted(slices.Values(p.Took))
		if p.Wrong > 0 || float64(percentile(took, 95)) > slack*float64(p.Bar) {
			out = append(out, p.Page)
		}
	}
	return out
}

// WriteTable writes a line for each kind of page.
func (a *Answers) WriteTable(w io.Writer) error {
	late := slices.Sorted(slices.Values(a.Late))
	fmt.Fprintf(w, "%d requests a second for %s, %s before not counted; %d stories came in and were read meanwhile\n", a.Load.Rate, a.Load.For, a.Load.Warm, a.Came)
	if a.Failed != nil {
		fmt.Fprintf(w, "a story could not be taken in: %v\n", a.Failed)
	}
	fmt.Fprintf(w, "all were answered after %s; %.1f of two cores were used; requests were begun %.0f ms late at the 95th percentile, %.0f at most\n\n",
		a.Span.Round(time.Second/10), a.CPU.Seconds()/a.Span.Seconds(), ms(percentile(late, 95)), ms(percentile(late, 100)))
	if need := a.need(); need > 0 {
		fmt.Fprintf(w, "by what pages took alone, the first of each among them, so many requests of this kind take %.1f cores\n\n", need)
	}
	fmt.Fprintf(w, "%-44s %6s %8s %8s %8s %8s %8s %6s %8s\n", fmt.Sprintf("at %d stories, ms; CPU: mean", a.Stories), "asked", "p50", "p95", "max", "CPU", "CPU p95", "bar", "not 200")
	for i := range a.Pages {
		p := &a.Pages[i]
		if len(p.Took)+len(p.CPU) == 0 {
			continue
		}
		took, cpu := slices.Sorted(slices.Values(p.Took)), slices.Sorted(slices.Values(p.CPU))
		mark := ""
		if percentile(took, 95) > p.Bar {
			mark = "  missed"
		}
		if p.First != "" {
			mark += "  " + p.First
		}
		_, err := fmt.Fprintf(w, "%-44s %6d %8.1f %8.1f %8.1f %8.1f %8.1f %6.0f %8d%s\n", p.Page, len(took), ms(percentile(took, 50)), ms(percentile(took, 95)), ms(percentile(took, 100)),
			ms(mean(cpu)), ms(percentile(cpu, 95)), ms(p.Bar), p.Wrong, mark)
		if err != nil {
			return err
		}
	}
	return nil
}
