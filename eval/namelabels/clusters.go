package main

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"encoding/binary"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"unicode"

	"github.com/datelinewire/dateline/read/name/label"
)

// The sizes of the clustering: words that get a cluster, neighbours that
// describe them, numbers that a word is boiled down to, and clusters.
const (
	clusterWords = 50000
	neighbours   = 3000
	dims         = 96
	fine, coarse = 500, 60
)

// cluster groups the words of raw texts (gzip where the name ends so) by the
// words that stand beside them, and gives the file that label reads.
func cluster(files []string) ([]byte, error) {
	counts := map[string]int{}
	if err := eachRaw(files, func(ws []string) {
		for _, w := range ws {
			counts[w]++
		}
	}); err != nil {
		return nil, err
	}
	vocab := make([]string, 0, len(counts))
	for w := range counts {
		vocab = append(vocab, w)
	}
	slices.SortFunc(vocab, func(a, b string) int { return cmp.Or(counts[b]-counts[a], strings.Compare(a, b)) })
	vocab = vocab[:min(clusterWords, len(vocab))]
	id := make(map[string]int, len(vocab))
	for i, w := range vocab {
		id[w] = i
	}
	beside := make([]map[int32]float32, len(vocab))
	for i := range beside {
		beside[i] = map[int32]float32{}
	}
	err := eachRaw(files, func(ws []string) {
		prev := -1
		for _, w := range ws {
			i, ok := id[w]
			if !ok {
				i = -1
			}
			if i >= 0 && prev >= 0 {
				if prev < neighbours {
					beside[i][int32(prev)]++
				}
				if i < neighbours {
					beside[prev][int32(neighbours+i)]++
				}
			}
			prev = i
		}
	})
	if err != nil {
		return nil, err
	}
	vectors := project(beside, vocab, counts)
	a, b := kmeans(vectors, fine), kmeans(vectors, coarse)
	return clusterFile(vocab, a, b), nil
}

// project boils the neighbours of each word down to a few numbers by random
// projection of their positive pointwise mutual information.
func project(beside []map[int32]float32, vocab []string, counts map[string]int) [][]float32 {
	r := rand.New(rand.NewPCG(11, 13))
	random := make([][dims]float32, 2*neighbours)
	for i := range random {
		for d := range dims {
			random[i][d] = float32(r.NormFloat64())
		}
	}
	total := 0.0
	for _, n := range counts {
		total += float64(n)
	}
	out := make([][]float32, len(vocab))
	for i, near := range beside {
		v := make([]float32, dims)
		keys := make([]int32, 0, len(near))
		for k := range near {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		for _, k := range keys {
			n := float64(near[k])
			pmi := math.Log(n * total / (float64(counts[vocab[i]]) * float64(counts[vocab[int(k)%neighbours]])))
			if pmi <= 0 || n < 2 {
				continue
			}
			for d := range dims {
				v[d] += float32(pmi*math.Log1p(n)) * random[k][d]
			}
		}
		norm := 0.0
		for _, x := range v {
			norm += float64(x * x)
		}
		if norm > 0 {
			for d := range v {
				v[d] /= float32(math.Sqrt(norm))
			}
		}
		out[i] = v
	}
	return out
}

// kmeans gives the cluster of each vector by the nearest of k centres.
func kmeans(vs [][]float32, k int) []int {
	r := rand.New(rand.NewPCG(17, uint64(k)))
	centres := make([][]float32, k)
	for i := range centres {
		centres[i] = slices.Clone(vs[r.IntN(min(len(vs), 20000))])
	}
	in := make([]int, len(vs))
	for range 12 {
		sums := make([][]float32, k)
		for i := range sums {
			sums[i] = make([]float32, dims)
		}
		for i, v := range vs {
			best, most := 0, float32(-2)
			for c, m := range centres {
				var dot float32
				for d, x := range v {
					dot += x * m[d]
				}
				if dot > most {
					best, most = c, dot
				}
			}
			in[i] = best
			for d, x := range v {
				sums[best][d] += x
			}
		}
		for c, s := range sums {
			norm := 0.0
			for _, x := range s {
				norm += float64(x * x)
			}
			if norm == 0 {
				continue
			}
			for d := range s {
				s[d] /= float32(math.Sqrt(norm))
			}
			centres[c] = s
		}
	}
	return in
}

// clusterFile lists the words' hashes in order, each with its clusters.
func clusterFile(vocab []string, a, b []int) []byte {
	type entry struct {
		hash uint32
		a, b int
	}
	all := make([]entry, len(vocab))
	for i, w := range vocab {
		all[i] = entry{label.WordHash(w), a[i] + 1, b[i] + 1}
	}
	slices.SortFunc(all, func(x, y entry) int { return cmp.Compare(x.hash, y.hash) })
	all = slices.CompactFunc(all, func(x, y entry) bool { return x.hash == y.hash })
	var out []byte
	for _, e := range all {
		out = binary.LittleEndian.AppendUint32(out, e.hash)
		out = binary.LittleEndian.AppendUint16(out, uint16(e.a))
		out = append(out, byte(e.b))
	}
	return out
}

// eachRaw gives the words of each line of the files in lower case, digits as
// noughts.
func eachRaw(files []string, visit func([]string)) error {
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		in := bufio.NewScanner(f)
		if strings.HasSuffix(name, ".gz") {
			z, err := gzip.NewReader(f)
			if err != nil {
				return err
			}
			in = bufio.NewScanner(z)
		}
		in.Buffer(nil, 1<<24)
		var ws []string
		for in.Scan() {
			l := in.Text()
			if strings.HasPrefix(l, "#") {
				continue
			}
			if strings.Contains(l, "\t") { // a labelled or parsed file: its second column
				if c := strings.SplitN(l, "\t", 3); len(c) > 1 {
					ws = append(ws, fold(c[1]))
				}
				continue
			}
			if l != "" {
				ws = words(ws, l)
			}
			visit(ws)
			ws = ws[:0]
		}
		f.Close()
		if in.Err() != nil {
			return in.Err()
		}
	}
	return nil
}

func fold(w string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return '0'
		}
		return unicode.ToLower(r)
	}, w)
}

// words splits a line at spaces and around marks.
func words(to []string, l string) []string {
	for f := range strings.FieldsSeq(l) {
		start := 0
		for i, r := range f {
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '.' {
				if i > start {
					to = append(to, fold(strings.TrimRight(f[start:i], ".")))
				}
				to = append(to, string(r))
				start = i + len(string(r))
			}
		}
		if start < len(f) {
			if w := strings.TrimRight(f[start:], "."); w != "" {
				to = append(to, fold(w))
			}
		}
	}
	return to
}
