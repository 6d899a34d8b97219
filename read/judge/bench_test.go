package judge

import (
	"strings"
	"testing"

	"github.com/datelinewire/dateline/text"
)

// BenchmarkJudge judges sentences of ordinary length; its figure is by token.
func BenchmarkJudge(b *testing.B) {
	j, err := Load()
	if err != nil {
		b.Fatal(err)
	}
	s := strings.Repeat("The foreign minister of Sweden will meet his Norwegian counterpart in Oslo on Friday to discuss fisheries. ", 40)
	d := text.New(s, text.Paragraphs(s))
	tokens := len(d.Tokens)
	for b.Loop() {
		if _, err := j.Judge(b.Context(), d, nil); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*tokens), "ns/token")
}
