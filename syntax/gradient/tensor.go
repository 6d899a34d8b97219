package gradient

import (
	"math"
	"math/rand/v2"
)

// Shards is the number of parts into which each batch is cut, whatever the
// number of cores, so that sums come out the same everywhere.
const Shards = 2

// Tensor is a matrix of the network with its gradients and Adam's moments.
// Rows and Cols should be multiples of 8 and 32 where it is multiplied with
// (see vector.Panel).
type Tensor struct {
	Name       string
	Rows, Cols int
	W          []float32         // the weights, row-major
	T          []float32         // their transpose; nil for tensors of one row and for the table
	G          [Shards][]float32 // gradients of each shard, which Update clears; nil for the table
	m, v, avg  []float32
}

func newTensor(name string, rows, cols int) *Tensor {
	n := rows * cols
	return &Tensor{Name: name, Rows: rows, Cols: cols, W: make([]float32, n), m: make([]float32, n), v: make([]float32, n), avg: make([]float32, n)}
}

// fill draws weights from -scale to scale.
func fill(w []float32, scale float64, rng *rand.Rand) {
	for i := range w {
		w[i] = float32((2*rng.Float64() - 1) * scale)
	}
}

// flip renews the transpose.
func (t *Tensor) flip() {
	if t.T == nil {
		t.T = make([]float32, len(t.W))
	}
	for i := range t.Rows {
		for j := range t.Cols {
			t.T[j*t.Rows+i] = t.W[i*t.Cols+j]
		}
	}
}

// swap puts the running mean in place of the weights, or back.
func (t *Tensor) swap() { t.W, t.avg = t.avg, t.W }

// adam holds the settings of one step (Kingma and Ba 2015).
type adam struct {
	rate, beta1, beta2, eps float32
	decay                   float32 // decoupled weight decay
	fix1, fix2              float32 // 1 over the bias of the moments
	clip                    float32 // factor on the gradients
}

func newAdam(rate float64, step int, clip, decay float64) adam {
	const b1, b2 = 0.9, 0.98
	return adam{
		rate: float32(rate), beta1: b1, beta2: b2, eps: 1e-8, decay: float32(decay * rate), clip: float32(clip),
		fix1: float32(1 / (1 - math.Pow(b1, float64(step)))),
		fix2: float32(1 / (1 - math.Pow(b2, float64(step)))),
	}
}

// step moves w against the gradient g and clears g.
func (a *adam) step(w, m, v, g []float32) {
	m, v, g = m[:len(w)], v[:len(w)], g[:len(w)]
	for i := range w {
		x := g[i] * a.clip
		g[i] = 0
		m[i] = a.beta1*m[i] + (1-a.beta1)*x
		v[i] = a.beta2*v[i] + (1-a.beta2)*x*x
		w[i] -= a.rate*m[i]*a.fix1/(float32(math.Sqrt(float64(v[i]*a.fix2)))+a.eps) + a.decay*w[i]
	}
}

func norm(g []float32) float64 {
	var s float64
	for _, x := range g {
		s += float64(x) * float64(x)
	}
	return s
}
