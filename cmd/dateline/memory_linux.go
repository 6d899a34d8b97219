package main

import (
	"os"
	"syscall"
)

const rlimitData = 2 // RLIMIT_DATA: see setrlimit(2)

// limitData bounds what the program may write to of its memory, in bytes.
func limitData(most uint64) error {
	var now syscall.Rlimit
	if err := syscall.Getrlimit(rlimitData, &now); err != nil {
		return err
	}
	now.Cur = min(most, now.Max)
	return syscall.Setrlimit(rlimitData, &now)
}

// goFirst tells the kernel to end this process before others where memory
// runs short.
func goFirst() error { return os.WriteFile("/proc/self/oom_score_adj", []byte("1000"), 0) }
