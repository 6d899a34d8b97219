//go:build hostile

package line

import (
	"context"
	"strings"

	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/text"
)

// hostile lists a pass that does what the story's words ask it to: it panics,
// overflows its stack, takes all memory, loops, or loops until it is told to
// stop. Only tests build it in.
func hostile() []read.Pass {
	return []read.Pass{{
		Name: "hostile", Doc: "what a story can make a reader do", Needs: text.Tokens, Gives: text.Ranks << 1,
		Run: func(ctx context.Context, w *read.Work) error {
			_, order, _ := strings.Cut(w.Story.Text, "Hostile order: ")
			switch order, _, _ = strings.Cut(order, "."); order {
			case "panic":
				panic("ordered to")
			case "overflow":
				w.Note("hostile", 0, 0, "%d", endless(len(order)))
			case "memory":
				for held := [][]byte(nil); ; {
					b := make([]byte, 8<<20)
					for i := 0; i < len(b); i += 4096 {
						b[i] = 1
					}
					held = append(held, b)
				}
			case "loop":
				for {
				}
			case "heeding loop":
				for ctx.Err() == nil {
				}
			}
			return ctx.Err()
		},
	}}
}

// endless calls itself until there is no stack left.
func endless(n int) int { return endless(n+1) + n }
