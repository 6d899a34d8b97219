// Package tsv reads the tables that the program carries: lines of fields parted
// by tabs; empty lines and those that begin with # are comments. It knows
// nothing of what the fields mean.
package tsv

import (
	"iter"
	"strings"
)

// Rows yields the fields of the lines of a table that have at least so many,
// which must be 1 or more.
func Rows(table string, least int) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		for line := range strings.Lines(table) {
			f := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
			if len(f) >= least && f[0] != "" && f[0][0] != '#' && !yield(f) {
				return
			}
		}
	}
}
