package name

import (
	"slices"
	"strings"
)

// bearerReach is how many persons who share a word of their names are looked
// at for one more who bears it.
const bearerReach = 500

// bearers finds persons by the words of their names. Each list is by rising
// index in ents.
type bearers struct {
	any, whole wordLists
}

// wordLists are persons by a word: as it is written, by its key (see keys),
// and by its first byte.
type wordLists struct {
	form    map[string][]int32
	key     map[uint32][]int32
	initial map[byte][]int32
}

func newBearers() bearers {
	empty := func() wordLists {
		return wordLists{map[string][]int32{}, map[uint32][]int32{}, map[byte][]int32{}}
	}
	return bearers{empty(), empty()}
}

func isInitial(w string) bool { return len(strings.TrimSuffix(w, ".")) == 1 }

// add notes person e: by each word, and by the word that tells most, the last
// that is no initial.
func (b *bearers) add(e int32, words []string, keys []uint32) {
	main := len(words) - 1
	for main > 0 && isInitial(words[main]) {
		main--
	}
	for i, w := range words {
		b.any.form[w] = append(b.any.form[w], e)
		b.any.initial[w[0]] = append(b.any.initial[w[0]], e)
		if keys[i] != 0 {
			b.any.key[keys[i]] = append(b.any.key[keys[i]], e)
		}
		switch {
		case i != main:
		case isInitial(w):
			b.whole.initial[w[0]] = append(b.whole.initial[w[0]], e)
		default:
			b.whole.form[w] = append(b.whole.form[w], e)
			if keys[i] != 0 {
				b.whole.key[keys[i]] = append(b.whole.key[keys[i]], e)
			}
		}
	}
}

// with returns those whose names can have all the words (they have the rarest
// of them), and those all of whose words can be among them.
func (b *bearers) with(words []string, keys []uint32) []int32 {
	var rare [2][]int32
	for i, w := range words {
		l := [2][]int32{b.any.form[w], b.any.key[keys[i]]}
		if isInitial(w) {
			l = [2][]int32{b.any.initial[w[0]]}
		}
		if i == 0 || len(l[0])+len(l[1]) < len(rare[0])+len(rare[1]) {
			rare = l
		}
	}
	var out []int32
	add := func(es []int32) { out = append(out, es[:min(len(es), bearerReach)]...) }
	add(rare[0])
	add(rare[1])
	if len(words) > 2 {
		for i, w := range words {
			add(b.whole.form[w])
			add(b.whole.key[keys[i]])
			add(b.whole.initial[w[0]])
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
