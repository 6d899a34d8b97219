package desk

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/datelinewire/dateline/desk/page"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/service"
)

// search finds stories by words and facts.
func (d *Desk) search(w http.ResponseWriter, r *http.Request) error {
	v := r.URL.Query()
	p := page.Search{Query: strings.TrimSpace(v.Get("q")), Fields: record.Fields()}
	frame := page.Frame{Title: "Search · Dateline", Here: "search", Query: p.Query}
	if p.Query != "" {
		frame.Title = p.Query + " · Search · Dateline"
		if err := d.find(r, &p, &frame); err != nil {
			if fault.KindOf(err) != fault.Invalid {
				return err
			}
			p.Problem = sentence(err)
		}
	}
	frame.Content = p
	return d.show(w, r, http.StatusOK, "search", frame)
}

// perFacet is how many values of a facet a page shows.
const perFacet = 6

func (d *Desk) find(r *http.Request, p *page.Search, frame *page.Frame) error {
	v := r.URL.Query()
	p.ByTime = v.Get("sort") == "time"
	found, err := d.service.Search(r.Context(), service.Find{
		Query: p.Query, Fold: true, ByTime: p.ByTime, Facets: perFacet, Cursor: v.Get("from"), Limit: 30,
	})
	if err != nil || !found.Asks {
		return err
	}
	p.Total, p.Many = found.Total, found.Total >= record.MaxTotal
	for i := range found.Hits.Hits {
		h := &found.Hits.Hits[i]
		e := page.EntryOf(&h.Item, d.today(), d.labels)
		if len(h.Events) > 0 {
			e.Facts = page.FactLines(h.Events, 4, d.labels)
		}
		e.Snippet, e.Dated = h.Snippet, true
		frame.Sample = frame.Sample || e.Invented
		p.Hits = append(p.Hits, e)
	}
	for _, f := range found.Facets {
		x := page.SearchFacet{Label: f.Field}
		for _, c := range f.Values {
			value := c.Value
			if strings.ContainsAny(value, " \t") {
				value = `"` + value + `"`
			}
			x.Values = append(x.Values, page.FacetLink{Label: d.named(f.Key, c.Value), N: c.N, URL: searchAddress(p.Query+" "+f.Field+":"+value, p.ByTime, "")})
		}
		p.Facets = append(p.Facets, x)
	}
	p.Other = searchAddress(p.Query, !p.ByTime, "")
	if found.Next != "" {
		p.Older = searchAddress(p.Query, p.ByTime, found.Next)
	}
	return nil
}

// named returns what the value of a key is called on pages.
func (d *Desk) named(k record.Key, value string) string {
	for _, c := range d.choices() {
		if c.key == k {
			return c.show(value)
		}
	}
	return strings.ReplaceAll(value, "_", " ")
}

func searchAddress(query string, byTime bool, cursor string) string {
	v := url.Values{"q": {query}}
	if byTime {
		v.Set("sort", "time")
	}
	if cursor != "" {
		v.Set("from", cursor)
	}
	return "/search?" + v.Encode()
}
