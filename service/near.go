package service

import (
	"cmp"
	"slices"
	"strings"

	"github.com/datelinewire/dateline/world/table"
)

// mostNear is how many values a message names.
const mostNear = 8

// Instead says what could have been meant: all values where they are few, else
// those nearest to what was typed.
func Instead(all []string, typed string) string {
	if len(all) == 0 {
		return ""
	}
	if len(all) <= 2*mostNear {
		return ": there is " + strings.Join(all, ", ")
	}
	return ": the nearest are " + strings.Join(nearest(all, typed), ", ")
}

// nearest returns the values that are least far from what was typed, the
// nearest first, at most mostNear.
func nearest(all []string, typed string) []string {
	typed = table.Fold(typed)
	far := make(map[string]int, len(all))
	for _, s := range all {
		far[s] = distance(table.Fold(s), typed)
	}
	out := slices.Clone(all)
	slices.SortStableFunc(out, func(a, b string) int { return cmp.Or(far[a]-far[b], cmp.Compare(a, b)) })
	out = slices.Compact(out)
	return out[:min(len(out), mostNear)]
}

// longest is how much of a value is compared: names are shorter.
const longest = 60

// distance returns how many letters have to be put in, taken out or changed to
// make one of the other (Levenshtein), over their first bytes.
func distance(a, b string) int {
	a, b = a[:min(len(a), longest)], b[:min(len(b), longest)]
	row := make([]int, len(b)+1)
	for k := range row {
		row[k] = k
	}
	for i := range len(a) {
		last := row[0]
		row[0] = i + 1
		for k := range len(b) {
			above, d := row[k+1], 0
			if a[i] != b[k] {
				d = 1
			}
			row[k+1] = min(above+1, row[k]+1, last+d)
			last = above
		}
	}
	return row[len(b)]
}
