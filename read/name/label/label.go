// Package label is a learned recogniser of names: a linear model over hashed
// features of words, with the best sequence of labels found by Viterbi's
// algorithm and weights trained as an averaged structured perceptron (Collins
// 2002). What goes in is a tagged Document with hints about each token from
// what is known of the world; what comes out are the labels, set on the
// tokens.
package label

import (
	_ "embed" // the weights
	"errors"

	"github.com/datelinewire/dateline/text"
)

//go:embed weights.bin
var embedded string

//go:embed clusters.bin
var clusters string

// clusterSize is the room of one word in the file of clusters: its hash, a
// fine cluster and a coarse one.
const clusterSize = 7

// clusterOf gives the clusters of a word by its hash, 0 for unknown ones: in
// raw text its neighbours are like those of the cluster's other words.
func clusterOf(hash uint32) (fine, coarse uint32) {
	lo, hi := 0, len(clusters)/clusterSize
	for lo < hi {
		m := (lo + hi) / 2
		c := clusters[m*clusterSize : m*clusterSize+clusterSize]
		h := uint32(c[0]) | uint32(c[1])<<8 | uint32(c[2])<<16 | uint32(c[3])<<24
		switch {
		case h == hash:
			return uint32(c[4]) | uint32(c[5])<<8, uint32(c[6])
		case h < hash:
			lo = m + 1
		default:
			hi = m
		}
	}
	return 0, 0
}

// WordHash gives the hash by which a word in lower case, digits as noughts,
// finds its clusters.
func WordHash(w string) uint32 { return wordOf(w).hash }

// Hint is what is known about a token before any learning: a set of bits that
// the caller defines.
type Hint uint64

// Labels is the number of labels.
const Labels = int(text.EntCount)

// Bits is the binary logarithm of the number of weight rows.
const Bits = 18

// row is the room of one feature in the weight file: a weight for each label
// and one byte of padding.
const row = 8

// Model holds trained weights. It is safe for use by many goroutines at once.
type Model struct {
	weights string
	moves   [Labels][Labels]int32
}

// ErrFormat says that the bytes are no weights of this version.
var ErrFormat = errors.New("not a weight file of the name recogniser: run go generate ./read/name")

// Load gives the model that the program carries.
func Load() (*Model, error) { return New(embedded) }

// New gives a model with the weights in file: moves between labels as pairs of
// bytes, then the rows.
func New(file string) (*Model, error) {
	if len(file) != 2*Labels*Labels+row<<Bits {
		return nil, ErrFormat
	}
	m := &Model{weights: file[2*Labels*Labels:]}
	for i := range Labels {
		for j := range Labels {
			at := 2 * (i*Labels + j)
			m.moves[i][j] = int32(int16(uint16(file[at]) | uint16(file[at+1])<<8))
		}
	}
	return m, nil
}

// Scratch is room that is used again from story to story.
type Scratch struct {
	Features []uint32
	words    []word
	scores   []int32
	back     []uint8
}

// Apply sets the labels of all tokens of d.
func (m *Model) Apply(d *text.Document, hints []Hint, s *Scratch) {
	s.words = Words(s.words[:0], d)
	for i := range d.Sentences {
		first, last := int(d.Sentences[i].First), int(d.Sentences[i].Last)
		if first == last {
			continue
		}
		n := last - first
		s.scores = grow(s.scores, n*Labels)
		clear(s.scores)
		for j := first; j < last; j++ {
			s.Features = Features(s.Features[:0], d, s.words, hints, j, first, last)
			sum := s.scores[(j-first)*Labels : (j-first+1)*Labels : (j-first+1)*Labels]
			for _, f := range s.Features {
				at := int(f) * row
				w := m.weights[at : at+row]
				for k := range sum {
					sum[k] += int32(int8(w[k]))
				}
			}
		}
		s.back = grow(s.back, n*Labels)
		Best(s.scores[:n*Labels], &m.moves, s.back, func(k int, e text.Ent) { d.Tokens[first+k].Ent = e })
	}
}

func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, 2*n)
	}
	return s[:n]
}

// Allowed tells whether label to may follow label from (Outside at the
// beginning of a sentence): a name goes on only where one of its kind is.
func Allowed(from, to int) bool {
	if to == 0 || to%2 == 1 {
		return true
	}
	return from == to || from == to-1
}

// Best finds the sequence of labels with the highest score. back is room for
// as many bytes as there are scores; set is called for each position, from the
// last to the first.
func Best(scores []int32, moves *[Labels][Labels]int32, back []uint8, set func(i int, e text.Ent)) {
	n := len(scores) / Labels
	var sum, next [Labels]int32
	for i := range n {
		for e := range Labels {
			from, best := 0, int32(-1<<30)
			for f := range Labels {
				if !Allowed(f, e) || i == 0 && f != 0 {
					continue
				}
				if v := sum[f] + moves[f][e]; v > best {
					from, best = f, v
				}
			}
			next[e] = best + scores[i*Labels+e]
			back[i*Labels+e] = uint8(from)
		}
		sum = next
	}
	best := 0
	for e := range Labels {
		if sum[e] > sum[best] {
			best = e
		}
	}
	for i := n - 1; i >= 0; i-- {
		set(i, text.Ent(best))
		best = int(back[i*Labels+best])
	}
}

// word is what the features need of a token's form.
type word struct {
	hash   uint32 // of the form in lower case
	form   uint32 // of the form as it stands
	shape  uint32
	prefix [4]uint32
	suffix [4]uint32
	fine   uint32 // clusters
	coarse uint32
}

// Words appends what the features need of each token of d.
func Words(to []word, d *text.Document) []word {
	for i := range d.Tokens {
		to = append(to, wordOf(d.Form(i)))
	}
	return to
}

func wordOf(f string) word {
	var w word
	w.hash, w.form = 2166136261, 2166136261
	last := uint32(0)
	for i := 0; i < len(f); i++ {
		c := f[i]
		w.form = (w.form ^ uint32(c)) * 16777619
		k := uint32('o')
		switch {
		case c >= 'A' && c <= 'Z':
			k, c = 'X', c|0x20
		case c >= 'a' && c <= 'z' || c >= 0x80:
			k = 'x'
		case c >= '0' && c <= '9':
			k, c = '0', '0'
		}
		if k != last || i < 2 {
			w.shape = (w.shape ^ k) * 16777619
		}
		last = k
		w.hash = (w.hash ^ uint32(c)) * 16777619
		if i < 4 {
			w.prefix[i] = w.hash
		}
	}
	w.fine, w.coarse = clusterOf(w.hash)
	h := uint32(2166136261)
	for i := 0; i < 4 && i < len(f); i++ {
		c := f[len(f)-1-i]
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		h = (h ^ uint32(c)) * 16777619
		w.suffix[i] = h
	}
	return w
}

// mix gives the row of a feature: a template and its value.
func mix(template, value uint32) uint32 {
	h := value*0x9e3779b1 ^ template*0x85ebca6b
	h ^= h >> 15
	h *= 0x2c1b3c6d
	h ^= h >> 13
	return h >> (32 - Bits)
}

// Features appends the rows of the features of token i of the sentence of
// tokens first to last-1.
func Features(to []uint32, d *text.Document, words []word, hints []Hint, i, first, last int) []uint32 {
	var none word
	at := func(j int) *word {
		if j < first || j >= last {
			return &none
		}
		return &words[j]
	}
	pos := func(j int) uint32 {
		if j < first || j >= last {
			return 99
		}
		return uint32(d.Tokens[j].Pos)
	}
	hint := func(j int) Hint {
		if j < first || j >= last {
			return 1 << 63
		}
		return hints[j]
	}
	w, p, n := at(i), at(i-1), at(i+1)
	t := &d.Tokens[i]
	begins := uint32(0)
	if i == first {
		begins = 1
	}
	to = append(to, mix(0, 0), mix(1, w.hash), mix(2, w.form), mix(3, p.hash), mix(4, n.hash), mix(5, at(i-2).hash), mix(6, at(i+2).hash),
		mix(7, p.hash*31+w.hash), mix(8, w.hash*31+n.hash), mix(9, p.hash*31+n.hash),
		mix(10, w.shape), mix(11, p.shape*31+w.shape), mix(12, w.shape*31+n.shape), mix(13, (p.shape*31+w.shape)*31+n.shape), mix(14, w.shape*31+begins),
		mix(15, pos(i)), mix(16, pos(i-1)*64+pos(i)), mix(17, pos(i)*64+pos(i+1)), mix(18, (pos(i-1)*64+pos(i))*64+pos(i+1)),
		mix(19, uint32(t.Tag)), mix(20, uint32(t.Dep)), mix(21, pos(i)*977+w.shape+begins))
	if w.fine != 0 {
		to = append(to, mix(60, w.fine), mix(61, w.coarse), mix(62, w.fine*31+w.shape), mix(63, w.coarse*31+w.shape))
	}
	to = append(to, mix(64, p.fine), mix(65, n.fine), mix(66, p.coarse*64+w.coarse), mix(67, w.coarse*64+n.coarse),
		mix(68, (p.coarse*64+w.coarse)*64+n.coarse), mix(69, p.coarse*977+w.shape), mix(70, n.coarse*977+w.shape), mix(71, at(i-2).fine), mix(72, at(i+2).fine))
	for k, v := range w.prefix {
		if v != 0 {
			to = append(to, mix(30+uint32(k), v))
		}
	}
	for k, v := range w.suffix {
		if v != 0 {
			to = append(to, mix(40+uint32(k), v))
		}
	}
	to = append(to, mix(22, p.suffix[2]), mix(23, n.suffix[2]))
	if h := int(t.Head); h >= first && h < last {
		to = append(to, mix(24, words[h].hash*31+uint32(t.Dep)))
	}
	to = hinted(to, hint(i), 100, w.shape)
	to = hinted(to, hint(i-1), 200, 0)
	to = hinted(to, hint(i+1), 300, 0)
	a, b, c := hint(i-1), hint(i), hint(i+1)
	return append(to, mix(50, fold(b)), mix(51, fold(a)*31+fold(b)), mix(52, fold(b)*31+fold(c)), mix(53, fold(b)*31+p.hash), mix(54, fold(b)*31+n.hash), mix(55, fold(b)*31+w.shape+begins))
}

func fold(h Hint) uint32 { return uint32(h) ^ uint32(h>>32)*0x9e3779b1 }

// hinted appends a feature for each bit of a hint.
func hinted(to []uint32, h Hint, base, with uint32) []uint32 {
	for k := uint32(0); h != 0; k, h = k+1, h>>1 {
		if h&1 != 0 {
			to = append(to, mix(base+k, 0))
			if with != 0 {
				to = append(to, mix(base+50+k, with))
			}
		}
	}
	return to
}
