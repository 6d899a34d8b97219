package sample

import (
	"strings"
	"testing"
)

func TestItems(t *testing.T) {
	items, err := Items()
	if err != nil {
		t.Fatal(err)
	}
	if len(items) < 40 {
		t.Errorf("%d items, want at least 40", len(items))
	}
	names, agencies := map[string]bool{}, map[string]bool{}
	for i, it := range items {
		if i > 0 && it.Received.Before(items[i-1].Received) {
			t.Errorf("%s was received before %s", it.Name, items[i-1].Name)
		}
		for _, other := range []string{it.Corrects, it.Kills, it.ReprintOf} {
			if other != "" && !names[other] {
				t.Errorf("%s refers to %q, which has not come before it", it.Name, other)
			}
		}
		if it.Agency == "" || it.Slug == "" || it.Text == "" {
			t.Errorf("%s lacks its agency, slug or text", it.Name)
		}
		if n := len(strings.Fields(it.Text)); n < 120 || n > 350 {
			t.Errorf("%s has %d words; stories of an agency have 120 to 350", it.Name, n)
		}
		names[it.Name], agencies[it.Agency] = true, true
	}
	if len(agencies) != 5 {
		t.Errorf("%d agencies, want 5", len(agencies))
	}
}
