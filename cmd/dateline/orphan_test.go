package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"
)

// TestHostile/orphan kills a program whose child reads a story that takes long,
// one that heeds being told to stop and one that does not: the child goes as well.
func (h *hostile) orphan(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("looks for processes in /proc")
	}
	for i, order := range []string{"heeding loop", "loop"} {
		t.Run(order, func(t *testing.T) {
			data := t.TempDir()
			long := []string{"--set", "limit.time=10m"}
			s := h.serve(t, data, long...)
			go s.post(bad(order, i)) // it answers when the story is read: never
			store := h.open(t, data)
			within(t, 20*time.Second, "the story is on record", func() bool {
				n, err := store.Backlog(t.Context(), h.reader)
				return err == nil && n == 1
			})
			time.Sleep(time.Second) // that its reading has begun is on record as well
			s.Process.Kill()        //nolint:errcheck // it may just have ended
			<-s.ended
			s = h.serve(t, data, long...)
			child := 0
			within(t, 30*time.Second, "a child reads it alone", func() bool {
				child = childOf(s.Process.Pid)
				return child > 0
			})
			time.Sleep(time.Second) // it is at it
			if childOf(s.Process.Pid) != child {
				t.Fatal("the child did not stay: nothing is tried")
			}
			t.Cleanup(func() {
				if p, err := os.FindProcess(child); err == nil && t.Failed() {
					p.Kill() //nolint:errcheck // it may just have ended
				}
			})
			s.Process.Kill() //nolint:errcheck // it may just have ended
			within(t, orphaned+10*time.Second, "the child goes", func() bool {
				_, err := os.Stat(fmt.Sprintf("/proc/%d", child))
				return err != nil
			})
		})
	}
}

// within waits until something is so, and fails where it is not in time.
func within(t *testing.T, most time.Duration, what string, is func() bool) {
	t.Helper()
	for end := time.Now().Add(most); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if is() {
			return
		}
	}
	t.Fatalf("not within %v: %s", most, what)
}

// childOf returns a process that this one started; 0 for none.
func childOf(pid int) int {
	all, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, path := range all {
		b, err := os.ReadFile(path)
		if err != nil {
			continue // it has ended
		}
		// Behind the name in brackets stand the state and the parent.
		_, rest, _ := strings.Cut(string(b[strings.LastIndexByte(string(b), ')')+1:]), " ")
		if f := strings.Fields(rest); len(f) > 1 && f[1] == strconv.Itoa(pid) {
			n, _ := strconv.Atoi(filepath.Base(filepath.Dir(path)))
			return n
		}
	}
	return 0
}
