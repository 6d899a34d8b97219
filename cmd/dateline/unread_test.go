package main

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/record/sqlite"
)

// TestUnreadWarns asks for answers while stories wait to be read: each is given,
// with a line on standard error that says how many it does not know of, until all
// are read by whatever reader.
func TestUnreadWarns(t *testing.T) {
	data := t.TempDir()
	s, err := sqlite.Open(t.Context(), filepath.Join(data, "dateline.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var got []record.Receipt
	for i := range 3 {
		r, err := s.Put(t.Context(), record.Entry{Story: news.Story{Source: "Volna", Text: good(i)}})
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, r...)
	}
	asks := [][]string{
		{"dossier", "Norway"},
		{"timeline", "Norway"},
		{"agenda"},
		{"ledger"},
		{"brief"},
		{"search", "harbours"},
		{"news"},
		{"story", got[0].StoryID},
		{"story", got[0].StoryID, "--line"},
		{"watch", "list"},
		{"watch", "new"},
		{"ledger", "--json"},
	}
	warned := func(want string) {
		t.Helper()
		for _, args := range asks {
			var out, errs strings.Builder
			if code := run(t.Context(), append([]string{"--data", data}, args...), strings.NewReader(""), &out, &errs, []string{"HOME=" + data}); code != exitDone {
				t.Errorf("%v ends with %d: %s", args, code, &errs)
			}
			if errs.String() != want {
				t.Errorf("%v: standard error has %q, want %q", args, errs.String(), want)
			}
			if strings.Contains(out.String(), "incomplete") {
				t.Errorf("%v: the warning stands in the answer:\n%s", args, &out)
			}
		}
	}
	read := func(n int) {
		t.Helper()
		r := fact.New("an older reader")
		r.Story.ID, r.Story.Text = got[n].ContentID, good(n)
		if err := s.PutReading(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
	warned("3 stories are still being read: this may be incomplete\n")
	read(0)
	read(2)
	warned("1 story is still being read: this may be incomplete\n")
	read(1)
	warned("")
}
