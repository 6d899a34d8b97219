package main

import (
	"cmp"
	"maps"
	"os"
	"slices"

	"github.com/datelinewire/dateline/syntax/casing"
	"github.com/datelinewire/dateline/syntax/conllu"
	"github.com/datelinewire/dateline/syntax/gradient"
	"github.com/datelinewire/dateline/text"
)

// treeWeight is how often sentences of treebanks count beside those of running
// text, of which there are fifteen times as many.
const treeWeight = 4

// sentence is one in ordinary case: its words as casing.Key has them, what
// lists of names say of them, and how they are written. Opening stands for the
// word that opens it.
type sentence struct {
	keys  []string
	names []uint8
	gold  []casing.Class
}

// corpus is what is learned from and what is tried.
type corpus struct {
	split               *text.Splitter
	train, aside, trees []sentence
	forms               map[string]map[string]int // how often a word is written how, inside sentences
	names               names
}

func newCorpus() *corpus {
	return &corpus{split: text.NewSplitter(), forms: map[string]map[string]int{}}
}

// readRaw reads running text, gzipped, a paragraph a line.
func (c *corpus) readRaw(file string) error {
	n := 0
	for p, err := range gradient.Paragraphs(file) {
		if err != nil {
			return err
		}
		to := &c.train
		if n++; n%50 == 0 {
			to = &c.aside
		}
		d := c.split.Document(p, nil)
		for k := range d.Sentences {
			c.take(d, k, to)
		}
	}
	return nil
}

// readTrees reads the sentences of a treebank, a few times where it is learned
// from.
func (c *corpus) readTrees(file string, to *[]sentence) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	all, err := conllu.ReadAll(f)
	if err != nil {
		return err
	}
	times := 1
	if to == &c.train {
		times = treeWeight
	}
	for range times {
		for _, s := range all {
			c.take(conllu.Document([]*conllu.Sentence{s}), 0, to)
		}
	}
	return nil
}

// take appends a sentence, unless it is set in capitals itself.
func (c *corpus) take(d *text.Document, k int, to *[]sentence) {
	var s sentence
	words, capitals, opened := 0, 0, false
	for i := d.Sentences[k].First; i < d.Sentences[k].Last; i++ {
		form := d.Form(int(i))
		class := casing.ClassOf(form)
		switch {
		case !casing.IsWord(form):
			class = casing.NoWord
		case len(form) > 3:
			words++
			if class != casing.Small {
				capitals++
			}
		}
		if class != casing.NoWord && !opened {
			class, opened = casing.Opening, true
		}
		s.keys, s.gold = append(s.keys, casing.Key(form)), append(s.gold, class)
	}
	if words < 3 || capitals*10 >= words*7 {
		return
	}
	*to = append(*to, s)
	if to == &c.trees || to == &c.aside {
		return
	}
	for i := range s.keys {
		if s.gold[i] < casing.Classes {
			c.count(s.keys[i], d.Form(int(d.Sentences[k].First)+i))
		}
	}
}

func (c *corpus) count(key, form string) {
	m := c.forms[key]
	if m == nil {
		m = map[string]int{}
		c.forms[key] = m
	}
	m[form]++
}

// list sets what lists of names say of the words, but for those that running
// text mostly writes small.
func (c *corpus) list(n names) {
	c.names = n
	for key := range n {
		small, all := 0, 0
		for form, times := range c.forms[key] {
			all += times
			if casing.ClassOf(form) == casing.Small {
				small += times
			}
		}
		if 2*small > all {
			delete(n, key)
		}
	}
	for _, part := range [...][]sentence{c.train, c.aside, c.trees} {
		for i := range part {
			for _, key := range part[i].keys {
				part[i].names = append(part[i].names, n[key])
			}
		}
	}
}

// mixed returns the words that running text mostly writes with capitals behind
// small letters, as it writes them.
func (c *corpus) mixed() []string {
	var out []string
	for _, m := range c.forms {
		form, most, all := "", 0, 0
		for _, f := range slices.SortedFunc(maps.Keys(m), cmp.Compare) {
			all += m[f]
			if m[f] > most {
				form, most = f, m[f]
			}
		}
		if most >= 3 && 2*most > all && casing.ClassOf(form) == casing.Capital && casing.Mixed(form) {
			out = append(out, form)
		}
	}
	slices.Sort(out)
	return out
}
