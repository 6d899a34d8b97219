package transformer

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Cases of a form, rows of the table of cases.
const (
	caseNone  = 0 // no letter
	caseLower = 1
	caseUpper = 2 // two characters and more, no lower-case letter
	caseMixed = 3 // a capital, or some
)

func caseOf(form string) int {
	letters, lower, upper := false, false, false
	for _, r := range form {
		letters = letters || unicode.IsLetter(r)
		lower = lower || unicode.IsLower(r)
		upper = upper || unicode.IsUpper(r)
	}
	switch {
	case !letters:
		return caseNone
	case !upper:
		return caseLower
	case !lower && utf8.RuneCountInString(form) > 1:
		return caseUpper
	}
	return caseMixed
}

// appendPieces appends the word pieces of a form: its letters in lower case
// and without accents, cut at marks, each part into the longest pieces that
// the vocabulary has, from the left.
func (m *Model) appendPieces(out []int32, form string) []int32 {
	start := len(out)
	plain := make([]byte, 0, len(form)+8)
	for _, r := range norm.NFD.String(form) {
		if !unicode.Is(unicode.Mn, r) {
			plain = utf8.AppendRune(plain, unicode.ToLower(r))
		}
	}
	for from := 0; from < len(plain) && len(out) < start+perToken; {
		to := partEnd(plain, from)
		out = m.appendPart(out, plain[from:to])
		from = to
	}
	if len(out) == start {
		return append(out, m.unknown)
	}
	return out[:min(len(out), start+perToken)]
}

// partEnd returns where the part that begins at from ends: a run of letters
// and digits, or one other character.
func partEnd(b []byte, from int) int {
	for to := from; to < len(b); {
		r, n := utf8.DecodeRune(b[to:])
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
			if to == from {
				return to + n
			}
			return to
		}
		to += n
	}
	return len(b)
}

// appendPart cuts one part; a part with a stretch that no piece covers is
// unknown as a whole.
func (m *Model) appendPart(out []int32, part []byte) []int32 {
	start := len(out)
	var name []byte
	for from := 0; from < len(part) && len(out) < start+perToken; {
		to := len(part)
		for ; to > from; to-- {
			name = name[:0]
			if from > 0 {
				name = append(name, "##"...)
			}
			name = append(name, part[from:to]...)
			if id, ok := m.pieces[string(name)]; ok {
				out = append(out, id)
				break
			}
		}
		if to == from {
			return append(out[:start], m.unknown)
		}
		from = to
	}
	return out
}
