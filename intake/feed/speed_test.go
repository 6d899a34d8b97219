//go:build unix

package feed

import (
	"syscall"
	"testing"
	"time"

	"github.com/mmcdole/gofeed"
)

// busy returns the processor time that the program has used.
func busy(t *testing.T) time.Duration {
	t.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// TestSpeed compares reading with the bare parser below it, in turns, by the
// processor time that both take: other programs on the machine hardly count.
func TestSpeed(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	const rounds = 40
	s := usual()
	var ours, bare time.Duration
	for range rounds {
		start := busy(t)
		if _, err := Read(Input{Bytes: []byte(s), URL: "https://norpress.example/rss"}); err != nil {
			t.Fatal(err)
		}
		between := busy(t)
		if _, err := gofeed.NewParser().ParseString(s); err != nil {
			t.Fatal(err)
		}
		ours, bare = ours+between-start, bare+busy(t)-between
	}
	ratio := ours.Seconds() / bare.Seconds()
	t.Logf("%.0f items a second of one core; the bare parser %.0f; %.2f times its time", rounds*100/ours.Seconds(), rounds*100/bare.Seconds(), ratio)
	if ratio > 3 { // 2.0 was measured on a quiet machine, 2.3 on a busy one
		t.Errorf("reading takes %.2f times the bare parser's time", ratio)
	}
}
