//go:build unix

package page

import (
	"syscall"
	"testing"
	"time"
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

// TestSpeed measures pages a second of one core, by processor time: other
// programs on the machine hardly count. The floor is below what a busy machine
// gives.
func TestSpeed(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	all := peers(t)
	start := busy(t)
	for _, p := range all {
		if _, err := Story(Input{Bytes: p.page, URL: p.url}); err != nil {
			t.Errorf("%s: %v", p.url, err)
		}
	}
	rate := float64(len(all)) / (busy(t) - start).Seconds()
	t.Logf("%.0f pages a second of one core", rate)
	if rate < 80 {
		t.Errorf("%.0f pages a second are far below the usual", rate)
	}
}
