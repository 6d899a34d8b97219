package page

import (
	"slices"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/dossier"
	"github.com/datelinewire/dateline/record"
)

// Parts returns the parts of a dossier that have a page and a table of their own.
func Parts() []string {
	return []string{"new", "next", "overdue", "changed", "timeline", "agreements", "visits", "promises", "figures", "offices", "said"} // Grammar: the parts of a dossier, as addresses have them
}

// partTitle returns what a part is called.
func partTitle(id string) string {
	switch id {
	case "new":
		return "New"
	case "changed":
		return "Changed, or not heard of again"
	case "offices":
		return "People and offices"
	}
	return upperFirst(id)
}

// PartPage is one part of a dossier with all its rows.
type PartPage struct {
	Title, Name  string
	Back         string // the dossier
	Section      Section
	Figures      []Figure
	Span         string // the months that were asked for
	Whole        string // address without them
	Older, Newer string
	Count        string
	Dated        bool
	AsOf         string
	Invented     bool
}

// perPart is how many rows a page of a part has.
const perPart = 100

// PartOf sets a page of a part: those rows from the skip-th on whose days touch
// the months from one day to another; zero days leave that end open.
func PartOf(d *dossier.Dossier, id string, l Labels, today calendar.Day, all bool, skip int, from, to calendar.Day) PartPage {
	s := setter{l: l}
	v := viewOf(d, today, all)
	d = within(d, from, to)
	p := PartPage{Title: partTitle(id), Name: d.Subject.Name, Back: v.link(""), AsOf: DayText(d.AsOf), Dated: id != "promises" && id != "overdue"}
	fields := ""
	if !from.IsZero() {
		p.Span = DayText(from)
		fields = "from=" + from.String() + "&to=" + to.String()
		if to != from {
			p.Span += " to " + DayText(to)
		}
		p.Whole = v.part(id, "")
	}
	p.Section = s.section(d, id, v, skip, perPart)
	if id == "figures" {
		for i := range d.Figures[min(skip, len(d.Figures)):min(skip+perPart, len(d.Figures))] {
			p.Figures = append(p.Figures, s.figure(&d.Figures[skip+i]))
		}
	}
	p.Count = pageCount(skip, perPart, p.Section.All)
	if skip > 0 {
		p.Newer = v.part(id, join(fields, "skip="+itoa(max(0, skip-perPart))))
	}
	if skip+perPart < p.Section.All {
		p.Older = v.part(id, join(fields, "skip="+itoa(skip+perPart)))
	}
	p.Invented = s.invented
	return p
}

// within returns the dossier with those lines only whose days touch the span.
func within(d *dossier.Dossier, from, to calendar.Day) *dossier.Dossier {
	if from.IsZero() && to.IsZero() {
		return d
	}
	first, last := record.Bounds(from, to)
	out := *d
	for _, list := range []*[]dossier.Line{&out.Next, &out.Changed, &out.Agreements, &out.Visits, &out.Timeline, &out.New} {
		*list = slices.DeleteFunc(slices.Clone(*list), func(x dossier.Line) bool {
			a, z := record.Bounds(x.From, x.To)
			return a > last || z < first
		})
	}
	return &out
}

// section sets a part of a dossier: most of its rows, from the skip-th on.
func (s *setter) section(d *dossier.Dossier, id string, v view, skip, most int) Section {
	out := Section{ID: id, Title: partTitle(id), CSV: v.part(id, "as=csv"), More: v.part(id, "")}
	lines := func(all []dossier.Line) {
		out.All = len(all)
		out.Rows = s.lines(all[min(skip, len(all)):min(skip+most, len(all))])
	}
	promises := func(all []dossier.Promise) {
		out.All = len(all)
		out.Rows = s.promises(all[min(skip, len(all)):min(skip+most, len(all))], d.AsOf)
	}
	switch id {
	case "new":
		lines(d.New)
		if room := most - len(out.Rows); room > 0 {
			after := max(0, skip-len(d.New))
			out.Rows = append(out.Rows, s.promises(d.NewPledges[min(after, len(d.NewPledges)):min(after+room, len(d.NewPledges))], d.AsOf)...)
		}
		out.All += len(d.NewPledges)
	case "next":
		lines(d.Next)
		out.Empty = "Nothing is announced."
	case "overdue":
		promises(d.Overdue)
		out.Late = true
	case "changed":
		lines(d.Changed)
	case "timeline":
		lines(s.timeline(d))
		out.Note = "newest first"
	case "agreements":
		lines(d.Agreements)
	case "visits":
		lines(d.Visits)
	case "promises":
		promises(append(slices.Clone(d.Overdue), d.Pledges...))
		out.Note = "drift: first made, day set, moved, late"
	case "figures":
		out.All = len(d.Figures)
		out.Note = "every value opens its story"
	case "offices":
		out.All, out.Note = len(d.Offices), "as stories name them"
		for i := skip; i < min(skip+most, len(d.Offices)); i++ {
			out.Rows = append(out.Rows, s.tenure(&d.Offices[i]))
		}
	case "said":
		s.quoted(&out, d, skip, most)
	}
	return out
}

// quoted sets all that was said, speaker by speaker.
func (s *setter) quoted(out *Section, d *dossier.Dossier, skip, most int) {
	for i := range d.Quotes {
		x := &d.Quotes[i]
		for _, q := range x.Quotes {
			if out.All++; out.All <= skip || out.All > skip+most {
				continue
			}
			r := s.said(q)
			row := Row{Chip: Chip{"said", "said"}, Text: upperFirst(x.Name) + ": " + r.Words, Address: r.Address, Back: r.Source, When: r.Day}
			if r.Desk != "" {
				row.Sub = []string{r.Desk}
			}
			row.date(q.Day, q.Day)
			row.Runs = runs(row.Text, []dossier.Party{{Name: x.Name, Key: x.Key}}, r.Address)
			out.Rows = append(out.Rows, row)
		}
	}
	out.Note = plural(len(d.Quotes), "speaker")
}

// HasPart reports whether a dossier has a part of that name.
func HasPart(id string) bool { return slices.Contains(Parts(), id) }
