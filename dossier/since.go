package dossier

import (
	_ "embed"
	"slices"
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/link"
)

//go:embed agreed.tsv
var agreedTable string

// agreed reports whether two sides settled something with each other.
func agreed(h *link.Happening) bool {
	e := &h.Best.Event
	if e.Type != "AGREE" && e.Type != "SUPPORT" || e.Predicate == nil {
		return false
	}
	for line := range strings.Lines(agreedTable) {
		if strings.TrimSpace(line) == e.Predicate.Lemma {
			return true
		}
	}
	return false
}

// earlier returns which of the happenings had been told by the end of a day,
// with what had become of each then; nil for the zero day.
func earlier(l *link.Linker, all []*link.Happening, stories []*link.Story, day calendar.Day) map[string]link.State {
	if day.IsZero() {
		return nil
	}
	now := map[string]string{} // happening of today by report
	var reports []*link.Report
	for _, h := range all {
		for _, r := range h.Reports {
			now[r.ID()] = h.ID
			if !r.At.After(endOf(day)) {
				reports = append(reports, r)
			}
		}
	}
	then := l.Happenings(reports)
	stories = slices.DeleteFunc(slices.Clone(stories), func(s *link.Story) bool { return s.At.After(endOf(day)) })
	outcomes := l.Outcomes(then, stories, day)
	out := map[string]link.State{}
	for _, h := range then {
		id := now[h.ID]
		if _, ok := out[id]; !ok || outcomes[h].State != "" {
			out[id] = outcomes[h].State
		}
	}
	return out
}

// rename gives an entity the name that stories use for it: that of its key is
// folded, or an id.
func (s *Subject) rename(happenings []*link.Happening) {
	if s.Entity == "" {
		return
	}
	names := map[string]int{}
	add := func(keys, all []string) {
		for i, k := range keys {
			if i < len(all) && strings.EqualFold(k, s.Entity) {
				names[all[i]]++
			}
		}
	}
	for _, h := range happenings {
		for _, r := range h.Reports {
			add(r.ActorKeys, r.Actors)
			add(r.RecipientKeys, r.Recipients)
			add([]string{r.PlaceKey}, []string{r.Place})
		}
	}
	best := ""
	for name, n := range names {
		if best == "" || n > names[best] || n == names[best] && name < best {
			best = name
		}
	}
	if best != "" {
		s.Name = best
	}
}
