package main

import (
	"math"

	"github.com/datelinewire/dateline/read/name/label"
)

// chain is a linear chain of labels over a sentence (Lafferty, McCallum and
// Pereira 2001): what its sums need.
type chain struct {
	moves [label.Labels][label.Labels]float64 // from, to; -Inf where not allowed
	ahead [][label.Labels]float64             // logarithms of the sums up to a token
	after [][label.Labels]float64             // and behind it
}

// setMoves takes the weights of the moves, label.Labels a row.
func (c *chain) setMoves(w []float32) {
	for f := range label.Labels {
		for e := range label.Labels {
			c.moves[f][e] = math.Inf(-1)
			if label.Allowed(f, e) {
				c.moves[f][e] = float64(w[f*label.Labels+e])
			}
		}
	}
}

// learn turns scores (label.Columns a token) into the gradient of the negative
// log likelihood of the labels in gold, times weight, adds that of the moves
// to grad, and gives the loss.
func (c *chain) learn(scores []float32, gold []uint8, grad []float32, weight float32) float64 {
	whole := c.sums(scores, len(gold))
	right, prev := 0.0, 0
	for i, e := range gold {
		right += c.moves[prev][e] + float64(scores[i*label.Columns+int(e)])
		grad[prev*label.Labels+int(e)] -= weight
		prev = int(e)
	}
	for i := range gold {
		for f := range label.Labels {
			from := 0.0
			switch {
			case i > 0:
				from = c.ahead[i-1][f]
			case f > 0:
				continue
			}
			for e := range label.Labels {
				p := math.Exp(from + c.moves[f][e] + float64(scores[i*label.Columns+e]) + c.after[i][e] - whole)
				grad[f*label.Labels+e] += float32(p) * weight
			}
		}
	}
	for i, e := range gold {
		row := scores[i*label.Columns : (i+1)*label.Columns]
		for k := range label.Labels {
			row[k] = float32(math.Exp(c.ahead[i][k]+c.after[i][k]-whole)) * weight
		}
		row[e] -= weight
		clear(row[label.Labels:])
	}
	return whole - right
}

// sums fills ahead and after and gives the logarithm of the sum over all
// sequences of n labels.
func (c *chain) sums(scores []float32, n int) float64 {
	c.ahead, c.after = make([][label.Labels]float64, n), make([][label.Labels]float64, n)
	var x [label.Labels]float64
	for i := range n {
		for e := range label.Labels {
			for f := range label.Labels {
				switch {
				case i > 0:
					x[f] = c.ahead[i-1][f] + c.moves[f][e]
				case f == 0:
					x[f] = c.moves[f][e]
				default:
					x[f] = math.Inf(-1)
				}
			}
			c.ahead[i][e] = logSum(&x) + float64(scores[i*label.Columns+e])
		}
	}
	for i := n - 2; i >= 0; i-- {
		for f := range label.Labels {
			for e := range label.Labels {
				x[e] = c.moves[f][e] + float64(scores[(i+1)*label.Columns+e]) + c.after[i+1][e]
			}
			c.after[i][f] = logSum(&x)
		}
	}
	return logSum(&c.ahead[n-1])
}

func logSum(x *[label.Labels]float64) float64 {
	top := math.Inf(-1)
	for _, v := range x {
		top = max(top, v)
	}
	if math.IsInf(top, -1) {
		return top
	}
	sum := 0.0
	for _, v := range x {
		sum += math.Exp(v - top)
	}
	return top + math.Log(sum)
}
