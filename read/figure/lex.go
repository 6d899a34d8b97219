package figure

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

//go:embed money.tsv
var moneyTSV string

//go:embed qualifiers.tsv
var qualifiersTSV string

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

var classNames = map[string]class{
	"card": cCard, "scale": cScale, "glue": cGlue, "part": cPart, "percent": cPercent,
	"article": cArticle, "label": cLabel,
}

type entry struct {
	mask class
	n    float64
	part float64
}

// vocabulary holds the tables of the pass.
type vocabulary struct {
	words      map[string]entry
	names      map[string]string // of currencies, singular
	signs      map[string]string
	codes      map[string]string
	minors     map[string]string
	qualifiers map[string]string
	short      map[string]string
	levels     map[string]bool // verbs whose subject is what a figure measures
	irregular  map[string]bool // plurals without s
	timeUnits  map[string]bool
	parties    map[string]bool // plurals of which the two are the parties of a story
	closers    map[string]bool // words that end a noun phrase
	lengths    map[string]bool // measures in the singular
	per        map[string]bool // what a rate is counted by
	holds      map[string]bool // verbs whose subject owns what they count
}

func newVocabulary() (*vocabulary, error) {
	v := &vocabulary{
		words: map[string]entry{}, names: map[string]string{}, signs: map[string]string{},
		codes: map[string]string{}, minors: map[string]string{}, qualifiers: map[string]string{},
		short: abbreviations(), levels: readLevels(), irregular: irregulars(), timeUnits: timeUnits(), closers: closers(), parties: partyNouns(),
		lengths: lengths(), per: per(), holds: holds(),
	}
	err := rows(wordsTSV, 3, func(f []string) error {
		n, err := strconv.ParseFloat(f[2], 64)
		c, ok := classNames[f[1]]
		if err != nil || !ok {
			return fmt.Errorf("words.tsv: %q", f)
		}
		e := v.words[f[0]]
		e.mask |= c
		switch c {
		case cPart:
			e.part = n
		default:
			e.n = n
		}
		v.words[f[0]] = e
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("figure: %w", err)
	}
	err = rows(moneyTSV, 3, func(f []string) error {
		table := map[string]map[string]string{"name": v.names, "sign": v.signs, "code": v.codes, "minor": v.minors}[f[1]]
		if table == nil {
			return fmt.Errorf("money.tsv: no kind %q", f[1])
		}
		table[f[0]] = f[2]
		if f[1] == "name" || f[1] == "minor" {
			first, _, _ := strings.Cut(f[0], " ")
			for _, w := range []string{first, first + "s"} {
				e := v.words[w]
				e.mask |= cMoney
				v.words[w] = e
			}
		}
		return nil
	})
	if err == nil {
		err = rows(qualifiersTSV, 2, func(f []string) error { v.qualifiers[f[0]] = f[1]; return nil })
	}
	if err != nil {
		return nil, fmt.Errorf("figure: %w", err)
	}
	return v, nil
}

// rows returns the fields of each line of a table that is no comment.
func rows(table string, fields int, f func([]string) error) error {
	for _, line := range strings.Split(table, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != fields {
			return fmt.Errorf("want %d fields in %q", fields, line)
		}
		if err := f(cells); err != nil {
			return err
		}
	}
	return nil
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

// lex appends the atoms of a sentence to out and tells whether a number may
// be among them.
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
