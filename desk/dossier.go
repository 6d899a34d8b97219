package desk

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/datelinewire/dateline/agenda"
	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/desk/page"
	"github.com/datelinewire/dateline/dossier"
	"github.com/datelinewire/dateline/ledger"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/service"
)

// asOf returns the day of the form's field; today where it is empty.
func (d *Desk) asOf(q url.Values) (calendar.Day, error) {
	day, err := dayOf(q.Get("asof"))
	if day.IsZero() {
		day = d.today()
	}
	return day, err
}

// dossiers asks for a subject, and leads to its dossier where one is named.
func (d *Desk) dossiers(w http.ResponseWriter, r *http.Request) error {
	if q := strings.TrimSpace(r.URL.Query().Get("of")); q != "" {
		s, err := d.service.Subject(r.Context(), q)
		if err != nil {
			return err
		}
		http.Redirect(w, r, page.DossierAddress(s.String()), http.StatusSeeOther)
		return nil
	}
	all, err := d.store.Facet(r.Context(), record.ByCountry, 60)
	if err != nil {
		return err
	}
	p := page.Dossiers{}
	for _, c := range all {
		p.Countries = append(p.Countries, page.Door{Text: d.labels.Country(c.Value), Address: page.DossierAddress(c.Value), N: c.N})
	}
	return d.show(w, r, http.StatusOK, "dossiers", page.Frame{Title: "Dossiers · Dateline", Here: "dossier", Content: p})
}

// dossier shows all that is on record about a subject.
func (d *Desk) dossier(w http.ResponseWriter, r *http.Request) error {
	name := r.PathValue("subject")
	if name == "" {
		http.Redirect(w, r, "/dossier", http.StatusSeeOther)
		return nil
	}
	s, err := d.service.Subject(r.Context(), name)
	if err != nil {
		return err
	}
	q := r.URL.Query()
	o := dossier.Options{Country: d.labels.Country, Doubtful: q.Has("all")}
	if o.AsOf, err = d.asOf(q); err != nil {
		return err
	}
	if o.Since, err = dayOf(q.Get("since")); err != nil {
		return err
	}
	l, err := d.service.Linker(r.Context())
	if err != nil {
		return err
	}
	made, err := dossier.Of(r.Context(), d.store, l, s, o)
	if err != nil {
		return err
	}
	p := page.DossierOf(made, d.labels)
	p.AsOf, p.All = o.AsOf.String(), o.Doubtful
	if !o.Since.IsZero() {
		p.Since = o.Since.String()
	}
	return d.show(w, r, http.StatusOK, "dossier", page.Frame{Title: p.Title + " · Dossier · Dateline", Here: "dossier", Sample: p.Invented, Content: p})
}

// agendaOf makes the agenda that the form's fields ask for.
func (d *Desk) agendaOf(r *http.Request) (*agenda.Agenda, error) {
	q := r.URL.Query()
	asOf, err := d.asOf(q)
	if err != nil {
		return nil, err
	}
	o := agenda.Options{AsOf: asOf, Doubtful: q.Has("all"), Name: d.labels.Country}
	if o.From, err = dayOf(q.Get("from")); err != nil {
		return nil, err
	}
	if o.To, err = dayOf(q.Get("to")); err != nil {
		return nil, err
	}
	if o.Country, err = d.country(q.Get("country")); err != nil {
		return nil, err
	}
	linker, err := d.service.Linker(r.Context())
	if err != nil {
		return nil, err
	}
	return agenda.Of(r.Context(), d.store, linker, o)
}

// country returns the code of a country as people type it; "" for "".
func (d *Desk) country(s string) (string, error) {
	if s = strings.TrimSpace(s); s == "" {
		return "", nil
	}
	subject, err := dossier.Parse(s, d.world)
	return subject.Country, err
}

// agenda shows what is announced, and what became of it.
func (d *Desk) agenda(w http.ResponseWriter, r *http.Request) error {
	a, err := d.agendaOf(r)
	if err != nil {
		return err
	}
	p := page.AgendaOf(a, d.labels)
	p.Country, p.All, p.Feed = r.URL.Query().Get("country"), r.URL.Query().Has("all"), strings.TrimSuffix("/agenda.ics?"+r.URL.RawQuery, "?")
	return d.show(w, r, http.StatusOK, "agenda", page.Frame{Title: "Agenda · Dateline", Here: "agenda", Sample: p.Invented, Content: p})
}

// calendar sends the agenda as iCalendar.
func (d *Desk) calendar(w http.ResponseWriter, r *http.Request) error {
	a, err := d.agendaOf(r)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "text/calendar; charset=utf-8")
	h.Set("Content-Disposition", `inline; filename="agenda.ics"`)
	h.Set("Cache-Control", "no-cache")
	base, _ := d.names.base(r) // a request for another name does not come here
	if err := a.Calendar(w, base); err != nil || r.Method != http.MethodGet {
		return err
	}
	what := "agenda.ics"
	if code, err := d.country(r.URL.Query().Get("country")); err == nil && code != "" {
		what += " of " + code
	}
	if err := d.service.Fetched(r.Context(), what, d.labels.Desk, service.StoriesOf(a.Items, nil)); err != nil {
		d.log.Warn("an export is not in the register", "of", "agenda.ics", "err", err)
	}
	return nil
}

// ledger shows what was promised, and how it stands.
func (d *Desk) ledger(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	asOf, err := d.asOf(q)
	if err != nil {
		return err
	}
	o := ledger.Options{AsOf: asOf, State: q.Get("state"), Slipped: q.Has("slipped"), Doubtful: q.Has("all")}
	if o.Country, err = d.country(q.Get("country")); err != nil {
		return err
	}
	linker, err := d.service.Linker(r.Context())
	if err != nil {
		return err
	}
	l, err := ledger.Of(r.Context(), d.store, linker, o)
	if err != nil {
		return err
	}
	p := page.LedgerOf(l, d.labels)
	p.Country, p.State, p.Slipped, p.All, p.States = q.Get("country"), o.State, o.Slipped, o.Doubtful, ledger.States()
	return d.show(w, r, http.StatusOK, "ledger", page.Frame{Title: "Ledger · Dateline", Here: "ledger", Sample: p.Invented, Content: p})
}
