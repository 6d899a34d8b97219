package text

// number reads the token or tokens that begin with the digit at byte i and
// gives where they end: an amount (1,234.5), a time (7:30), a date (9/11,
// 2012-04-23), a telephone number, an ordinal (20th), a decade (1990s), or a
// name that begins with a figure (4G). A unit written against the figures
// (5kg, 7pm, 25bn) is a token of its own.
func (z *scanner) number(i int) int {
	s := z.s
	j := z.figures(i)
	if j >= len(s) {
		return z.emit(i, j, Digits)
	}
	switch c, _ := at(s, j); {
	case c&(letter|under) != 0:
		return z.figuresAndLetters(i, j)
	case s[j] == '\'' || s[j] == 0xe2:
		if end, done := z.clitic(i, j, Digits); done {
			return end
		}
	case s[j] == '@' || s[j] == '.' || s[j] == '-':
		if end := z.address(i, j); end > 0 {
			return z.emit(i, end, Digits|Word)
		}
		if s[j] == '.' && isLetter(s, j+1) {
			if end := z.location(i, j); end > 0 {
				return z.emit(i, end, Digits|Word)
			}
		}
		if s[j] == '.' && z.listNumber(i, j) {
			return z.emit(i, j+1, Digits)
		}
	}
	return z.emit(i, j, Digits)
}

// figures returns the end of the figures that begin at byte i with the marks
// between them.
func (z *scanner) figures(i int) int {
	s := z.s
	if end := z.dashed(i); end > 0 {
		return end
	}
	j, groups := i, 0
	for {
		a := j
		for j < len(s) {
			c, n := at(s, j)
			if c != digit {
				break
			}
			j += n
		}
		groups++
		if j >= len(s) || !isDigit(s, j+1) {
			return j
		}
		switch s[j] {
		case '.', ',', ':':
			j++
		case '/':
			n := digits(s, j+1) - (j + 1)
			if j-a > 2 || n == 3 || n > 4 || (groups == 1 && n == 4 && j-a != 2) {
				return j
			}
			j++
		default:
			return j
		}
	}
}

// dashed returns the end of figures joined by hyphens that are one number: a
// telephone number (713-853-3989, 345-9945) or a date (2012-04-23); 0 for
// ranges and scores, whose hyphen is a token.
func (z *scanner) dashed(i int) int {
	s := z.s
	limit := min(len(s), i+32)
	j, groups, first, last := i, 0, 0, 0
	for {
		a := j
		for j < limit && classes[s[j]] == digit {
			j++
		}
		if j == a {
			return 0
		}
		if groups == 0 {
			first = j - a
		}
		last = j - a
		groups++
		if j >= limit || s[j] != '-' {
			break
		}
		j++
	}
	if groups < 2 || (j < len(s) && isAlnum(s, j)) {
		return 0
	}
	if groups >= 3 || (last == 4 && (first == 3 || first == 1)) {
		return j
	}
	return 0
}

// figuresAndLetters reads s[i:j], figures, with the letters that follow.
func (z *scanner) figuresAndLetters(i, j int) int {
	s := z.s
	k := letters(s, j)
	if k-j <= 5 && !isDigit(s, k) && (k >= len(s) || s[k] != '_') {
		tail := s[j:k]
		if len(tail) == 1 && (tail[0]|0x20 == 'p' || tail[0]|0x20 == 'a') {
			if k+1 < len(s) && s[k] == '.' && s[k+1]|0x20 == 'm' && !isLetter(s, k+2) {
				return z.emit(i, j, Digits) // 5p.m.: run goes on with the letters
			}
		}
		if z.v.is(tail, isUnit) != 0 {
			return z.emit(i, j, Digits)
		}
	}
	end, _ := z.runOf(j)
	if end < len(s) && (s[end] == '.' || s[end] == '@') {
		if e := z.address(i, end); e > 0 {
			return z.emit(i, e, Digits|Word)
		}
		if s[end] == '.' && isLetter(s, end+1) {
			if e := z.location(i, end); e > 0 {
				return z.emit(i, e, Digits|Word)
			}
		}
	}
	if n := apostrophe(s, end); n > 0 {
		if e, done := z.clitic(i, end, Digits|Word); done {
			return e
		}
	}
	return z.emit(i, end, Digits|Word)
}

// listNumber reports whether the stop at byte j belongs to the figures s[i:j]
// because they number an item: they open the paragraph and a word follows.
func (z *scanner) listNumber(i, j int) bool {
	s := z.s
	return i == z.begin && j-i <= 2 && j+2 < len(s) && s[j+1] == ' ' && isLetter(s, j+2)
}
