package service

import (
	_ "embed"
	"strings"

	"github.com/datelinewire/dateline/ontology"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/world/table"
)

//go:embed words.tsv
var wordsFile string

// called returns the code of a field that people call by those words in
// words.tsv; "" for none.
func called(field, words string) string {
	for line := range strings.Lines(wordsFile) {
		c := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(c) != 3 || c[0] != field {
			continue
		}
		for w := range strings.SplitSeq(c[2], "|") {
			if w == words {
				return c[1]
			}
		}
	}
	return ""
}

// folded writes a value so that what people type alike is alike.
func folded(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(table.Fold(s), "_", " ")), " ")
}

// typeOf returns what is asked for by a type of event as people call it: its
// code, its noun, its heading or a part of that, in the singular or plural.
// With none, it returns nil and what events are called.
func typeOf(typed string) (asked []record.Asked, all []string) {
	want := folded(typed)
	bare := strings.TrimSuffix(want, "s")
	is := func(s string) bool {
		s = folded(s)
		return s == want || s == bare || strings.TrimSuffix(s, "s") == bare
	}
	var parts []record.Asked
	for _, t := range ontology.Types() {
		if folded(t.String()) == want {
			return []record.Asked{{Field: "type", Value: t.String()}}, nil
		}
		all = append(all, t.Noun(""))
		for _, m := range t.Modes() {
			switch noun := t.Noun(m); {
			case folded(m) == want:
				return []record.Asked{{Field: "mode", Value: m}}, nil
			case noun != t.Noun("") && is(noun):
				return []record.Asked{{Field: "type", Value: t.String()}, {Field: "mode", Value: m}}, nil
			case noun != t.Noun(""):
				all = append(all, noun)
			}
		}
		for part := range strings.SplitSeq(t.Label()+","+t.Noun(""), ",") {
			if parts == nil && (is(part) || is(t.Label())) {
				parts = []record.Asked{{Field: "type", Value: t.String()}}
			}
		}
	}
	return parts, all
}
