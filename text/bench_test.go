package text

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// BenchmarkStories reads the shared stories for speed figures.
func BenchmarkStories(b *testing.B) {
	root := os.Getenv("DATELINE_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "shared")
	}
	f, err := os.Open(filepath.Join(root, "data", "bench", "text.jsonl"))
	if err != nil {
		b.Skipf("the shared stories are missing: %v", err)
	}
	defer f.Close()
	var stories []string
	size := 0
	for in := bufio.NewReader(f); ; {
		line, err := in.ReadBytes('\n')
		var s struct{ Text string }
		if err == nil {
			err = json.Unmarshal(line, &s)
		}
		if err != nil {
			break
		}
		stories = append(stories, s.Text)
		size += len(s.Text)
	}
	p := NewSplitter()
	tokens := 0
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		tokens = 0
		for _, s := range stories {
			tokens += len(p.Document(s, nil).Tokens)
		}
	}
	b.ReportMetric(float64(tokens)*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}
