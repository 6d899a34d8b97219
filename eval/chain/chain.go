// Package chain scores coreference: sets of mentions that mean the same one,
// a labeller's against a reader's. What goes in are two partitions of
// mentions; what comes out are the three measures whose mean the CoNLL shared
// tasks report: MUC (Vilain and others 1995), B³ (Bagga and Baldwin 1998) and
// CEAF with entity similarity (Luo 2005).
//
// Mentions are equal where their keys are: the caller decides whether a key is
// a span or the place of a head word.
package chain

// Pair holds what a measure counts, on the labeller's side and the reader's.
type Pair struct {
	RecallHit, RecallAll       float64
	PrecisionHit, PrecisionAll float64
}

// Recall returns the share of the labeller's that was found, 0 where there
// was nothing to find.
func (p Pair) Recall() float64 { return ratio(p.RecallHit, p.RecallAll) }

// Precision returns the share of the reader's that is right, 0 where nothing
// was read.
func (p Pair) Precision() float64 { return ratio(p.PrecisionHit, p.PrecisionAll) }

// F1 returns the harmonic mean of both.
func (p Pair) F1() float64 { return ratio(2*p.Recall()*p.Precision(), p.Recall()+p.Precision()) }

func (p *Pair) add(q Pair) {
	p.RecallHit += q.RecallHit
	p.RecallAll += q.RecallAll
	p.PrecisionHit += q.PrecisionHit
	p.PrecisionAll += q.PrecisionAll
}

func ratio(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}

// Score is the three measures summed over documents.
type Score struct{ MUC, B3, CEAF Pair }

// CoNLL returns the mean of the three F1.
func (s Score) CoNLL() float64 { return (s.MUC.F1() + s.B3.F1() + s.CEAF.F1()) / 3 }

// Add counts one document. A mention stands in one chain of each side at the
// most; chains of one mention are left out on both sides.
func Add[K comparable](s *Score, gold, read [][]K) {
	gold, read = shared(gold), shared(read)
	g, r := index(gold), index(read)
	s.MUC.add(Pair{links(gold, r), most(gold), links(read, g), most(read)})
	s.B3.add(Pair{overlap(gold, r), total(gold), overlap(read, g), total(read)})
	hit := align(gold, read, r)
	s.CEAF.add(Pair{hit, float64(len(gold)), hit, float64(len(read))})
}

// shared returns the chains of two mentions and more.
func shared[K comparable](chains [][]K) [][]K {
	var out [][]K
	for _, c := range chains {
		if len(c) > 1 {
			out = append(out, c)
		}
	}
	return out
}

func index[K comparable](chains [][]K) map[K]int {
	at := map[K]int{}
	for i, c := range chains {
		for _, m := range c {
			at[m] = i
		}
	}
	return at
}

// links counts the links of the chains that the other side has too: the size
// of each chain less the number of parts into which the other side cuts it.
func links[K comparable](chains [][]K, other map[K]int) float64 {
	n := 0
	for _, c := range chains {
		parts := map[int]bool{}
		alone := 0
		for _, m := range c {
			if i, ok := other[m]; ok {
				parts[i] = true
			} else {
				alone++
			}
		}
		n += len(c) - len(parts) - alone
	}
	return float64(n)
}

func most[K comparable](chains [][]K) float64 {
	n := 0
	for _, c := range chains {
		n += len(c) - 1
	}
	return float64(n)
}

func total[K comparable](chains [][]K) float64 {
	n := 0
	for _, c := range chains {
		n += len(c)
	}
	return float64(n)
}

// overlap sums over the mentions the share of their chain that the other
// side's chain of the same mention holds.
func overlap[K comparable](chains [][]K, at map[K]int) float64 {
	sum := 0.0
	for _, c := range chains {
		in := map[int]int{}
		for _, m := range c {
			if i, ok := at[m]; ok {
				in[i]++
			}
		}
		n := 0
		for _, k := range in {
			n += k * k
		}
		sum += float64(n) / float64(len(c))
	}
	return sum
}

// align returns the greatest sum of similarities, 2|a∩b| / (|a|+|b|), over all
// ways to pair the chains one to one.
func align[K comparable](gold, read [][]K, at map[K]int) float64 {
	if len(gold) == 0 || len(read) == 0 {
		return 0
	}
	n := max(len(gold), len(read))
	like := make([][]float64, n)
	for i := range like {
		like[i] = make([]float64, n)
		if i >= len(gold) {
			continue
		}
		for _, m := range gold[i] {
			if j, ok := at[m]; ok {
				like[i][j] += 2 / float64(len(gold[i])+len(read[j]))
			}
		}
	}
	return assign(like)
}

// assign returns the greatest sum of one number a row and column of a square
// matrix, by the Hungarian method with potentials, in cubic time.
func assign(like [][]float64) float64 {
	n := len(like)
	row, col := make([]float64, n+1), make([]float64, n+1)
	match := make([]int, n+1) // row of each column, from 1
	way := make([]int, n+1)
	for i := 1; i <= n; i++ {
		match[0] = i
		least := make([]float64, n+1)
		done := make([]bool, n+1)
		for j := range least {
			least[j] = 1e18
		}
		j := 0
		for match[j] != 0 {
			done[j] = true
			j = step(like, match[j], j, row, col, least, way, match, done)
		}
		for j != 0 {
			match[j] = match[way[j]]
			j = way[j]
		}
	}
	sum := 0.0
	for j := 1; j <= n; j++ {
		sum += like[match[j]-1][j-1]
	}
	return sum
}

// step relaxes the columns from the row i that column j0 holds, moves the
// potentials, and returns the next column.
func step(like [][]float64, i, j0 int, row, col, least []float64, way, match []int, done []bool) int {
	next, delta := 0, 1e18
	for j := 1; j < len(least); j++ {
		if done[j] {
			continue
		}
		if c := -like[i-1][j-1] - row[i] - col[j]; c < least[j] {
			least[j], way[j] = c, j0
		}
		if least[j] < delta {
			next, delta = j, least[j]
		}
	}
	for j := range least {
		if done[j] {
			row[match[j]] += delta
			col[j] -= delta
		} else {
			least[j] -= delta
		}
	}
	return next
}
