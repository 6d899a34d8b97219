package line

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"strings"

	root "github.com/datelinewire/dateline"
	"github.com/datelinewire/dateline/read"
)

// Version is the program's version. It is raised with every release.
const Version = "0.1.0"

// readerName returns "dateline/0.1.0 model/1a2b3c4d rules/5e6f7a8b": model is
// the short name of the parser's weights, "none" where it is empty, rules a
// hash over the passes in their order and over the sums of what they are made
// from: see sums.
func readerName(model string, passes []read.Pass, sums []string) string {
	h := sha256.New()
	for _, p := range passes {
		fmt.Fprintf(h, "pass %s\n", p.Name)
	}
	for _, s := range sums {
		fmt.Fprintln(h, s)
	}
	if model == "" {
		model = "none"
	}
	return "dateline/" + Version + " model/" + model + " rules/" + hex.EncodeToString(h.Sum(nil)[:4])
}

// sums returns a line for each file that readings rest on, with its checksum,
// in the order of their paths. Tests change no reading and are left out;
// comments count, since telling them from code is not worth a mistake.
func sums() ([]string, error) { return sumsOf(root.Source()) }

// sumsOf does the work of sums over any files. It uses a checksum that guards
// against chance, not against people: the weights are 50 MB, and the program
// starts in a fraction of a second.
func sumsOf(files fs.FS) ([]string, error) {
	var out []string
	table := crc32.MakeTable(crc32.Castagnoli)
	err := fs.WalkDir(files, ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.HasSuffix(path, "_test.go") {
			return err
		}
		f, err := files.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		h := crc32.New(table)
		if _, err := io.Copy(h, f); err != nil {
			return err
		}
		out = append(out, fmt.Sprintf("%s %08x", path, h.Sum32()))
		return nil
	})
	return out, err
}
