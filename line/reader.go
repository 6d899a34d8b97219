package line

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"github.com/datelinewire/dateline/read"
)

// Version is the program's version. It is raised with every release.
const Version = "0.1.0"

// readerName gives "dateline/0.1.0 model/1a2b3c4d rules/5e6f7a8b": rules is a
// hash over the passes, their order and their versions.
func readerName(model string, passes []read.Pass) string {
	h := sha256.New()
	for _, p := range passes {
		fmt.Fprintf(h, "%s %d\n", p.Name, p.Version)
	}
	if model == "" {
		model = "none"
	}
	return "dateline/" + Version + " model/" + model + " rules/" + hex.EncodeToString(h.Sum(nil)[:4])
}
