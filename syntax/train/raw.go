package train

import (
	"bufio"
	"compress/gzip"
	"math/rand/v2"
	"os"

	"github.com/datelinewire/dateline/syntax/model"
	"github.com/datelinewire/dateline/text"
)

// rawText is running text as numbers of forms.
type rawText struct {
	forms []string
	count []int
	sents [][]int32
	words int
	rows  []int32 // of each form, model.Slots
}

// longestRaw is the number of tokens at which raw sentences are cut.
const longestRaw = 80

// readRaw reads up to words words of a gzipped text, a paragraph a line.
func readRaw(path string, words int) (*rawText, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	r := &rawText{}
	index := make(map[string]int32)
	in := bufio.NewScanner(z)
	in.Buffer(nil, 8<<20)
	for r.words < words && in.Scan() {
		d := text.New(in.Text(), nil)
		for i := range d.Sentences {
			s := &d.Sentences[i]
			var ids []int32
			for k := s.First; k < s.Last; k++ {
				form := d.Form(int(k))
				id, ok := index[form]
				if !ok {
					form = string([]byte(form))
					id = int32(len(r.forms))
					index[form] = id
					r.forms = append(r.forms, form)
					r.count = append(r.count, 0)
				}
				r.count[id]++
				ids = append(ids, id)
			}
			r.words += len(ids)
			for len(ids) > longestRaw {
				r.sents = append(r.sents, ids[:longestRaw])
				ids = ids[longestRaw:]
			}
			if len(ids) > 2 {
				r.sents = append(r.sents, ids)
			}
		}
	}
	return r, in.Err()
}

// number finds the table rows of every form.
func (r *rawText) number(v *vocabulary, c model.Config) {
	r.rows = make([]int32, 0, len(r.forms)*model.Slots)
	for _, f := range r.forms {
		normal := model.Normal(f)
		rows := model.Rows(f, normal, v.row(normal), c.Words, c.Buckets)
		r.rows = append(r.rows, rows[:]...)
	}
}

// sample gives sentence i for the network.
func (r *rawText) sample(i int) *sample {
	ids := r.sents[i]
	s := &sample{n: len(ids), weight: 1, rows: make([]int32, 0, len(ids)*model.Slots), rare: make([]float32, len(ids))}
	for _, id := range ids {
		s.rows = append(s.rows, r.rows[int(id)*model.Slots:int(id+1)*model.Slots]...)
	}
	return s
}

// random gives the rows of a word drawn from the text.
func (r *rawText) random(rng *rand.Rand) []int32 {
	s := r.sents[rng.IntN(len(r.sents))]
	id := int(s[rng.IntN(len(s))])
	return r.rows[id*model.Slots : (id+1)*model.Slots]
}
