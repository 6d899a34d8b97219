package train

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/datelinewire/dateline/syntax/conllu"
	"github.com/datelinewire/dateline/syntax/gradient"
	"github.com/datelinewire/dateline/text"
)

// sample is a sentence as the network sees it.
type sample struct {
	n      int
	rows   []int32   // model.Slots a token
	rare   []float32 // how seldom the word is, 0 to 1: its share of word dropout
	head   []int32   // 0 the root, else from 1
	tag    []int16   // -1 where not known
	pos    []int16
	dep    []int16
	ent    []int16
	weight float32
	other  bool // not of the first treebank
	words  *conllu.Sentence
}

// readFile reads a treebank.
func readFile(path string) ([]*conllu.Sentence, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return conllu.ReadAll(f)
}

// makeSample turns a sentence into a sample; names may be nil.
func makeSample(s *conllu.Sentence, v *gradient.Vocabulary, c gradient.Config, names []int16) (*sample, error) {
	n := len(s.Words)
	out := &sample{n: n, weight: 1, words: s, ent: names}
	for i := range s.Words {
		w := &s.Words[i]
		rows := v.Rows(w.Form, c)
		out.rows = append(out.rows, rows[:]...)
		out.rare = append(out.rare, v.Rare(w.Form))
		if w.Head < 0 || w.Head > n {
			return nil, fmt.Errorf("train: head %d of %q", w.Head, w.Form)
		}
		out.head = append(out.head, int32(w.Head))
		out.tag = append(out.tag, number(text.ParseTag(w.Xpos)))
		out.pos = append(out.pos, number(text.ParsePos(w.Upos)))
		out.dep = append(out.dep, number(text.ParseDep(w.Deprel)))
	}
	if names == nil {
		out.ent = make([]int16, n)
		for i := range out.ent {
			out.ent[i] = -1
		}
	}
	return out, nil
}

func number[T ~uint8](x T, ok bool) int16 {
	if !ok {
		return -1
	}
	return int16(x)
}

// readNames reads IOB2 labels by sentence id; a sentence whose words differ
// from the treebank's is not found there.
func readNames(path string) (map[string]*named, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	out := make(map[string]*named)
	in := bufio.NewScanner(f)
	cur := &named{}
	for in.Scan() {
		l := in.Text()
		if id, ok := strings.CutPrefix(l, "# sent_id = "); ok {
			cur = &named{}
			out[id] = cur
			continue
		}
		if l == "" || l[0] == '#' {
			continue
		}
		f := strings.Split(l, "\t")
		if len(f) < 3 {
			return nil, fmt.Errorf("train: %s: line %q", path, l)
		}
		e, ok := text.ParseEnt(f[2])
		if !ok {
			return nil, fmt.Errorf("train: %s: label %q", path, f[2])
		}
		cur.forms = append(cur.forms, f[1])
		cur.labels = append(cur.labels, int16(e))
	}
	return out, in.Err()
}

type named struct {
	forms  []string
	labels []int16
}

// labels returns the name labels of s, or nil where the set has none.
func labels(names map[string]*named, s *conllu.Sentence) []int16 {
	id, _ := s.Comment("sent_id")
	n := names[id]
	if n == nil || len(n.forms) != len(s.Words) {
		return nil
	}
	for i, w := range s.Words {
		if w.Form != n.forms[i] {
			return nil
		}
	}
	return n.labels
}

// Corpora says where the training and development data lie.
type Corpora struct {
	Train, Dev           []string // CoNLL-U
	TrainNames, DevNames []string // IOB2 for some of the same sentences
	Raw                  string   // gzipped text, a paragraph a line; may be empty
}

// Standard returns the data of the shared folder.
func Standard(shared string) Corpora {
	t := func(name string) string { return filepath.Join(shared, "data", "treebanks", name) }
	n := func(name string) string { return filepath.Join(shared, "data", "ner", name) }
	return Corpora{
		Train:      []string{t("ewt-train.conllu"), t("gum-train.conllu")},
		Dev:        []string{t("ewt-dev.conllu"), t("gum-dev.conllu")},
		TrainNames: []string{n("ewt-train.iob2")},
		DevNames:   []string{n("ewt-dev.iob2")},
		Raw:        filepath.Join(shared, "data", "raw", "news.txt.gz"),
	}
}

// report writes a line of progress.
func report(out io.Writer, format string, args ...any) { fmt.Fprintf(out, format+"\n", args...) }
