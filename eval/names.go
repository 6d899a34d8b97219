package eval

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/datelinewire/dateline/syntax"
	"github.com/datelinewire/dateline/syntax/conllu"
	"github.com/datelinewire/dateline/text"
)

// Names labels the sentences of an IOB2 file (id, form, label) from their own
// words and counts strict spans: a name is right when its first word, its last
// word and its kind are. The counts are by kind, PER, LOC and ORG, and ALL.
func Names(p *syntax.Parser, r io.Reader) (map[string]Count, error) {
	counts := map[string]Count{}
	in := bufio.NewScanner(r)
	in.Buffer(nil, 1<<22)
	var forms []string
	var gold []text.Ent
	flush := func() {
		if len(forms) > 0 {
			countNames(counts, gold, label(p, forms))
		}
		forms, gold = forms[:0], gold[:0]
	}
	for n := 1; in.Scan(); n++ {
		l := in.Text()
		if l == "" {
			flush()
			continue
		}
		f := strings.Split(l, "\t")
		if l[0] == '#' {
			continue
		}
		if len(f) < 3 {
			return nil, fmt.Errorf("line %d: want id, form, label", n)
		}
		e, ok := text.ParseEnt(f[2])
		if !ok {
			return nil, fmt.Errorf("line %d: label %q", n, f[2])
		}
		forms, gold = append(forms, f[1]), append(gold, e)
	}
	flush()
	return counts, in.Err()
}

// label gives the parser's labels of a sentence's words.
func label(p *syntax.Parser, forms []string) []text.Ent {
	s := &conllu.Sentence{}
	for _, f := range forms {
		s.Words = append(s.Words, conllu.Word{Form: f, Misc: "_"})
	}
	d := conllu.Document([]*conllu.Sentence{s})
	p.Parse(d)
	out := make([]text.Ent, len(d.Tokens))
	for i := range d.Tokens {
		out[i] = d.Tokens[i].Ent
	}
	return out
}

func countNames(counts map[string]Count, gold, found []text.Ent) {
	want, got := nameSpans(gold), nameSpans(found)
	for s := range want {
		add(counts, s.kind, Count{Gold: 1})
	}
	for s := range got {
		add(counts, s.kind, Count{Found: 1})
		if want[s] {
			add(counts, s.kind, Count{Right: 1})
		}
	}
}

func add(counts map[string]Count, kind string, c Count) {
	for _, k := range [...]string{kind, "ALL"} {
		t := counts[k]
		t.Gold, t.Found, t.Right = t.Gold+c.Gold, t.Found+c.Found, t.Right+c.Right
		counts[k] = t
	}
}

type nameSpan struct {
	first, last int
	kind        string
}

// nameSpans gives the names that the labels mark: B begins one, I goes on one
// of the same kind or begins one where there is none.
func nameSpans(labels []text.Ent) map[nameSpan]bool {
	out := map[nameSpan]bool{}
	cur := nameSpan{first: -1}
	end := func(i int) {
		if cur.first >= 0 {
			cur.last = i
			out[cur] = true
		}
		cur = nameSpan{first: -1}
	}
	for i, e := range labels {
		if e == text.Outside {
			end(i)
			continue
		}
		position, kind, _ := strings.Cut(e.String(), "-")
		if position == "B" || cur.first < 0 || cur.kind != kind {
			end(i)
			cur = nameSpan{first: i, kind: kind}
		}
	}
	end(len(labels))
	return out
}
