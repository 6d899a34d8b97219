package feed

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/internal/shared"
)

// TestPeers reads the cases of another feed parser and counts how many parse.
// Run it with -v for the figures and the failures.
func TestPeers(t *testing.T) {
	dir := shared.Path(t, "data/peers/feedparser")
	var all, parsed, stories int
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == "LICENSE" {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		all++
		out, err := Stories(b, header(b), "http://127.0.0.1:8097/feed", calendar.Day{}, nil)
		if err != nil {
			t.Logf("%s: %v", strings.TrimPrefix(path, dir), err)
			return nil
		}
		parsed++
		stories += len(out)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d of %d feeds parse; %d stories", parsed, all, stories)
	if parsed < 2090 {
		t.Errorf("%d feeds parse, below the floor of 2090", parsed)
	}
}

// header gives the content type that a case says it was served with.
func header(b []byte) string {
	_, rest, ok := strings.Cut(string(b[:min(len(b), 2000)]), "Content-type:")
	if !ok {
		return ""
	}
	line, _, _ := strings.Cut(rest, "\n")
	return strings.TrimSpace(line)
}
