package quote

import (
	"strings"

	"github.com/datelinewire/dateline/lang"
)

// cue is what a verb of saying can do.
type cue struct {
	class                   string
	direct, clause, partial bool
}

func readCues(ask *lang.Request) map[string]cue {
	out := make(map[string]cue, 160)
	for _, row := range ask.Rows("quote-cue") {
		class, uses := row.Values[0], row.Values[1]
		out[row.Word] = cue{
			class: class, direct: strings.Contains(uses, "d"),
			clause: strings.Contains(uses, "i"), partial: strings.Contains(uses, "p"),
		}
	}
	return out
}
