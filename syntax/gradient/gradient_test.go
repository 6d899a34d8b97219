package gradient

import (
	"bytes"
	"io"
	"math"
	"math/rand/v2"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/datelinewire/dateline/syntax/model"
	"github.com/datelinewire/dateline/text"
)

func tiny() Config {
	return Config{Embed: 32, Width: 64, Layers: 2, Words: 64, Buckets: 128, Extra: 16}
}

// fill loads three sentences whose tokens have 0 to 5 rows, some of them twice.
func (p *Pass) fill(rng *rand.Rand) {
	p.Load([]int{5, 1, 7})
	for t := range p.T {
		rows := make([]int32, t%6)
		for i := range rows {
			rows[i] = int32(rng.IntN(20))
		}
		p.Token(rows...)
	}
}

// TestSlopes holds gradients of encoder and table against differences. The
// loss is the top times fixed numbers.
func TestSlopes(t *testing.T) {
	n := New(tiny(), 3)
	p := NewPasses(n, 1, &Rates{})[0]
	rng := rand.New(rand.NewPCG(2, 2))
	p.fill(rng)
	by := make([]float32, p.T*n.Width)
	for i := range by {
		by[i] = rng.Float32() - 0.5
	}
	loss := func() float64 {
		p.Lookup()
		p.Encode()
		var sum float64
		for i, x := range p.Top[:len(by)] {
			sum += float64(x * by[i])
		}
		clear(p.DY)
		copy(p.DY, by)
		p.Unwind()
		return sum
	}
	check := func(name string, x *float32, got float64) {
		t.Helper()
		const h = 2e-3
		w := *x
		*x = w + h
		up := loss()
		*x = w - h
		down := loss()
		*x = w
		if want := (up - down) / (2 * h); math.Abs(got-want) > 0.05*math.Abs(want)+0.01 {
			t.Errorf("%s: slope %.4f, differences say %.4f", name, got, want)
		}
	}
	for _, x := range n.Dense {
		for range 4 {
			k := rng.IntN(len(x.W))
			for _, y := range n.Dense {
				clear(y.G[0])
			}
			loss()
			check(x.Name, &x.W[k], float64(x.G[0][k]))
		}
	}
	loss()
	n.collect([]*Pass{p})
	if slices.Contains(n.slots, model.NoRow) {
		t.Error("the row that says nothing has a gradient")
	}
	for k, r := range n.slots {
		j := rng.IntN(n.Embed)
		check("table", &n.Row(int(r))[j], float64(n.rowGrad[k*n.Embed+j]))
	}
}

// TestUpdate: rows that no token names stay, and so do all at rate 0.
func TestUpdate(t *testing.T) {
	for _, rate := range []float64{0, 0.01} {
		n := New(tiny(), 3)
		passes := NewPasses(n, 1, &Rates{Input: 0.1, Layer: 0.1, Top: 0.1})
		old := slices.Clone(n.Table.W)
		Both(func(s int) {
			p := passes[s]
			p.fill(rand.New(rand.NewPCG(2, uint64(s))))
			p.Lookup()
			p.Encode()
			copy(p.DY, p.Top)
			p.Unwind()
		})
		n.Update(0.01, rate, passes, 0)
		for r := range n.Rows() {
			named := r > 0 && (slices.Contains(passes[0].Rows, int32(r)) || slices.Contains(passes[1].Rows, int32(r)))
			moved := !slices.Equal(n.Row(r), old[r*n.Embed:(r+1)*n.Embed])
			if moved != (named && rate > 0) {
				t.Errorf("rate %g: row %d: named %t, moved %t", rate, r, named, moved)
			}
		}
	}
}

// pretrained trains a little on invented text.
func pretrained(log io.Writer) *Net {
	raw := &Raw{}
	rng := rand.New(rand.NewPCG(1, 1))
	for range 300 {
		w := strings.Fields("ship bank river market")[rng.IntN(4)]
		raw.Add(text.New("The "+w+" of Oslo holds 12 boats and the "+w+" is old.", nil))
	}
	c := tiny()
	count := make(map[string]int)
	for i, f := range raw.Forms {
		count[model.Normal(f)] += raw.Count[i]
	}
	raw.Number(NewVocabulary(Commonest(count, 1, c.Words-model.FirstWord), nil), c)
	n := New(c, 1)
	n.AddGuess()
	Pretrain(n, raw, Pretraining{Seed: 1, Epochs: 8, Batch: 128, Rate: 5e-3, Decay: 0.01}, log)
	return n
}

// TestPretrain: most hidden words of a simple text are found, and the number of
// cores does not change the weights.
func TestPretrain(t *testing.T) {
	var log bytes.Buffer
	a := pretrained(&log)
	old := runtime.GOMAXPROCS(1)
	b := pretrained(io.Discard)
	runtime.GOMAXPROCS(old)
	for i, x := range a.all() {
		if !slices.Equal(x.W, b.all()[i].W) {
			t.Errorf("%s differs with the number of cores", x.Name)
		}
	}
	lines := strings.Split(strings.TrimSpace(log.String()), "\n")
	_, share, _ := strings.Cut(lines[len(lines)-1], "right ")
	if right, err := strconv.ParseFloat(strings.TrimSuffix(share, "%"), 64); err != nil || right < 80 {
		t.Errorf("the last line is %q", lines[len(lines)-1])
	}
}

func TestCheckpoint(t *testing.T) {
	n := New(tiny(), 1)
	n.Add("head", 64, 32, 0.1)
	path := filepath.Join(t.TempDir(), "c")
	if err := NewCheckpoint(n, n.Config, []string{"the", "of"}).Save(path); err != nil {
		t.Fatal(err)
	}
	c, err := ReadCheckpoint[Config](path)
	if err != nil {
		t.Fatal(err)
	}
	m := New(c.Config, 2)
	if c.Restore(m) == nil {
		t.Error("a network without the head took the checkpoint")
	}
	m.Add("head", 64, 32, 0.1)
	if err := c.Restore(m); err != nil {
		t.Fatal(err)
	}
	for i, x := range n.all() {
		if y := m.all()[i]; !slices.Equal(x.W, y.W) || !slices.Equal(x.T, y.T) {
			t.Errorf("%s is not restored", x.Name)
		}
	}
}

// TestQuantise: integers stand for the numbers within half a step.
func TestQuantise(t *testing.T) {
	n := New(tiny(), 1)
	m := n.Quantise(nil)
	bits := m.TableBits
	for i, x := range n.Table.W {
		if d := float64(x) - float64(int8(m.Table[i]))/math.Pow(2, float64(bits)); math.Abs(d) > math.Pow(2, float64(-bits-1)) {
			t.Fatalf("number %d of the table is %g off at %d bits", i, d, bits)
		}
	}
	if m.Input.K != n.Embed || m.Input.N != n.Width || len(m.Stack) != n.Layers || len(m.Stack[0].V) != 2*n.Width {
		t.Errorf("input %d x %d, %d layers", m.Input.K, m.Input.N, len(m.Stack))
	}
}
