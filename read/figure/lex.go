package figure

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/datelinewire/dateline/lang"
	"github.com/datelinewire/dateline/lang/en"
	"github.com/datelinewire/dateline/text"
)

// class is a set of the roles that a word can play beside a number.
type class uint16

const (
	cCard    class = 1 << iota // one, twenty
	cScale                     // hundred, million; millions names no number
	cGlue                      // a scale only when glued to digits: 5bn
	cPart                      // half, thirds
	cPercent                   // percent, %
	cArticle                   // a, an
	cLabel                     // Flight, Resolution: makes a name of the number behind it
	cMoney                     // part of a currency's name
	cDigits
	cPunct
)

type entry struct {
	mask class
	n    float64
	part float64
}

// vocabulary holds the tables of the pass.
type vocabulary struct {
	en         english
	words      map[string]entry
	names      map[string]string // of currencies, singular; "-" where the word alone does not say which
	signs      map[string]string
	codes      map[string]string
	minors     map[string]string
	qualifiers map[string]string
	short      map[string]string            // the plain noun of an abbreviated measure
	shared     map[string]map[string]string // see shareOut
}

func newVocabulary() (*vocabulary, error) {
	l, err := en.Load()
	if err != nil {
		return nil, err
	}
	ask := l.Ask()
	v := &vocabulary{
		en: newEnglish(ask), words: map[string]entry{}, names: ask.Values("currency"), signs: ask.Values("currency-sign"),
		codes: ask.Values("currency-code"), minors: ask.Values("minor-currency"), qualifiers: ask.Values("qualifier"),
		short: ask.Values("measure-short"),
	}
	for w, code := range v.names {
		if code == "" {
			v.names[w] = "-"
		}
	}
	v.markMoney(v.names)
	v.markMoney(v.minors)
	err = errors.Join(
		v.take(ask, cCard, "cardinal"),
		v.take(ask, cScale, "round-number"),
		v.take(ask, cScale, "scale"),
		v.take(ask, cGlue, "glued-scale"),
		v.take(ask, cPart, "fraction"),
		v.take(ask, cPercent, "percent"),
		v.take(ask, cArticle, "a-an"),
		v.take(ask, cLabel, "number-label"),
		ask.Err(),
	)
	return v, err
}

// take puts the words of a set into a class, with the number that stands with
// them; 1 where none does.
func (v *vocabulary) take(ask *lang.Request, c class, set string) error {
	for _, row := range ask.Rows(set) {
		n := 1.0
		if row.Value() != "" {
			var err error
			if n, err = strconv.ParseFloat(row.Value(), 64); err != nil {
				return fmt.Errorf("figure: set %s: %s: %w", set, row.Word, err)
			}
		}
		e := v.words[row.Word]
		e.mask |= c
		if c == cPart {
			e.part = n
		} else {
			e.n = n
		}
		v.words[row.Word] = e
	}
	return nil
}

// markMoney marks the first words of currencies' names, singular and plural.
func (v *vocabulary) markMoney(names map[string]string) {
	for name := range names {
		first, _, _ := strings.Cut(name, " ")
		for _, w := range [...]string{first, first + "s"} {
			e := v.words[w]
			e.mask |= cMoney
			v.words[w] = e
		}
	}
}

// atom is a token or a part of one (US$5bn holds four).
type atom struct {
	mask       class
	n          float64
	part       float64
	start, end uint32
	tok        int32
	space      bool // white space stands before it
	capital    bool
	grouped    bool // digits with separators
	ch         rune // for cPunct
}

func (a *atom) is(c class) bool { return a.mask&c != 0 }

// lex appends the atoms of a sentence to out and reports whether a number
// may be among them.
func (v *vocabulary) lex(d *text.Document, si int, out []atom) ([]atom, bool) {
	s := &d.Sentences[si]
	prev := s.Start
	any := false
	for i := s.First; i < s.Last; i++ {
		t := &d.Tokens[i]
		n := len(out)
		if t.End-t.Start > 12 && strings.Contains(d.Text[t.Start:t.End], "://") {
			prev = t.End
			continue
		}
		out = v.token(out, d.Text[t.Start:t.End], t.Start, i, t.Start > prev || i == s.First)
		for ; n < len(out); n++ {
			any = any || out[n].mask&(cDigits|cCard|cScale|cPart) != 0
		}
		prev = t.End
	}
	return out, any
}

func (v *vocabulary) token(out []atom, s string, base uint32, tok int32, space bool) []atom {
	for i := 0; i < len(s); {
		c, size := utf8.DecodeRuneInString(s[i:])
		j := i + size
		var a atom
		switch {
		case unicode.IsSpace(c):
			i, space = j, true
			continue
		case c >= '0' && c <= '9':
			j, a = digits(s, i)
		case c == '.' && i == 0 && len(s) > 1 && isDigit(s[1]):
			j, a = digits("0"+s, 0)
			j--
		case unicode.IsLetter(c):
			for j < len(s) {
				r, n := utf8.DecodeRuneInString(s[j:])
				if !unicode.IsLetter(r) {
					break
				}
				j += n
			}
			a = v.word(s[i:j])
			a.capital = unicode.IsUpper(c)
		default:
			a = sign(c)
		}
		a.start, a.end, a.tok, a.space = base+uint32(i), base+uint32(j), tok, space
		out = append(out, a)
		i, space = j, false
	}
	return out
}

func (v *vocabulary) word(s string) atom {
	var buf [16]byte
	if len(s) > len(buf) {
		return atom{}
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		buf[i] = c
	}
	e := v.words[string(buf[:len(s)])]
	return atom{mask: e.mask, n: e.n, part: e.part}
}

func sign(c rune) atom {
	a := atom{mask: cPunct, ch: c}
	switch c {
	case '–', '—', '−', '‐', '‑':
		a.ch = '-'
	case '’':
		a.ch = '\''
	case '%', '٪':
		a.mask, a.ch = cPunct|cPercent, '%'
	case '½':
		a.mask, a.n = cDigits, 0.5
	case '¼':
		a.mask, a.n = cDigits, 0.25
	case '¾':
		a.mask, a.n = cDigits, 0.75
	case '⅓':
		a.mask, a.n = cDigits, 1.0/3
	case '⅔':
		a.mask, a.n = cDigits, 2.0/3
	}
	return a
}

// digits reads digits with thousands separators and a decimal point. A comma
// parts thousands (or, as in India, hundreds of thousands) where two or three
// digits follow it up to the last three; other commas end the number. Of a
// longer run than any number has it reads the beginning, which is a list's.
func digits(s string, i int) (int, atom) {
	a := atom{mask: cDigits}
	j := i
	for j < len(s) && j-i < longestNumber && (isDigit(s[j]) || (s[j] == ',' || s[j] == '.') && j+1 < len(s) && isDigit(s[j+1])) {
		j++
	}
	raw := s[i:j]
	if len(raw) == longestNumber {
		return beyondNumbers(s, i)
	}
	if strings.Count(raw, ".") > 1 {
		a.grouped, a.n = true, -1 // an address or a date
		return j, a
	}
	if strings.ContainsRune(raw, ',') {
		a.grouped = true
		whole, _, _ := strings.Cut(raw, ".")
		groups := strings.Split(whole, ",")
		for k, g := range groups {
			if k > 0 && len(g) != 3 && (len(g) != 2 || k == len(groups)-1) || len(groups[0]) > 3 {
				// 22,24,26: a list
				raw, a.grouped = groups[0], false
				j = i + len(raw)
				break
			}
		}
		raw = strings.ReplaceAll(raw, ",", "")
	}
	n, err := strconv.ParseFloat(raw, 64)
	if err != nil || len(raw) > 18 {
		n = -1
	}
	a.n = n
	return j, a
}

// beyondNumbers reads the beginning of a run that no number is as long as: the
// digits up to its first mark.
func beyondNumbers(s string, i int) (int, atom) {
	j := i
	for j < len(s) && isDigit(s[j]) {
		j++
	}
	a := atom{mask: cDigits, n: -1}
	if n, err := strconv.ParseFloat(s[i:j], 64); err == nil && j-i <= 18 {
		a.n = n
	}
	return j, a
}

// longestNumber bounds the bytes of a number with its separators: a number of
// more has more digits than a float holds.
const longestNumber = 64

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
