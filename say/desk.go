package say

import (
	"strings"

	"github.com/datelinewire/dateline/fact"
)

// ByDesk returns by whose word at the desk a fact is what it is, and since when:
// "corrected by ana on 4 May 2026", or "added by ana" for one that no reader has;
// "" for what a story says. It stands where who says so stands otherwise, and
// instead of it: what a person says is not what the source said.
func ByDesk(e *fact.Evidence, id string) string {
	name, on, ok := e.Person()
	if !ok {
		return ""
	}
	out := "corrected by "
	if strings.HasPrefix(id, "h") { // see record.AddedID
		out = "added by "
	}
	if out += name; !on.IsZero() {
		out += " on " + Day(on)
	}
	return out
}
