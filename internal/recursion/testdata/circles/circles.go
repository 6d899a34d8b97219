// Package circles has one circle of each kind, for the test of what finds
// them. It is never run.
package circles

func direct(n int) int { return direct(n - 1) }

func first(n int) int  { return second(n) }
func second(n int) int { return first(n) }

func withLiteral() {
	var literal func()
	literal = func() { literal() }
	literal()
}

type node struct{ a, b *node }

func (n *node) left() *node  { return n.a.right() }
func (n *node) right() *node { return n.b.left() }

type shape interface{ area() int }

type square struct{ inside []shape }

func (s square) area() int { return total(s.inside) }

func total(shapes []shape) int {
	n := 0
	for _, s := range shapes {
		n += s.area()
	}
	return n
}

type step struct{ run func(step, int) int }

var steps = []step{{run: viaField}}

func viaField(s step, n int) int { return s.run(s, n) }

func plain(n int) int { return n }

func straight(n int) int { return plain(n) + direct(n) + len(steps) }
