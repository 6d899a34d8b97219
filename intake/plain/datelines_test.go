package plain_test

import (
	"bufio"
	"compress/gzip"
	_ "embed"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/internal/shared"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/world"
)

//go:embed testdata/heads.tsv
var headsFile string

func places(t *testing.T) news.Places {
	t.Helper()
	w, err := world.Load()
	if err != nil {
		t.Fatal(err)
	}
	return w.IsPlace
}

// lines calls f with each line of a packed file of the development data,
// counted from 1.
func lines(t *testing.T, name string, f func(n int, line []byte)) {
	t.Helper()
	file, err := os.Open(shared.Path(t, name))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	z, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	in := bufio.NewReader(z)
	for n := 1; ; n++ {
		line, err := in.ReadBytes('\n')
		if len(line) > 0 {
			f(n, line)
		}
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// TestHeads holds place, day and source to what a reader found in the head
// lines of 100 real stories. No day is given: what is right stands in the text.
func TestHeads(t *testing.T) {
	want := map[int]string{}
	for line := range strings.Lines(headsFile) {
		number, rest, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if n, err := strconv.Atoi(number); ok && err == nil {
			want[n] = rest
		}
	}
	known, right, found, all := places(t), 0, 0, 0
	lines(t, "data/wire/fbis-dev.jsonl.gz", func(n int, line []byte) {
		var r struct{ Text string }
		if err := json.Unmarshal(line, &r); err != nil {
			t.Fatalf("line %d: %v", n, err)
		}
		st, got := news.Parse(r.Text, calendar.Day{}, known), "none"
		all++
		if d := st.Dateline; d != nil {
			found++
			got = d.Place + "\t" + d.Date.String() + "\t" + d.Agency
		}
		if w, judged := want[n]; judged && strings.EqualFold(got, w) {
			right++
		} else if judged {
			t.Logf("line %d: %q, want %q", n, got, w)
		}
	})
	t.Logf("place, day and source right in %d of %d; a dateline in %d of all %d", right, len(want), found, all)
	if len(want) != 100 || right < 97 || found < all*99/100 {
		t.Error("fewer than 97 of 100, or a dateline missing in more than one of a hundred")
	}
}

// TestNoHeads: of running text, each paragraph as if it opened a story, next
// to nothing is taken for a dateline, but for the datelines that a few
// releases do have.
func TestNoHeads(t *testing.T) {
	known, found, all := places(t), 0, 0
	lines(t, "data/raw/news.txt.gz", func(n int, line []byte) {
		s := strings.TrimSpace(string(line))
		if s == "" || testing.Short() && n%8 != 0 {
			return
		}
		all++
		st := news.Parse(s, calendar.Day{}, known)
		if d := st.Dateline; d != nil {
			if found++; d.Place != "Washington" {
				t.Logf("line %d: %q", n, d.Place)
			}
		}
	})
	t.Logf("%d of %d paragraphs", found, all)
	if found > all/1500 {
		t.Errorf("%d paragraphs of running text open with a dateline, 100 of 185,685 when this was written", found)
	}
}

// TestCaseDatelines holds the blocks of the shared cases to a dateline whose
// place is the words with which they begin.
func TestCaseDatelines(t *testing.T) {
	dir, known := shared.Path(t, "cases/12-datelines"), places(t)
	files, err := filepath.Glob(filepath.Join(dir, "input*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for block := range strings.SplitSeq(string(b), "----\n") {
			st := news.Parse(block, calendar.Date(2019, 5, 4), known)
			if d := st.Dateline; d == nil {
				t.Errorf("%s: no dateline in %.40q", filepath.Base(f), block)
			} else if at := strings.Index(strings.ToLower(block), strings.ToLower(d.Place)); at < 0 || at > 1 && st.Byline == "" {
				t.Errorf("%s: place %q of %.40q", filepath.Base(f), d.Place, block)
			}
		}
	}
}
