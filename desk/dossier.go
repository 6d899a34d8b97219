package desk

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/desk/page"
	"github.com/datelinewire/dateline/dossier"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/service"
)

// asOf returns the day of the form's field; the last of a month where the
// slider names one, and today where neither is there.
func (d *Desk) asOf(q url.Values) (calendar.Day, error) {
	if n, err := strconv.Atoi(q.Get("month")); err == nil && n > 0 && n < 12*9999 && q.Get("asof") == "" {
		last := calendar.Day{Year: int16(n / 12), Month: uint8(n%12 + 1)}.Last()
		if d.today().Before(last) {
			last = d.today()
		}
		return last, nil
	}
	day, err := dayOf(q.Get("asof"))
	if day.IsZero() {
		day = d.today()
	}
	return day, err
}

// skipOf returns how many rows stand on the pages before.
func skipOf(q url.Values) int {
	n, err := strconv.Atoi(q.Get("skip"))
	if err != nil || n < 0 {
		return 0
	}
	return n
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
	counts, err := d.tallied(r.Context())
	if err != nil {
		return err
	}
	dealings, err := d.service.World(r.Context(), service.WorldFilter{})
	if err != nil {
		return err
	}
	p := page.DossiersOf(dealings.Pairs, counts[record.ByCountry], counts[record.ByTopic], d.labels)
	return d.show(w, r, http.StatusOK, "dossiers", page.Frame{Title: "Dossiers · Dateline", Here: "dossier", Content: p})
}

// dossier shows all that is on record about a subject: as a page, one part of
// it, or as JSON or CSV to take along.
func (d *Desk) dossier(w http.ResponseWriter, r *http.Request) error {
	name := r.PathValue("subject")
	if name == "" {
		http.Redirect(w, r, "/dossier", http.StatusSeeOther)
		return nil
	}
	q := r.URL.Query()
	o := dossier.Options{Country: d.labels.Country, Doubtful: q.Has("all")}
	var err error
	if o.AsOf, err = d.asOf(q); err != nil {
		return err
	}
	if o.Since, err = dayOf(q.Get("since")); err != nil {
		return err
	}
	s, err := d.service.Subject(r.Context(), name)
	if err != nil {
		return err
	}
	plain := q.Get("part") == "" && q.Get("as") == ""
	visit := plain && o.Since.IsZero() && o.AsOf == d.today()
	if visit {
		o.Since = d.lastVisit(w, r)
	}
	made, err := d.service.Dossier(r.Context(), s, o)
	if err != nil {
		return err
	}
	if !plain {
		return d.dossierPart(w, r, made)
	}
	p := page.DossierOf(made, d.labels, d.today(), o.Doubtful)
	p.Visit = visit
	if !o.Since.IsZero() {
		p.Since = page.DayText(o.Since)
	}
	return d.show(w, r, http.StatusOK, "dossier", page.Frame{Title: p.Title + " · Dossier · Dateline", Here: "dossier", Sample: p.Invented, Content: p})
}

// dossierPart shows one part of a dossier, or sends it to be taken along.
func (d *Desk) dossierPart(w http.ResponseWriter, r *http.Request, made *dossier.Dossier) error {
	q := r.URL.Query()
	part := q.Get("part")
	if part == "" {
		part = "timeline"
	}
	if !page.HasPart(part) {
		return &fault.Error{Op: "open part of dossier", Kind: fault.Invalid, ID: part, Err: errors.New("a dossier has " + strings.Join(page.Parts(), ", "))}
	}
	from, to, err := spanOf(q)
	if err != nil {
		return err
	}
	name := made.Subject.String() + "-" + part
	switch q.Get("as") {
	case "json":
		return d.sendJSON(w, r, made.Subject.String(), made, d.storiesIn(made))
	case "csv":
		return d.sendCSV(w, r, name, page.SheetOf(made, part, d.base(r), from, to), d.storiesIn(made))
	case "":
		p := page.PartOf(made, part, d.labels, d.today(), q.Has("all"), skipOf(q), from, to)
		return d.show(w, r, http.StatusOK, "part", page.Frame{Title: p.Title + " · " + p.Name + " · Dateline", Here: "dossier", Sample: p.Invented, Content: p})
	}
	return &fault.Error{Op: "send dossier", Kind: fault.Invalid, ID: q.Get("as"), Err: errors.New("it can be had as csv or json")}
}

// spanOf returns the months that are asked for.
func spanOf(q url.Values) (from, to calendar.Day, err error) {
	day := func(name string) (d calendar.Day) {
		if v := strings.TrimSpace(q.Get(name)); v != "" && err == nil {
			if d, err = calendar.Parse(v); err != nil {
				err = &fault.Error{Op: "list days", Kind: fault.Invalid, ID: v, Err: err}
			}
		}
		return d
	}
	from, to = day("from"), day("to")
	return from, to, err
}

// lastVisit returns the day on which this reader last looked at a dossier before
// today; the zero day where that is not known. The browser keeps it, for each
// dossier by itself: the desk has no accounts.
func (d *Desk) lastVisit(w http.ResponseWriter, r *http.Request) calendar.Day {
	today, before := d.today().String(), ""
	if c, err := r.Cookie("seen"); err == nil {
		old, last, _ := strings.Cut(c.Value, ".")
		if before = last; last == today {
			before = old
		}
	}
	day, err := calendar.Parse(before)
	if err != nil || !day.Before(d.today()) {
		day, before = calendar.Day{}, ""
	}
	http.SetCookie(w, &http.Cookie{Name: "seen", Value: before + "." + today, Path: r.URL.EscapedPath(), MaxAge: 400 * 24 * 3600, HttpOnly: true, SameSite: http.SameSiteStrictMode})
	return day
}
