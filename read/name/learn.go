package name

import (
	"context"

	"github.com/datelinewire/dateline/text"
)

//go:generate go run ../../eval/namelabels known -shared ../../../shared -out label/known.bin
//go:generate go run ../../eval/namelabels weights -shared ../../../shared -known label/known.bin -out label/weights.bin

// Label sets the labels of names on the tokens of a tagged Document by the
// learned recogniser, made to agree within it, without the rules that follow.
func (r *Reader) Label(ctx context.Context, d *text.Document) {
	s := newBare(r, d)
	s.roles(ctx)
	s.recognise(ctx)
}
