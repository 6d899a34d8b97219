package gradient

import (
	"sort"

	"github.com/datelinewire/dateline/syntax/model"
)

// Vocabulary numbers the words.
type Vocabulary struct {
	List  []string // List[i] has row model.FirstWord+i
	index map[string]int32
	count map[string]int
}

// Commonest returns the limit commonest of the counted normal forms, of those
// that stand least times or more; ties go by the alphabet.
func Commonest(count map[string]int, least, limit int) []string {
	var list []string
	for w, c := range count {
		if c >= least {
			list = append(list, w)
		}
	}
	sort.Slice(list, func(i, j int) bool {
		a, b := list[i], list[j]
		if count[a] != count[b] {
			return count[a] > count[b]
		}
		return a < b
	})
	return list[:min(limit, len(list))]
}

// NewVocabulary returns the words of list, normal forms, the first rows. count
// says how often each stands in the labelled text (see Rare); it may be nil.
func NewVocabulary(list []string, count map[string]int) *Vocabulary {
	v := &Vocabulary{List: list, index: make(map[string]int32, len(list)), count: count}
	for i, w := range list {
		v.index[w] = int32(model.FirstWord + i)
	}
	return v
}

// Rows returns the table rows of a form; rows of words that c has no room for
// must not be in the vocabulary.
func (v *Vocabulary) Rows(form string, c Config) [model.Slots]int32 {
	normal := model.Normal(form)
	row, ok := v.index[normal]
	if !ok {
		row = model.Unknown
	}
	return model.Rows(form, normal, row, c.Words, c.Buckets)
}

// Rare returns how seldom the form's word stands in the labelled text: from near
// 0, often, to 1, never. Pass.DropWord wants it.
func (v *Vocabulary) Rare(form string) float32 {
	return 3 / (3 + float32(v.count[model.Normal(form)]))
}
