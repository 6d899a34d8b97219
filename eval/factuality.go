package eval

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/datelinewire/dateline/grammar/clause"
	"github.com/datelinewire/dateline/grammar/modality"
	"github.com/datelinewire/dateline/grammar/phrase"
	"github.com/datelinewire/dateline/grammar/status"
	"github.com/datelinewire/dateline/grammar/tree"
	"github.com/datelinewire/dateline/grammar/words"
	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/syntax/conllu"
	"github.com/datelinewire/dateline/text"
)

// judged is a predicate of which people were asked whether it happened.
type judged struct {
	sentence string
	word     int     // counted from 1
	form     string  // for those who look at misses
	value    float64 // from -3, it surely did not, to 3, it surely did
}

// sure is from which value on people are sure enough, either way.
const sure = 1.0

// Factuality is how well the grammar tells what happened from what did not, by
// predicates of which people are sure.
type Factuality struct {
	// Did counts those that happened, Not those that did not: how many people
	// say so, the grammar says so, and both.
	Did, Not Count
}

// Right returns the share of predicates that are told right.
func (f Factuality) Right() float64 {
	if f.Did.Gold+f.Not.Gold == 0 {
		return 0
	}
	return float64(f.Did.Right+f.Not.Right) / float64(f.Did.Gold+f.Not.Gold)
}

// ScoreFactuality reads the predicates of a treebank and compares whether the
// text says that they happened with what people say: a gzipped table with a
// head, of sentence, word, form and value. miss is told of each that is told
// wrong; it may be nil.
func ScoreFactuality(p line.Parser, trees, gold string, miss func(said string, value float64, word, sentence string)) (Factuality, error) {
	var f Factuality
	asked, err := readJudged(gold)
	if err != nil {
		return f, err
	}
	file, err := os.Open(trees)
	if err != nil {
		return f, err
	}
	defer file.Close()
	sents, err := conllu.ReadAll(file)
	if err != nil {
		return f, err
	}
	w, err := words.Load()
	if err != nil {
		return f, err
	}
	d := conllu.Document(sents)
	parse(p, d)
	m := modality.New(clause.New(phrase.New(w, d, tree.New(d)), byLabels{d}))
	for n, s := range sents {
		id, _ := s.Comment("sent_id")
		for _, j := range asked[id] {
			i := int(d.Sentences[n].First) + j.word - 1
			said := m.Status(modality.Query{Predicate: i, Carrier: i, Nominal: d.Tokens[i].Pos == text.NOUN}).Status
			if !f.add(said, j.value) && miss != nil {
				miss(said.String(), j.value, j.form, d.Slice(d.Sentences[n].Span))
			}
		}
	}
	return f, nil
}

// byLabels knows names by their part of speech alone.
type byLabels struct{ d *text.Document }

func (b byLabels) Day(int) bool     { return false }
func (b byLabels) Name(i int) bool  { return b.d.Tokens[i].Pos == text.PROPN }
func (b byLabels) Party(i int) bool { return b.Name(i) }

// add counts one predicate, and reports whether it is told right.
func (f *Factuality) add(said status.Status, value float64) bool {
	did := said == status.Happened || said == status.Ongoing || said == status.Keep
	of := map[bool]*Count{true: &f.Did, false: &f.Not}
	of[value > 0].Gold++
	of[did].Found++
	if did == (value > 0) {
		of[did].Right++
		return true
	}
	return false
}

// Write prints the score.
func (f Factuality) Write(out io.Writer) error {
	_, err := fmt.Fprintf(out, "predicates of which people are sure: %d, told right %.1f\n", f.Did.Gold+f.Not.Gold, 100*f.Right())
	for _, c := range [...]struct {
		what string
		n    Count
	}{{"happened", f.Did}, {"did not happen", f.Not}} {
		if err == nil {
			_, err = fmt.Fprintf(out, "  %-15s gold %4d  found %4d  right %4d  F1 %.1f\n", c.what, c.n.Gold, c.n.Found, c.n.Right, c.n.F1())
		}
	}
	return err
}

// readJudged returns the predicates of which people are sure, by sentence.
func readJudged(path string) (map[string][]judged, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	out := map[string][]judged{}
	lines := bufio.NewScanner(z)
	for n := 1; lines.Scan(); n++ {
		c := strings.Split(lines.Text(), "\t")
		if n == 1 || len(c) > 3 && c[3] == "NA" {
			continue
		}
		if len(c) < 4 {
			return nil, fmt.Errorf("%s, line %d: want sentence, word, form and value", path, n)
		}
		word, err := strconv.Atoi(c[1])
		if err != nil {
			return nil, fmt.Errorf("%s, line %d: %w", path, n, err)
		}
		value, err := strconv.ParseFloat(c[3], 64)
		if err != nil {
			return nil, fmt.Errorf("%s, line %d: %w", path, n, err)
		}
		if value >= sure || value <= -sure {
			out[c[0]] = append(out[c[0]], judged{c[0], word, c[2], value})
		}
	}
	return out, lines.Err()
}
