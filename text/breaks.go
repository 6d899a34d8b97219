package text

import _ "embed"

// breaksFile holds what was learned of sentences that end without a stop, or
// before a small letter, as in e-mail and chat: a signed byte for each row.
// go run ./eval/breaks makes it anew. It is CC BY-SA 4.0, see NOTICE.
//
//go:embed breaks.bin
var breaksFile string

// breakRows is the number of rows of breaks.bin, breakFeatures how many of
// them a gap between two tokens has.
const (
	breakRows     = 1 << 16
	breakFeatures = 18
)

// Gap is a place between two tokens where the rules see no end of a sentence
// and there may yet be one: before Document.Tokens[Token].
type Gap struct {
	Token int
	Rows  [breakFeatures]uint16
}

// breakLeast is the sum above which a gap ends a sentence.
const breakLeast = 20

// breaks reports whether a sentence that began at token from ends before token
// i though the rules do not say so.
func (d *divider) breaks(from, i int) bool {
	if !d.mayBreak(i) {
		return false
	}
	var rows [breakFeatures]uint16
	d.rows(&rows, from, i)
	sum := 0
	for _, r := range rows {
		sum += int(int8(breaksFile[r]))
	}
	return sum > breakLeast
}

// mayBreak reports whether the gap before token i is worth a look: not inside a
// written word, not between small words, and before a small word only where
// the writer does without capitals.
func (d *divider) mayBreak(i int) bool {
	p, n := &d.t[i-1], &d.t[i]
	if n.Flags&(Joined|Closes) != 0 {
		return false
	}
	mark := p.Flags&(Word|Digits) == 0
	if n.Flags&Word != 0 && n.Flags&(Capital|Digits) == 0 {
		if mark && d.style() < 2 && !d.isAddress(n) {
			return false // edited text: Yahoo! and others
		}
		if p.End == n.Start {
			return mark && d.isStop(i-1)
		}
		return mark && d.s[p.Start] != ',' && p.Flags&Opens == 0 || n.End-n.Start > 8 && d.isAddress(n) || p.Flags&Word != 0 && d.isAddress(p)
	}
	if p.End == n.Start {
		return mark && n.Flags&Word != 0 && d.isStop(i-1)
	}
	switch d.s[n.Start] {
	case ',', ';', ':', '.', '!', '?', '%':
		return false
	}
	return p.Flags&Opens == 0
}

// isAddress reports whether a token is an address of mail or the web.
func (d *divider) isAddress(t *Token) bool {
	if t.End-t.Start < 7 {
		return false
	}
	w := d.s[t.Start:t.End]
	for i := 1; i+2 < len(w); i++ {
		switch w[i] {
		case '@':
			return true
		case ':':
			return w[i+1] == '/'
		case '.':
			if w[0]|0x20 == 'w' && i == 3 {
				return true
			}
		}
	}
	return false
}

// kind returns what sort of token i is, 0 where there is none.
func (d *divider) kind(i int) uint32 {
	if i < 0 || i >= len(d.t) {
		return 0
	}
	t := &d.t[i]
	f := t.Flags
	switch {
	case f&Word != 0 && d.isAddress(t):
		return 1
	case f&(Word|Digits) == Word|Digits:
		return 2
	case f&Digits != 0:
		return 3 + uint32(min(4, t.End-t.Start))
	case f&Word == 0:
		k := uint32(d.s[t.Start]) + 16
		if t.End-t.Start > 4 {
			k += 256
		}
		return k
	case f&AllCaps != 0:
		return 9
	case f&Capital != 0:
		if d.s[t.End-1] == '.' {
			return 10
		}
		return 11
	case d.s[t.End-1] == '.':
		return 12
	}
	return 13
}

// name returns a hash of the form of token i in small letters; figures count as
// one another.
func (d *divider) name(i int) uint32 {
	if i < 0 || i >= len(d.t) {
		return 7
	}
	h := uint32(2166136261)
	w := d.s[d.t[i].Start:d.t[i].End]
	for k := 0; k < len(w) && k < 12; k++ {
		c := w[k]
		switch {
		case 'A' <= c && c <= 'Z':
			c |= 0x20
		case '0' <= c && c <= '9':
			c = '0'
		}
		h = (h ^ uint32(c)) * 16777619
	}
	return h
}

// bucket puts a count in one of a few classes.
func bucket(n int) uint32 {
	switch {
	case n < 5:
		return uint32(n)
	case n < 8:
		return 5
	case n < 16:
		return 6
	}
	return 7
}

// rows returns the rows of the gap before token i of a sentence that began at
// token from.
func (d *divider) rows(out *[breakFeatures]uint16, from, i int) {
	p, n := d.name(i-1), d.name(i)
	pp, nn := d.name(i-2), d.name(i+1)
	kp, kn, kpp, knn := d.kind(i-1), d.kind(i), d.kind(i-2), d.kind(i+1)
	size, rest := bucket(i-from), bucket(len(d.t)-i)
	style := d.style()
	state := uint32(d.t[i].Flags&(InBracket|Quoted|Opens)) + uint32(d.t[i-1].Flags&Closes)<<3
	if d.t[i-1].End < d.t[i].Start {
		state++
	}
	pair := kp<<10 ^ kn
	first := d.name(from)
	if i-from < 2 {
		first = 3
	}
	*out = [breakFeatures]uint16{
		row(1, style, 0),
		row(2, pair, 0),
		row(3, p, 0),
		row(4, n, 0),
		row(5, p, kn),
		row(6, kp, n),
		row(7, pair, kpp),
		row(8, pair, knn),
		row(9, p, pp),
		row(10, n, nn),
		row(11, pair, size),
		row(12, first, kp<<4^size),
		row(13, p, size),
		row(14, pair, style),
		row(15, pair, state),
		row(16, pair, rest),
		row(17, n, size),
		row(18, kpp<<20^pair, knn),
	}
}

func row(number, a, b uint32) uint16 {
	h := (a*0x9e3779b1 ^ b*0x85ebca6b ^ number*0xc2b2ae35)
	h ^= h >> 15
	h *= 0x2c1b3c6d
	h ^= h >> 13
	return uint16(h)
}

// style returns how the paragraph is written: whether it begins small, and
// whether the pronoun is a small i in it.
func (d *divider) style() uint32 {
	if d.how > 0 {
		return d.how
	}
	d.how = 1
	if isLower(d.s, int(d.t[0].Start)) {
		d.how |= 2
	}
	for i := range d.t {
		if t := &d.t[i]; t.End == t.Start+1 && d.s[t.Start] == 'i' {
			d.how |= 4
			break
		}
	}
	return d.how
}

// Gaps calls visit for every gap of d's body that the rules leave open, where
// starts returns which tokens begin a sentence.
func (p *Splitter) Gaps(d *Document, starts func(token int) bool, visit func(Gap)) {
	for k := 0; k < len(d.Tokens); {
		e := k
		at := d.Sentences[d.Tokens[k].Sentence].Paragraph
		for e < len(d.Tokens) && d.Sentences[d.Tokens[e].Sentence].Paragraph == at {
			e++
		}
		q := &d.Paragraphs[at]
		if q.Kind == Body && q.Lead == 0 {
			v := divider{v: p.v, s: d.Text, t: d.Tokens[k:e]}
			for from, i := 0, 1; i < len(v.t); i++ {
				switch {
				case v.ruled(from) == i:
					from = i
				case v.mayBreak(i):
					g := Gap{Token: k + i}
					v.rows(&g.Rows, from, i)
					visit(g)
					fallthrough
				default:
					if starts(k + i) {
						from = i
					}
				}
			}
		}
		k = e
	}
}
