package desk

import (
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/datelinewire/dateline/desk/page"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/ledger"
)

// ledgerAsked makes the ledger that the form's fields ask for, and how it is
// shown.
func (d *Desk) ledgerAsked(r *http.Request) (*ledger.Ledger, page.LedgerView, error) {
	q := r.URL.Query()
	v := page.LedgerView{State: q.Get("state"), Today: d.today(), Doubtful: q.Has("all"), Skip: skipOf(q)}
	if q.Has("slipped") {
		v.State = "slipped" // as older addresses have it
	}
	if v.State != "" && !slices.Contains(page.LedgerStates(), v.State) {
		return nil, v, &fault.Error{Op: "list promises", Kind: fault.Invalid, ID: v.State, Err: errors.New("state is one of " + strings.Join(page.LedgerStates(), ", "))}
	}
	var err error
	if v.AsOf, err = d.asOf(q); err != nil {
		return nil, v, err
	}
	if v.Country, err = d.country(q.Get("country")); err != nil {
		return nil, v, err
	}
	l, err := d.service.Ledger(r.Context(), ledger.Options{AsOf: v.AsOf, Country: v.Country, Doubtful: v.Doubtful})
	return l, v, err
}

// ledger shows what was promised, and how it stands.
func (d *Desk) ledger(w http.ResponseWriter, r *http.Request) error {
	l, v, err := d.ledgerAsked(r)
	if err != nil {
		return err
	}
	p := page.LedgerOf(l, v, d.labels)
	return d.show(w, r, http.StatusOK, "ledger", page.Frame{Title: "Ledger · Dateline", Here: "ledger", Sample: p.Invented, Content: p})
}

// ledgerTable sends the ledger as CSV.
func (d *Desk) ledgerTable(w http.ResponseWriter, r *http.Request) error {
	l, v, err := d.ledgerAsked(r)
	if err != nil {
		return err
	}
	all := v.Promises(l)
	return d.sendCSV(w, r, "ledger", page.PromiseSheet(all, d.base(r)), d.storiesIn(all))
}

// ledgerJSON sends the ledger as JSON.
func (d *Desk) ledgerJSON(w http.ResponseWriter, r *http.Request) error {
	l, v, err := d.ledgerAsked(r)
	if err != nil {
		return err
	}
	out := *l
	out.Promises = v.Promises(l)
	return d.sendJSON(w, r, "ledger", out, d.storiesIn(out))
}
