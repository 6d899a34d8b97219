package main

import (
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/record/sqlite"
)

// doctor runs the doctor on that directory and returns all that it says.
func doctor(t *testing.T, data string, args ...string) string {
	t.Helper()
	var out strings.Builder
	run(t.Context(), append([]string{"--data", data, "doctor"}, args...), strings.NewReader(""), &out, &out, []string{"HOME=" + data})
	return out.String()
}

// TestDoctorWaiting leaves stories unread, then damages the record's start.
func TestDoctorWaiting(t *testing.T) {
	data := t.TempDir()
	file := filepath.Join(data, "dateline.db")
	s, err := sqlite.Open(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	var last string
	for i := range 3 {
		got, err := s.Put(t.Context(), record.Entry{Story: news.Story{Source: "Volna", Text: good(i)}})
		if err != nil {
			t.Fatal(err)
		}
		last = got[0].ContentID
	}
	l, err := line.Load(slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	// Its reading is begun, and the store is closed before it ends.
	if _, err := s.Begin(t.Context(), l.Reader(), last); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	said := doctor(t, data)
	for _, want := range []string{"waiting   3 stored and not read yet", "0 of 3 stories read", "or its disk was full", "no damage found"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not in\n%s", want, said)
		}
	}
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	copy(b[100:], strings.Repeat("X", 24)) // behind the header, in the first page
	if err := os.WriteFile(file, b, 0o600); err != nil {
		t.Fatal(err)
	}
	if said := doctor(t, data); !strings.Contains(said, "dateline doctor --repair") || strings.Contains(said, "checks the installation") {
		t.Error(said)
	}
	if said := doctor(t, data, "--repair"); !strings.Contains(said, "restore a backup") || strings.Contains(said, "dateline doctor") {
		t.Error(said)
	}
}

// TestDoctorNoFolder names a file where a directory should be.
func TestDoctorNoFolder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "note.txt")
	writeFile(t, file, "The ferry ran.")
	for _, data := range []string{file, filepath.Join(file, "below")} {
		if said := doctor(t, data); !strings.Contains(said, "name a directory with --data") || strings.Contains(said, "mkdir") {
			t.Error(said)
		}
	}
}
