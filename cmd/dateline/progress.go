package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"
)

// How often progress is told: on a terminal, and elsewhere, where each time
// is a line that stays.
const (
	tellTerminal = 250 * time.Millisecond
	tellLines    = 10 * time.Second
)

// progress tells on standard error how far long work has come: work that is
// done soon, nothing.
type progress struct {
	to       io.Writer
	terminal bool
	doing    string // "reading"
	total    int

	mu    sync.Mutex
	done  int
	begun time.Time
	told  time.Time
	wide  int // of what stands on the terminal's line
}

func newProgress(to io.Writer, doing string, total int) *progress {
	now := time.Now()
	p := &progress{to: to, doing: doing, total: total, begun: now, told: now}
	if f, ok := to.(*os.File); ok {
		info, err := f.Stat()
		p.terminal = err == nil && info.Mode()&os.ModeCharDevice != 0
	}
	return p
}

// set notes how much is done, and tells it where it is time.
func (p *progress) set(done int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done = done
	now := time.Now()
	wait := tellLines
	if p.terminal {
		wait = tellTerminal
	}
	if now.Sub(p.told) < wait {
		return
	}
	p.told = now
	p.tell(progressLine(p.doing, done, p.total, now.Sub(p.begun)))
}

// say tells how far work is whose size nobody knows, where it is time.
func (p *progress) say(line func() string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	wait := tellLines
	if p.terminal {
		wait = tellTerminal
	}
	if now := time.Now(); now.Sub(p.told) >= wait {
		p.told = now
		p.tell(line())
	}
}

// add notes that one more is done.
func (p *progress) add() {
	p.mu.Lock()
	n := p.done + 1
	p.mu.Unlock()
	p.set(n)
}

func (p *progress) tell(line string) {
	if !p.terminal {
		fmt.Fprintln(p.to, line)
		return
	}
	fmt.Fprintf(p.to, "\r%-*s", p.wide, line)
	p.wide = len(line)
}

// end wipes what stands on the terminal, so that the next line has it alone.
func (p *progress) end() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.terminal && p.wide > 0 {
		fmt.Fprintf(p.to, "\r%-*s\r", p.wide, "")
		p.wide = 0
	}
}

// progressLine says what is done, how fast, and what is left at that speed. A
// total of 0 is one that nobody knows.
func progressLine(doing string, done, total int, took time.Duration) string {
	rate := float64(done) / max(took.Seconds(), 1e-3)
	if total == 0 {
		return fmt.Sprintf("%s: %d, %.1f a second", doing, done, rate)
	}
	s := fmt.Sprintf("%s: %d of %d, %.1f a second", doing, done, total, rate)
	if left := total - done; left > 0 && done > 0 {
		s += fmt.Sprintf(", %s left", time.Duration(float64(left)/rate*float64(time.Second)).Round(time.Second))
	}
	return s
}
