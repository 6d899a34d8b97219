package ninjs

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/datelinewire/dateline/intake/batch"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/internal/shared"
)

// TestSuites measures the IPTC's own examples and validation suites: valid
// items are read, invalid ones refused. Each file is held to the version of
// its folder, as the suites mean it, and once more without being told. Run it
// with -v for the figures.
func TestSuites(t *testing.T) {
	dir := shared.Path(t, "data/peers/ninjs")
	var told, untold [2][2]int // valid or not: right, all
	walk(t, dir, func(path, version string, valid bool) {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		row := 0
		if !valid {
			row = 1
		}
		err = Check(b, version)
		if valid && err == nil {
			_, err = Decode(batch.Input{Bytes: b})
		}
		told[row][1]++
		if (err == nil) == valid {
			told[row][0]++
		} else {
			t.Logf("%s held to %s: %v", path[len(dir):], version, err)
		}
		if err != nil && (fault.KindOf(err) != fault.Invalid || len(err.Error()) < 20) {
			t.Errorf("%s: no reason: %v", path, err)
		}
		_, err = Decode(batch.Input{Bytes: b})
		untold[row][1]++
		if (err == nil) == valid {
			untold[row][0]++
		} else {
			t.Logf("%s of no version: %v", path[len(dir):], err)
		}
		if !valid && err != nil {
			t.Logf("%s: %v", filepath.Base(path), err)
		}
	})
	t.Logf("held to their versions: valid read %d of %d, invalid refused %d of %d", told[0][0], told[0][1], told[1][0], told[1][1])
	t.Logf("of no version: valid read %d of %d, invalid refused %d of %d", untold[0][0], untold[0][1], untold[1][0], untold[1][1])
	for row, name := range [...]string{"valid", "invalid"} {
		if told[row][1] < 40 || told[row][0]*100 < told[row][1]*98 {
			t.Errorf("%s: %d of %d right, want 98 of 100", name, told[row][0], told[row][1])
		}
	}
}

// walk visits the examples and suites; version is the folder's.
func walk(t *testing.T, dir string, visit func(path, version string, valid bool)) {
	t.Helper()
	for _, pattern := range [...]string{"examples/*/*.json", "examples/*/*/*.json", "validation/test_suite/*/*.json", "validation/test_suite/*/*/*.json"} {
		files, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if strings.Contains(filepath.Base(f), "schema.json") {
				continue
			}
			part := strings.Split(strings.TrimPrefix(f, dir+"/"), "/")
			version := part[1]
			if part[0] == "validation" {
				version = part[2]
			}
			version = strings.TrimSuffix(version, "_dev")
			visit(f, version, !strings.Contains(f, "should_fail"))
		}
	}
}
