package desk

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/datelinewire/dateline/agenda"
	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/desk/page"
	"github.com/datelinewire/dateline/dossier"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/ledger"
)

// country returns the code of a country as people type it; "" for "".
func (d *Desk) country(s string) (string, error) {
	if s = strings.TrimSpace(s); s == "" {
		return "", nil
	}
	subject, err := dossier.Parse(s, d.world)
	return subject.Country, err
}

// agendaOptions reads the fields that say what an agenda holds.
func (d *Desk) agendaOptions(q url.Values) (agenda.Options, error) {
	o := agenda.Options{Doubtful: q.Has("all"), Name: d.labels.Country}
	var err error
	if o.AsOf, err = d.asOf(q); err != nil {
		return o, err
	}
	if o.From, err = dayOf(q.Get("from")); err != nil {
		return o, err
	}
	if o.To, err = dayOf(q.Get("to")); err != nil {
		return o, err
	}
	o.Country, err = d.country(q.Get("country"))
	return o, err
}

// listed is how many days the list of an agenda reaches ahead unasked.
const listed = 60

// agendaView reads how an agenda is to be laid out, and fits the days of the
// options to it.
func (d *Desk) agendaView(q url.Values, o *agenda.Options) (page.AgendaView, error) {
	v := page.AgendaView{Kind: q.Get("view"), State: q.Get("state"), Country: o.Country, AsOf: o.AsOf, Today: d.today(), Doubtful: o.Doubtful, Skip: skipOf(q)}
	if !page.AgendaState(v.State) {
		return v, &fault.Error{Op: "list agenda", Kind: fault.Invalid, ID: v.State, Err: errors.New("state is one of planned, held, unconfirmed, put-off, called-off")}
	}
	if v.Kind == "" && !o.To.IsZero() {
		v.Kind = "list" // days that a month does not hold
	}
	first := o.From
	if first.IsZero() {
		first = o.AsOf
	}
	switch v.Kind {
	case "", "month":
		v.Kind = "month"
		m := calendar.Day{Year: first.Year, Month: first.Month}
		v.First, v.Last = m.First(), m.Last()
		o.From, o.To = page.Monday(v.First), page.Monday(v.Last).AddDays(6)
	case "week":
		v.First = page.Monday(first)
		v.Last = v.First.AddDays(6)
		o.From, o.To = v.First, v.Last
	case "list":
		if o.To.IsZero() {
			o.To = first.AddDays(listed)
		}
		v.First, v.Last = first, o.To
		o.From = first
	default:
		return v, &fault.Error{Op: "list agenda", Kind: fault.Invalid, ID: v.Kind, Err: errors.New("view is month, week or list")}
	}
	return v, nil
}

// agenda shows what is announced, and what became of it.
func (d *Desk) agenda(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	o, err := d.agendaOptions(q)
	if err != nil {
		return err
	}
	v, err := d.agendaView(q, &o)
	if err != nil {
		return err
	}
	a, err := d.service.Agenda(r.Context(), o)
	if err != nil {
		return err
	}
	l, err := d.service.Ledger(r.Context(), ledger.Options{AsOf: o.AsOf, Country: o.Country, Doubtful: o.Doubtful})
	if err != nil {
		return err
	}
	p := page.AgendaOf(a, l, v, d.labels)
	return d.show(w, r, http.StatusOK, "agenda", page.Frame{Title: p.Title + " · Agenda · Dateline", Here: "agenda", Sample: p.Invented, Content: p})
}

// calendar sends the agenda as iCalendar.
func (d *Desk) calendar(w http.ResponseWriter, r *http.Request) error {
	o, err := d.agendaOptions(r.URL.Query())
	if err != nil {
		return err
	}
	a, err := d.service.Agenda(r.Context(), o)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "text/calendar; charset=utf-8")
	h.Set("Content-Disposition", `inline; filename="agenda.ics"`)
	h.Set("Cache-Control", "no-cache")
	if err := a.Calendar(w, d.base(r)); err != nil || r.Method != http.MethodGet {
		return err
	}
	what := "agenda.ics"
	if o.Country != "" {
		what += " of " + o.Country
	}
	if err := d.service.Fetched(r.Context(), what, d.labels.Desk, d.storiesIn(a.Items)); err != nil {
		d.log.Warn("an export is not in the register", "of", "agenda.ics", "err", err)
	}
	return nil
}

// agendaTable sends the agenda of a span as CSV.
func (d *Desk) agendaTable(w http.ResponseWriter, r *http.Request) error {
	a, err := d.agendaAsked(r)
	if err != nil {
		return err
	}
	return d.sendCSV(w, r, "agenda", page.LineSheet(a.Items, d.base(r)), d.storiesIn(a.Items))
}

// agendaJSON sends the agenda of a span as JSON.
func (d *Desk) agendaJSON(w http.ResponseWriter, r *http.Request) error {
	a, err := d.agendaAsked(r)
	if err != nil {
		return err
	}
	return d.sendJSON(w, r, "agenda", a, d.storiesIn(a))
}

func (d *Desk) agendaAsked(r *http.Request) (*agenda.Agenda, error) {
	o, err := d.agendaOptions(r.URL.Query())
	if err != nil {
		return nil, err
	}
	return d.service.Agenda(r.Context(), o)
}
