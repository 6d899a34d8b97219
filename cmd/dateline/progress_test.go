package main

import (
	"strings"
	"testing"
	"time"

	"github.com/datelinewire/dateline/source"
)

func TestProgressLine(t *testing.T) {
	for _, c := range []struct {
		done, total int
		took        time.Duration
		want        string
	}{
		{0, 10, 0, "reading: 0 of 10, 0.0 a second"},
		{50, 200, 5 * time.Second, "reading: 50 of 200, 10.0 a second, 15s left"},
		{200, 200, 20 * time.Second, "reading: 200 of 200, 10.0 a second"},
		{7, 0, 2 * time.Second, "reading: 7, 3.5 a second"},
	} {
		if got := progressLine("reading", c.done, c.total, c.took); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

// TestProgressOnTerminal holds what is written to a terminal to one line,
// which is wiped in the end; work that is done at once writes nothing.
func TestProgressOnTerminal(t *testing.T) {
	var b strings.Builder
	p := newProgress(&b, "reading", 1000)
	p.terminal = true
	p.set(1)
	p.end()
	if b.Len() > 0 {
		t.Errorf("%q", b.String())
	}
	p.told = p.told.Add(-time.Second)
	p.set(999)
	p.told = p.told.Add(-time.Second)
	p.set(1000)
	p.end()
	got := b.String()
	if strings.Contains(got, "\n") || strings.Count(got, "\r") != 4 || !strings.HasSuffix(got, " \r") || !strings.Contains(got, "\rreading: 1000 of 1000") {
		t.Errorf("%q", got)
	}
}

// TestProgressElsewhere writes a line now and then.
func TestProgressElsewhere(t *testing.T) {
	var b strings.Builder
	p := newProgress(&b, "reading", 1000)
	for n := range 100 {
		p.set(n)
	}
	p.told = p.told.Add(-time.Minute)
	p.add()
	p.end()
	if got := b.String(); strings.Count(got, "\n") != 1 || !strings.HasPrefix(got, "reading: 100 of 1000, ") {
		t.Errorf("%q", got)
	}
}

func TestImportLine(t *testing.T) {
	r := source.ImportReport{Files: 30, Parts: 41, Stories: 1, NRefused: 2}
	for total, want := range map[int]string{
		120: "importing: file 30 of 120, 41 parts, 1 story, 2 refused, 6s left",
		30:  "importing: file 30 of 30, 41 parts, 1 story, 2 refused, 0s left",
		-1:  "importing: file 30, 41 parts, 1 story, 2 refused",
		7:   "importing: file 30, 41 parts, 1 story, 2 refused",
	} {
		if got := importLine(&r, total, 2*time.Second); got != want {
			t.Errorf("%d files: %q, want %q", total, got, want)
		}
	}
}
