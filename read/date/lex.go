package date

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
	en       english
	verbs    map[string]direction
	words    map[string]entry
	holidays map[string][]holiday // by first word
}

// newVocabulary makes the classes of the sets of lang/en that make them up.
func newVocabulary() (*vocabulary, error) {
	l, err := en.Load()
	if err != nil {
		return nil, err
	}
	ask := l.Ask()
	v := &vocabulary{words: make(map[string]entry, 400), en: newEnglish(ask)}
	for _, take := range [...]func(*lang.Request) error{v.readCalendar, v.readCounts, v.readSmall, v.readVerbs, v.readHolidays} {
		if err := take(ask); err != nil {
			return nil, err
		}
	}
	return v, ask.Err()
}

// readCalendar takes the names of months, days, seasons and units.
func (v *vocabulary) readCalendar(ask *lang.Request) error {
	return errors.Join(
		v.take(ask, cMonth, "month"),
		v.take(ask, cMonth|cAbbr, "month-short"),
		v.take(ask, cName, "month-given-name"),
		v.take(ask, cWeekday, "weekday"),
		v.take(ask, cWeekday|cAbbr, "weekday-short"),
		v.take(ask, cWeekdays, "weekday-plural"),
		v.take(ask, cSeason, "season"),
		v.take(ask, cVerb, "time-verb"),
		v.take(ask, cDecade, "decade"),
		v.take(ask, cUnit, "time-unit"),
		v.take(ask, cShort, "time-unit-letter"),
		v.take(ask, cAdverb, "how-often"),
		v.take(ask, cDaypart, "part-of-day"),
		v.take(ask, cClock, "clock-word"),
		v.take(ask, cMeridiem, "meridiem"),
		v.take(ask, cEra, "era"),
		v.take(ask, cCode, "period-code"),
	)
}

// readCounts takes what counts, and what says from where.
func (v *vocabulary) readCounts(ask *lang.Request) error {
	return errors.Join(
		v.take(ask, cCard, "cardinal"),
		v.take(ask, cCard, "round-number"),
		v.take(ask, cOrd, "ordinal"),
		v.take(ask, cVague, "vague-number"),
		v.take(ask, cHalf, "half"),
		v.take(ask, cTurn, "turn"),
		v.take(ask, cDeictic, "deictic"),
		v.take(ask, cOffset, "offset"),
		v.take(ask, cPart, "part-of-period"),
		v.take(ask, cFiscal, "fiscal"),
		v.take(ask, cOld, "old"),
	)
}

// readSmall takes the small words.
func (v *vocabulary) readSmall(ask *lang.Request) error {
	// Grammar: each of these words is a class of its own.
	for _, w := range [...]struct {
		word string
		c    class
	}{{"the", cThe}, {"that", cThat}, {"of", cOf}, {"same", cSame}, {"now", cNow}} {
		if err := v.put(lang.Row{Word: w.word}, w.c); err != nil {
			return err
		}
	}
	if err := v.take(ask, cArticle, "a-an"); err != nil {
		return err
	}
	for w := range ask.Set("a-an").All() {
		e := v.words[w]
		e.n = 1
		v.words[w] = e
	}
	return errors.Join(
		v.take(ask, cAnd, "and-or"),
		v.take(ask, cEvery, "every"),
		v.take(ask, cLink, "range-link"),
		v.take(ask, cPrep, "time-preposition"),
	)
}

// take puts the words of a set into classes.
func (v *vocabulary) take(ask *lang.Request, c class, set string) error {
	for _, row := range ask.Rows(set) {
		if err := v.put(row, c); err != nil {
			return fmt.Errorf("date: set %s: %w", set, err)
		}
	}
	return nil
}

// put adds classes to a word, with the unit or number that stands with it.
func (v *vocabulary) put(row lang.Row, c class) error {
	e := v.words[row.Word]
	e.word = row.Word
	e.mask |= c
	switch n, err := strconv.Atoi(row.Value()); {
	case c&(cUnit|cShort|cAdverb) != 0:
		var ok bool
		if e.unit, ok = unitNames[row.Value()]; !ok {
			return fmt.Errorf("%s: no unit %q", row.Word, row.Value())
		}
	case err == nil:
		e.n = int32(n)
	case row.Value() != "":
		return fmt.Errorf("%s: no number %q", row.Word, row.Value())
	}
	v.words[row.Word] = e
	return nil
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
