package gradient

import (
	"bufio"
	"compress/gzip"
	"iter"
	"math/rand/v2"
	"os"
	"strings"

	"github.com/datelinewire/dateline/syntax/model"
	"github.com/datelinewire/dateline/text"
)

// Raw is running text as numbers of forms.
type Raw struct {
	Forms []string  // each once, as written, in the order of the text
	Count []int     // how often each stands there
	Sents [][]int32 // sentences of 3 to 80 tokens as places in Forms
	Words int       // tokens read
	index map[string]int32
	rows  []int32 // of each form, model.Slots
}

// longestRaw is the number of tokens at which raw sentences are cut, and
// shortestRaw that below which what is left is no sentence.
const (
	longestRaw  = 80
	shortestRaw = 3
)

// Paragraphs returns the lines of a gzipped text, each of at most 8 MiB. What
// goes wrong comes last, with no line.
func Paragraphs(path string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		f, err := os.Open(path)
		if err != nil {
			yield("", err)
			return
		}
		defer f.Close()
		z, err := gzip.NewReader(f)
		if err != nil {
			yield("", err)
			return
		}
		in := bufio.NewScanner(z)
		in.Buffer(nil, 8<<20)
		for in.Scan() {
			if !yield(in.Text(), nil) {
				return
			}
		}
		if err := in.Err(); err != nil {
			yield("", err)
		}
	}
}

// ReadRaw reads words words (and to the end of the paragraph) or all of a
// gzipped text, a paragraph a line.
func ReadRaw(path string, words int) (*Raw, error) {
	r := &Raw{}
	for p, err := range Paragraphs(path) {
		if err != nil {
			return nil, err
		}
		if r.Words >= words {
			break
		}
		r.Add(text.New(p, nil))
	}
	return r, nil
}

// Add appends the sentences of a document.
func (r *Raw) Add(d *text.Document) {
	for i := range d.Sentences {
		s := &d.Sentences[i]
		var ids []int32
		for k := s.First; k < s.Last; k++ {
			ids = append(ids, r.form(d.Form(int(k))))
		}
		r.Words += len(ids)
		for len(ids) > longestRaw {
			r.Sents = append(r.Sents, ids[:longestRaw])
			ids = ids[longestRaw:]
		}
		if len(ids) >= shortestRaw {
			r.Sents = append(r.Sents, ids)
		}
	}
}

// form returns the place of a form, and counts it.
func (r *Raw) form(form string) int32 {
	id, ok := r.index[form]
	if !ok {
		if r.index == nil {
			r.index = make(map[string]int32)
		}
		form = strings.Clone(form) // else the whole paragraph stays in memory
		id = int32(len(r.Forms))
		r.index[form] = id
		r.Forms = append(r.Forms, form)
		r.Count = append(r.Count, 0)
	}
	r.Count[id]++
	return id
}

// Number finds the table rows of every form; call it after the last Add and
// before Pretrain.
func (r *Raw) Number(v *Vocabulary, c Config) {
	r.rows = make([]int32, 0, len(r.Forms)*model.Slots)
	for _, f := range r.Forms {
		rows := v.Rows(f, c)
		r.rows = append(r.rows, rows[:]...)
	}
}

// of returns the rows of a form.
func (r *Raw) of(id int32) []int32 {
	return r.rows[int(id)*model.Slots : int(id+1)*model.Slots]
}

// random returns the rows of a word drawn from the text.
func (r *Raw) random(rng *rand.Rand) []int32 {
	s := r.Sents[rng.IntN(len(r.Sents))]
	return r.of(s[rng.IntN(len(s))])
}
