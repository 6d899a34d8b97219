package treebank

import (
	"strings"
	"testing"

	"github.com/datelinewire/dateline/syntax/conllu"
)

func parse(t *testing.T, s string) []*conllu.Sentence {
	t.Helper()
	out, err := conllu.ReadAll(strings.NewReader(strings.ReplaceAll(s, " ", "\t")))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

const gold = `1 He he PRON PRP _ 2 nsubj _ _
2 was be AUX VBD _ 0 root _ _
3-4 can't _ _ _ _ _ _ _ _
3 ca can AUX MD _ 2 aux:pass _ _
4 n't not PART RB _ 2 advmod _ _

1 Yes yes INTJ UH _ 0 root _ _

`

func TestCompareGiven(t *testing.T) {
	s := Compare(parse(t, gold), parse(t, strings.Replace(gold, "aux:pass", "aux", 1)))
	if !s.Given || s.LAS != 100 || s.LS != 80 {
		t.Errorf("%+v", s)
	}
}

func TestCompareRaw(t *testing.T) {
	system := `1 He he PRON PRP _ 2 nsubj _ _
2 was be AUX VBD _ 0 root _ _
3 can't can AUX MD _ 2 aux _ _
4 Yes yes INTJ UH _ 2 discourse _ _

`
	s := Compare(parse(t, gold), parse(t, system))
	// 3 of 5 gold and 4 found words agree; of them 2 have head and relation
	if s.Given || s.Words != 200.0*3/9 || s.LAS != 200.0*2/9 || s.Sentences != 0 {
		t.Errorf("%+v", s)
	}
}
