package train

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/datelinewire/dateline/grammar/role/propbank"
	"github.com/datelinewire/dateline/text"
)

// table puts together the inventory of rolesets in the form that
// roleset.Parse reads: PropBank's frames, and how often the training texts
// have each for a lemma.
type table struct {
	roles  map[string]string         // roleset -> 0:PAG 1:PPT
	lemmas map[string]map[string]int // roleset -> v:announce -> count
	args   map[string][2]int         // roleset -> uses, arguments
}

// columns of the frames' file.
const (
	nameColumn = iota
	baseColumn
	verbColumn
	nounColumn
	adjectiveColumn
	lightColumn
	_
	_
	rolesColumn
	frameColumns
)

func newTable(frames io.Reader) (*table, error) {
	t := &table{roles: map[string]string{}, lemmas: map[string]map[string]int{}, args: map[string][2]int{}}
	in := bufio.NewScanner(frames)
	in.Buffer(make([]byte, 1<<16), 1<<22)
	for n := 1; in.Scan(); n++ {
		f := strings.Split(in.Text(), "\t")
		if len(f) < frameColumns {
			return nil, fmt.Errorf("line %d: %d columns", n, len(f))
		}
		if n == 1 || !strings.Contains(f[nameColumn], ".") {
			continue
		}
		t.roles[f[nameColumn]] = roles(f[rolesColumn])
		// Grammar: the classes in the order of the columns.
		for k, class := range [...]string{"v", "n", "a", "l"} {
			for _, lemma := range strings.Split(f[verbColumn+k], ",") {
				t.note(f[nameColumn], class, lemma, 0)
				if base, _, more := strings.Cut(lemma, "_"); more && class == "v" {
					t.note(f[nameColumn], class, base, 0) // pick_up.04 is a sense of pick
				}
			}
		}
	}
	return t, in.Err()
}

// roles shortens ARG0=PAG=announcer|ARG1=PPT=utterance to 0:PAG 1:PPT.
func roles(all string) string {
	var out []string
	for _, r := range strings.Split(all, "|") {
		f := strings.Split(r, "=")
		if len(f) >= 2 && len(f[0]) == 4 && strings.HasPrefix(f[0], "ARG") && f[0][3] >= '0' && f[0][3] <= '6' {
			out = append(out, f[0][3:]+":"+f[1])
		}
	}
	return strings.Join(out, " ")
}

func (t *table) note(name, class, lemma string, count int) {
	if lemma == "" {
		return
	}
	if t.lemmas[name] == nil {
		t.lemmas[name] = map[string]int{}
	}
	t.lemmas[name][class+":"+strings.ReplaceAll(lemma, " ", "_")] += count
}

// count adds what a text has.
func (t *table) count(d *text.Document, gold []propbank.Sentence) {
	for k, s := range gold {
		for _, p := range s.Predicates {
			tok := &d.Tokens[int(d.Sentences[k].First)+p.Word-1]
			class := ""
			switch tok.Pos {
			case text.VERB, text.AUX:
				class = "v"
			case text.NOUN, text.PROPN:
				class = "n"
			case text.ADJ:
				class = "a"
			}
			n := t.args[p.Sense]
			t.args[p.Sense] = [2]int{n[0] + 1, n[1] + len(p.Args)}
			if class != "" && !strings.HasSuffix(p.Sense, ".LV") {
				t.note(p.Sense, class, tok.Lemma, 1)
			}
		}
	}
}

// String returns the table. A roleset that is met at least ten times and never
// has arguments is an auxiliary: its roles are a dash.
func (t *table) String() string {
	var lines []string
	for name, lemmas := range t.lemmas {
		var l []string
		for lemma, n := range lemmas {
			l = append(l, fmt.Sprintf("%s:%d", lemma, n))
		}
		slices.Sort(l)
		r := t.roles[name]
		if n := t.args[name]; n[0] >= 10 && n[1] == 0 {
			r = "-"
		}
		lines = append(lines, name+"\t"+r+"\t"+strings.Join(l, " "))
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n") + "\n"
}
