package dossier

import (
	"strconv"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/say"
)

// Number is a headline number: what one looks for first.
type Number struct {
	Value string `json:"value"`
	Unit  string `json:"unit,omitempty"`
	Text  string `json:"text"`
	Late  bool   `json:"late,omitempty"`
	Part  string `json:"part"` // of the dossier, where it comes from
}

// numbers works out the headline numbers: at most six, those that are due
// first.
func (d *Dossier) numbers(name func(code string) string) {
	if n := len(d.Overdue); n > 0 {
		days := 0
		worst := &d.Overdue[0]
		for i := range d.Overdue {
			if p := &d.Overdue[i]; !p.Due.IsZero() && d.AsOf.Sub(p.Due.Last()) > days {
				days, worst = d.AsOf.Sub(p.Due.Last()), p
			}
		}
		text := "overdue, promised by " + say.List(worst.By) + " for " + say.Day(worst.Due)
		if n > 1 {
			text += "; " + strconv.Itoa(n) + " are overdue"
		}
		d.Numbers = append(d.Numbers, Number{count(days), plural(days, "day"), text, true, "overdue"})
	}
	if n := len(d.Next); n > 0 {
		d.Numbers = append(d.Numbers, Number{count(n), "ahead", "first " + say.Days(d.Next[0].From, d.Next[0].To) + ": " + d.Next[0].Text, false, "next"})
	}
	if n := len(d.Changed); n > 0 {
		d.Numbers = append(d.Numbers, Number{count(n), "changed", "plans put off, moved, called off, or of which nothing was heard", false, "changed"})
	}
	if n := len(d.Visits); n > 0 {
		text := "visits made"
		if len(d.Ways) > 0 {
			n = 0
		}
		for _, w := range d.Ways {
			held, told := 0, map[string]bool{"": true} // of one announced twice, one was made
			for _, v := range w.Visits {
				if v.done() && (v.Follows == "" || !told[v.Follows]) {
					held++
				}
				told[v.Follows] = true
			}
			n += held
			text += ", " + strconv.Itoa(held) + " to " + name(w.To)
		}
		d.Numbers = append(d.Numbers, Number{count(n), "held", text, false, "visits"})
	}
	if n := len(d.Agreements); n > 0 {
		text := "agreements"
		if first := d.Agreements[n-1].From; !first.IsZero() {
			text += " since " + say.Day(yearOf(first))
		}
		d.Numbers = append(d.Numbers, Number{count(n), "agreed", text, false, "agreements"})
	}
	if n := len(d.Pledges); n > 0 {
		kept := 0
		for i := range d.Pledges {
			if d.Pledges[i].State == "kept" {
				kept++
			}
		}
		d.Numbers = append(d.Numbers, Number{count(n), "promised", strconv.Itoa(kept) + " kept so far", false, "promises"})
	}
}

func yearOf(d calendar.Day) calendar.Day { return calendar.Day{Year: d.Year} }

func count(n int) string { return strconv.Itoa(n) }

func plural(n int, one string) string {
	if n == 1 {
		return one
	}
	return one + "s"
}
