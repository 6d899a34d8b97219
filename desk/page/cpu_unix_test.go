//go:build unix

package page

import (
	"syscall"
	"time"
)

// cpuTime returns the CPU time that the process has used so far: on a busy
// machine the clock counts what others do as well, and more so in long times.
func cpuTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
