package text

import "strings"

// pairing walks over the tokens of one paragraph, notes their shape, and
// pairs quotation marks and brackets.
type pairing struct {
	s      string
	t      []Token
	double int // index of the open double quotation mark, or -1
	single int // index of the open single one, or -1
	depth  int // of brackets
	outer  int // index of the outermost open bracket
}

// pair sets the flags of the tokens t of s that need their neighbours; end is
// the byte at which the paragraph ends.
func pair(s string, t []Token, end int) {
	p := pairing{s: s, t: t, double: -1, single: -1}
	for i := range t {
		next := end
		if i+1 < len(t) {
			next = int(t[i+1].Start)
		}
		if int(t[i].End) < next || next == end {
			t[i].Flags |= SpaceAfter
		}
		if t[i].Flags&Word != 0 {
			t[i].Flags |= shape(s[t[i].Start:t[i].End])
			continue
		}
		p.mark(i)
	}
	// A quotation that runs over the end of its paragraph goes on in the
	// next; a plain mark alone is only believed where it opens the paragraph.
	if p.double >= 0 && (p.double == 0 || s[t[p.double].Start] != '"') {
		p.set(p.double, len(t), Quoted)
	}
}

// shape returns the flags that the letters of a word decide.
func shape(w string) Flags {
	i := 0
	for i < len(w) {
		c, n := at(w, i)
		if c&letter != 0 {
			if c == lower {
				return 0
			}
			i += n
			break
		}
		i += n
	}
	f, more := Capital, false
	for i < len(w) {
		c, n := at(w, i)
		if c == lower {
			return f
		}
		more = more || c == upper
		i += n
	}
	if more {
		f |= AllCaps
	}
	return f
}

func (p *pairing) set(from, to int, f Flags) {
	for i := from + 1; i < to; i++ {
		p.t[i].Flags |= f
	}
}

func (p *pairing) mark(i int) {
	t := &p.t[i]
	switch w := p.s[t.Start:t.End]; w {
	case "(", "[":
		t.Flags |= Opens
		if p.depth == 0 {
			p.outer = i
		}
		p.depth++
	case ")", "]":
		t.Flags |= Closes
		if p.depth > 0 {
			if p.depth--; p.depth == 0 {
				p.set(p.outer, i, InBracket)
			}
		}
	case "“", "„", "«", "``", "‟":
		p.open(i)
	case "”", "»", "''", "’’":
		if w == "”" && p.double >= 0 && p.s[p.t[p.double].Start:p.t[p.double].End] == "”" {
			p.closeDouble(i)
			return
		}
		if p.double < 0 && w == "”" && p.before(i) && !p.after(i) {
			p.open(i) // ”…” as some houses set it
			return
		}
		p.closeDouble(i)
	case `"`:
		p.plain(i)
	case "‘", "‘‘", "`":
		if w == "‘‘" {
			p.open(i)
			return
		}
		t.Flags |= Opens
		p.single = i
	case "'", "’":
		p.apostrophe(i)
	}
}

func (p *pairing) open(i int) {
	p.t[i].Flags |= Opens
	p.double = i
}

func (p *pairing) closeDouble(i int) {
	p.t[i].Flags |= Closes
	if p.double >= 0 {
		p.set(p.double, i, Quoted)
	}
	p.double, p.single = -1, -1
}

// before reports whether white space or an opening mark stands before token i;
// after whether white space or punctuation follows it.
func (p *pairing) before(i int) bool {
	return i == 0 || p.t[i-1].End < p.t[i].Start || p.t[i-1].Flags&Opens != 0
}

func (p *pairing) after(i int) bool {
	return i+1 == len(p.t) || p.t[i].End < p.t[i+1].Start || p.t[i+1].Flags&(Word|Digits) == 0
}

// plain reads the straight double mark at token i. Space on one side only
// decides; else the marks take turns.
func (p *pairing) plain(i int) {
	before, after := p.before(i), i+1 == len(p.t) || p.t[i].End < p.t[i+1].Start
	switch {
	case p.double < 0 && (before || !after) && i+1 < len(p.t):
		if !before && i > 0 && p.t[i-1].Flags&Digits != 0 {
			return // an inch mark
		}
		p.open(i)
	case p.double >= 0 && before && !after && i > p.double+1 && p.t[i-1].Flags&(Word|Digits) == 0:
		p.open(i) // the one before was never closed
	case p.double >= 0:
		p.closeDouble(i)
	}
}

// apostrophe reads the single mark at token i: it opens or closes a
// quotation, or is the genitive of the word in s before it.
func (p *pairing) apostrophe(i int) {
	t := &p.t[i]
	if p.before(i) {
		if i+1 < len(p.t) && t.End == p.t[i+1].Start {
			t.Flags |= Opens
			p.single = i
		}
		return
	}
	w := p.s[p.t[i-1].Start:p.t[i-1].End]
	genitive := strings.HasSuffix(w, "s") || strings.HasSuffix(w, "S") || strings.HasSuffix(w, "z") || strings.HasSuffix(w, "x")
	if p.single < 0 || (genitive && p.closesLater(i)) {
		if genitive {
			t.Flags |= Joined
		}
		return
	}
	t.Flags |= Closes
	p.set(p.single, i, Quoted)
	p.single = -1
}

// closesLater reports whether a single mark that can close the open quotation
// follows soon after token i, which is then no closing mark itself.
func (p *pairing) closesLater(i int) bool {
	if i+1 >= len(p.t) || !isLower(p.s, int(p.t[i+1].Start)) {
		return false
	}
	for k := i + 1; k < len(p.t) && k < i+24; k++ {
		t := &p.t[k]
		if w := p.s[t.Start:t.End]; (w == "'" || w == "’") && p.t[k-1].End == t.Start {
			return k+1 == len(p.t) || t.End < p.t[k+1].Start || p.t[k+1].Flags&(Word|Digits) == 0
		}
	}
	return false
}
