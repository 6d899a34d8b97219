package gradient

import "math"

// Softmax turns the scores into their gradient against the gold column, times
// weight, and gives the loss in nats, not weighted. With gold below 0 the
// gradient is zero.
func Softmax(row []float32, gold int, weight float32) float64 {
	if gold < 0 {
		clear(row)
		return 0
	}
	top := row[0]
	for _, x := range row {
		top = max(top, x)
	}
	goldScore := float64(row[gold] - top)
	var sum float64
	for j, x := range row {
		e := math.Exp(float64(x - top))
		row[j] = float32(e)
		sum += e
	}
	f := weight / float32(sum)
	for j := range row {
		row[j] *= f
	}
	row[gold] -= weight
	return math.Log(sum) - goldScore
}

// Argmax returns the column of the greatest score, the first of equals.
func Argmax(row []float32) int {
	best := 0
	for j, x := range row {
		if x > row[best] {
			best = j
		}
	}
	return best
}
