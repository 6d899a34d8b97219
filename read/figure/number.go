package figure

import "math"

// quantity is a number as the words say it.
type quantity struct {
	value  float64
	scale  float64 // the scale word that closed it, or 1
	end    int     // the atom after it
	words  bool    // written in words
	plain  bool    // digits alone, no scale
	single bool    // the word one alone
	share  bool    // a fraction: two thirds
}

// maxNesting bounds how many numbers may be the rest of one another: 4 thousand
// 3 hundred and 21 has three. Beyond it nothing is read.
const maxNesting = 4

// number reads a number at atom i: 1,500, 2.4 billion, twenty-one, half a
// million, 5bn, two and a half, three quarters.
func (p *parser) number(i int) (quantity, bool) {
	if p.nesting == maxNesting {
		return quantity{}, false
	}
	p.nesting++
	q, ok := p.numberAt(i)
	if ok {
		q = p.outOf(i, q)
	}
	p.nesting--
	return q, ok
}

// outOf reads a share told by two numbers: one in five, two out of three. Two
// in three behind a verb are as likely two things in three places.
func (p *parser) outOf(i int, q quantity) quantity {
	j := q.end
	switch {
	case q.value < 1 || q.value >= 100 || q.scale != 1 || q.share:
		return q
	case p.lower(j) == "out" && p.lower(j+1) == "of":
		j += 2
	case p.lower(j) == "in" && (q.value == 1 || q.words && !p.participle(i-1) && !p.verb(i-1)):
		j++
	default:
		return q
	}
	if !p.at(j).is(cDigits|cCard) || p.w != nil && p.w.DateAt(int(p.at(j).tok)) != nil {
		return q
	}
	whole, ok := p.number(j)
	if !ok || whole.value <= q.value || whole.value > 1000 || whole.value != float64(int64(whole.value)) || q.value > 1 && whole.words != q.words {
		return q
	}
	q.value, q.end, q.share, q.single, q.plain = q.value/whole.value, whole.end, true, false, false
	return q
}

// numberAt is number without its bound.
func (p *parser) numberAt(i int) (quantity, bool) {
	a := p.at(i)
	switch {
	case a.is(cDigits) && a.n >= 0:
		return p.inDigits(i)
	case a.is(cCard):
		return p.inWords(i)
	case a.is(cPart) && a.part == 2 && p.lower(i) == "half", a.is(cPart) && a.part == 4 && p.lower(i) == "quarter":
		// half a million, half a dozen, quarter million
		j := i + 1
		if p.lower(j) == "of" && a.part == 4 {
			j++
		}
		if p.at(j).is(cArticle) {
			j++
		}
		if s := p.at(j); s.is(cScale) && s.n > 0 {
			return quantity{value: s.n / a.part, scale: s.n, end: j + 1, words: true}, true
		}
	case a.is(cArticle):
		if s := p.at(i + 1); s.is(cScale) && s.n > 0 {
			return p.scaled(quantity{value: 1, end: i + 1, words: true, scale: 1})
		}
		if s := p.at(i + 1); s.is(cPart) && s.part == 4 && p.lower(i+1) == "quarter" {
			return p.number(i + 1)
		}
	case a.is(cScale) && a.n == 100 && p.at(i+1).is(cScale) && p.at(i+1).n >= 1000:
		return p.scaled(quantity{value: 1, end: i, words: true, scale: 1})
	}
	return quantity{}, false
}

// inDigits reads a number that begins with digits.
func (p *parser) inDigits(i int) (quantity, bool) {
	a := p.at(i)
	q := quantity{value: a.n, scale: 1, end: i + 1, plain: true}
	if p.decimalComma(i) {
		part := p.at(i + 2)
		q.value += part.n / math.Pow(10, float64(part.end-part.start))
		q.end, q.plain = i+3, false
		return p.scaled(q)
	}
	next := p.at(i + 1)
	if next.end > 0 && !next.space && next.mask&(cPunct|cDigits) == 0 {
		// 5bn and 20km count, 201st and 4x4 do not
		switch {
		case next.is(cGlue | cScale):
			if next.n <= 0 {
				return q, false
			}
			q.value, q.scale, q.end, q.plain = q.value*next.n, next.n, i+2, false
			return q, true
		case p.v.codes[p.lower(i+1)] != "", p.v.signs[p.lower(i+1)] != "" && next.mask == 0 && next.end-next.start > 2, p.v.short[p.lower(i+1)] != "":
			return q, true
		default:
			return q, false
		}
	}
	for g := next; q.plain && !a.grouped && q.value < 1e12 && p.group(q.end) && p.at(i).end-p.at(i).start <= 3; g = p.at(q.end) {
		q.value = q.value*1000 + g.n // 40 000
		q.end++
	}
	next = p.at(q.end)
	if next.is(cDigits) && next.n > 0 && next.n < 1 { // 2 ½
		q.value += next.n
		q.end++
	}
	// 1/4, 2 3/4
	if p.ch(q.end, '/') && !p.at(q.end).space && p.at(q.end+1).is(cDigits) && !p.at(q.end+1).space {
		den := p.at(q.end + 1).n
		if den < 2 || den > 100 || q.value >= den || p.ch(q.end+2, '/') {
			return q, false
		}
		q.value, q.end, q.share, q.plain = q.value/den, q.end+2, true, false
		return q, true
	}
	return p.scaled(q)
}

// decimalComma reports whether the comma behind the digits at atom i stands for
// a point, as one or two digits and a scale or a percent sign behind it say:
// 1,5 million, 0,75 percent.
func (p *parser) decimalComma(i int) bool {
	whole, part, next := p.at(i), p.at(i+2), p.at(i+3)
	return p.ch(i+1, ',') && !p.at(i+1).space && part.is(cDigits) && !part.space && part.n >= 0 && part.end-part.start <= 2 &&
		whole.end-whole.start <= 3 && !whole.grouped && !part.grouped && part.n == float64(int64(part.n)) &&
		(next.is(cScale) && next.n > 0 || p.percent(i+3).end > 0)
}

// group reports whether atom i is a group of three digits behind a space.
func (p *parser) group(i int) bool {
	a := p.at(i)
	return a.is(cDigits) && a.end-a.start == 3 && a.space && !a.grouped && a.n >= 0 && !p.at(i-1).grouped && p.at(i-1).tok >= 0 &&
		(p.at(i+1).end == 0 || p.at(i+1).space || p.ch(i+1, '.') || p.ch(i+1, ','))
}

// scaled reads the scale words behind a number, and the half of two and a
// half million.
func (p *parser) scaled(q quantity) (quantity, bool) {
	q = p.andHalf(q)
	for n := 0; n < 3; n++ {
		s := p.at(q.end)
		if !s.is(cScale) || p.ch(q.end, '-') || s.n < 0 && p.lower(q.end+1) == "of" {
			break
		}
		q.value, q.scale, q.plain = q.value*math.Abs(s.n), math.Abs(s.n), false
		q.end++
		// 4 thousand 3 hundred
		if r := p.at(q.end); q.scale == 1000 && r.is(cDigits) && p.at(q.end+1).is(cScale) && p.at(q.end+1).n == 100 {
			if rest, ok := p.number(q.end); ok && rest.value < q.scale {
				q.value, q.end = q.value+rest.value, rest.end
				break
			}
		}
		// 3 hundred and 21
		if s.n >= 100 && p.lower(q.end) == "and" {
			if r := p.at(q.end + 1); r.is(cCard) && r.n > 0 || r.is(cDigits) && r.n > 0 && r.n < s.n && s.n < 1e6 && !p.at(q.end+2).is(cScale) {
				if rest, ok := p.number(q.end + 1); ok && rest.value < s.n && rest.scale < s.n && rest.value == float64(int64(rest.value)) && (q.words == rest.words || s.n == 100) {
					q.value, q.end = q.value+rest.value, rest.end
				}
			}
		}
	}
	if q.plain || q.scale == 1 {
		return q, true
	}
	return p.andHalf(q), true
}

// andHalf reads and a half, and a quarter.
func (p *parser) andHalf(q quantity) quantity {
	if p.lower(q.end) != "and" || !p.at(q.end+1).is(cArticle) {
		return q
	}
	f := p.at(q.end + 2)
	if !f.is(cPart) || p.lower(q.end+3) == "of" {
		return q
	}
	q.value += 1 / f.part * max(q.scale, 1)
	q.end, q.plain = q.end+3, false
	return q
}

// inWords reads a number that begins with a word: twenty-one, two hundred and
// six, four million.
func (p *parser) inWords(i int) (quantity, bool) {
	var total, part float64
	j, scale := i, 1.0
	for {
		a := p.at(j)
		if a.is(cCard) {
			last := part - float64(int64(part/100)*100)
			if j > i && part > 0 && !(last == 0 || last >= 20 && a.n < 10 && float64(int64(last/10)*10) == last) {
				break // five seven: two numbers
			}
			part += a.n
			j++
		} else if a.is(cScale) && a.n > 0 && j > i {
			scale = a.n
			if a.n == 100 || a.n == 12 {
				part *= a.n
			} else {
				if part == 0 {
					total *= a.n
				}
				total += part * a.n
				part = 0
			}
			j++
		} else if p.ch(j, '-') && j > i && p.at(j+1).is(cCard|cScale) && !p.at(j).space && p.at(j+1).n > 0 {
			j++
		} else if p.lower(j) == "and" && p.at(j+1).is(cCard) && scale >= 100 && j > i && p.at(j-1).is(cScale) {
			j++
		} else {
			break
		}
	}
	q := quantity{value: total + part, scale: scale, end: j, words: true, single: j == i+1 && p.at(i).n == 1}
	if p.lower(j) == "point" && p.at(j+1).is(cCard) {
		q = p.point(q)
	}
	// two thirds, three-quarters
	k := j
	if p.ch(k, '-') && !p.at(k).space {
		k++
	}
	if f := p.at(k); f.is(cPart) && f.part > 2 && q.value < f.part && p.plural(k) || f.is(cPart) && q.single && f.part > 2 {
		q.value, q.end, q.share = q.value/f.part, k+1, true
		j := q.end
		if p.lower(j) == "of" && p.at(j+1).is(cArticle) {
			j += 2
		}
		if s := p.at(j); s.is(cScale) && s.n > 0 { // three quarters of a million
			q.value, q.end, q.scale, q.share = q.value*s.n, j+1, s.n, false
		}
		return q, true
	}
	if q.value < 100 {
		return p.scaled(q)
	}
	return p.andHalf(q), true
}

// point reads the decimals of three point five.
func (p *parser) point(q quantity) quantity {
	tenth := 0.1
	for j := q.end + 1; p.at(j).is(cCard) && p.at(j).n < 10; j++ {
		q.value += p.at(j).n * tenth
		tenth /= 10
		q.end = j + 1
	}
	return q
}

// plural reports whether atom i ends in s.
func (p *parser) plural(i int) bool {
	w := p.lower(i)
	return w != "" && w[len(w)-1] == 's' || w == "quarter"
}
