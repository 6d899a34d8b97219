package date

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/datelinewire/dateline/text"
)

//go:embed words.tsv
var wordsTSV string

// class is a set of the roles that a word can play in an expression of time.
type class uint64

const (
	cMonth class = 1 << iota
	cWeekday
	cWeekdays
	cUnit
	cShort // a unit only when glued to a number: 3h
	cAbbr  // a month or weekday only beside a number
	cName  // also a given name
	cVerb  // also a verb
	cHalf
	cSeason
	cDecade
	cCard
	cArticle
	cOrd
	cTurn
	cDeictic
	cThe
	cThat
	cSame
	cPart
	cOffset
	cPrep
	cLink
	cOf
	cAnd
	cEvery
	cAdverb
	cDaypart
	cClock
	cMeridiem
	cVague
	cEra
	cFiscal
	cNow
	cOld
	cNumber  // written in digits
	cPunct   // one character
	cCode    // Q or H of Q1, H2
	cHoliday // first word of a holiday
)

var classNames = map[string]class{
	"month": cMonth, "weekday": cWeekday, "weekdays": cWeekdays, "unit": cUnit, "short": cShort,
	"abbr": cAbbr, "name": cName, "verb": cVerb, "half": cHalf, "season": cSeason, "decade": cDecade,
	"card": cCard, "article": cArticle, "ord": cOrd, "turn": cTurn, "deictic": cDeictic, "the": cThe,
	"that": cThat, "same": cSame, "part": cPart, "offset": cOffset, "prep": cPrep, "link": cLink,
	"of": cOf, "and": cAnd, "every": cEvery, "adverb": cAdverb, "daypart": cDaypart,
	"clockword": cClock, "meridiem": cMeridiem, "vague": cVague, "era": cEra, "fiscal": cFiscal,
	"now": cNow, "old": cOld, "code": cCode,
}

// starters are the classes that can open an expression.
const starters = cMonth | cWeekday | cWeekdays | cUnit | cHalf | cSeason | cDecade | cCard | cArticle |
	cOrd | cTurn | cDeictic | cThe | cThat | cSame | cPart | cPrep | cEvery | cAdverb | cVague |
	cFiscal | cNumber | cHoliday | cOffset | cClock | cCode

// entry is what the vocabulary says of a word.
type entry struct {
	mask class
	n    int32 // number, month, weekday, turn
	unit unit
	word string
}

// atom is a token or a part of one (Dec31 and mid-May hold two and three).
type atom struct {
	mask       class
	unit       unit
	n          int32   // month, weekday, ordinal or turn
	num        float64 // what digits or a number word say
	start, end uint32  // bytes of the text
	tok        int32   // index of the token, -1 in a dateline
	digits     uint8   // how many digits were written without separator, 0 if any
	space      bool    // white space stands before it
	capital    bool
	word       string // the vocabulary's copy of the word, "" for others
	ch         rune   // for cPunct
}

func (a *atom) is(c class) bool { return a.mask&c != 0 }

// vocabulary maps words in lower case to their entries.
type vocabulary struct {
	verbs    map[string]direction
	words    map[string]entry
	holidays map[string][]holiday // by first word
}

func newVocabulary() (*vocabulary, error) {
	v := &vocabulary{words: make(map[string]entry, 400), verbs: readVerbs()}
	for i, line := range strings.Split(wordsTSV, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 3 {
			return nil, fmt.Errorf("date: words.tsv:%d: want 3 fields", i+1)
		}
		c, ok := classNames[f[1]]
		if !ok {
			return nil, fmt.Errorf("date: words.tsv:%d: no class %q", i+1, f[1])
		}
		e := v.words[f[0]]
		e.word = f[0]
		e.mask |= c
		switch n, err := strconv.Atoi(f[2]); {
		case c&(cUnit|cShort|cAdverb) != 0:
			if e.unit, ok = unitNames[f[2]]; !ok {
				return nil, fmt.Errorf("date: words.tsv:%d: no unit %q", i+1, f[2])
			}
		case err == nil && c&(cAbbr|cName|cVerb) == 0:
			e.n = int32(n)
		}
		v.words[f[0]] = e
	}
	return v, v.readHolidays()
}

// lex appends the atoms of s, which begins at byte offset base, to out.
func (v *vocabulary) lex(out []atom, s string, base uint32, tok int32, space bool) []atom {
	for i := 0; i < len(s); {
		c, size := utf8.DecodeRuneInString(s[i:])
		j := i + size
		switch {
		case unicode.IsSpace(c):
			i, space = j, true
			continue
		case c >= '0' && c <= '9':
			j = endOfNumber(s, i)
			out = append(out, number(s[i:j]))
		case unicode.IsLetter(c):
			for j < len(s) {
				r, n := utf8.DecodeRuneInString(s[j:])
				if !unicode.IsLetter(r) {
					break
				}
				j += n
			}
			out = append(out, v.word(s[i:j], c))
		default:
			out = append(out, punct(c))
		}
		a := &out[len(out)-1]
		a.start, a.end, a.tok, a.space = base+uint32(i), base+uint32(j), tok, space
		i, space = j, false
	}
	return out
}

// word looks s up without a copy.
func (v *vocabulary) word(s string, first rune) atom {
	a := atom{capital: unicode.IsUpper(first)}
	var buf [16]byte
	if len(s) > len(buf) {
		return a
	}
	n := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		buf[n] = c
		n++
	}
	if e, ok := v.words[string(buf[:n])]; ok {
		a.mask, a.n, a.unit, a.word = e.mask, e.n, e.unit, e.word
		if a.is(cCard | cOrd | cArticle | cVague) {
			a.num = float64(e.n)
		}
	}
	if _, ok := v.holidays[string(buf[:n])]; ok {
		a.mask |= cHoliday
	}
	return a
}

func punct(c rune) atom {
	a := atom{mask: cPunct, ch: c}
	switch c {
	case '–', '—', '−', '‐', '‑':
		a.ch = '-'
	case '’':
		a.ch = '\''
	case '½':
		a.mask, a.num = cNumber, 0.5
	}
	return a
}

// endOfNumber returns the end of the digits at s[i:] with their separators.
func endOfNumber(s string, i int) int {
	for i < len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
		case (c == ',' || c == '.') && i+1 < len(s) && s[i+1] >= '0' && s[i+1] <= '9':
		default:
			return i
		}
		i++
	}
	return i
}

// number reads digits. Separated numbers (2,014 or 3.5) get digits 0 and so
// are no year and no day.
func number(s string) atom {
	a := atom{mask: cNumber}
	if len(s) > 18 {
		return a
	}
	var whole, frac, scale float64 = 0, 0, 1
	plain, point := true, false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == ',':
			plain = false
		case c == '.':
			plain, point = false, true
		case point:
			scale /= 10
			frac += scale * float64(c-'0')
		default:
			whole = whole*10 + float64(c-'0')
		}
	}
	a.num = whole + frac
	if plain {
		a.digits = uint8(len(s))
	}
	if a.num <= 1<<30 {
		a.n = int32(whole)
	}
	return a
}

// lexSentence returns the atoms of sentence si, using the memory of out.
func (v *vocabulary) lexSentence(d *text.Document, si int, out []atom) []atom {
	s := &d.Sentences[si]
	prev := s.Start
	for i := s.First; i < s.Last; i++ {
		t := &d.Tokens[i]
		if t.End-t.Start > 24 && strings.Contains(d.Text[t.Start:t.End], "://") {
			continue
		}
		out = v.lex(out, d.Text[t.Start:t.End], t.Start, i, t.Start > prev || i == s.First)
		prev = t.End
	}
	return out
}
