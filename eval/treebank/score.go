// Package treebank scores trees against gold ones. What goes in is two lists
// of CoNLL-U sentences; what comes out are the figures of the CoNLL 2018
// shared task (Zeman and others 2018): where both have the same words, plain
// accuracies; else F1 over words aligned by their place among the characters
// that are not white space. Relations count without their subtypes.
package treebank

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/datelinewire/dateline/syntax/conllu"
)

// Score holds percentages. Words and Sentences are F1 of the segmentation,
// 100 where the words were given.
type Score struct {
	Given                           bool // the words of both sides are the same
	Count                           int  // gold words
	Words, Sentences                float64
	Upos, Xpos, Lemma, UAS, LAS, LS float64 // LS: LAS with subtypes
}

// String writes the figures in a line.
func (s Score) String() string {
	if s.Given {
		return fmt.Sprintf("gold tokens: words %d  UPOS %.2f  XPOS %.2f  lemma %.2f  UAS %.2f  LAS %.2f  LAS+subtypes %.2f", s.Count, s.Upos, s.Xpos, s.Lemma, s.UAS, s.LAS, s.LS)
	}
	return fmt.Sprintf("raw text: words F1 %.2f  sentences F1 %.2f  UPOS %.2f  XPOS %.2f  lemma %.2f  UAS %.2f  LAS %.2f", s.Words, s.Sentences, s.Upos, s.Xpos, s.Lemma, s.UAS, s.LAS)
}

// place is where a word stands: characters without white space, and inside a
// multiword token its form.
type place struct {
	start, end int
	form       string
}

type word struct {
	at       place
	w        *conllu.Word
	head     place // zero end for the root
	sentence int
}

// lay returns all words with their places.
func lay(sents []*conllu.Sentence) []word {
	var out []word
	pos := 0
	for si, s := range sents {
		places := make([]place, len(s.Words))
		for i, r := 0, 0; i < len(s.Words); i++ {
			if r < len(s.Ranges) && s.Ranges[r].First == i+1 {
				g := s.Ranges[r]
				n := letters(g.Form)
				for k := i; k < g.Last && k < len(s.Words); k++ {
					places[k] = place{pos, pos + n, strings.ToLower(s.Words[k].Form)}
				}
				pos += n
				i = g.Last - 1
				r++
				continue
			}
			n := letters(s.Words[i].Form)
			places[i] = place{pos, pos + n, ""}
			pos += n
		}
		for i := range s.Words {
			w := word{at: places[i], w: &s.Words[i], sentence: si}
			if h := s.Words[i].Head; h > 0 && h <= len(places) {
				w.head = places[h-1]
			}
			out = append(out, w)
		}
	}
	return out
}

func letters(s string) int {
	n := 0
	for _, r := range s {
		if !unicode.IsSpace(r) && r != utf8.RuneError {
			n++
		}
	}
	return n
}

func base(rel string) string {
	b, _, _ := strings.Cut(rel, ":")
	return b
}

// same reports whether both sides have the same words in the same sentences.
func same(a, b []*conllu.Sentence) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if len(a[i].Words) != len(b[i].Words) {
			return false
		}
		for j := range a[i].Words {
			if a[i].Words[j].Form != b[i].Words[j].Form {
				return false
			}
		}
	}
	return true
}

// Compare scores system against gold.
func Compare(gold, system []*conllu.Sentence) Score {
	g, s := lay(gold), lay(system)
	if same(gold, system) {
		var c counts
		for i := range g {
			c.add(g[i].w, s[i].w, g[i].w.Head == s[i].w.Head)
		}
		return c.score(true, len(g), len(g), 100, 100)
	}
	byPlace := make(map[place]*word, len(s))
	for i := range s {
		if byPlace[s[i].at] == nil {
			byPlace[s[i].at] = &s[i]
		}
	}
	var c counts
	seen := make(map[place]bool, len(g))
	for i := range g {
		w := byPlace[g[i].at]
		if w == nil || seen[g[i].at] {
			continue
		}
		seen[g[i].at] = true
		c.add(g[i].w, w.w, g[i].head == w.head)
	}
	ge, se := ends(g), ends(s)
	right := 0
	for k := range ge {
		if se[k] {
			right++
		}
	}
	return c.score(false, len(g), len(s), f1(len(seen), len(g), len(s)), f1(right, len(ge), len(se)))
}

func f1(right, a, b int) float64 {
	if a+b == 0 {
		return 0
	}
	return 200 * float64(right) / float64(a+b)
}

func ends(ws []word) map[[2]int]bool {
	out := make(map[[2]int]bool)
	for i := 0; i < len(ws); {
		j, span := i, [2]int{ws[i].at.start, ws[i].at.end}
		for ; j < len(ws) && ws[j].sentence == ws[i].sentence; j++ {
			span[1] = max(span[1], ws[j].at.end)
		}
		out[span] = true
		i = j
	}
	return out
}

type counts struct{ upos, xpos, lemma, uas, las, ls int }

func (c *counts) add(g, s *conllu.Word, head bool) {
	inc := func(n *int, ok bool) {
		if ok {
			*n++
		}
	}
	inc(&c.upos, g.Upos == s.Upos)
	inc(&c.xpos, g.Xpos == s.Xpos)
	inc(&c.lemma, g.Lemma == s.Lemma || g.Lemma == "_") // as the shared task: no lemma given, none is wrong
	inc(&c.uas, head)
	inc(&c.las, head && base(g.Deprel) == base(s.Deprel))
	inc(&c.ls, head && g.Deprel == s.Deprel)
}

func (c *counts) score(given bool, g, s int, words, sents float64) Score {
	f := func(n int) float64 { return f1(n, g, s) }
	return Score{Given: given, Count: g, Words: words, Sentences: sents, Upos: f(c.upos), Xpos: f(c.xpos), Lemma: f(c.lemma), UAS: f(c.uas), LAS: f(c.las), LS: f(c.ls)}
}
