package say

import (
	"math"
	"strconv"
	"strings"

	"github.com/datelinewire/dateline/fact"
)

// Amount returns a figure as people write it: 810.4 million USD, 49 years.
func Amount(f *fact.Figure) string {
	s := Number(f.Value)
	if f.Upper != nil {
		s += "–" + Number(*f.Upper)
	}
	switch f.Qualifier {
	case "about":
		s = "about " + s
	case "at_least":
		s = "at least " + s
	case "at_most":
		s = "at most " + s
	case "over":
		s = "over " + s
	case "under":
		s = "under " + s
	}
	if f.Unit == nil || *f.Unit == "" {
		return s
	}
	if *f.Unit == "percent" {
		return s + " %"
	}
	return s + " " + *f.Unit
}

// Number returns a value with a scale word from a million on, and with commas
// below.
func Number(v float64) string {
	abs := math.Abs(v)
	for _, scale := range [...]struct {
		size float64
		word string
	}{{1e12, " trillion"}, {1e9, " billion"}, {1e6, " million"}} {
		if abs >= scale.size {
			return trim(v/scale.size, 3) + scale.word
		}
	}
	if v == math.Trunc(v) {
		return Count(int64(v))
	}
	return trim(v, 4)
}

func trim(v float64, places int) string {
	s := strconv.FormatFloat(v, 'f', places, 64)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

// Count writes n with a comma between thousands. Years are not passed here.
func Count(n int64) string {
	s := strconv.FormatInt(n, 10)
	sign := ""
	if n < 0 {
		sign, s = "−", s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return sign + s
}
