package coref

// window is how many mentions before one may be its antecedent, beside how many
// those that are no pronoun look at whatever their words, and recalled how many
// more of the same words, however far back.
const (
	window   = 18
	beside   = 5
	recalled = 4
)

// Candidates appends the indexes of the mentions that mention i is compared
// with, the nearest first. It must be asked of the mentions in their order:
// each is remembered by its words.
func (s *Scene) Candidates(to []int32, i int) []int32 {
	m := &s.Mentions[i]
	floor := max(0, i-window)
	for j := i - 1; j >= floor; j-- {
		a := &s.Mentions[j]
		if i-j > beside && m.form != pronominal && !alike(m, a) {
			continue
		}
		if s.possible(m, a) {
			to = append(to, int32(j))
		}
	}
	old := s.seen[m.key]
	for n, k := 0, len(old)-1; k >= 0 && n < recalled; k-- {
		if j := old[k]; int(j) < floor && s.possible(m, &s.Mentions[j]) {
			to = append(to, j)
			n++
		}
	}
	if len(old) >= 64 {
		old = append(old[:0], old[32:]...)
	}
	s.seen[m.key] = append(old, int32(i))
	return to
}

// possible rules out what never is an antecedent: a phrase that holds the
// mention, a coordination's own first member.
func (s *Scene) possible(m, a *Mention) bool {
	return !(a.First <= m.First && m.Last <= a.Last) && a.Head != m.Head
}

// alike reports whether two phrases share a word or an entity.
func alike(m, a *Mention) bool {
	return m.Entity >= 0 && m.Entity == a.Entity || m.lemma == a.lemma || a.form != pronominal && overlap(m.words, a.words) > 0
}
