package transformer

import (
	"fmt"
	"math"

	"github.com/datelinewire/dateline/syntax/vector"
)

// What the encoder makes of the tensors of a file. It reads bytes where they
// lie, so that a model is ready in milliseconds.

// shaped returns a tensor that must have so many columns.
func (f *File) shaped(name string, cols int) (*Tensor, error) {
	t, err := f.Tensor(name)
	if err == nil && t.Cols != cols {
		return nil, fmt.Errorf("transformer: %q has %d columns, not %d", name, t.Cols, cols)
	}
	return t, err
}

// rows are vectors of signed bytes, each with a factor.
type rows struct {
	width int
	data  string
	by    []int16 // 128ths, at vector.SumBits
}

func (f *File) rows(name string) (*rows, error) {
	t, err := f.Tensor(name)
	if err != nil {
		return nil, err
	}
	t = t.cut(byRows)
	out := &rows{width: t.Cols, data: t.data}
	for _, s := range t.scale {
		out.by = append(out.by, fixed(s, vector.SumBits+7))
	}
	return out, nil
}

// fixed returns the rows of a tensor at vector.SumBits.
func (f *File) fixed(name string, cols int) ([][]int16, error) {
	t, err := f.shaped(name, cols)
	if err != nil {
		return nil, err
	}
	out := make([][]int16, t.Rows)
	for i := range out {
		out[i] = make([]int16, cols)
		for j := range cols {
			out[i][j] = fixed(t.At(i, j), vector.SumBits)
		}
	}
	return out, nil
}

// norm reads a layer norm: a row of scales, a row of shifts.
func (f *File) norm(name string, cols int) (vector.Norm, error) {
	t, err := f.shaped(name, cols)
	if err != nil {
		return vector.Norm{}, err
	}
	if t.Rows != 2 {
		return vector.Norm{}, fmt.Errorf("transformer: %q has %d rows, not 2", name, t.Rows)
	}
	var n vector.Norm
	for j := range cols {
		n.Scale = append(n.Scale, float32(t.At(0, j)*(1<<Bits)))
		n.Shift = append(n.Shift, float32(t.At(1, j)*(1<<Bits)))
	}
	return n, nil
}

// bytes lays out a tensor of that size and its bias (name.bias) as weights of
// 8 bits for rows cut with zero; times returns a factor for each column.
func (f *File) bytes(name string, zero uint8, k, n int, times func(col int) float64) (*vector.ByteWeights, error) {
	t, err := f.shaped(name, n)
	if err != nil {
		return nil, err
	}
	add, err := f.shaped(name+".bias", n)
	if err != nil {
		return nil, err
	}
	if t.Rows != k {
		return nil, fmt.Errorf("transformer: %q has %d rows, not %d", name, t.Rows, k)
	}
	t = t.cut(byColumns)
	scale, bias := make([]float32, n), make([]float32, n)
	for j := range n {
		scale[j] = float32(t.scale[j] * times(j))
		bias[j] = float32(add.At(0, j) * times(j) * (1 << Bits))
	}
	w, err := vector.PackBytes(t.data, scale, bias, zero, k, n)
	if err != nil {
		return nil, fmt.Errorf("transformer: %q: %w", name, err)
	}
	return w, nil
}

// cut returns t itself where it is of that kind, else its numbers in 8 bits.
func (t *Tensor) cut(kind byte) *Tensor {
	if t.kind == kind {
		return t
	}
	out := &Tensor{Rows: t.Rows, Cols: t.Cols, kind: kind}
	at := func(_, j int) int { return j }
	out.scale = make([]float64, t.Cols)
	if kind == byRows {
		at = func(i, _ int) int { return i }
		out.scale = make([]float64, t.Rows)
	}
	for i := range t.Rows {
		for j := range t.Cols {
			k := at(i, j)
			out.scale[k] = max(out.scale[k], math.Abs(t.At(i, j))/math.MaxInt8, 1e-10)
		}
	}
	data := make([]byte, 0, t.Rows*t.Cols)
	for i := range t.Rows {
		for j := range t.Cols {
			data = append(data, byte(int8(math.Round(t.At(i, j)/out.scale[at(i, j)]))))
		}
	}
	out.data = string(data)
	return out
}
