package text

// mark reads the token that begins with the rune of n bytes at byte i, which
// is no letter, digit or blank, and gives where it ends.
func (z *scanner) mark(i, n int) int {
	s := z.s
	switch c := s[i]; c {
	case '[':
		if i+5 <= len(s) && s[i:i+5] == "[...]" {
			return z.emit(i, i+5, 0)
		}
		return z.emit(i, i+1, 0)
	case ',', ')', '(', '"', '%', ']', '{', '}', '\\':
		return z.emit(i, i+1, 0)
	case '.':
		return z.dots(i)
	case '-':
		return z.hyphen(i)
	case '\'', '`':
		return z.quote(i, 1)
	case '!', '?':
		j := i + 1
		for j < len(s) && (s[j] == '!' || s[j] == '?') {
			j++
		}
		if j < len(s) && s[j] == '.' && isBlank(s, j+1) {
			j++ // one mark: !.
		}
		return z.emit(i, j, 0)
	case '#', '@':
		if (isLetter(s, i+1) || s[i:min(i+2, len(s))] == "@_") && z.spaced(i) {
			j, seen := z.runOf(i + 1)
			return z.emit(i, j, flagsOf(seen)|Word)
		}
		return z.emit(i, z.same(i), 0)
	case ':', ';', '=', '^', '<', '>':
		if end := z.face(i); end > 0 {
			return z.emit(i, end, 0)
		}
		return z.emit(i, z.same(i), 0)
	case '+':
		if isDigit(s, i+1) && z.spaced(i) {
			return z.emit(i, digits(s, i+1), Digits)
		}
		return z.emit(i, z.same(i), 0)
	case '*', '~', '|', '&', '$', '/':
		return z.emit(i, z.same(i), 0)
	}
	if apostrophe(s, i) == n {
		return z.quote(i, n)
	}
	return z.emit(i, z.sameRune(i, n), 0)
}

// same returns the end of the run of the byte at i; marks that stand for one
// thing each (a colon, a slash) are no run.
func (z *scanner) same(i int) int {
	s, c := z.s, z.s[i]
	j := i + 1
	if c == ':' || c == ';' || c == '/' || c == '&' {
		return j
	}
	for j < len(s) && s[j] == c {
		j++
	}
	if c == '=' && j+3 <= len(s) && s[j:j+3] == "---" {
		for j < len(s) && s[j] == '-' {
			j++
		}
	}
	return j
}

// sameRune returns the end of the run of the dash or the dots at byte i; any
// other rune stands alone.
func (z *scanner) sameRune(i, n int) int {
	s := z.s
	j := i + n
	if n != 3 || s[i] != 0xe2 || s[i+1] != 0x80 {
		return j
	}
	if c := s[i+2]; c < 0x90 || (c > 0x95 && c != 0xa6) {
		return j
	}
	for j+n <= len(s) && s[j:j+n] == s[i:i+n] {
		j += n
	}
	return j
}

// dots reads a full stop, an ellipsis, or a decimal fraction without a figure
// before the point.
func (z *scanner) dots(i int) int {
	s := z.s
	j := i + 1
	for j < len(s) && s[j] == '.' {
		j++
	}
	if j == i+1 && isDigit(s, j) && !z.wordBefore(i) {
		return z.emit(i, z.figures(j), Digits)
	}
	if j <= i+2 {
		for j < len(s) && (s[j] == '!' || s[j] == '?') {
			j++ // one mark: .?
		}
	}
	if j == i+1 && i > z.begin && s[i-1] == ')' {
		if k := letters(s, j); k-j >= 3 && !isAlnum(s, k) && z.v.is(s[j:k], isEnding) != 0 {
			return z.emit(i, k, Word) // (draft).doc
		}
	}
	return z.emit(i, j, 0)
}

// hyphen reads a hyphen or a dash made of hyphens.
func (z *scanner) hyphen(i int) int {
	s := z.s
	z.dash = z.wordBefore(i)
	if isDigit(s, i+1) && i > z.begin && isBlank(s, i-1) {
		if end := z.negative(i); end > 0 {
			return end
		}
	}
	if end := z.face(i); end > 0 {
		return z.emit(i, end, 0)
	}
	j := i + 1
	for j < len(s) && s[j] == '-' {
		j++
	}
	if j < len(s) && s[j] == '>' {
		j++
	}
	for j >= i+3 && j < len(s) && s[j] == '=' {
		j++
	}
	return z.emit(i, j, 0)
}

// negative reads a number with its sign: the hyphen follows a blank and the
// word before is no number (5 -10 is a range).
func (z *scanner) negative(i int) int {
	if n := len(z.out); n > 0 && z.out[n-1].Flags&Digits != 0 {
		return 0
	}
	j := z.figures(i + 1)
	if isAlnum(z.s, j) {
		return 0
	}
	return z.emit(i, j, Digits)
}

// quote reads the apostrophe or single quotation mark of n bytes at byte i,
// where no word goes on: a clitic that stands apart ('s), a word or a year
// without its beginning ('em, '90s), doubled marks, or the mark alone.
func (z *scanner) quote(i, n int) int {
	s := z.s
	j := i + n
	if j < len(s) && s[i:j] == s[j:min(j+n, len(s))] {
		return z.emit(i, j+n, 0)
	}
	k := letters(s, j)
	if k > j && isClitic(s[j:k]) && !isAlnum(s, k) && (z.wordBefore(i) || z.stopBefore(i) || (isBlank(s, k) && len(z.out) > 0)) {
		var f Flags
		if int(z.out[len(z.out)-1].End) == i {
			f = Joined
		}
		return z.emit(i, k, Word|f)
	}
	if !z.spaced(i) {
		return z.emit(i, j, 0) // a genitive or a closing mark: see pair
	}
	if k > j && k-j <= 6 && s[i] != '`' && z.v.fold(s[j:k], isElision) != 0 && isBlank(s, k) {
		return z.emit(i, k, Word)
	}
	if d := digits(s, j); d == j+2 && s[i] != '`' {
		if d < len(s) && s[d] == 's' {
			d++
		}
		if !isAlnum(s, d) && (d >= len(s) || apostrophe(s, d) == 0) {
			return z.emit(i, d, Digits)
		}
	}
	return z.emit(i, j, 0)
}

// stopBefore reports whether a short form with its stop ends at byte i, as in
// U.S.'s.
func (z *scanner) stopBefore(i int) bool {
	if len(z.out) == 0 {
		return false
	}
	t := &z.out[len(z.out)-1]
	return int(t.End) == i && t.Flags&Word != 0
}

// face returns the end of the emoticon at byte i, or 0.
func (z *scanner) face(i int) int {
	s := z.s
	if z.v.first[s[i]]&isFace == 0 || (i > z.begin && isDigit(s, i-1)) {
		return 0
	}
	for n := 3; n >= 2; n-- {
		if i+n > len(s) || z.v.forms[s[i:i+n]]&isFace == 0 {
			continue
		}
		if isAlnum(s, i+n) || (i+n < len(s) && (s[i+n] == '/' || s[i+n] == '(')) {
			continue
		}
		return i + n
	}
	return 0
}
