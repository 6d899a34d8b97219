package mutate

import (
	"math/rand/v2"
	"slices"
	"strings"
)

// damage spoils a text in one way. It may change the slice that it is given,
// which holds at least one piece.
type damage func(*rand.Rand, []string) []string

var damages = [...]damage{
	cutEnd, cutStart, double, repeat, recase, dropMarks, unbalance,
	swapSentences, dropWords, join, breakLines, transplant,
}

// stretch returns a random range of up to n of the pieces, never empty.
func stretch(r *rand.Rand, p []string, n int) (from, to int) {
	from = r.IntN(len(p))
	return from, min(len(p), from+1+r.IntN(n))
}

// cutEnd cuts a text off, in the middle of a word as often as behind one.
func cutEnd(r *rand.Rand, p []string) []string {
	p = p[:1+r.IntN(len(p))]
	if last := []rune(p[len(p)-1]); r.IntN(2) == 0 {
		p[len(p)-1] = string(last[:r.IntN(len(last)+1)])
	}
	return p
}

func cutStart(r *rand.Rand, p []string) []string { return p[r.IntN(len(p)):] }

// double says a few words twice.
func double(r *rand.Rand, p []string) []string {
	from, to := stretch(r, p, 8)
	return slices.Insert(p, to, append([]string{" "}, p[from:to]...)...)
}

// repeat says one word or mark many times, with spaces or without.
func repeat(r *rand.Rand, p []string) []string {
	at := r.IntN(len(p))
	run := p[at]
	if r.IntN(2) == 0 {
		run += " "
	}
	return slices.Insert(p, at, strings.Repeat(run, 1+r.IntN(40)))
}

// recase writes a stretch, or all of the text, in capitals, in small letters
// or with a capital for each word.
func recase(r *rand.Rand, p []string) []string {
	from, to := stretch(r, p, 40)
	if r.IntN(4) == 0 {
		from, to = 0, len(p)
	}
	how := r.IntN(3)
	for i, w := range p[from:to] {
		switch how {
		case 0:
			p[from+i] = strings.ToUpper(w)
		case 1:
			p[from+i] = strings.ToLower(w)
		default:
			runes := []rune(w)
			if len(runes) > 0 {
				p[from+i] = strings.ToUpper(string(runes[:1])) + string(runes[1:])
			}
		}
	}
	return p
}

// dropMarks loses each mark of one sort, or all marks of a stretch.
func dropMarks(r *rand.Rand, p []string) []string {
	from, to := stretch(r, p, 200)
	lost := ""
	if at := r.IntN(len(p)); kindOfPiece(p[at]) == mark {
		from, to, lost = 0, len(p), p[at]
	}
	n := 0
	return slices.DeleteFunc(p, func(w string) bool {
		n++
		return n > from && n <= to && kindOfPiece(w) == mark && (lost == "" || lost == w)
	})
}

const unpaired = "\"“”‘’'`«»()[]{}<>—–-…,.;:?!%$£€/&@#*_"

// unbalance puts marks where they do not belong.
func unbalance(r *rand.Rand, p []string) []string {
	marks := []rune(unpaired)
	for range 1 + r.IntN(4) {
		p = slices.Insert(p, r.IntN(len(p)+1), string(marks[r.IntN(len(marks))]))
	}
	return p
}

// swapSentences puts two stretches that end with a stop in each other's place.
func swapSentences(r *rand.Rand, p []string) []string {
	var sentences [][]string
	begin := 0
	for i, w := range p {
		if w == "." || w == "?" || w == "!" || i == len(p)-1 {
			sentences = append(sentences, p[begin:i+1])
			begin = i + 1
		}
	}
	a, b := r.IntN(len(sentences)), r.IntN(len(sentences))
	sentences[a], sentences[b] = sentences[b], sentences[a]
	return slices.Concat(sentences...)
}

// dropWords loses a run of pieces.
func dropWords(r *rand.Rand, p []string) []string {
	from, to := stretch(r, p, 6)
	return slices.Delete(p, from, to)
}

// join loses the white space of a stretch.
func join(r *rand.Rand, p []string) []string {
	from, to := stretch(r, p, 30)
	n := 0
	return slices.DeleteFunc(p, func(w string) bool {
		n++
		return n > from && n <= to && kindOfPiece(w) == space
	})
}

// breakLines makes lines or paragraphs end where they should not.
func breakLines(r *rand.Rand, p []string) []string {
	for range 1 + r.IntN(3) {
		if at := r.IntN(len(p)); kindOfPiece(p[at]) == space {
			p[at] = strings.Repeat("\n", 1+r.IntN(2))
		}
	}
	return p
}

// transplant says a stretch of the text again in another place.
func transplant(r *rand.Rand, p []string) []string {
	from, to := stretch(r, p, 12)
	return slices.Insert(p, r.IntN(len(p)+1), p[from:to]...)
}
