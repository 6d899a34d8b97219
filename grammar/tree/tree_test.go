package tree_test

import (
	"slices"
	"testing"

	"github.com/datelinewire/dateline/grammar/tree"
	"github.com/datelinewire/dateline/text"
)

// gulls is "Two gulls ate chips", with heads counted from 0.
func gulls() *text.Document {
	return &text.Document{Tokens: []text.Token{
		{Head: 1, Dep: text.DepNummod, Lemma: "two"},
		{Head: 2, Dep: text.DepNsubj, Lemma: "gull"},
		{Head: -1, Dep: text.DepRoot, Lemma: "eat"},
		{Head: 2, Dep: text.DepObj, Lemma: "chip"},
	}}
}

func TestTree(t *testing.T) {
	x := tree.New(gulls())
	if got := x.Of(2); !slices.Equal(got, []int32{1, 3}) {
		t.Errorf("the verb governs %v", got)
	}
	if got := x.Child(2, text.DepIobj, text.DepObj); got != 3 {
		t.Errorf("its object is token %d", got)
	}
	if got := x.Child(3, text.DepObj); got != -1 {
		t.Errorf("the object has an object, token %d", got)
	}
	if x.Left[1] != 0 || x.Right[1] != 1 || x.Left[2] != 0 || x.Right[2] != 3 {
		t.Errorf("subtrees from %v to %v", x.Left, x.Right)
	}
}

// TestBeyond: what asks about a token behind the last one or before the first
// has an answer too.
func TestBeyond(t *testing.T) {
	x := tree.New(gulls())
	for _, i := range []int{-1, 4, 1 << 20} {
		if x.Of(i) != nil || x.Child(i, text.DepObj) != -1 || x.Case(i) != "" {
			t.Errorf("token %d governs something", i)
		}
	}
	if tree.New(&text.Document{}).Child(0, text.DepObj) != -1 {
		t.Error("a document without words has a tree")
	}
}
