package sqlite

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
)

// crashDB tells the child process of TestCrash which store to write to.
const crashDB = "DATELINE_CRASH_DB"

// TestCrashChild is no test: it is what TestCrash kills. It writes stories,
// updates and readings, and says on standard output what was acknowledged.
func TestCrashChild(t *testing.T) {
	path := os.Getenv(crashDB)
	if path == "" {
		t.Skip("only runs as the child of TestCrash")
	}
	ctx := context.Background()
	s, err := Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; ; i++ {
		e := record.Entry{Story: news.Story{Source: "Crash", Text: fmt.Sprintf("Story %d of process %d.\n\nIts body.", i, os.Getpid())}}
		r, err := s.Put(ctx, e)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Printf("story %s\n", r[0].ContentID)
		rd := &fact.Reading{Reader: "crash", Story: fact.Story{ID: r[0].ContentID, Language: "en"}}
		if err := s.PutReading(ctx, rd); err != nil {
			t.Fatal(err)
		}
		fmt.Printf("reading %s\n", r[0].ContentID)
		e.Story.ID, e.Story.Text = "", e.Story.Text+" More."
		e.Version.StoryID = r[0].StoryID
		if r, err = s.Put(ctx, e); err != nil {
			t.Fatal(err)
		}
		fmt.Printf("story %s\n", r[0].ContentID)
	}
}

// TestCrash kills a writing process at ten random moments. All that it
// acknowledged must be there afterwards, and the store whole.
func TestCrash(t *testing.T) {
	if testing.Short() {
		t.Skip("kills processes")
	}
	path := filepath.Join(t.TempDir(), "wire.db")
	acknowledged := map[string]bool{}
	for round := range 10 {
		killed(t, path, time.Duration(30+rand.IntN(150))*time.Millisecond, acknowledged)
		s, err := Open(t.Context(), path)
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		for line := range acknowledged {
			what, id, _ := cut(line)
			if _, err := s.Story(t.Context(), id); err != nil {
				t.Fatalf("round %d: acknowledged and lost: %v", round, err)
			}
			if what == "reading" {
				if _, err := s.Reading(t.Context(), id, "crash"); err != nil {
					t.Fatalf("round %d: acknowledged and lost: %v", round, err)
				}
			}
		}
		h, err := s.Check(t.Context())
		if err != nil || len(h.Problems) > 0 {
			t.Fatalf("round %d: %v %v", round, err, h.Problems)
		}
		s.Close()
	}
	if len(acknowledged) < 20 {
		t.Errorf("only %d writes were acknowledged in ten rounds: the test shows little", len(acknowledged))
	}
	t.Logf("%d acknowledged writes, none lost", len(acknowledged))
}

func cut(line string) (what, id string, ok bool) {
	n, err := fmt.Sscanf(line, "%s %s", &what, &id)
	return what, id, n == 2 && err == nil
}

// killed runs a writer and kills it that long after its first word.
func killed(t *testing.T, path string, after time.Duration, acknowledged map[string]bool) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestCrashChild$")
	cmd.Env = append(os.Environ(), crashDB+"="+path)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var timer *time.Timer
	for sc := bufio.NewScanner(out); sc.Scan(); {
		if timer == nil {
			timer = time.AfterFunc(after, func() { cmd.Process.Kill() })
		}
		if what, id, ok := cut(sc.Text()); ok && len(id) == 16 && (what == "story" || what == "reading") {
			acknowledged[sc.Text()] = true
		}
	}
	cmd.Wait() // it was killed: its state says nothing
}
