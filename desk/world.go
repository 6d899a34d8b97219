package desk

import (
	"errors"
	"net/http"
	"slices"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/desk/page"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/ontology"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/service"
)

// worldAsked returns who deals with whom, as the form's fields ask for it.
func (d *Desk) worldAsked(r *http.Request) (service.World, page.WorldView, error) {
	q := r.URL.Query()
	v := page.WorldView{Type: q.Get("type"), Today: d.today(), Skip: skipOf(q)}
	if _, ok := ontology.Parse(v.Type); v.Type != "" && !ok {
		return service.World{}, v, &fault.Error{Op: "show world", Kind: fault.Invalid, ID: v.Type, Err: errors.New("this is no type of act: choose one at the side")}
	}
	from, to, err := spanOf(q)
	if err != nil {
		return service.World{}, v, err
	}
	v.From, v.To = monthNumber(from), monthNumber(to)
	if v.Country, err = d.country(q.Get("country")); err != nil {
		return service.World{}, v, err
	}
	w, err := d.service.World(r.Context(), v.Filter())
	return w, v, err
}

// monthNumber counts a day's month: 12 times the year, and the month from 0; 0
// for the zero day.
func monthNumber(d calendar.Day) int {
	if d.IsZero() {
		return 0
	}
	d = d.First()
	return 12*int(d.Year) + int(d.Month) - 1
}

// dealings shows who deals with whom.
func (d *Desk) dealings(w http.ResponseWriter, r *http.Request) error {
	made, v, err := d.worldAsked(r)
	if err != nil {
		return err
	}
	p := page.WorldOf(&made, v, d.labels, func(code string) (lat, lon float64, ok bool) {
		c, ok := d.service.Capital(code)
		return c.Lat, c.Lon, ok
	})
	sample, err := d.invented(r)
	if err != nil {
		return err
	}
	return d.show(w, r, http.StatusOK, "world", page.Frame{Title: "World · Dateline", Here: "world", Sample: sample, Content: p})
}

// worldTable sends the pairs as CSV.
func (d *Desk) worldTable(w http.ResponseWriter, r *http.Request) error {
	made, _, err := d.worldAsked(r)
	if err != nil {
		return err
	}
	return d.sendCSV(w, r, "world", page.WorldSheet(&made, d.labels), nil)
}

// worldJSON sends all of it as JSON.
func (d *Desk) worldJSON(w http.ResponseWriter, r *http.Request) error {
	made, _, err := d.worldAsked(r)
	if err != nil {
		return err
	}
	return d.sendJSON(w, r, "world", made, nil)
}

// invented reports whether stories of the sample wire are on record.
func (d *Desk) invented(r *http.Request) (bool, error) {
	counts, err := d.tallied(r.Context())
	return slices.ContainsFunc(counts[record.BySource], func(c record.Count) bool { return d.labels.Invented(c.Value) }), err
}
