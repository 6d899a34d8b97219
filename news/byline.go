package news

import (
	"strings"
	"unicode/utf8"
)

// Byline returns the line without "By" and with ordinary capitals, and the
// authors that it names: people, without offices, firms and towns.
func Byline(s string) (byline string, authors []string) {
	s = strings.Trim(strings.Join(strings.Fields(s), " "), " ,;")
	if n := openingAny(table().byliner, s); n > 0 {
		s = strings.TrimLeft(s[n:], " :")
	}
	byline = ordinaryNames(s)
	pieces := strings.NewReplacer(" and ", ";", " & ", ";", ",", ";").Replace(byline)
	for _, a := range strings.Split(pieces, ";") {
		a = strings.TrimSpace(a)
		for _, of := range [...]string{" in ", " for "} {
			a, _, _ = strings.Cut(a, of)
		}
		if a != "" && (len(authors) == 0 || !isOffice(a)) {
			authors = append(authors, a)
		}
	}
	return byline, authors
}

// isOffice reports whether a piece of a byline is what somebody does, or the
// firm that he does it for.
func isOffice(s string) bool {
	if _, known := table().agencyName(s); known {
		return true
	}
	words := strings.Fields(s)
	return table().role.Has(fold(words[len(words)-1])) || table().role.Has(fold(words[0]))
}

// ordinaryNames undoes capitals name by name, so that "IVA KOLAR and Luka
// HORVAT" reads as people write it.
func ordinaryNames(s string) string {
	words := strings.Fields(s)
	for i, w := range words {
		short := utf8.RuneCountInString(strings.Trim(w, ".,;")) <= 3
		alone := !besideName(words, i)
		if !short || !strings.Contains(w, ".") && !alone {
			words[i] = OrdinaryName(w)
		}
	}
	return strings.Join(words, " ")
}

// besideName reports whether word i, which may be a firm's initials, has a
// longer word of the same name behind it, or before it: IDA DAHL, KIM IL.
func besideName(words []string, i int) bool {
	long := func(w string) bool { return utf8.RuneCountInString(strings.Trim(w, ".,;")) > 3 && w != fold(w) }
	behind := i+1 < len(words) && long(words[i+1]) && !strings.HasSuffix(words[i], ",")
	before := i > 0 && long(OrdinaryName(words[i-1])) && !strings.HasSuffix(words[i-1], ",") && utf8.RuneCountInString(words[i]) == 3
	return behind || before
}

// isByline reports whether a line says who wrote the story: "By" and names, or
// names with their towns, and no more.
func isByline(line string) bool {
	if n := opening(table().byliner, line); n > 0 {
		rest := strings.TrimLeft(line[n:], ": ")
		words := strings.Fields(rest)
		return len(words) > 0 && len(words) <= 14 && !(endsSentence(line) && len(words) > 4) && areNames(words)
	}
	filed := strings.Split(strings.ReplaceAll(line, ", ", " and "), " and ")
	if len(filed) < 2 || len(line) > 120 {
		return false
	}
	for _, f := range filed {
		who, where, ok := strings.Cut(f, " in ")
		if n := len(strings.Fields(who)); !ok || n < 2 || n > 4 || len(strings.Fields(where)) > 3 || !areNames(strings.Fields(who)) || !areNames(strings.Fields(where)) || endsSentence(where) {
			return false
		}
	}
	return true
}

// areNames reports whether words are capital, but for what stands between
// names and inside them.
func areNames(words []string) bool {
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		switch {
		case isUpper(r), table().particle.Has(fold(w)), w == "and", w == "in", w == "for", w == "&":
		default:
			return false
		}
	}
	return true
}
