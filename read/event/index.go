package event

import (
	"sort"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/read"
)

// places notes which entities are countries and which one the story was filed
// from; of several of a kind the first counts.
func (r *reader) places() {
	r.countries, r.filed = map[string]int{}, -1
	dl := r.w.Reading.Story.Dateline
	for i := range r.w.Reading.Entities {
		e := &r.w.Reading.Entities[i]
		if e.Kind == fact.Country && e.Country != nil {
			if _, ok := r.countries[*e.Country]; !ok {
				r.countries[*e.Country] = i
			}
		}
		if r.filed < 0 && dl != nil && dl.Place != nil && e.Name == *dl.Place {
			r.filed = i
		}
	}
}

// voices returns per token the index plus one of the quotation in which it
// stands, where it has quotation marks and a speaker; of several the first.
func voices(w *read.Work) []int32 {
	at := make([]int32, len(w.Doc.Tokens))
	for n := len(w.Reading.Quotes) - 1; n >= 0; n-- {
		q := &w.Reading.Quotes[n]
		if q.Kind == "indirect" || q.Speaker == nil {
			continue
		}
		for _, s := range q.Content {
			i := sort.Search(len(at), func(k int) bool { return int(w.Doc.Tokens[k].Start) >= s.Start })
			for ; i < len(at) && int(w.Doc.Tokens[i].Start) < s.End; i++ {
				at[i] = int32(n + 1)
			}
		}
	}
	return at
}
