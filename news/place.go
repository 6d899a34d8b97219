package news

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Places reports whether a name, in ordinary letters, is that of a known place.
// It is how knowledge of the world comes into the layout without this package
// importing it; nil knows nothing.
type Places func(name string) bool

func (p Places) knows(name string) bool { return p != nil && p(name) }

// isUpperCase reports whether s has letters and none of them is small, but for
// the c of Mc and the particles that some agencies leave small.
func isUpperCase(s string) bool {
	seen := false
	for _, f := range strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '-' || r == '/' }) {
		if table().particle.Has(f) {
			continue
		}
		f = strings.TrimPrefix(f, "Mc")
		for _, r := range f {
			if unicode.IsLower(r) {
				return false
			}
			seen = seen || unicode.IsUpper(r)
		}
	}
	return seen
}

// OrdinaryName writes a place set in capitals as an ordinary name: BUENOS
// AIRES is Buenos Aires, PORT-AU-PRINCE Port-au-Prince, N'DJAMENA N'Djamena.
// A name that is not in capitals stays as it is.
func OrdinaryName(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if !isUpperCase(s) {
		return s
	}
	var b strings.Builder
	start := 0
	for i, r := range s + " " {
		if r != ' ' && r != '-' && r != '/' {
			continue
		}
		if i > start {
			b.WriteString(ordinaryWord(s[start:i], start == 0))
		}
		if i < len(s) {
			b.WriteRune(r)
		}
		start = i + 1
	}
	return b.String()
}

func ordinaryWord(w string, first bool) string {
	low := strings.ToLower(w)
	if !first && table().particle.Has(low) {
		return low
	}
	if strings.HasPrefix(w, "Mc") {
		return "Mc" + capital(low[2:])
	}
	if dots := strings.Count(w, "."); dots > 1 || (dots == 1 && len(w) == 2) {
		return w // D.C.
	}
	i := strings.IndexAny(low, "'’")
	if i < 0 {
		return capital(low)
	}
	head, tail := low[:i], strings.TrimLeft(low[i:], "'’")
	mark := low[i : len(low)-len(tail)]
	switch {
	case i == 1 && len(tail) > 1 && head == "d" && !first:
		return head + mark + capital(tail) // Côte d'Ivoire
	case i == 1 && len(tail) > 1:
		return capital(head) + mark + capital(tail)
	}
	return capital(head) + mark + tail
}

func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}
