package transformer

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

const width = 384

// maker writes weight files of random numbers and remembers them.
type maker struct {
	rnd     *rand.Rand
	out     []byte
	tensors map[string][][]float64
}

func (m *maker) number(n int) { m.out = binary.LittleEndian.AppendUint32(m.out, uint32(n)) }

// put adds a tensor of floats around mean.
func (m *maker) put(name string, rows, cols int, mean, spread float64) {
	m.number(len(name))
	m.out = append(m.out, name...)
	m.number(floats)
	m.number(rows)
	m.number(cols)
	t := make([][]float64, rows)
	for i := range t {
		t[i] = make([]float64, cols)
		for j := range t[i] {
			x := float32(mean + spread*m.rnd.NormFloat64())
			t[i][j] = float64(x)
			m.out = binary.LittleEndian.AppendUint32(m.out, math.Float32bits(x))
		}
	}
	m.tensors[name] = t
}

var vocabulary = []string{"[PAD]", "[UNK]", "[CLS]", "[SEP]", "the", "minister", "arrived", "in", "la", "##gos", "said", ".", "it", "cote", "'", "s"}

// made returns a file of two layers.
func made() *maker {
	m := &maker{rnd: rand.New(rand.NewPCG(1, 2)), tensors: map[string][][]float64{}}
	m.out = append(m.out, magic...)
	words := strings.Join(vocabulary, "\n")
	m.number(len(words))
	m.out = append(m.out, words...)
	m.put("words", len(vocabulary), width, 0, 0.5)
	m.put("places", 64, width, 0, 0.2)
	m.put("cases", 4, width, 0, 0.2)
	m.put("first", 2, width, 0.5, 0.1)
	for _, l := range []string{"0.", "1."} {
		for _, p := range []struct {
			name       string
			rows, cols int
		}{{"attend", width, 3 * width}, {"join", width, width}, {"widen", width, 3 * width}, {"narrow", 3 * width, width}} {
			m.put(l+p.name, p.rows, p.cols, 0, 0.04)
			m.put(l+p.name+".bias", 1, p.cols, 0, 0.1)
		}
		m.put(l+"afterjoin", 2, width, 0.6, 0.1)
		m.put(l+"afternarrow", 2, width, 0.6, 0.1)
	}
	return m
}

// plain computes in floats what Encode computes in integers, for pieces of
// one sentence.
func (m *maker) plain(ids []int32, cases []int) [][]float64 {
	x := make([][]float64, len(ids))
	for i, id := range ids {
		x[i] = make([]float64, width)
		for j := range x[i] {
			x[i][j] = m.tensors["words"][id][j] + m.tensors["places"][i][j] + m.tensors["cases"][cases[i]][j]
		}
		m.norm("first", x[i])
	}
	for _, l := range []string{"0.", "1."} {
		parts := m.dense(l+"attend", x)
		seen := make([][]float64, len(x))
		for i := range x {
			seen[i] = make([]float64, width)
			for h := range width / 32 {
				m.attend(seen[i], parts, i, h)
			}
		}
		m.add(x, m.dense(l+"join", seen), l+"afterjoin")
		wide := m.dense(l+"widen", x)
		for i := range wide {
			for j, v := range wide[i] {
				wide[i][j] = v / 2 * (1 + math.Erf(v/math.Sqrt2))
			}
		}
		m.add(x, m.dense(l+"narrow", wide), l+"afternarrow")
	}
	return x
}

func (m *maker) attend(out []float64, parts [][]float64, i, h int) {
	share, sum := make([]float64, len(parts)), 0.0
	for k := range parts {
		s := 0.0
		for j := range 32 {
			s += parts[i][h*32+j] * parts[k][width+h*32+j]
		}
		share[k] = math.Exp(s / math.Sqrt(32))
		sum += share[k]
	}
	for k := range parts {
		for j := range 32 {
			out[h*32+j] += share[k] / sum * parts[k][2*width+h*32+j]
		}
	}
}

func (m *maker) dense(name string, x [][]float64) [][]float64 {
	w, b := m.tensors[name], m.tensors[name+".bias"][0]
	out := make([][]float64, len(x))
	for i := range x {
		out[i] = slices.Clone(b)
		for k, v := range x[i] {
			for j := range out[i] {
				out[i][j] += v * w[k][j]
			}
		}
	}
	return out
}

func (m *maker) norm(name string, x []float64) {
	mean, spread := 0.0, 0.0
	for _, v := range x {
		mean += v / width
	}
	for _, v := range x {
		spread += (v - mean) * (v - mean) / width
	}
	for j, v := range x {
		x[j] = (v-mean)/math.Sqrt(spread)*m.tensors[name][0][j] + m.tensors[name][1][j]
	}
}

func (m *maker) add(x, y [][]float64, name string) {
	for i := range x {
		for j := range x[i] {
			x[i][j] += y[i][j]
		}
		m.norm(name, x[i])
	}
}

func load(t *testing.T, file string) *Model {
	t.Helper()
	f, err := Parse(file)
	if err != nil {
		t.Fatal(err)
	}
	m, err := New(f)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestEncode compares the integers with floats, sentences alone and together.
func TestEncode(t *testing.T) {
	made := made()
	m := load(t, string(made.out))
	one, two := []string{"The", "minister", "arrived", "in", "LAGOS", "."}, []string{"it", "said", "."}
	var s Scratch
	together := slices.Clone(m.Encode(&s, [][]string{one, two}))
	alone := slices.Clone(m.Encode(&s, [][]string{two}))
	if !slices.Equal(together[len(one)*width:], alone) {
		t.Error("a sentence reads otherwise beside another")
	}
	want := made.plain([]int32{2, 4, 5, 6, 7, 8, 9, 11, 3}, []int{0, 3, 1, 1, 1, 2, 2, 0, 0})
	first := []int{1, 2, 3, 4, 5, 7}
	off, size := 0.0, 0.0
	for i, p := range first {
		for j := range width {
			d := float64(together[i*width+j])/(1<<Bits) - want[p][j]
			off, size = off+d*d, size+want[p][j]*want[p][j]
		}
	}
	if off = math.Sqrt(off / size); off > 0.02 || off == 0 {
		t.Errorf("the integers are off by %.4f of the vectors' size", off)
	}
}

func TestPieces(t *testing.T) {
	m := load(t, string(made().out))
	for form, want := range map[string]string{
		"The": "the", "LAGOS": "la ##gos", "Côte": "cote", "lagosx": "[UNK]", "it's": "it ' s", "": "[UNK]", "...": ". . .",
		".........": ". . . . . .", "lathe": "[UNK]",
	} {
		var got []string
		for _, id := range m.appendPieces(nil, form) {
			got = append(got, vocabulary[id])
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q is cut into %q, want %q", form, got, want)
		}
	}
}

// TestLong gives more tokens than may stand together and forms of many pieces.
func TestLong(t *testing.T) {
	m := load(t, string(made().out))
	var s Scratch
	for _, forms := range [][]string{slices.Repeat([]string{"it"}, Longest+5), slices.Repeat([]string{"'''''''''"}, 40), {}, {"\xff"}} {
		out := m.Encode(&s, [][]string{forms})
		if len(out) != len(forms)*width {
			t.Fatalf("%d numbers for %d tokens", len(out), len(forms))
		}
		if n := len(forms); n > 30 {
			if last := out[(n-1)*width:]; slices.Max(last) != 0 || slices.Min(last) != 0 {
				t.Error("a token beyond the limit has a vector")
			}
		}
	}
}

// TestCutOff reads files that end anywhere: an error, never a panic.
func TestCutOff(t *testing.T) {
	whole := string(made().out)
	for n := 0; n < len(whole); n += 1 + len(whole)/200 {
		f, err := Parse(whole[:n])
		if err != nil {
			continue
		}
		if _, err := New(f); err == nil && n < len(whole)-width*8 {
			t.Fatalf("the first %d of %d bytes pass for a model", n, len(whole))
		}
	}
}
