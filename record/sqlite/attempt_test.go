package sqlite

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"github.com/datelinewire/dateline/record"
)

// attemptDB tells the child of TestLost which store to use, and attemptEnd
// how to end.
const (
	attemptDB  = "DATELINE_ATTEMPT_DB"
	attemptEnd = "DATELINE_ATTEMPT_END"
)

// TestAttemptChild is no test: it begins to read what is unread, or reads what
// is lost alone, and ends as it is told to.
func TestAttemptChild(t *testing.T) {
	path := os.Getenv(attemptDB)
	if path == "" {
		t.Skip("only runs as the child of TestLost")
	}
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	es, err := s.Unread(t.Context(), "v1", 10)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range es {
		if _, err := s.Begin(t.Context(), "v1", e.Story.ID); err != nil {
			t.Fatal(err)
		}
	}
	lost, err := s.Lost(t.Context(), "v1", 10)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range lost {
		if ok, err := s.Alone(t.Context(), a); err != nil || !ok {
			t.Fatal(ok, err)
		}
	}
	if os.Getenv(attemptEnd) == "overflow" {
		debug.SetMaxStack(1 << 20)
		fmt.Println(endless(1))
	}
	fmt.Println("begun")
	time.Sleep(time.Minute)
}

// endless ends the program: a stack that overflows cannot be recovered from.
func endless(n int) int {
	if n < 0 {
		return 0
	}
	return endless(n+1) + n
}

// TestLost ends a program in the midst of readings, from outside and by
// itself: the next finds what was begun, and knows how it ended.
func TestLost(t *testing.T) {
	path := filepath.Join(t.TempDir(), "wire [1]*.db") // a name that is also a pattern
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Put(t.Context(), entry(1)); err != nil {
		t.Fatal(err)
	}
	lost := func(why string, alone int, cause string) {
		t.Helper()
		got, err := s.Lost(t.Context(), "v1", 10)
		if err != nil || len(got) != 1 {
			t.Fatalf("%s: %d lost, %v", why, len(got), err)
		}
		if a := got[0]; a.Alone != alone || !strings.Contains(a.Cause, cause) || (cause == "") != (a.Cause == "") || a.Entry.Story.Text == "" {
			t.Errorf("%s: alone %d, cause %q, text %q", why, a.Alone, a.Cause, a.Entry.Story.Text)
		}
		if es, err := s.Unread(t.Context(), "v1", 10); err != nil || len(es) != 0 {
			t.Errorf("%s: %d lie unread besides, %v", why, len(es), err)
		}
	}
	end := attempt(t, path, "")
	if got, err := s.Lost(t.Context(), "v1", 10); err != nil || len(got) != 0 {
		t.Errorf("another program reads it, and it is lost: %v, %v", got, err)
	}
	end()
	lost("killed", 0, "")
	attempt(t, path, "overflow")()
	lost("overflowed alone", 1, "stack overflow in github.com/datelinewire/dateline/record/sqlite.endless")
	attempt(t, path, "")()
	lost("killed alone", 2, "")
	got, err := s.Lost(t.Context(), "v1", 10)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []bool{true, false} {
		if ok, err := s.Alone(t.Context(), got[0]); err != nil || ok != want {
			t.Errorf("taking it over, %d: %v, %v", i, ok, err)
		}
	}
	if marks := marksOf(t, s); len(marks) != 1 {
		t.Errorf("%v lie there; this program has one mark and the others have ended", marks)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if marks := marksOf(t, s); len(marks) != 0 {
		t.Errorf("%v are left behind", marks)
	}
}

func marksOf(t *testing.T, s *Store) (out []string) {
	t.Helper()
	files, err := os.ReadDir(filepath.Dir(s.path))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if strings.Contains(f.Name(), "-reading-") {
			out = append(out, f.Name())
		}
	}
	return out
}

// attempt runs a reading program until it has begun. What it returns ends it.
func attempt(t *testing.T, path, how string) (end func()) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestAttemptChild$")
	cmd.Env = append(os.Environ(), attemptDB+"="+path, attemptEnd+"="+how)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for sc := bufio.NewScanner(out); sc.Scan() && sc.Text() != "begun"; {
		if strings.Contains(sc.Text(), "FAIL") {
			t.Fatal(sc.Text())
		}
	}
	return func() {
		cmd.Process.Kill()
		cmd.Wait() // it was killed or has ended: its state says nothing
	}
}

// TestAttemptNames takes the mark of a program that never was for an end.
func TestAttemptNames(t *testing.T) {
	s := open(t)
	rs, err := s.Put(t.Context(), entry(1))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.write(t.Context(), "test", "", func(x *tx) error {
		_, err := x.do(t.Context(), "INSERT INTO attempt (content, reader, owner, begun) VALUES (?,'v1','gone',1)", rs[0].ContentID)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	got, err := s.Lost(t.Context(), "v1", 10)
	if err != nil || len(got) != 1 {
		t.Fatal(got, err)
	}
	if ok, err := s.Alone(t.Context(), record.Attempt{Entry: got[0].Entry, Reader: "v2"}); err != nil || ok {
		t.Errorf("another reader takes it over: %v, %v", ok, err)
	}
}

// TestCause takes the cause from reports as Go's runtime writes them.
func TestCause(t *testing.T) {
	for report, want := range map[string]string{
		"": "",
		"panic: no such row\n\tx\n\ngoroutine 1 [running]:\nmain.main()\n": "panic: no such row",
		"runtime stack:\nruntime.throw({0x1, 0x2})\nruntime.sysMapOS(0x1)\n\ngoroutine 7 gp=0x1 [running]:\nruntime.systemstack_switch()\n\t/go/asm.s:516 +0x8\nmain.(*list).grow(0x1, {0x2, 0x3})\n": "fatal error in main.(*list).grow",
		"runtime stack:\nruntime.throw({0x1, 0x2})\n\t/go/panic.go:1\nruntime.(*mheap).grow(0x1)\n\ngoroutine 7 gp=0x1 [running]:\nmain.eat(...)\n":                                                   "out of memory in main.eat",
		"\nruntime stack:\nruntime.throw({0x1": "fatal error",
	} {
		if got := causeOf(report); got != want {
			t.Errorf("%q: %q, want %q", report, got, want)
		}
	}
}
