package desk

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/desk/page"
	"github.com/datelinewire/dateline/dossier"
	"github.com/datelinewire/dateline/intake/address"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/ontology"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/service"
)

// parameter is one that a page understands: its name, and what it holds.
type parameter struct{ name, holds string }

// parameters reads those of a route, which are written as in
//
//	q from:day skip:count sort=time|rank done
//
// with a space between them: a name alone holds anything, one with a colon a
// kind of value that holds checks, one with = one of those values.
func parameters(asks string) []parameter {
	var out []parameter
	for word := range strings.FieldsSeq(asks) {
		i := strings.IndexAny(word+":", ":=")
		out = append(out, parameter{word[:i], word[i:]})
	}
	return out
}

// understood answers what an address asks for that its page does not understand,
// with what it does: a name that is slightly wrong would otherwise show all as if
// it had been heeded. The parameter done, after an action, is any page's, and one
// that only says how a reader came is no page's: what a mail or a feed reader puts
// behind an address is let pass.
func (d *Desk) understood(asks string, next http.Handler) http.Handler {
	known := parameters(asks)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := d.understand(r.Context(), known, r.URL.Query()); err != nil {
			d.fail(w, r, err)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (d *Desk) understand(ctx context.Context, known []parameter, q url.Values) error {
	bad := func(name, format string, a ...any) error {
		return &fault.Error{Op: "read the address", Kind: fault.Invalid, ID: page.Cut(name, 60), Err: fmt.Errorf(format, a...)}
	}
	for name := range q {
		i := slices.IndexFunc(known, func(p parameter) bool { return p.name == name })
		switch {
		case name == "done", address.Tracks(name):
		case i < 0 && len(known) == 0:
			return bad(name, "this page takes nothing of this name: leave it out")
		case i < 0:
			return bad(name, "this page takes nothing of this name%s", service.Instead(namesOf(known), name))
		}
	}
	for _, p := range known {
		for _, v := range q[p.name] {
			if v = strings.TrimSpace(v); v == "" {
				continue // a field that was left empty
			}
			if err := d.holds(ctx, p, v); err != nil {
				return bad(p.name+"="+v, "%w", err)
			}
		}
	}
	return spans(known, q)
}

func namesOf(known []parameter) []string {
	out := make([]string, len(known))
	for i, p := range known {
		out[i] = p.name
	}
	slices.Sort(out)
	return out
}

// holds reports, as an error, a value that is none of its parameter.
func (d *Desk) holds(ctx context.Context, p parameter, v string) error {
	kind, what := "", ""
	if p.holds != "" {
		kind, what = p.holds[:1], p.holds[1:]
	}
	if kind == "=" {
		if all := strings.Split(what, "|"); !slices.Contains(all, v) {
			return errors.New("it is one of " + strings.Join(all, ", "))
		}
		return nil
	}
	switch what {
	case "day":
		_, err := dayOf(v)
		return cause(err)
	case "number", "count":
		least := map[string]int{"number": 1}[what]
		if n, err := strconv.Atoi(v); err != nil || n < least {
			return fmt.Errorf("it is a whole number from %d on", least)
		}
	case "month":
		if n, err := strconv.Atoi(v); err != nil || n < 12 || n >= 12*9999 {
			return errors.New("it is a month as the slider counts them, 12 times the year and the month from 0: for a day write asof=2026-05-31")
		}
	case string(record.ByCountry), string(record.ByType), string(record.ByTopic), string(record.ByStatus):
		return d.onRecord(ctx, record.Key(what), v)
	}
	return nil
}

// cause returns what is wrong without what was being done.
func cause(err error) error {
	var f *fault.Error
	if errors.As(err, &f) && f.Err != nil {
		return f.Err
	}
	return err
}

// spans reports, as an error, a span of days that ends before it begins.
func spans(known []parameter, q url.Values) error {
	for _, s := range [...][2]string{{"from", "to"}, {"since", "asof"}} {
		day := func(name string) calendar.Day {
			if !slices.Contains(known, parameter{name, ":day"}) {
				return calendar.Day{}
			}
			d, err := calendar.Parse(strings.TrimSpace(q.Get(name)))
			if err != nil {
				return calendar.Day{}
			}
			return d
		}
		if from, to := day(s[0]), day(s[1]); !from.IsZero() && !to.IsZero() && to.Last().Before(from.First()) {
			return &fault.Error{Op: "read the address", Kind: fault.Invalid, Err: fmt.Errorf("%s=%s comes after %s=%s, so that no day lies between: turn them round", s[0], from, s[1], to)}
		}
	}
	return nil
}

// onRecord reports, as an error, a value of a filter that no story on record has
// and that is none of its kind either.
func (d *Desk) onRecord(ctx context.Context, k record.Key, v string) error {
	_, isType := ontology.Parse(v)
	switch {
	case k == record.ByType && isType, k == record.ByCountry && dossier.Country(v, d.world) != "", k == record.ByStatus && page.StatusName(v) != "":
		return nil
	}
	counts, err := d.tallied(ctx)
	if err != nil {
		return err
	}
	var all []string
	for _, c := range counts[k] {
		if strings.EqualFold(c.Value, v) {
			return nil
		}
		all = append(all, c.Value)
	}
	return fmt.Errorf("no story on record has this %s%s", k, service.Instead(all, v))
}
