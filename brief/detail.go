package brief

import (
	"slices"
	"strings"

	"github.com/datelinewire/dateline/dossier"
	"github.com/datelinewire/dateline/say"
)

// due returns promises whose day has passed, then those due soon, but for those to do
// what stands among what comes next.
func (s *setter) due() []func() Item {
	var out []func() Item
	add := func(x *dossier.Promise) {
		if !s.planned(x) {
			out = append(out, func() Item { return s.promise(x) })
		}
	}
	for i := range s.d.Overdue {
		add(&s.d.Overdue[i])
	}
	for i := range s.d.Pledges {
		x := &s.d.Pledges[i]
		fresh := slices.ContainsFunc(s.d.NewPledges, func(n dossier.Promise) bool { return n.ID == x.ID })
		days := -1
		if x.State == "open" && !x.Due.IsZero() {
			days = x.Due.Last().Sub(s.d.AsOf)
		}
		if days >= 0 && days <= soon || fresh {
			add(x)
		}
	}
	return out
}

// planned reports whether the act that is promised stands among what comes next.
func (s *setter) planned(x *dossier.Promise) bool {
	next := s.next()
	return slices.ContainsFunc(next[:min(len(next), mostItems)], func(l dossier.Line) bool {
		return slices.ContainsFunc(l.Reports, func(c dossier.Cite) bool { return slices.Contains(x.Acts, c.Story+"."+c.Fact) })
	})
}

func (s *setter) promise(x *dossier.Promise) Item {
	it := Item{Word: x.Word(s.d.AsOf), Text: x.Whole(), Promise: x}
	if !x.Due.IsZero() {
		it.When = "by " + say.Day(x.Due)
	}
	it.Notes = x.Notes()
	reports := slices.Clone(x.Reports)
	slices.Reverse(reports) // it is told in the words of the last
	it.Cites = s.cite(reports, x.Because)
	return it
}

// figures returns the figures that were told since.
func (s *setter) figures() []func() Item {
	var out []func() Item
	for i := range s.d.Figures {
		x := &s.d.Figures[i]
		if strings.EqualFold(x.Name(), x.Unit) {
			continue // so many of something, and nothing of what: its sentence tells more, among what happened
		}
		for k := range x.Points {
			p := &x.Points[k]
			if !s.d.Since.IsZero() && !s.d.Since.Before(p.Told) {
				continue
			}
			out = append(out, func() Item {
				it := Item{Word: say.Amount(p.Figure), Text: say.Capital(x.Name()), Cites: s.cite(p.Reports, nil)}
				if it.When = say.Days(p.From, p.To); it.When == "" {
					it.When = "told " + say.Day(p.Told)
				}
				it.Notes = noted(p.Desk)
				return it
			})
		}
	}
	return out
}

// quotes returns what was said since, a line of each speaker first.
func (s *setter) quotes() []func() Item {
	var out []func() Item
	for round := range 2 {
		for i := range s.d.Quotes {
			x := &s.d.Quotes[i]
			if round >= len(x.Quotes) || !s.d.Since.IsZero() && !s.d.Since.Before(x.Quotes[round].Day) {
				continue
			}
			q := &x.Quotes[round]
			out = append(out, func() Item {
				words := strings.Trim(squeeze(q.Cite.Words), "“”\"")
				if q.Kind == "direct" {
					words = "“" + words + "”"
				}
				return Item{When: say.Day(q.Day), Text: say.Capital(x.Name) + ": " + words, Notes: noted(q.Desk), Cites: s.cite([]dossier.Cite{q.Cite}, nil)}
			})
		}
	}
	return out
}

// noted returns a note as the only one; none for "".
func noted(note string) []string {
	if note == "" {
		return nil
	}
	return []string{note}
}

// withdrawn returns the stories that were killed or corrected since.
func (s *setter) withdrawn() []func() Item {
	var out []func() Item
	for i := range s.o.Withdrawn {
		x := &s.o.Withdrawn[i]
		out = append(out, func() Item {
			it := Item{Word: "corrected", Text: "“" + x.Cite.Headline + "”", Cites: s.cite([]dossier.Cite{x.Cite}, nil)}
			if x.Killed {
				it.Word = "killed"
			}
			if x.Cite.Words != "" {
				it.Notes = append(it.Notes, squeeze(x.Cite.Words))
			}
			return it
		})
	}
	return out
}
