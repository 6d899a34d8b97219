package desk

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/desk/page"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/record"
)

// mostPlans is how many plans a page shows.
const mostPlans = 100

// plans shows what is announced from a day on; from today where none is named.
func (d *Desk) plans(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	from, err := dayOf(q.Get("from"))
	if err != nil {
		return err
	}
	to, err := dayOf(q.Get("to"))
	if err != nil {
		return err
	}
	if from.IsZero() {
		from = d.today()
	}
	f := record.PlanFilter{From: from.Time(), Cursor: q.Get("after"), Limit: mostPlans}
	if !to.IsZero() {
		f.To = to.AddDays(1).Time()
	}
	list, err := d.store.Plans(r.Context(), f)
	if err != nil {
		return err
	}
	p := page.Plans{From: from.String(), Days: page.PlansOf(list.Plans)}
	if !to.IsZero() {
		p.To = to.String()
	}
	if list.Next != "" {
		v := url.Values{"from": {p.From}, "to": {p.To}, "after": {list.Next}}
		p.More = "/plans?" + v.Encode()
	}
	return d.show(w, r, http.StatusOK, "plans", page.Frame{Title: "Plans · Dateline", Here: "plans", Content: p})
}

// dayOf reads a day; "" is the zero Day.
func dayOf(s string) (calendar.Day, error) {
	if s = strings.TrimSpace(s); s == "" {
		return calendar.Day{}, nil
	}
	day, err := calendar.Parse(s)
	if err == nil && !day.Whole() {
		day = day.First()
	}
	if err != nil {
		return day, &fault.Error{Op: "list plans", Kind: fault.Invalid, Err: err}
	}
	return day, nil
}
