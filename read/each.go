package read

import (
	"context"
	"iter"
)

// often is after how many steps a pass asks whether it is still wanted. A
// step is a token, a name or a sentence, which has text.Longest tokens at most.
const often = 16

// Each yields 0 to n-1 and stops early where ctx has ended. It is the one way
// in which passes go over what a text has thousands of; behind the loop they
// return ctx.Err().
func Each(ctx context.Context, n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if i%often == 0 && ctx.Err() != nil || !yield(i) {
				return
			}
		}
	}
}
