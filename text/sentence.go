package text

// divider cuts the tokens of one paragraph into sentences.
type divider struct {
	v *vocabulary
	s string
	t []Token

	body bool   // whether what was learned of gaps holds
	how  uint32 // style, 0 where not known yet
}

// ruled is next by the rules alone.
func (d *divider) ruled(from int) int {
	r := divider{v: d.v, s: d.s, t: d.t}
	return r.next(from)
}

// next returns the index after the last token of the sentence that begins at
// token from.
func (d *divider) next(from int) int {
	for i := from; i < len(d.t); i++ {
		if d.body && i > from && d.breaks(from, i) {
			return i
		}
		c := d.s[d.t[i].Start]
		switch {
		case d.t[i].Flags&Word != 0:
			if d.s[d.t[i].End-1] != '.' || !d.shortFormEnds(from, i) {
				continue
			}
			if j := d.closers(i + 1); j > i+1 {
				if d.ends(from, i, j) {
					return j
				}
				continue
			}
			return i + 1
		case c == '.' || c == '!' || c == '?' || c == 0xe2:
			if !d.isStop(i) {
				continue
			}
			j := d.closers(i + 1)
			if j >= len(d.t) {
				return len(d.t)
			}
			if d.ends(from, i, j) {
				return j
			}
			i = j - 1
		}
	}
	return len(d.t)
}

func (d *divider) form(i int) string { return d.s[d.t[i].Start:d.t[i].End] }

// isStop reports whether token i is a mark that can end a sentence.
func (d *divider) isStop(i int) bool {
	if d.t[i].Flags&Digits != 0 {
		return false
	}
	w := d.form(i)
	switch w[0] {
	case '.', '!', '?':
		return w != ".." || d.t[i].Flags&SpaceAfter != 0
	}
	return len(w) >= 3 && w[2] == 0xa6 && w[1] == 0x80 // …
}

// closers returns the index after the stops, closing quotation marks and
// closing brackets that begin at token i.
func (d *divider) closers(i int) int {
	for i < len(d.t) {
		f := d.t[i].Flags
		switch {
		case f&Closes != 0:
		case f&Opens != 0 && d.isReference(i):
			i += 2
		case f&(Word|Digits) == 0 && d.t[i-1].End == d.t[i].Start && d.isStop(i):
		default:
			return i
		}
		i++
	}
	return i
}

// isReference reports whether token i opens the number of a note: [12].
func (d *divider) isReference(i int) bool {
	return i+2 < len(d.t) && d.s[d.t[i].Start] == '[' && d.t[i+1].Flags&(Digits|Word) == Digits && d.s[d.t[i+2].Start] == ']'
}

// ends reports whether the sentence that began at token from, with its stop at
// token stop, ends before token j. The closing marks lie between.
func (d *divider) ends(from, stop, j int) bool {
	if j >= len(d.t) {
		return true
	}
	n := &d.t[j]
	gap := d.t[j-1].End < n.Start
	w := d.form(stop)
	if !gap {
		// Written together: end.Next begins a sentence, index.x does not.
		return n.Flags&Capital != 0 && j == stop+1 && w[0] == '.' && len(w) == 1 || n.Flags&Opens != 0 && d.s[n.Start] != '('
	}
	if n.Flags&Word != 0 && n.Flags&Capital == 0 && isLower(d.s, int(n.Start)) {
		return w == "." && isUpper(d.s, int(n.Start)+1) // eBay, iPhone
	}
	if len(w) == 1 && stop == from+1 && d.t[from].Flags&Digits != 0 && d.t[from].End == d.t[stop].Start {
		return false // 1. An item
	}
	if d.t[j-1].Flags&Closes != 0 && d.cueFollows(j) {
		return false
	}
	switch d.s[n.Start] {
	case ',', ';', ':', ')', ']', '%':
		return false
	case '-':
		return n.Flags&SpaceAfter == 0
	case 0xe2:
		if w := d.form(j); w[:min(3, len(w))] == "—" || w[:min(3, len(w))] == "–" {
			return n.Flags&SpaceAfter == 0
		}
	}
	return true
}

// cueFollows reports whether the words from token j on say who spoke the
// quotation that has just closed, and belong to its sentence: a name or
// title, a verb of saying, and then a stop or an adverbial.
func (d *divider) cueFollows(j int) bool {
	for k := j; k < len(d.t) && k < j+9; k++ {
		w := d.form(k)
		if k > j && d.v.is(w, isCue) != 0 {
			return k+1 >= len(d.t) || d.v.is(d.form(k+1), isAfterCue) != 0
		}
		if d.t[k].Flags&Capital == 0 && !d.linksName(w) {
			return false
		}
		if k == j && d.v.is(w, isStarter) != 0 {
			return false
		}
	}
	return false
}

// linksName reports whether a word that is not capital can stand inside a name
// with its title.
func (d *divider) linksName(w string) bool {
	return d.v.is(w, isLink|isOffice) != 0
}

// shortFormEnds reports whether the short form at token i, which has kept its
// stop, also ends the sentence that began at token from.
func (d *divider) shortFormEnds(from, i int) bool {
	w := d.form(i)
	j := i + 1
	for j < len(d.t) && d.t[j].Flags&Closes != 0 {
		j++
	}
	if j >= len(d.t) {
		return true
	}
	n := &d.t[j]
	if d.t[j-1].End == n.Start || n.Flags&(Capital|Digits|Opens) == 0 {
		return false
	}
	k := d.v.is(w, isTitle|isMonth|isDay|isNumber|isWord)
	next := d.form(j)
	switch {
	case k&(isTitle|isNumber|isDay) != 0 && k&isWord == 0:
		return false
	case n.Flags&Digits != 0 && n.Flags&Word == 0:
		return false
	case d.v.is(next, isStarter) != 0:
		return !d.startsName(w, j)
	case n.Flags&Opens != 0:
		return d.s[n.Start] != '(' && d.s[n.Start] != '[' && j+1 < len(d.t) && d.v.is(d.form(j+1), isStarter) != 0
	case d.v.is(w, isClock) != 0:
		return d.v.is(next, isZone) == 0 && n.Flags&AllCaps == 0
	case w == "etc.":
		return true
	}
	return false
}

// startsName reports whether token j, a word that often begins a sentence, goes
// on after the initial w before it (A. An, J. No).
func (d *divider) startsName(w string, j int) bool {
	return len(w) == 2 && j+1 < len(d.t) && d.t[j+1].Flags&Capital != 0
}
