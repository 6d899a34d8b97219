package link

import (
	"slices"
	"strconv"
	"strings"

	"github.com/datelinewire/dateline/internal/signs"
)

// scale is the weights of signs, ready for adding up while two reports are
// compared, and for giving up as soon as nothing that is still to be looked at
// can make them one.
type scale struct {
	signs.Weights
	steps  map[string][]step // of what is counted
	most   map[string]int    // at most, of a sign or of what is counted: 0 or more
	all    int               // of most, all together
	nearby int               // days: reports further apart are one only where both stories have a rare name
}

// step is a number that is reached, and what that weighs.
type step struct{ n, weight int }

// What reports are looked for by.
const (
	daysSign  = "days apart"
	namesSign = "names in common"
)

func newScale(w signs.Weights) *scale {
	s := &scale{Weights: w, steps: map[string][]step{}, most: map[string]int{}}
	for sign, weight := range w {
		what := sign
		if i := strings.LastIndexByte(sign, ' '); i > 0 {
			if n, err := strconv.Atoi(sign[i+1:]); err == nil {
				what = sign[:i]
				s.steps[what] = append(s.steps[what], step{n, weight})
			}
		}
		if sign != always && weight > 0 {
			s.most[what] += weight
			s.all += weight
		}
	}
	for days := range furthest + 1 {
		sum := w[always] + s.all - s.most[daysSign] - s.most[namesSign]
		for _, st := range s.steps[daysSign] {
			if days >= st.n {
				sum += st.weight
			}
		}
		if sum >= 0 {
			s.nearby = days
		}
	}
	return s
}

// always is the sign that there always is.
const always = "always"

// sign adds a sign.
func (c *comparison) sign(s string) {
	if c.swift {
		c.sum += c.l.scale.Weights[s]
		return
	}
	c.signs = append(c.signs, s)
}

// upTo adds a sign for each step that a number reaches: the weights of a
// sum that grows with it.
func (c *comparison) upTo(what string, n int, steps ...int) {
	if c.swift {
		for _, st := range c.l.scale.steps[what] {
			if n >= st.n && slices.Contains(steps, st.n) {
				c.sum += st.weight
			}
		}
		c.judged(what)
		return
	}
	for _, s := range steps {
		if n >= s {
			c.sign(what + " " + strconv.Itoa(s))
		}
	}
}

// judged notes that a sign, or what is counted, can add nothing any more.
func (c *comparison) judged(what string) { c.left -= c.l.scale.most[what] }

// hopeless reports whether the two are not one, whatever is still to be looked at.
func (c *comparison) hopeless() bool { return c.swift && c.sum+c.left < 0 }

// weighs reports whether it matters how much there is of something.
func (c *comparison) weighs(what string) bool { return !c.swift || len(c.l.scale.steps[what]) > 0 }
