package event

import (
	"github.com/datelinewire/dateline/text"
)

// peacekeeping turns the sending of troops into aid where the sentence says
// that they go to keep the peace: the codebooks count it as protection given.
func (r *reader) peacekeeping(d *draft) {
	if d.frame.kind != Mobilize || d.mode != "troops" {
		return
	}
	s := &r.d.Sentences[r.d.Tokens[d.trigger].Sentence]
	found := false
	for i := int(s.First); i < int(s.Last) && !found; i++ {
		switch r.lemma(i) {
		case "peacekeeping", "peacekeeper", "peace-keeping", "peacekeepers":
			found = true
		}
	}
	if !found {
		return
	}
	frames := r.lex.verbs["peacekeep"]
	if len(frames) == 0 {
		return
	}
	d.frame, d.mode = &frames[0], ""
	for _, k := range d.places {
		for _, p := range r.parties(k) {
			if !hasParty(d.actors, p) {
				d.recips = addParty(d.recips, p)
			}
		}
	}
}

// meant returns the noun that "they" stands for in what its speakers say of
// themselves: the strikers said they would go on; -1 where it is none.
func (r *reader) meant(i int) int {
	if r.d.Tokens[i].Pos != text.PRON || r.lemma(i) != "they" && r.lemma(i) != "we" || r.w.EntityAt(i) != nil {
		return -1
	}
	cur := i
	for n := 0; n < 12; n++ {
		h := int(r.d.Tokens[cur].Head)
		if h < 0 {
			return -1
		}
		if r.dep(cur) == text.DepCcomp && r.lex.says(r.verbLemma(h)) {
			if s := r.t.Child(h, text.DepNsubj); s >= 0 && s != i && r.d.Tokens[s].Pos == text.NOUN && r.d.Tokens[s].Tag == text.TagNNS {
				return s
			}
		}
		cur = h
	}
	return -1
}
