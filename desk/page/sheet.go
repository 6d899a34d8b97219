package page

import (
	"strconv"
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/dossier"
)

// Sheet is a table of plain cells, its heads first: what goes out as CSV.
type Sheet [][]string

// SheetOf returns a part of a dossier as a table. Base begins the addresses of
// stories.
func SheetOf(d *dossier.Dossier, id, base string, from, to calendar.Day) Sheet {
	d = within(d, from, to)
	switch id {
	case "overdue":
		return PromiseSheet(d.Overdue, base)
	case "promises":
		return PromiseSheet(append(append([]dossier.Promise{}, d.Overdue...), d.Pledges...), base)
	case "new":
		return LineSheet(d.New, base)
	case "next":
		return LineSheet(d.Next, base)
	case "changed":
		return LineSheet(d.Changed, base)
	case "agreements":
		return LineSheet(d.Agreements, base)
	case "visits":
		return LineSheet(d.Visits, base)
	case "figures":
		return figureSheet(d.Figures, base)
	case "offices":
		return officeSheet(d.Offices, base)
	case "said":
		return quoteSheet(d.Quotes, base)
	}
	return LineSheet(timeline(d), base)
}

// cited returns the cells that say on what a row rests.
func cited(cites []dossier.Cite, sources int, base string) []string {
	out := []string{strconv.Itoa(sources), strconv.Itoa(len(cites)), "", "", "", "", ""}
	if len(cites) > 0 {
		c := &cites[0]
		address := base + "/story/" + c.Story
		if c.Fact != "" {
			address += "?fact=" + c.Fact + "#w-" + c.Fact
		}
		copy(out[2:], []string{c.Source, c.Day, c.Headline, strings.Join(strings.Fields(c.Words), " "), address})
	}
	return out
}

func headed(own ...string) Sheet {
	return Sheet{append(own, "sources", "stories", "first source", "first story of", "headline", "words", "address")}
}

// LineSheet returns lines as a table.
func LineSheet(all []dossier.Line, base string) Sheet {
	out := headed("from", "to", "day stated", "status", "what", "place", "says", "desk", "stands", "became", "type", "mode")
	for i := range all {
		x := &all[i]
		out = append(out, append([]string{x.From.String(), x.To.String(), yes(x.Dated), StatusChip(x.Status).Label, upperFirst(x.Text), x.Place, x.Says, x.Desk, string(x.State), x.Became, x.Type, x.Mode}, cited(x.Reports, x.Sources, base)...))
	}
	return out
}

// PromiseSheet returns promises as a table.
func PromiseSheet(all []dossier.Promise, base string) Sheet {
	out := headed("by", "to", "what", "due", "stands", "earlier days", "why", "desk")
	for i := range all {
		x := &all[i]
		var slipped []string
		for _, d := range x.Slipped {
			slipped = append(slipped, d.String())
		}
		out = append(out, append([]string{strings.Join(x.By, "; "), strings.Join(x.To, "; "), strings.Join(strings.Fields(x.What), " "), x.Due.String(), x.State, strings.Join(slipped, "; "), x.Why, x.Desk}, cited(x.Reports, x.Sources, base)...))
	}
	return out
}

func figureSheet(all []dossier.Series, base string) Sheet {
	out := headed("measure", "of", "unit", "value", "upper", "qualifier", "from", "to", "told", "desk")
	for i := range all {
		x := &all[i]
		for k := range x.Points {
			p := &x.Points[k]
			upper := ""
			if p.Upper != nil {
				upper = strconv.FormatFloat(*p.Upper, 'f', -1, 64)
			}
			out = append(out, append([]string{x.Measure, strings.Join(x.Of, "; "), x.Unit, strconv.FormatFloat(p.Value, 'f', -1, 64), upper, p.Qualifier, p.From.String(), p.To.String(), p.Told.String(), p.Desk}, cited(p.Reports, p.Sources, base)...))
		}
	}
	return out
}

func officeSheet(all []dossier.Tenure, base string) Sheet {
	out := headed("who", "office", "of", "first named", "last named")
	for i := range all {
		x := &all[i]
		out = append(out, append([]string{x.Name, x.Title, x.Country, x.First.String(), x.Last.String()}, cited(x.Reports, x.Sources, base)...))
	}
	return out
}

func quoteSheet(all []dossier.Speaker, base string) Sheet {
	out := headed("who", "kind", "day", "desk")
	for i := range all {
		for _, q := range all[i].Quotes {
			out = append(out, append([]string{all[i].Name, q.Kind, q.Day.String(), q.Desk}, cited([]dossier.Cite{q.Cite}, 1, base)...))
		}
	}
	return out
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}
