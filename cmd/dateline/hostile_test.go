package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/record/sqlite"
)

// TestHostile runs the program, with a pass built in that does what a story
// orders it to, against such stories. How often and how much is set by the
// environment: DATELINE_KILLS (kills -9 while reading) and DATELINE_BESIDE
// (good stories beside a hostile one).
func TestHostile(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a program and kills it")
	}
	h := &hostile{program: filepath.Join(t.TempDir(), "dateline")}
	build := exec.Command("go", "build", "-tags", "hostile", "-o", h.program, ".")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	out, err := exec.Command(h.program, "version").Output()
	if err != nil {
		t.Fatal(err)
	}
	h.reader, _, _ = strings.Cut(string(out), "\n")
	t.Run("add", h.add)
	t.Run("stop", h.stop)
	t.Run("interrupt", h.interrupt)
	t.Run("full", h.full)
	t.Run("rereads", h.rereads)
	t.Run("two", h.two)
	t.Run("disk", h.disk)
	t.Run("kills", h.kills)
	t.Run("beside", h.beside)
	t.Run("orphan", h.orphan)
}

// hostile is the program with the hostile pass.
type hostile struct{ program, reader string }

// run makes a command with a record in that folder and bounds that are soon
// reached.
func (h *hostile) run(data string, args ...string) *exec.Cmd {
	set := []string{"--data", data, "--set", "limit.time=1s", "--set", "limit.memory=512", "--set", "sample=false", "--set", "log.level=error"}
	c := exec.Command(h.program, append(set, args...)...)
	c.Env = append(os.Environ(), "HOME="+data, "XDG_CONFIG_HOME="+data)
	return c
}

func (h *hostile) open(t *testing.T, data string) *sqlite.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), filepath.Join(data, "dateline.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// good returns an invented story of the day, unlike those of other numbers.
func good(n int) string {
	return fmt.Sprintf("OSLO, March %d (Volna) -- Norwegian Energy Minister Kari Sund%d met reporters in Oslo and promised %d million crowns for harbours.\n\n"+
		"\"We will begin in May,\" Sund%d said. The plan was number %d.\n", 1+n%28, n, n+2, n, n)
}

func bad(order string, n int) string {
	return fmt.Sprintf("OSLO, March %d (Volna) -- Norwegian Energy Minister Kari Sund%d met reporters. Hostile order: %s. It was said on Monday.\n", 1+n%28, n, order)
}

// TestHostile/add adds a story that kills or hangs the reader beside five
// others: whatever becomes of the first start, the second comes up, reads the
// others and says what is wrong with the one.
func (h *hostile) add(t *testing.T) {
	for order, c := range map[string]struct {
		dies bool
		says string
	}{
		"panic":        {false, "failed on this story: ordered to"},
		"overflow":     {true, "stack overflow in github.com/datelinewire/dateline/line.endless"},
		"memory":       {true, "out of memory"},
		"loop":         {false, "limit.time"},
		"heeding loop": {false, "limit.time"},
	} {
		t.Run(order, func(t *testing.T) {
			dir, data := t.TempDir(), t.TempDir()
			for i := range 5 {
				writeFile(t, filepath.Join(dir, fmt.Sprintf("%d.txt", i)), good(i))
			}
			writeFile(t, filepath.Join(dir, "bad.txt"), bad(order, 7))
			time := "1s"
			if c.dies {
				time = "1m" // what kills is quicker than that
			}
			out, err := h.run(data, "--set", "limit.time="+time, "add", dir).CombinedOutput()
			if (err != nil) != c.dies || strings.Count(string(out), "  added  ") != 6 {
				t.Fatalf("the first start: %v\n%.2000s", err, out)
			}
			if out, err := h.run(data, "--set", "limit.time="+time, "add", dir).CombinedOutput(); err != nil {
				t.Fatalf("the second start: %v\n%.2000s", err, out)
			}
			s := h.open(t, data)
			if left, err := s.Unread(t.Context(), h.reader, 10); err != nil || len(left) > 0 {
				t.Errorf("%d are unread (%v)", len(left), err)
			}
			list, err := s.List(t.Context(), record.Filter{})
			if err != nil {
				t.Fatal(err)
			}
			troubled := 0
			for _, it := range list.Items {
				r, err := s.Reading(t.Context(), it.ContentID, h.reader)
				if err != nil {
					t.Fatal(err)
				}
				if len(r.Trouble) == 0 && len(r.Entities) > 0 {
					continue
				}
				troubled++
				if !strings.Contains(r.Story.Text, "Hostile") || !strings.Contains(fmt.Sprint(r.Trouble), c.says) {
					t.Errorf("trouble %v of %q", r.Trouble, r.Story.Text)
				}
				if !c.dies && len(r.Entities) == 0 {
					t.Error("what the other passes found is gone")
				}
			}
			if troubled != 1 {
				t.Errorf("%d stories have trouble", troubled)
			}
			out, err = h.run(data, "doctor").CombinedOutput()
			if err != nil || strings.Contains(string(out), "aside  ") != c.dies || !strings.Contains(string(out), "with trouble 1") {
				t.Errorf("the doctor: %v\n%s", err, out)
			}
		})
	}
}

func writeFile(t *testing.T, name, s string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(s), 0o600); err != nil {
		t.Fatal(err)
	}
}

// served is a program that serves.
type served struct {
	*exec.Cmd
	at    string
	ended chan error
	errs  *bytes.Buffer
}

// serve starts a server and returns when it answers.
func (h *hostile) serve(t *testing.T, data string, set ...string) *served {
	t.Helper()
	s := &served{Cmd: h.run(data, append(set, "serve", "--listen", "127.0.0.1:0")...), ended: make(chan error, 1), errs: new(bytes.Buffer)}
	s.Stderr = s.errs
	out, err := s.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Start(); err != nil {
		t.Fatal(err)
	}
	first, err := bufio.NewReader(out).ReadString('\n')
	if _, rest, ok := strings.Cut(first, "http://"); ok {
		s.at, _, _ = strings.Cut(rest, " ")
	}
	go func() {
		io.Copy(io.Discard, out) //nolint:errcheck // it ends with the program
		s.ended <- s.Wait()
	}()
	if s.at == "" {
		err2 := <-s.ended
		t.Fatalf("it does not come up: %q, %v, %v\n%.3000s", first, err, err2, s.errs)
	}
	t.Cleanup(func() { s.Process.Kill() }) //nolint:errcheck // it has ended
	return s
}

// post adds a story at the desk, and reports whether it was acknowledged.
func (s *served) post(story string) bool {
	client := &http.Client{
		Timeout:       30 * time.Second,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	r, err := client.PostForm("http://"+s.at+"/add", url.Values{"text": {story}, "date": {"2020-03-05"}})
	if err != nil {
		return false
	}
	r.Body.Close()
	return r.StatusCode == http.StatusSeeOther
}

// TestHostile/stop tells a server to stop in the midst of a story that heeds
// nothing: it ends within five seconds, and the next start reads the others.
func (h *hostile) stop(t *testing.T) {
	data := t.TempDir()
	s := h.serve(t, data, "--set", "limit.time=1h", "--set", "jobs=2")
	go s.post(bad("loop", 1))
	time.Sleep(300 * time.Millisecond)
	began := time.Now()
	if !s.post(good(1)) {
		t.Fatalf("a story beside a hostile one is not taken\n%s", s.errs)
	}
	t.Logf("a story beside a hostile one: %s", time.Since(began).Round(time.Millisecond))
	began = time.Now()
	if err := s.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	select {
	case <-s.ended:
		t.Logf("it ended after %s", time.Since(began).Round(time.Millisecond))
	case <-time.After(5 * time.Second):
		t.Errorf("it has not ended after %s", time.Since(began))
		s.Process.Kill() //nolint:errcheck // the test has failed already
	}
	h.serve(t, data)
	h.drained(t, data, 2)
}

// TestHostile/interrupt breaks off `add` in the midst of a story that heeds
// nothing: it says what is done and what waits, and that is so.
func (h *hostile) interrupt(t *testing.T) {
	dir, data := t.TempDir(), t.TempDir()
	for i := range 3 {
		writeFile(t, filepath.Join(dir, fmt.Sprintf("%d.txt", i)), good(i))
	}
	writeFile(t, filepath.Join(dir, "bad.txt"), bad("loop", 7))
	c := h.run(data, "--set", "limit.time=1h", "--set", "jobs=2", "add", dir)
	errs := new(bytes.Buffer)
	c.Stderr = errs
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	h.read(t, data, 3)
	if err := c.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	err := c.Wait()
	if err == nil || !strings.Contains(errs.String(), "stopped: 3 of 4 stories read, 1 on record and waiting") || strings.Contains(errs.String(), "context") {
		t.Errorf("%v\n%s", err, errs)
	}
	if out, err := h.run(data, "add", dir).CombinedOutput(); err != nil {
		t.Errorf("again: %v\n%s", err, out)
	}
	h.read(t, data, 4)
}

// read waits until a record has that many readings.
func (h *hostile) read(t *testing.T, data string, readings int) {
	t.Helper()
	var s *sqlite.Store
	for end := time.Now().Add(time.Minute); ; time.Sleep(50 * time.Millisecond) {
		if _, err := os.Stat(filepath.Join(data, "dateline.db")); err == nil && s == nil {
			s = h.open(t, data)
		}
		if s != nil {
			c, err := s.Counts(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if c.Readings >= readings {
				return
			}
		}
		if time.Now().After(end) {
			t.Fatalf("there are not %d readings after a minute", readings)
		}
	}
}

// drained waits until that many stories are on record and all are read.
func (h *hostile) drained(t *testing.T, data string, stories int) *sqlite.Store {
	t.Helper()
	s := h.open(t, data)
	end := time.Now().Add(5 * time.Minute)
	for {
		c, err := s.Counts(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		left, err := s.Unread(t.Context(), h.reader, 1000)
		if err != nil {
			t.Fatal(err)
		}
		if c.Stories >= stories && len(left) == 0 && c.Readings >= c.Stories {
			return s
		}
		if time.Now().After(end) {
			t.Fatalf("%d stories, %d readings, %d unread after five minutes", c.Stories, c.Readings, len(left))
		}
		time.Sleep(100 * time.Millisecond)
	}
}

// TestHostile/full lets the record take stories and no readings, as on a disk
// that is full: what is said is what happened.
func (h *hostile) full(t *testing.T) {
	data, file := t.TempDir(), filepath.Join(t.TempDir(), "story.txt")
	writeFile(t, file, good(1))
	db := h.open(t, data)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	refuse(t, filepath.Join(data, "dateline.db"), "CREATE TRIGGER refuse BEFORE INSERT ON reading BEGIN SELECT RAISE(ABORT, 'no room'); END")
	out, err := h.run(data, "add", file).CombinedOutput()
	if err == nil || !strings.Contains(string(out), "added") || !strings.Contains(string(out), "1 on record and waiting to be read") {
		t.Errorf("add: %v\n%s", err, out)
	}
	s := h.serve(t, data)
	client := &http.Client{Timeout: 30 * time.Second}
	r, err := client.PostForm("http://"+s.at+"/add", url.Values{"text": {good(2)}})
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(r.Body)
	r.Body.Close()
	if err != nil || r.StatusCode != http.StatusOK || !strings.Contains(string(body), "It is stored, and could not be read yet") {
		t.Errorf("desk: %d, %v\n%.3000s", r.StatusCode, err, body)
	}
	s.Process.Kill() //nolint:errcheck // it runs
	<-s.ended
	refuse(t, filepath.Join(data, "dateline.db"), "DROP TRIGGER refuse")
	if out, err := h.run(data, "add", file).CombinedOutput(); err != nil || !strings.Contains(string(out), "on record already") {
		t.Errorf("with room again: %v\n%s", err, out)
	}
}

// envInt returns a number from the environment, or what there is without it.
func envInt(t *testing.T, name string, without int) int {
	t.Helper()
	v := os.Getenv(name)
	if v == "" {
		return without
	}
	n, err := strconv.Atoi(v)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
