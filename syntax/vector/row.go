package vector

// AddBytes adds the signed bytes of row to the numbers of out, which are at
// least as many. Sums wrap.
func AddBytes(out []int16, row string) {
	out = out[:len(row)]
	n := addBytes(best, out, row)
	for j := n; j < len(row); j++ {
		out[j] += int16(int8(row[j]))
	}
}

// TanhAll puts Tanh of each number of x in its place.
func TanhAll(x []int16) {
	for j := tanhAll(best, x); j < len(x); j++ {
		x[j] = Tanh(x[j])
	}
}
