// Package read turns a parsed Document into facts, pass by pass. A Pass reads
// the Document and what earlier passes found, and adds to the Reading. The
// passes live in packages of their own below this one; line lists them in the
// order in which they run.
package read

import (
	"context"

	"github.com/datelinewire/dateline/text"
)

// Pass is one step of reading.
type Pass struct {
	Name, Doc string     // command-line name and docs heading; one line of what it finds
	Needs     text.Layer // what must be there before it runs
	Uses      text.Layer // what it reads besides, and does without where it is not there
	Gives     text.Layer // what is there afterwards
	// Run ends soon after ctx has ended, with its error: see Each.
	Run func(ctx context.Context, w *Work) error
}
