package text

// scanner cuts one stretch of a text into tokens. It goes from left to right
// and looks ahead by bounded steps only, so that its time is linear in the
// length of the text whatever the text is.
type scanner struct {
	v     *vocabulary
	s     string // the text, cut off at the end of the stretch
	begin int    // where the stretch begins
	out   []Token
	dash  bool // a hyphenated word goes on after the hyphen just read
}

// reach is how many bytes the scanner looks ahead at most for marks that
// decide what a word is: the @ of an address, the last label of a host name.
const reach = 72

// run cuts s[begin:] into tokens and appends them to out.
func (z *scanner) run() {
	s := z.s
	for i := z.begin; i < len(s); {
		c := classes[s[i]]
		n := 1
		if c == beyond {
			c, n = at(s, i)
		}
		switch {
		case c&blank != 0:
			i += n
		case c&(letter|under) != 0:
			i = z.word(i)
		case c&digit != 0:
			i = z.number(i)
		default:
			i = z.mark(i, n)
		}
	}
}

// emit appends the token s[a:b].
func (z *scanner) emit(a, b int, f Flags) int {
	z.out = append(z.out, Token{Start: uint32(a), End: uint32(b), Head: -1, Flags: f})
	return b
}

// spaced reports whether white space, a bracket, a quotation mark or the
// stretch's edge is before byte i: a new written word begins there.
func (z *scanner) spaced(i int) bool {
	if i <= z.begin {
		return true
	}
	switch c := z.s[i-1]; c {
	case '(', '[', '{', '<', '"', '/':
		return true
	default:
		return classes[c] == blank || (classes[c] == beyond && !z.wordBefore(i))
	}
}

// wordBefore reports whether the token that ends at byte i holds a letter or a
// figure at its end.
func (z *scanner) wordBefore(i int) bool {
	if len(z.out) == 0 {
		return false
	}
	t := &z.out[len(z.out)-1]
	return int(t.End) == i && t.Flags&(Word|Digits) != 0
}

// word reads the token or tokens that begin with the letter at byte i and
// gives where they end.
func (z *scanner) word(i int) int {
	s := z.s
	j, f := i, Flags(0)
	for {
		var c class
		j, c = z.runOf(j)
		f |= flagsOf(c)
		if j >= len(s) {
			return z.finish(i, j, f)
		}
		switch s[j] {
		case ' ', ',':
			return z.finish(i, j, f)
		case '.':
			k, done := z.stop(i, j, f)
			if done {
				return k
			}
			j = k
		case '\'', '`', 0xe2, 0xca:
			k, done := z.clitic(i, j, f)
			if done {
				return k
			}
			j = k
		case '-':
			if end := z.address(i, j); end > 0 {
				return z.emit(i, end, f|Word)
			}
			if !z.keepsHyphen(i, j) {
				return z.finish(i, j, f)
			}
			j++
		case '&':
			if !(c == upper && isUpper(s, j+1) && j-i <= 4) {
				return z.finish(i, j, f)
			}
			j++
		case '@', '+':
			if end := z.address(i, j); end > 0 {
				return z.emit(i, end, f|Word)
			}
			return z.finish(i, j, f)
		case ':':
			if end := z.location(i, j); end > 0 {
				return z.emit(i, end, f|Word)
			}
			return z.finish(i, j, f)
		case '/':
			if k := z.slashed(i, j); k > 0 {
				return z.emit(i, k, f)
			}
			return z.finish(i, j, f)
		case '$':
			if isDigit(s, j+1) && z.v.is(s[i:j], isDollar) != 0 {
				return z.emit(i, j+1, f)
			}
			return z.finish(i, j, f)
		default:
			return z.finish(i, j, f)
		}
	}
}

// runOf reads letters, digits and underscores from byte j on and gives their
// end and the classes seen.
func (z *scanner) runOf(j int) (int, class) {
	s := z.s
	var seen class
	for j < len(s) {
		c := classes[s[j]]
		if c&alnum != 0 {
			seen |= c
			j++
			continue
		}
		if c != beyond {
			break
		}
		c, n := at(s, j)
		if c&alnum == 0 {
			break
		}
		seen |= c
		j += n
	}
	return j, seen
}

func flagsOf(c class) Flags {
	var f Flags
	if c&letter != 0 {
		f |= Word
	}
	if c&digit != 0 {
		f |= Digits
	}
	return f
}

// finish writes the word s[i:j], cut where the vocabulary says that it is
// several words (cannot). Of a currency and an amount (RM1.2) it writes the
// currency alone. It returns where what it wrote ends.
func (z *scanner) finish(i, j int, f Flags) int {
	w := z.s[i:j]
	if f&Digits != 0 {
		if k := letters(z.s, i); k > i && k < j && z.v.is(z.s[i:k], isCurrency) != 0 && isDigit(z.s, k) {
			return z.emit(i, k, Word) // run goes on with the amount
		}
		return z.emit(i, j, f)
	}
	if len(w) < 2 || len(w) > 7 || z.v.first[w[0]]&isSplit == 0 || z.v.forms[w]&isSplit == 0 || !z.splits(i, j) {
		return z.emit(i, j, f)
	}
	at := i
	var joined Flags
	for _, cut := range z.v.splits[w] {
		at = z.emit(at, i+cut, f|joined)
		joined = Joined
	}
	return z.emit(at, j, f|Joined)
}

// splits reports whether the word s[i:j], which the vocabulary would cut, is no
// other word: its house; IM, Im Ji-woo; Lets.
func (z *scanner) splits(i, j int) bool {
	s := z.s
	next := nextWord(s, j)
	switch {
	case j-i == 3 && s[i+1]|0x20 == 't' && s[i+2]|0x20 == 's':
		k := letters(s, next)
		return next == j+1 && isBlank(s, k) && z.v.is(s[next:k], isCopula) != 0
	case j-i <= 3:
		return !isUpper(s, i+1) && (!isUpper(s, i) || isLower(s, next) && !z.capitalBefore(i))
	}
	return true
}

// clitic reads what follows an apostrophe at byte j inside the word that
// began at byte i: n't, 's, 'll and the like are tokens of their own; any
// other letters belong to the word (O'Connor, N'Djamena).
func (z *scanner) clitic(i, j int, f Flags) (end int, done bool) {
	s := z.s
	n := apostrophe(s, j)
	if n == 0 {
		return z.finish(i, j, f), true
	}
	a := j + n
	b := letters(s, a)
	if b == a {
		return z.finish(i, j, f), true
	}
	tail := s[a:b]
	switch {
	case (tail == "t" || tail == "T") && (s[j-1] == 'n' || s[j-1] == 'N') && j-i > 1:
		z.emit(i, j-1, f)
		return z.emit(j-1, b, Word|Joined), true
	case (tail == "t" || tail == "T") && j-i == 1 && (s[i] == 'n' || s[i] == 'N'):
		return z.emit(i, b, Word), true
	case isClitic(tail) && !isDigit(s, b):
		if f&Digits != 0 && (j-i == 2 || j-i == 4) && s[j-1] == '0' && digits(s, i) == j {
			return z.emit(i, b, f|Word), true // 1990's
		}
		if end := z.finish(i, j, f); end != j {
			return end, true
		}
		return z.emit(j, b, Word|Joined), true
	case s[j] == '`':
		return z.finish(i, j, f), true
	}
	return a, false
}

// isClitic reports whether the letters after an apostrophe make it a word of
// its own.
func isClitic(tail string) bool {
	switch len(tail) {
	case 1:
		switch tail[0] | 0x20 {
		case 's', 'm', 'd':
			return true
		}
	case 2:
		a, b := tail[0]|0x20, tail[1]|0x20
		return a == 'l' && b == 'l' || a == 'r' && b == 'e' || a == 'v' && b == 'e'
	}
	return false
}

// keepsHyphen reports whether the hyphen at byte j belongs to the word that
// began at byte i: after a prefix (re-elected, mid-August) or before a suffix
// that is no word (Kafka-esque).
func (z *scanner) keepsHyphen(i, j int) bool {
	s := z.s
	if !isAlnum(s, j+1) {
		return false
	}
	if z.dash && i > z.begin && s[i-1] == '-' {
		return false // the middle of a longer compound: state-of-the-art
	}
	if z.v.fold(s[i:j], isPrefix) != 0 && (j-i == 1 || classes[s[j-1]] == lower) { // UN-backed has no prefix
		return true
	}
	if !isLower(s, j+1) {
		return false
	}
	k := letters(s, j+1)
	return k-j <= 8 && z.v.is(s[j+1:k], isSuffix) != 0 && !isAlnum(s, k)
}

// slashed returns the end of a short form with a slash (w/o), or 0.
func (z *scanner) slashed(i, j int) int {
	k, _ := z.runOf(j + 1)
	if k-i <= 4 && z.v.fold(z.s[i:k], isSlash) != 0 {
		return k
	}
	return 0
}
