package lang_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/datelinewire/dateline/lang"
)

func read(t *testing.T, files map[string]string) (*lang.Lexicon, error) {
	t.Helper()
	fs := fstest.MapFS{}
	for name, data := range files {
		fs[name] = &fstest.MapFile{Data: []byte(data)}
	}
	return lang.Read(fs)
}

func TestSets(t *testing.T) {
	l, err := read(t, map[string]string{
		"a.tsv": "# Fruit.\nberry\tcloudberry\nberry\tsloe\nstone\tdamson\t3\nstone\tplum\t-\n",
		"b.tsv": "nut\thazel\n",
	})
	if err != nil {
		t.Fatal(err)
	}
	ask := l.Ask()
	all := ask.Set("berry", "nut")
	if !all.Has("sloe") || !all.Has("hazel") || all.Has("plum") || all.Has("") || all.Has("slow") || all.Len() != 3 {
		t.Errorf("berry and nut hold %v", slices.Collect(all.All()))
	}
	if !all.Within("hazelnut") || all.Within("plum") {
		t.Error("Within: want hazelnut, and no plum")
	}
	if v := ask.Values("stone"); v["damson"] != "3" || v["plum"] != "" {
		t.Errorf("stone = %v", v)
	}
	if err := ask.Err(); err != nil {
		t.Error(err)
	}
	ask.Set("berry", "leaf")
	ask.Rows("root")
	if err := ask.Err(); err == nil || !strings.Contains(err.Error(), "leaf, root") {
		t.Errorf("unknown sets: %v", err)
	}
}

// TestLong: a word of 63 bytes and more is found by its bytes all the same.
func TestLong(t *testing.T) {
	long := strings.Repeat("o", 70)
	l, err := read(t, map[string]string{"a.tsv": "sigh\t" + long + "\n"})
	if err != nil {
		t.Fatal(err)
	}
	if s := l.Ask().Set("sigh"); !s.Has(long) || s.Has(long+"o") || s.Has(long[:63]) {
		t.Error("a sigh is as long as it is")
	}
}

// TestFaults: what is wrong with a file is said with its place.
func TestFaults(t *testing.T) {
	for want, files := range map[string]map[string]string{
		"a.tsv: line 2: \"x\\ta\" stands twice or out of order": {"a.tsv": "x\tb\nx\ta\n"},
		"a.tsv: line 1: want a set, a word":                     {"a.tsv": "alone\n"},
		"b.tsv: line 1: set \"x\" stands in a.tsv too":          {"a.tsv": "x\ta\n", "b.tsv": "x\tb\n"},
		"line 2: \"b\" has 0 values":                            {"a.tsv": "x\ta\t1\nx\tb\n"},
	} {
		if _, err := read(t, files); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want %q, have %v", want, err)
		}
	}
}
