package text

// stop reads what a full stop at byte j makes of the word s[i:j]: part of a
// longer word (U.S, p.m), of a name of the Internet (example.org), the mark of
// a short form (Corp.), or nothing. done tells that the word has been written
// and end is where; otherwise the word goes on at byte end.
func (z *scanner) stop(i, j int, f Flags) (end int, done bool) {
	s := z.s
	next := j + 1
	switch {
	case next < len(s) && s[next] == '.': // an ellipsis follows
		if (z.isInitials(i, j) || z.v.is(s[i:next], isTitle|isWord) != 0) && (next+1 >= len(s) || s[next+1] != '.') {
			return z.emit(i, next, f), true
		}
		if next+2 < len(s) && s[j:next+3] == "...@" { // an address made unreadable
			if end := z.address(i, j); end > 0 {
				return z.emit(i, end, f|Word), true
			}
		}
		return z.finish(i, j, f), true
	case isLetter(s, next):
		if end := z.address(i, j); end > 0 {
			return z.emit(i, end, f|Word), true
		}
		if end := z.location(i, j); end > 0 {
			return z.emit(i, end, f|Word), true
		}
		if z.acronymGoesOn(i, j) {
			return next, false
		}
		if isLower(s, next) && z.v.is(s[i:j], isHierarchy) != 0 {
			return z.emit(i, z.chunk(i, next), f), true
		}
		if z.isInitials(i, j) || z.v.is(s[i:next], isTitle|isMonth) != 0 {
			return z.emit(i, next, f), true // J.Smith, Gen.Smith
		}
		return z.finish(i, j, f), true
	case isDigit(s, next):
		if f&Digits != 0 && isDigit(s, j-1) {
			return next, false // v2.0
		}
		if end := z.address(i, j); end > 0 {
			return z.emit(i, end, f|Word), true
		}
		if z.v.is(s[i:next], shortForm) != 0 {
			return z.emit(i, next, f), true // No.5
		}
		return z.finish(i, j, f), true
	}
	if z.keepsStop(i, j, f) {
		return z.emit(i, next, f), true
	}
	return z.finish(i, j, f), true
}

// acronymGoesOn reports whether the letter after the stop at byte j belongs to
// the same short form as the letters before it: U.S, p.m, Ph.D.
func (z *scanner) acronymGoesOn(i, j int) bool {
	s := z.s
	piece := j
	for piece > i && j-piece <= 4 && s[piece-1] != '.' {
		piece--
	}
	k := letters(s, j+1)
	switch {
	case j-piece == 1 || (j-piece <= 3 && classes[s[j-1]] == beyond):
		// One letter before: one letter after, or a short piece in small
		// letters that goes on a chain already begun.
		return k-j-1 == 1 || (k-j-1 <= 3 && piece > i && classes[s[j+1]] == lower)
	case j-piece == 2 && classes[s[piece]] == upper && piece == i:
		return k-j-1 == 1 && isUpper(s, j+1) && k < len(s) && s[k] == '.' // Ph.D.
	}
	return false
}

// isInitials reports whether s[i:j] is single letters with stops between, as
// U.S or J.K or plain J.
func (z *scanner) isInitials(i, j int) bool {
	s := z.s
	if j-i == 1 {
		return classes[s[i]] == upper
	}
	if j-i > 12 {
		return false
	}
	dots := 0
	for k := i; k < j; k++ {
		switch c := classes[s[k]]; {
		case s[k] == '.':
			dots++
		case c&(letter|beyond) == 0:
			return false
		}
	}
	return dots > 0 && (j-i <= 4*dots+3)
}

// keepsStop reports whether the stop at byte j, before white space or a mark,
// belongs to the word s[i:j].
func (z *scanner) keepsStop(i, j int, f Flags) bool {
	s := z.s
	next := nextWord(s, j+1)
	k := z.v.is(s[i:j+1], shortForm)
	if k != 0 && i > z.begin && s[i-1] == '$' {
		k = 0
	}
	switch {
	case k&(isTitle|isMonth) != 0:
		return true
	case k&isWord != 0:
		return !z.lastWord(i, j, next)
	case k&isDay != 0:
		word := s[next:letters(s, next)]
		return isDigit(s, next) || (j+1 < len(s) && s[j+1] == ',') || z.v.is(word, isZone) != 0 || z.v.is(s[next:min(next+len(word)+1, len(s))], isMonth) != 0
	case k&isNumber != 0:
		if isDigit(s, next) || isNumeral(s, next) {
			return true
		}
	}
	if j-i == 1 && classes[s[i]] == upper {
		return z.keepsInitial(i, j, next)
	}
	if j-i == 1 && i > z.begin && s[i-1] == '(' && classes[s[i]] == lower {
		return true // (b. 1949)
	}
	if _, n := at(s, i); n == j-i && n > 1 && isUpper(s, i) {
		return z.keepsInitial(i, j, next)
	}
	return f&Digits == 0 && z.isInitials(i, j)
}

// lastWord reports whether the short form s[i:j] ends its sentence, so that
// the stop at byte j is the sentence's and a token of its own: at the end of
// the paragraph, or before a word that begins sentences. Forms with stops
// inside (p.m.) keep theirs.
func (z *scanner) lastWord(i, j, next int) bool {
	s := z.s
	for k := i; k < j; k++ {
		if s[k] == '.' {
			return false
		}
	}
	if next >= len(s) {
		return true
	}
	if next == j+1 || !isUpper(s, next) {
		return false
	}
	return s[i:j] == "etc" || z.v.is(s[next:letters(s, next)], isStarter) != 0
}

// keepsInitial reports whether a single capital letter before the stop at byte
// j is an initial and no word: the pronoun I, or Plan B at the end.
func (z *scanner) keepsInitial(i, j, next int) bool {
	s := z.s
	if next >= len(s) {
		return false
	}
	if !isUpper(s, next) {
		return isLower(s, next) || s[j+1:next] == "" // J. de Vries; J.,
	}
	after := z.capitalBefore(i)
	if s[i] == 'I' && !after {
		return false
	}
	k := letters(s, next)
	if k == next+1 || (k < len(s) && s[k] == '.') {
		return true // J. K. Rowling
	}
	return z.v.is(s[next:k], isStarter) == 0
}

// capitalBefore reports whether the token before byte i begins with a capital
// or is an initial.
func (z *scanner) capitalBefore(i int) bool {
	if len(z.out) == 0 {
		return false
	}
	t := &z.out[len(z.out)-1]
	return isUpper(z.s, int(t.Start)) && i-int(t.End) <= 1
}

// nextWord returns the first byte at or after i that is no blank.
func nextWord(s string, i int) int {
	for i < len(s) && i >= 0 {
		c, n := at(s, i)
		if c&blank == 0 {
			break
		}
		i += n
	}
	return i
}

// isNumeral reports whether a Roman numeral of up to seven letters is at byte i.
// A lone I is taken for the pronoun.
func isNumeral(s string, i int) bool {
	j := i
	for j < len(s) && j-i < 8 {
		switch s[j] {
		case 'I', 'V', 'X', 'L', 'C':
			j++
			continue
		}
		break
	}
	return j > i && j-i < 8 && !isAlnum(s, j) && s[i:j] != "I"
}
