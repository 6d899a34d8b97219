package page

import (
	"net/url"

	"github.com/datelinewire/dateline/brief"
	"github.com/datelinewire/dateline/calendar"
)

// BriefPage is the page of a brief: a sheet of paper, and over it what it can be
// changed to and taken along as.
type BriefPage struct {
	Title, Day, Span string
	Lead             []Cited
	Sections         []BriefSection
	Sources          []BriefSource
	Foot             string
	Empty            string // what is said where there is nothing to tell
	Earlier          Door   // a day of which there is more, where there is nothing
	Whole            Door   // the dossier or the watch that it is cut from
	Word, Markdown   string // addresses of the files
	Of, Watch        string // in the form
	Since, AsOf      string
	Watches          []string
	All, Past        bool
	Invented         bool
}

// Cited is a row with the numbers of its sources.
type Cited struct {
	Row
	Cites []int
}

// BriefSection is a part of a brief.
type BriefSection struct {
	ID, Title string
	Late      bool
	Rows      []Cited
	More      int
}

// BriefSource is an entry of the list of sources.
type BriefSource struct {
	N                         int
	Headline, Address, Whence string
}

// BriefView is how a brief was asked for.
type BriefView struct {
	Of, Watch          string
	Since, AsOf, Today calendar.Day
	All                bool
}

// fields returns a brief's address without what stands before the fields.
func (v BriefView) fields() url.Values {
	q := url.Values{"since": {v.Since.String()}}
	for name, value := range map[string]string{"of": v.Of, "watch": v.Watch} {
		if value != "" {
			q.Set(name, value)
		}
	}
	if v.AsOf != v.Today {
		q.Set("asof", v.AsOf.String())
	}
	if v.All {
		q.Set("all", "on")
	}
	return q
}

// Address returns the address of a brief, as a page or, by its ending, as a file.
func (v BriefView) Address(ending string) string {
	return "/brief" + ending + "?" + v.fields().Encode()
}

// BriefOf sets a brief.
func BriefOf(b *brief.Brief, v BriefView, l Labels) BriefPage {
	s := setter{l: l}
	p := BriefPage{
		Title: upperFirst(b.Title), Day: WeekdayText(b.AsOf), Span: b.Span(), Foot: b.Foot(), Of: v.Of, Watch: v.Watch, Since: b.Since.String(), AsOf: b.AsOf.String(),
		All: v.All, Past: v.AsOf != v.Today, Word: v.Address(".docx"), Markdown: v.Address(".md"),
	}
	for i := range b.Lead {
		p.Lead = append(p.Lead, s.cited(&b.Lead[i], v.AsOf))
	}
	for i := range b.Sections {
		x := &b.Sections[i]
		section := BriefSection{ID: x.ID, Title: x.Title, Late: x.Late, More: x.More}
		for k := range x.Items {
			section.Rows = append(section.Rows, s.cited(&x.Items[k], v.AsOf))
		}
		p.Sections = append(p.Sections, section)
	}
	for i := range b.Sources {
		x := &b.Sources[i]
		p.Sources = append(p.Sources, BriefSource{x.N, x.Title(), x.Address(""), x.Whence()})
		s.invented = s.invented || l.Invented(x.Source)
	}
	if b.Empty() {
		p.Empty = b.Nothing()
	}
	switch {
	case v.Watch != "":
		p.Whole = Door{Text: "The watch", Address: "/watch?name=" + url.QueryEscape(b.Title)}
	case v.Of != "":
		p.Whole = Door{Text: "The dossier", Address: DossierAddress(b.About)}
	}
	p.Invented = s.invented
	return p
}

// cited sets a line of a brief as the row that it is everywhere else.
func (s *setter) cited(it *brief.Item, today calendar.Day) Cited {
	c := Cited{Cites: it.Cites}
	switch {
	case it.Line != nil:
		c.Row = s.line(it.Line)
	case it.Promise != nil:
		c.Row = s.promise(it.Promise, today)
	default:
		c.Row = Row{Text: it.Text, When: it.When, Sub: it.Notes, Chip: itemChip(it.Word)}
	}
	return c
}

// itemChip returns the mark of a line that is neither an event nor a promise: of
// a story that was withdrawn, a figure, or what was said.
func itemChip(word string) Chip {
	switch word {
	case "":
		return Chip{"said", "said"}
	case "killed":
		return Chip{"not", word}
	case "corrected":
		return Chip{"", word}
	}
	return Chip{"figure", word}
}
