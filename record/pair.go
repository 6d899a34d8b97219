package record

import (
	"slices"
	"strings"

	"github.com/datelinewire/dateline/fact"
)

// PairOf returns the name under which what two parties have with each other is
// found, given by their codes; the same whichever is named first. It is "" where
// one of them is not known, or both are the same.
func PairOf(a, b string) string {
	a, b = strings.ToUpper(a), strings.ToUpper(b)
	if a == b || a == "" || b == "" || a == "UNK" || b == "UNK" {
		return ""
	}
	return min(a, b) + "-" + max(a, b)
}

// PairsOf returns the pairs among parties, sorted, each once.
func PairsOf(ps []fact.Party) []string {
	var out []string
	for i, a := range ps {
		for _, b := range ps[i+1:] {
			if p := PairOf(a.Code, b.Code); p != "" {
				out = append(out, p)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
