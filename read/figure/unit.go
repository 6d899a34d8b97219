package figure

import (
	"cmp"
	"strings"

	"github.com/datelinewire/dateline/text"
)

// unit is what a number counts.
type unit struct {
	name   string // ISO 4217 code, percent, or a plain noun
	factor float64
	first  int // atoms of the words: of the counted noun and what stands before it
	end    int
	noun   bool
	time   bool
}

// sign returns the currency of the sign that ends at atom i, or "".
func (p *parser) sign(i int) string {
	code, _ := p.signFrom(i)
	return code
}

// signFrom also tells where the sign begins: US$, RM, USD.
func (p *parser) signFrom(i int) (string, int) {
	a := p.at(i)
	if a.end == 0 {
		return "", i
	}
	w := p.lower(i)
	if a.is(cPunct) {
		if a.ch == '.' && p.lower(i-1) == "rs" {
			return "INR", i - 1
		}
		code, ok := p.v.signs[w]
		if !ok {
			return "", i
		}
		if k := i - 1; p.ch(k, '.') && p.lower(k-1) == "s" && p.ch(k-2, '.') && p.lower(k-3) == "u" {
			return "USD", k - 3 // U.S. $10
		} else if p.lower(k) == "s" && p.ch(k-1, '.') && p.lower(k-2) == "u" {
			return "USD", k - 2
		}
		if prev := p.at(i - 1); p.ch(i-2, '\'') {
			return code, i
		} else if prev.mask&(cPunct|cDigits) == 0 && prev.end > 0 && (prev.capital || p.o.Lowercase) {
			if c, ok := p.v.signs[p.lower(i-1)+" "+w]; ok && (!a.space || p.lower(i-1) != "a") {
				return c, i - 1
			}
			if c, ok := p.v.codes[p.lower(i-1)]; ok {
				return c, i - 1
			}
		}
		return code, i
	}
	if len(w) < 2 || len(w) > 3 || !a.capital && !p.o.Lowercase {
		return "", i
	}
	if c, ok := p.v.signs[w]; ok {
		return c, i
	}
	if c, ok := p.v.codes[w]; ok && (p.raw(i) == c || p.o.Lowercase) {
		return c, i
	}
	return "", i
}

// unitAt reads what the number before atom i counts; first is where the
// number began.
func (p *parser) unitAt(i int) unit {
	if u := p.percent(i); u.end > 0 {
		return u
	}
	if u := p.currency(i); u.end > 0 {
		return u
	}
	j := i
	if p.ch(j, '-') && !p.at(j).space {
		j++
	}
	if w := p.v.short[p.lower(j)]; w != "" && !p.at(j).capital || w != "" && (w == "megawatts" || w == "gigawatts") {
		return unit{name: w, factor: 1, first: j, end: j + 1, noun: true}
	}
	if p.lower(j) == "strong" || p.lower(j) == "odd" && j > i {
		j++
	}
	if p.lower(j) == "of" {
		switch w := p.lower(j + 1); {
		case w == "a" || w == "one":
			if u := p.percent(j + 2); u.end > 0 && p.at(i-1).is(cPart) { // three tenths of a percent
				return u
			}
		case w == "the" || w == "our" || p.v.en.possessive.Has(w) || p.v.en.theseThose.Has(w): // four of his bodyguards
			k := j + 2
			if p.v.en.ofAdjective.Has(p.lower(k)) {
				if p.at(k + 1).is(cDigits | cCard) {
					k++ // 14 of the past 20 years
				}
			}
			if p.at(k).is(cDigits | cCard) { // 12 of the 15 seats
				if q, ok := p.number(k); ok {
					k = q.end
				}
				u := p.noun(k)
				u.end = min(u.end, i) // the second number is a figure of its own
				return u
			}
			return p.noun(k)
		}
	}
	return p.noun(j)
}

func (p *parser) percent(i int) unit {
	a := p.at(i)
	switch {
	case a.is(cPercent) && p.lower(i) == "percentage" && strings.HasPrefix(p.lower(i+1), "point"):
		return unit{name: "percentage points", factor: 1, first: i, end: i + 2}
	case a.is(cPercent):
		return unit{name: "percent", factor: 1, first: i, end: i + 1}
	case p.ch(i, '-') && p.at(i+1).is(cPercent):
		return unit{name: "percent", factor: 1, first: i + 1, end: i + 2}
	case p.lower(i) == "per" && p.lower(i+1) == "cent":
		return unit{name: "percent", factor: 1, first: i, end: i + 2}
	case p.lower(i) == "basis" && strings.HasPrefix(p.lower(i+1), "point"):
		return unit{name: "basis points", factor: 1, first: i, end: i + 2}
	}
	return unit{}
}

// currency reads the name of a currency, the longest that fits.
func (p *parser) currency(i int) unit {
	j := i
	if p.ch(j, '-') && !p.at(j).space {
		j++
	}
	a := p.at(j)
	if a.is(cPunct) {
		if c, ok := p.v.signs[p.lower(j)]; ok && !p.at(j+1).is(cDigits) {
			return unit{name: c, factor: 1, first: j, end: j + 1}
		}
		if p.lower(j) == "u" || a.ch == '.' {
			return unit{}
		}
	}
	if c := p.v.signs[p.lower(j)]; c != "" && a.mask == 0 && a.end-a.start > 2 { // 元
		return unit{name: c, factor: 1, first: j, end: j + 1}
	}
	if a.is(cMoney) || a.capital {
		for n := 3; n > 0; n-- {
			name, ok := p.phrase(j, n)
			if !ok {
				continue
			}
			if c := p.v.names[name]; c != "" && !(c == "GBP" && p.lower(j+n) == "of") {
				if n == 1 {
					c = cmp.Or(p.local(name, j), c)
				}
				if c == "-" {
					return unit{name: strings.TrimSuffix(name, "s") + "s", factor: 1, first: j, end: j + n}
				}
				return unit{name: c, factor: 1, first: j, end: j + n}
			}
			if c := p.v.minors[name]; c != "" {
				return unit{name: c, factor: 0.01, first: j, end: j + n}
			}
		}
	}
	if w := p.lower(j); len(w) == 3 && p.v.codes[w] != "" && (p.raw(j) == p.v.codes[w] || p.o.Lowercase || !a.space && j == i) {
		return unit{name: p.v.codes[w], factor: 1, first: j, end: j + 1}
	}
	return unit{}
}

// phrase joins n words from atom i in lower case, the last in the singular.
func (p *parser) phrase(i, n int) (string, bool) {
	var b strings.Builder
	for k := i; k < i+n; k++ {
		if a := p.at(k); a.end == 0 || a.is(cPunct|cDigits) {
			return "", false
		}
		if k > i {
			b.WriteByte(' ')
		}
		b.WriteString(p.lower(k))
	}
	s := b.String()
	if _, ok := p.v.names[s]; !ok && strings.HasSuffix(s, "s") {
		s = s[:len(s)-1]
	}
	return s, true
}

// noun reads the plural noun that is counted: extra soldiers, Khmer Rouge
// fighters. It stops at punctuation and at words that end a noun phrase.
func (p *parser) noun(i int) unit {
	if u := p.attributive(i); u.end > 0 {
		return u
	}
	for j, words := i, 0; words < 6; j++ {
		a := p.at(j)
		if a.end == 0 || a.is(cDigits) || a.is(cPunct) && !p.joins(j) || a.is(cScale) && a.n > 0 || p.verb(j) && !a.capital {
			break
		}
		if a.is(cPunct) {
			continue
		}
		words++
		w := p.lower(j)
		if w == "and" && j > i && !p.at(j-1).is(cPunct) && p.at(j+1).end > 0 && !p.v.en.closer.Has(p.lower(j+1)) {
			continue // federal and military retirees
		}
		if p.v.en.closer.Has(w) {
			break
		}
		if !p.counted(j, w) {
			continue
		}
		// A plural before another noun is part of its name: arms dealers.
		if next := p.lower(j + 1); next != "" && !p.at(j+1).is(cPunct) && !p.v.en.closer.Has(next) && w != "people" && p.counted(j+1, next) {
			continue
		}
		if before := p.lower(j - 1); j > i && p.v.en.areaPrefix.Has(before) {
			w = before + " " + w
		}
		return unit{name: w, factor: 1, first: i, end: j + 1, noun: true, time: p.v.en.timePlural.Has(w)}
	}
	return unit{}
}

// joins reports whether the mark at atom j stands inside a word: mine-hunting,
// U.N., Shi'ite.
func (p *parser) joins(j int) bool {
	a, prev, next := p.at(j), p.at(j-1), p.at(j+1)
	switch a.ch {
	case '-':
		return true
	case '\'':
		return !a.space && !next.space && next.end-next.start > 1 && next.mask&cPunct == 0
	case '.':
		return !a.space && prev.capital && prev.end-prev.start == 1 && next.end > 0
	}
	return false
}

// attributive reads the singular that counts: behind a hyphen (a 601-member
// assembly, a 24-hour search of three ships), or a measure (a 1,200 kilogram
// load).
func (p *parser) attributive(i int) unit {
	w, a := p.lower(i), p.at(i)
	if w == "" || a.capital || a.mask&cPunct != 0 || p.v.en.closer.Has(w) {
		return unit{}
	}
	j := i
	switch {
	case p.ch(i-1, '-') && !p.at(i-1).space && !a.space && !p.counted(i, w) && a.mask&(cPart|cScale|cCard) == 0 && p.nominal(i):
		if p.v.en.notCounted.Has(w) {
			return unit{}
		}
	case p.at(i-1).is(cDigits|cScale) && p.v.en.length.Has(w):
	case p.at(i-1).is(cDigits|cScale) && (w == "square" || w == "cubic") && p.v.en.length.Has(p.lower(i+1)):
		j++
		w += " " + plural(p.lower(j))
	default:
		return unit{}
	}
	w = plural(w)
	return unit{name: w, factor: 1, first: i, end: j + 1, noun: true, time: p.v.en.timePlural.Has(w)}
}

// nominal reports whether atom i may be a noun, as far as the tags tell.
func (p *parser) nominal(i int) bool {
	if !p.d.Has.Has(text.Tags) || p.at(i).tok == p.at(i-2).tok {
		return true
	}
	t := p.d.Tokens[p.at(i).tok].Pos
	return t == text.NOUN || t == text.PROPN || t == text.ADJ || t == text.X
}

// rate reads what a quantity is per, and gives it and the atom behind: miles
// per hour, $60 a barrel, five times a day.
func (p *parser) rate(d *draft) (string, int) {
	k := d.end
	if p.ch(k, '-') && !p.at(k).space {
		k++
	}
	article := p.lower(k) == "a" || p.lower(k) == "an"
	if !article && p.lower(k) != "per" || d.unit.name == "" {
		return "", 0
	}
	k++
	if p.ch(k, '-') && !p.at(k).space {
		k++
	}
	w := p.lower(k)
	if !p.v.en.per.Has(w) || article && (w == "second" || d.unit.noun && p.v.en.perPerson.Has(w)) {
		return "", 0
	}
	if p.v.en.notPer.Has(p.lower(k + 1)) { // ten men a day after
		if article {
			return "", 0
		}
	}
	return w, k + 1
}

// counted reports whether the word at atom j is a plural noun.
func (p *parser) counted(j int, w string) bool {
	if p.v.en.irregular.Has(w) {
		return true
	}
	if len(w) < 4 || w[len(w)-1] != 's' || strings.HasSuffix(w, "ss") || strings.HasSuffix(w, "us") || strings.HasSuffix(w, "ous") || strings.HasSuffix(w, "is") && !(p.at(j).capital && len(w) > 5) {
		return false
	}
	return !p.verb(j)
}

// plural returns the plural of a regular noun.
func plural(w string) string {
	switch {
	case w == "man" || w == "woman":
		return w[:len(w)-2] + "en"
	case w == "person":
		return "people"
	case w == "foot":
		return "feet"
	case strings.HasSuffix(w, "s"):
		return w
	case strings.HasSuffix(w, "y") && len(w) > 2 && !strings.ContainsRune("aeiou", rune(w[len(w)-2])):
		return w[:len(w)-1] + "ies"
	case strings.HasSuffix(w, "ch") || strings.HasSuffix(w, "sh") || strings.HasSuffix(w, "x"):
		return w + "es"
	}
	return w + "s"
}
