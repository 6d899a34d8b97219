package quote

import (
	_ "embed"
	"fmt"
	"strings"
)

//go:embed cues.tsv
var cuesTSV string

// cue is what a verb of saying can do.
type cue struct {
	class                   string
	direct, clause, partial bool
}

func readCues() (map[string]cue, error) {
	out := make(map[string]cue, 160)
	for _, line := range strings.Split(cuesTSV, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 3 {
			return nil, fmt.Errorf("quote: cues.tsv: want 3 fields in %q", line)
		}
		out[f[0]] = cue{
			class: f[1], direct: strings.Contains(f[2], "d"),
			clause: strings.Contains(f[2], "i"), partial: strings.Contains(f[2], "p"),
		}
	}
	return out, nil
}
