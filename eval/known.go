package eval

import (
	_ "embed"
	"fmt"
	"io"
	"slices"
	"strings"
)

//go:embed known.tsv
var knownFile string

// Known are failures by name: for each suite, what its probes ask for and the
// reader does not do. A figure can stay the same while one case is lost and
// another won; a list cannot.
type Known map[string][]string

// Suites are the sets of probes whose failures are known by name: what they
// are called, and their files, those of the development data behind "shared:".
// The probes that nobody is to know, probes-2, have a floor alone.
func Suites() [3][2]string {
	return [...][2]string{
		{"own", "eval/testdata/probes.jsonl"},
		{"facts", "shared:gold/probes.jsonl"},
		{"seed", "shared:seed/expected.jsonl"},
	}
}

// LoadKnown reads known.tsv, which lies beside this file.
func LoadKnown() (Known, error) {
	k := Known{}
	n := 0
	for line := range strings.Lines(knownFile) {
		n++
		line = strings.TrimRight(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		suite, name, ok := strings.Cut(line, "\t")
		if !ok {
			return nil, fmt.Errorf("known.tsv:%d: want a suite and a failure", n)
		}
		k[suite] = append(k[suite], name)
	}
	return k, nil
}

// knownHead stands at the top of known.tsv.
const knownHead = `# What the reader fails at, by name: the suite, and the probe with what it asks for there that is
# not found (expect), found though it must not be (forbid), or found too often (extra), each by its
# number. A test fails where the reader fails at something else, and where something here succeeds.
# Written by "dateline eval facts --known eval/known.tsv", which a person runs who has looked at both.
`

// WriteKnown writes failures as LoadKnown reads them.
func WriteKnown(w io.Writer, k Known) error {
	var b strings.Builder
	b.WriteString(knownHead)
	for _, s := range Suites() {
		for _, name := range k[s[0]] {
			fmt.Fprintf(&b, "%s\t%s\n", s[0], name)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// Check compares the failures of a suite with those that are known: an error
// for each that is new, and for each that is none any more.
func (k Known) Check(suite string, failures []string) []error {
	var out []error
	for _, f := range failures {
		if !slices.Contains(k[suite], f) {
			out = append(out, fmt.Errorf("%s: %s fails, and did not before (see it with: dateline eval facts --misses)", suite, f))
		}
	}
	for _, f := range k[suite] {
		if !slices.Contains(failures, f) {
			out = append(out, fmt.Errorf("%s: %s succeeds now: write it down with dateline eval facts --known eval/known.tsv", suite, f))
		}
	}
	return out
}
