package eval

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/datelinewire/dateline/syntax/conllu"
	"github.com/datelinewire/dateline/text"
)

// Names labels the documents of an IOB2 file (id, form, label; a comment
// "newdoc" begins one) from their own words, set as told, and counts strict spans: a name is
// right when its first word, its last word and its kind are. The counts are by
// kind, PER, LOC and ORG, and ALL. apply sets the labels of a Document that
// holds tokens only.
func Names(r io.Reader, set Setting, apply func(*text.Document)) (map[string]Count, error) {
	counts := map[string]Count{}
	err := Labelled(r, set, func(d *text.Document, gold []text.Ent) {
		apply(d)
		CountNames(counts, gold, d)
	})
	return counts, err
}

// Labelled reads an IOB2 file and hands its documents, set as told, to visit
// with their labels.
func Labelled(r io.Reader, set Setting, visit func(d *text.Document, gold []text.Ent)) error {
	in := bufio.NewScanner(r)
	in.Buffer(nil, 1<<22)
	var sents []*conllu.Sentence
	var gold []text.Ent
	s := &conllu.Sentence{}
	flush := func() {
		if len(s.Words) > 0 {
			sents = append(sents, s)
		}
		s = &conllu.Sentence{}
	}
	end := func() {
		flush()
		if len(sents) > 0 {
			d := conllu.Document(sents)
			for i := range d.Tokens {
				d.Tokens[i].Flags |= wordFlags(d.Form(i))
			}
			set.mark(d)
			visit(d, gold)
		}
		sents, gold = nil, nil
	}
	for n := 1; in.Scan(); n++ {
		l := in.Text()
		switch {
		case l == "":
			flush()
			continue
		case strings.HasPrefix(l, "# newdoc"):
			end()
			continue
		case l[0] == '#' && !strings.Contains(l, "\t"):
			continue
		}
		f := strings.Split(l, "\t")
		if len(f) < 3 {
			return fmt.Errorf("line %d: want id, form, label", n)
		}
		e, ok := text.ParseEnt(f[2])
		if !ok {
			return fmt.Errorf("line %d: label %q", n, f[2])
		}
		s.Words = append(s.Words, conllu.Word{Form: set.Word(f[1], len(s.Words) == 0), Misc: "_"})
		gold = append(gold, e)
	}
	end()
	return in.Err()
}

// wordFlags returns the flags that a form decides, as the tokeniser sets them.
func wordFlags(form string) text.Flags {
	var f text.Flags
	letters, small := 0, 0
	for _, r := range form {
		switch {
		case unicode.IsDigit(r):
			f |= text.Digits
		case unicode.IsLetter(r):
			f |= text.Word
			if letters == 0 && unicode.IsUpper(r) {
				f |= text.Capital
			}
			letters++
			if !unicode.IsUpper(r) {
				small++
			}
		}
	}
	if letters > 1 && small == 0 {
		f |= text.AllCaps
	}
	return f
}

// CountNames adds what the labels of a document's tokens are worth to counts.
func CountNames(counts map[string]Count, gold []text.Ent, d *text.Document) {
	found := make([]text.Ent, len(d.Tokens))
	for i := range d.Tokens {
		found[i] = d.Tokens[i].Ent
	}
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

// nameSpans returns the names that the labels mark: B begins one, I goes on one
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
