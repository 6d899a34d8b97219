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
	names, agencies, lines := map[string]bool{}, map[string]bool{}, map[string]int{}
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
		if day := it.Received.Format("2006-01-02-"); !strings.HasPrefix(it.Name, day) {
			t.Errorf("%s was received on %s, which its name has to begin with", it.Name, day)
		}
		if n := len(strings.Fields(it.Text)); n < 120 || n > 350 {
			t.Errorf("%s has %d words; stories of an agency have 120 to 350", it.Name, n)
		}
		names[it.Name], agencies[it.Agency] = true, true
		lines[it.Slug]++
	}
	if len(agencies) < 2 {
		t.Error("a wire of one agency cannot contradict itself")
	}
	long := 0
	for _, stories := range lines {
		if stories >= 3 {
			long++
		}
	}
	if long < 15 {
		t.Errorf("%d story lines of three stories or more, want the 15 that package comment and docs speak of", long)
	}
}
