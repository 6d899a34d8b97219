package role

import (
	"strings"
	"testing"
)

// BenchmarkRead reports the time a token takes once the parser is done.
func BenchmarkRead(b *testing.B) {
	const paragraph = `The two ministers signed a treaty in Klow on Tuesday, hours after the army had withdrawn from the valley which
both sides claim. Borduria demanded that Syldavia stop the tests and release the sailors whom it had accused of spying. Officials
said the talks, brokered by a Zubrowkan envoy, would go on before the presidents meet again in the spring. `
	d, _ := read(strings.Repeat(paragraph, 40))
	_, r := readers()
	found := 0
	for b.Loop() {
		found = len(r.Read(d).Predicates)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(d.Tokens)), "ns/token")
	b.ReportMetric(float64(found)/float64(len(d.Tokens)), "predicates/token")
}
