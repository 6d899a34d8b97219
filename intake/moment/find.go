package moment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxSpans is the most dates that are looked for in one line.
const maxSpans = 8

// Span is where words lie in a text, in bytes.
type Span struct{ Start, End int }

// Find returns where in a line dates may stand: runs of words that dates are
// made of, with a number among them. Whether one is a date, Read says.
//
//	Find("Published 3 May 2012, 10:15 | By Ines Hald") // of "3 May 2012, 10:15"
func Find(line string) []Span {
	f := finder{line: line, start: -1}
	for f.at < len(line) && len(f.out) < maxSpans {
		r, size := utf8.DecodeRuneInString(line[f.at:])
		switch {
		case r >= '0' && r <= '9':
			f.number()
		case unicode.IsLetter(r):
			f.word()
		case unicode.IsSpace(r), r == '\u200e', r == '\u200f':
			f.at += size
		default:
			f.sign(r, size)
		}
	}
	f.close()
	return f.out
}

// finder grows one run at a time.
type finder struct {
	line   string
	out    []Span
	at     int
	start  int // of the run that is open, -1 for none
	end    int // behind its last telling word
	digits bool
	clock  bool // a time of day was seen: a zone may follow
}

// close ends the run, and keeps it where it can be a date.
func (f *finder) close() {
	if f.start >= 0 && f.digits && f.end-f.start <= maxText {
		f.out = append(f.out, Span{f.start, f.end})
	}
	f.start, f.digits, f.clock = -1, false, false
}

// grow takes what lies before to into the run.
func (f *finder) grow(to int) {
	if f.start < 0 {
		f.start = f.at
	}
	f.at, f.end = to, to
}

func (f *finder) number() {
	n := f.at
	for n < len(f.line) && f.line[n] >= '0' && f.line[n] <= '9' {
		n++
	}
	switch n - f.at {
	case 1, 2, 4, 6, 8, 12, 14:
		f.digits = true
		f.grow(n)
	case 3: // of a second's fraction, after its point
		if f.clock {
			f.grow(n)
			return
		}
		fallthrough
	default:
		f.close()
		f.at = n
	}
}

func (f *finder) word() {
	word, rest := letters(f.line[f.at:])
	to := len(f.line) - len(rest)
	if to <= f.at { // letters folds what is cut by stops: never less than a rune
		to = f.at + 1
	}
	key := folded(word)
	telling, filler := f.meaning(key)
	switch {
	case telling && (f.start >= 0 || !filler):
		f.grow(to)
	case filler && f.start >= 0:
		f.at = to
	default:
		f.close()
		f.at = to
	}
}

// meaning returns what a word is in dates: one that says something, or one
// that only joins.
func (f *finder) meaning(key string) (telling, filler bool) {
	for _, m := range tables().words[key] {
		switch {
		case m.class == "filler":
			filler = true
		case m.class == "half":
			telling, filler = telling || f.digits, true
			f.clock = f.clock || f.digits
		default:
			telling = true
		}
	}
	if len(tables().zones[key]) > 0 && f.clock || key == "t" && f.digits || key == "h" || key == "uhr" && f.digits || key == "z" && f.clock {
		telling = true
	}
	return telling, filler
}

func (f *finder) sign(r rune, size int) {
	switch {
	case strings.ContainsRune("|•·;»—()[]\n", r):
		f.close()
	case r == '/' && f.at > 0 && f.line[f.at-1] == ' ' && f.at+1 < len(f.line) && f.line[f.at+1] == ' ':
		f.close() // Issue 11 / 9 March 2012
	case r == ':' && f.digits:
		f.clock = true
	case !strings.ContainsRune("/.,-–+:'’", r):
		f.close()
	}
	f.at += size
}
