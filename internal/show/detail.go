package show

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/dossier"
	"github.com/datelinewire/dateline/say"
)

func (p *printer) numbers(all []dossier.Number) {
	for i := range all {
		x := &all[i]
		p.wrapped(fmt.Sprintf("  %6s ", x.Value), x.Unit+": "+x.Text)
	}
}

// series writes figures, those with several values first.
func (p *printer) series(all []dossier.Series) {
	listed(p, "Figures", all, func(s *dossier.Series) {
		p.wrapped("  - ", s.Name())
		for k := range s.Points {
			x := &s.Points[k]
			when := say.Days(x.From, x.To)
			if when == "" {
				when = "told on " + say.Day(x.Told)
			}
			value := Quantity(x.Figure)
			if x.Desk != "" {
				value += ", " + x.Desk
			}
			p.line("%s%s: %s", indent, when, value)
			p.cites(x.Reports, x.Sources)
		}
	})
}

func (p *printer) tenures(all []dossier.Tenure, country func(code string) string) {
	listed(p, "People and offices", all, func(x *dossier.Tenure) {
		of := x.Country
		if name := country(of); name != "" {
			of = name
		}
		p.wrapped("  - ", strings.TrimSuffix(x.Name+": "+x.Title+", "+of, ", ")+"; so told "+say.Days(x.First, x.Last))
		p.cites(x.Reports, x.Sources)
	})
}

func (p *printer) speakers(all []dossier.Speaker) {
	listed(p, "Said", all, func(x *dossier.Speaker) {
		p.wrapped("  - ", x.Name)
		for k := range x.Quotes[:min(len(x.Quotes), 2)] {
			if by := x.Quotes[k].Desk; by != "" {
				p.line("%s%s", indent, by)
			}
			p.cites([]dossier.Cite{x.Quotes[k].Cite}, 1)
		}
		if n := len(x.Quotes) - 2; n > 0 {
			p.line("%s… and %d more", indent, n)
		}
	})
}

// Timeline writes lines of a dossier by day, oldest first.
func Timeline(w io.Writer, d *dossier.Dossier, lines []dossier.Line) error {
	p := &printer{out: bufio.NewWriter(w)}
	p.line("%s, as of %s", strings.ToUpper(d.Subject.Name), say.Day(d.AsOf))
	if len(lines) == 0 {
		p.line("\nNothing is on record for these days.")
	}
	month := calendar.Day{}
	for i := range lines {
		if m := (calendar.Day{Year: lines[i].From.Year, Month: lines[i].From.Month}); m != month {
			month = m
			p.line("\n%s", strings.ToUpper(say.Day(m)))
		}
		p.happening(&lines[i])
	}
	return p.out.Flush()
}
