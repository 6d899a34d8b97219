// Package signs weighs what speaks for something and against it: a logistic
// model over named signs whose weights train/judge/signs.py has fitted. It
// knows nothing of what the signs mean.
package signs

import (
	"fmt"
	"io/fs"
	"math"
	"strconv"

	"github.com/datelinewire/dateline/internal/tsv"
)

// Weights are the weights of signs, in thousandths of log odds; "always" is
// added to each sum.
type Weights map[string]int

// Read returns the weights in a table of lines of a sign, a tab and a number. It
// fails where a line is none such.
func Read(table string) (Weights, error) {
	w := Weights{}
	for f := range tsv.Rows(table, 1) {
		if len(f) != 2 {
			return nil, fmt.Errorf("signs: %s: %d fields, not 2", f[0], len(f))
		}
		n, err := strconv.Atoi(f[1])
		if err != nil {
			return nil, fmt.Errorf("signs: %s: %w", f[0], err)
		}
		w[f[0]] = n
	}
	return w, nil
}

// Load reads the weights in a file: see Read.
func Load(files fs.FS, name string) (Weights, error) {
	b, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, err
	}
	return Read(string(b))
}

// Sum adds up the weights of signs, those that it does not know at nothing.
func (w Weights) Sum(signs []string) int {
	sum := w["always"]
	for _, s := range signs {
		sum += w[s]
	}
	return sum
}

// P returns the probability that signs speak for, from 0 to 1, in hundredths.
func (w Weights) P(signs []string) float64 { return math.Round(100*w.Exact(signs)) / 100 }

// Exact returns the probability that signs speak for, from 0 to 1.
func (w Weights) Exact(signs []string) float64 {
	return 1 / (1 + math.Exp(-float64(w.Sum(signs))/1000))
}
