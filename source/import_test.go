package source

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/datelinewire/dateline/intake/archive"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/record/memory"
)

// mixed makes a folder of files of many formats, archives among them, and returns
// how many stories and plans are in it.
func mixed(t *testing.T) (dir string, stories, plans int) {
	t.Helper()
	dir = t.TempDir()
	write := func(name, text string) {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("a.txt", "Port opens\n\nARVIK, Norway, Jan. 2 (Fjord) -- The port opened at dawn on Saturday, the harbour office said.")
	write("b/ninjs.json", `{"uri": "urn:fjord:1", "headline": "Ferry sails", "body_text": "The ferry sailed at dawn.", "versioncreated": "2016-01-02T10:15:00Z"}`)
	write("b/loose.json", `{"headline": "Bridge closed", "text": "The bridge was closed.", "date": "2016-01-03"}`)
	write("b/lines.jsonl", `{"headline": "One", "text": "The first of them."}`+"\n"+`{"headline": "Two", "text": "The second of them."}`+"\n{\"kind\": 3}\n")
	write("b/feed.xml", `<rss version="2.0"><channel><title>Norpress</title><item><title>Mast falls</title><guid>m1</guid><description>The mast fell in the storm.</description></item></channel></rss>`)
	write("b/cal.ics", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Port talks\nDTSTART:20160104T090000Z\nEND:VEVENT\nEND:VCALENDAR\n")
	write("b/box", "From a@b.example Mon Jan  4 10:00:00 2016\nFrom: Desk <desk@fjord.example>\nSubject: Quay rebuilt\nDate: Mon, 4 Jan 2016 10:00:00 +0000\n\nThe quay was rebuilt.\n\nFrom a@b.example Mon Jan  4 10:00:00 2016\nFrom: Desk <desk@fjord.example>\nSubject: Crane sold\nDate: Mon, 4 Jan 2016 11:00:00 +0000\n\nThe crane was sold.\n")
	write("c.pdf", "%PDF-1.4 ...")
	write("d.png", "\x89PNG\r\n\x1a\n0000")
	write(".hidden", "x")
	var z bytes.Buffer
	w := zip.NewWriter(&z)
	for i := range 30 {
		f, err := w.Create(fmt.Sprintf("%02d.txt", i))
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(f, "Boat %d comes in\n\nBoat number %d came in with %d crates of fish on Monday.", i, i, i*37)
	}
	if _, err := w.Create("../evil.txt"); err != nil {
		t.Fatal(err)
	}
	w.Close()
	write("e.zip", z.String())
	return dir, 8 + 30, 1
}

// onRecord returns how many stories and versions a store has.
func onRecord(t *testing.T, s record.Store) string {
	t.Helper()
	c, err := s.Counts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprint(c.Stories, " stories, ", c.Versions, " versions")
}

// TestImport takes a folder of mixed formats, says what came and what did not, and
// the second time that all of it was taken before.
func TestImport(t *testing.T) {
	dir, stories, plans := mixed(t)
	store := memory.New()
	r, err := Import(t.Context(), ImportOptions{Store: store}, dir)
	if err != nil {
		t.Fatal(err)
	}
	if r.Stories != stories || r.New != stories || r.Plans != plans || r.Before != 0 || onRecord(t, store) != fmt.Sprintf("%d stories, %d versions", stories, stories) {
		t.Errorf("%+v, %s", r, onRecord(t, store))
	}
	formats := map[string]int{}
	for _, f := range r.Formats {
		formats[f.Format+" in "+f.In] = f.Stories + f.Plans
	}
	for name, n := range map[string]int{"plain in zip": 30, "plain in ": 1, "ninjs in ": 1, "json in ": 1, "json in json lines": 2, "feed in ": 1, "ical in ": 1, "mail in mbox": 2} {
		if formats[name] != n {
			t.Errorf("%s: %d, want %d", name, formats[name], n)
		}
	}
	log, err := store.SourceLog(t.Context(), ImportID, true, 100)
	if err != nil || r.NRefused != 3 || len(log) != 3 {
		t.Fatalf("refused %+v, %d lines, %v", r.Refused, len(log), err)
	}
	for _, words := range []string{"evil.txt: its path leads out", "c.pdf: it is a PDF", "lines.jsonl#3: it has no text"} {
		found := false
		for _, l := range log {
			found = found || strings.Contains(l.Text, words)
		}
		if !found {
			t.Errorf("no line says %q: %+v", words, log)
		}
	}
	again, err := Import(t.Context(), ImportOptions{Store: store}, dir)
	if err != nil || again.New != 0 || again.Before != again.Files-1 { // the hidden one is never opened
		t.Errorf("again: %+v, %v", again, err)
	}
	anew, err := Import(t.Context(), ImportOptions{Store: store, Again: true}, dir)
	if err != nil || anew.Stories != stories || anew.New != 0 {
		t.Errorf("anew: %+v, %v", anew, err)
	}
	if p, err := store.Plans(t.Context(), record.PlanFilter{}); err != nil || len(p.Plans) != 1 || p.Plans[0].Title != "Port talks" {
		t.Errorf("%+v, %v", p, err)
	}
}

// failing is a store that fails after so many transactions.
type failing struct {
	record.Store
	left int
}

func (f *failing) PutPolls(ctx context.Context, p ...record.Poll) ([]int, error) {
	if f.left--; f.left < 0 {
		return nil, errors.New("the disk is full")
	}
	return f.Store.PutPolls(ctx, p...)
}

// busy is a store that another program writes to, for so many transactions.
type busy struct {
	record.Store
	left int
}

func (b *busy) PutPolls(ctx context.Context, p ...record.Poll) ([]int, error) {
	if b.left--; b.left >= 0 {
		return nil, &fault.Error{Op: "store polls", Kind: fault.Temporary, Err: errors.New("another program writes")}
	}
	return b.Store.PutPolls(ctx, p...)
}

// TestImportGoesOn breaks an import off after each part, and after each
// transaction: the next one goes on, and all is there once.
func TestImportGoesOn(t *testing.T) {
	dir, stories, _ := mixed(t)
	want := fmt.Sprintf("%d stories, %d versions", stories, stories)
	for stop := 1; stop < 40; stop += 3 {
		store := memory.New()
		ctx, cancel := context.WithCancel(t.Context())
		n := 0
		o := ImportOptions{Store: store, Jobs: 1 + stop%3, Tell: func(ImportReport) {
			if n++; n == stop {
				cancel()
			}
		}}
		first, err := Import(ctx, o, dir)
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("stopped after %d: %+v, %v", stop, first, err)
		}
		cancel()
		o.Tell = nil
		second, err := Import(t.Context(), o, dir)
		if err != nil || first.New+second.New != stories || onRecord(t, store) != want {
			t.Errorf("stopped after %d: %d and %d new, %s, %v", stop, first.New, second.New, onRecord(t, store), err)
		}
		if stop > 30 && second.Parts > 35 {
			t.Errorf("stopped after %d: %d parts were taken anew", stop, second.Parts)
		}
	}
	store := memory.New()
	if _, err := Import(t.Context(), ImportOptions{Store: &failing{store, 0}}, dir); err == nil || !strings.Contains(err.Error(), "full") {
		t.Error(err)
	}
	if r, err := Import(t.Context(), ImportOptions{Store: &busy{store, 2}}, dir); err != nil || r.New != stories {
		t.Errorf("%+v, %v", r, err)
	}
}

// TestImportTriesAgain notes nothing of a file that could not be opened, so that
// the next import tries it again.
func TestImportTriesAgain(t *testing.T) {
	m, err := newImporter(t.Context(), ImportOptions{Store: memory.New()})
	if err != nil {
		t.Fatal(err)
	}
	var jobs []job
	gone := archive.Entry{Path: filepath.Join(t.TempDir(), "gone.txt"), Size: 5}
	if !m.file(t.Context(), gone, func(j job) bool { jobs = append(jobs, j); return true }) || len(jobs) != 1 || jobs[0].part.Refused == "" || jobs[0].file.key != "" {
		t.Errorf("%+v", jobs)
	}
}

// TestImportStream takes what is piped in, and does not wait for the end of it.
func TestImportStream(t *testing.T) {
	store := memory.New()
	in, out := io.Pipe()
	done := make(chan error)
	go func() {
		_, err := ImportStream(t.Context(), ImportOptions{Store: store}, "standard input", in)
		done <- err
	}()
	fmt.Fprintln(out, `{"headline": "One", "text": "The first of them."}`)
	for until := time.Now().Add(20 * time.Second); onRecord(t, store) != "1 stories, 1 versions"; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(until) {
			t.Fatal("the first story waits for the second")
		}
	}
	fmt.Fprintln(out, `{"headline": "Two", "text": "The second of them."}`)
	out.Close()
	if err := <-done; err != nil || onRecord(t, store) != "2 stories, 2 versions" {
		t.Errorf("%s, %v", onRecord(t, store), err)
	}
	var z bytes.Buffer
	w := zip.NewWriter(&z)
	f, _ := w.Create("a.txt")
	io.WriteString(f, "Port opens\n\nThe port opened at dawn.")
	w.Close()
	if r, err := ImportStream(t.Context(), ImportOptions{Store: store}, "-", &z); err != nil || r.New != 1 {
		t.Errorf("%+v, %v", r, err)
	}
}

// TestFolderTakesArchives follows a folder of mixed formats: all of it comes in,
// some with each poll where there is much, and nothing in it is moved or changed.
func TestFolderTakesArchives(t *testing.T) {
	dir, stories, plans := mixed(t)
	long := time.Now().Add(-time.Hour)
	before := map[string]string{}
	files := func(do func(path string, info os.FileInfo)) {
		err := filepath.Walk(dir, func(path string, info os.FileInfo, err error) error {
			if err == nil && info.Mode().IsRegular() {
				do(path, info)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	files(func(path string, _ os.FileInfo) {
		if err := os.Chtimes(path, long, long); err != nil {
			t.Fatal(err)
		}
	})
	state := func(to map[string]string) {
		files(func(path string, info os.FileInfo) { to[path] = fmt.Sprint(info.Size(), info.ModTime()) })
	}
	state(before)
	store := memory.New()
	f := New(Options{Store: store, Pause: -1})
	s, err := Settle(record.SourceSettings{Address: dir})
	if err == nil {
		err = Add(t.Context(), store, s, time.Now())
	}
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		src, err := store.Source(t.Context(), s.ID)
		if err == nil {
			_, err = f.Once(t.Context(), []record.Source{src}, func(*record.Source, *record.Poll, int) {})
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if want := fmt.Sprintf("%d stories, %d versions", stories, stories); onRecord(t, store) != want {
		t.Errorf("%s, want %s", onRecord(t, store), want)
	}
	if p, err := store.Plans(t.Context(), record.PlanFilter{}); err != nil || len(p.Plans) != plans {
		t.Errorf("%+v, %v", p, err)
	}
	log, err := store.SourceLog(t.Context(), s.ID, true, 100)
	if err != nil || len(log) != 4 { // each once: evil, PDF, the line, and the picture
		t.Errorf("%+v, %v", log, err)
	}
	after := map[string]string{}
	state(after)
	if fmt.Sprint(before) != fmt.Sprint(after) {
		t.Error("the folder is not as it was")
	}
}
