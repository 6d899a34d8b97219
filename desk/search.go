package desk

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/datelinewire/dateline/desk/page"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/record"
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

func (d *Desk) find(r *http.Request, p *page.Search, frame *page.Frame) error {
	q, err := record.ParseQuery(p.Query)
	if err != nil {
		return err
	}
	if q.Empty() {
		return nil
	}
	q.Fold, q.Cursor, q.Limit = true, r.URL.Query().Get("from"), 30
	hits, err := d.store.Search(r.Context(), q)
	if err != nil {
		return err
	}
	p.Total, p.Many = hits.Total, hits.Total >= record.MaxTotal
	for i := range hits.Hits {
		h := &hits.Hits[i]
		e := page.EntryOf(&h.Item, h.Facts, d.labels)
		if len(h.Events) > 0 {
			e.Facts = page.FactLines(h.Events, 4, d.labels)
		}
		e.Snippet, e.Dated = h.Snippet, true
		frame.Sample = frame.Sample || e.Invented
		p.Hits = append(p.Hits, e)
	}
	if hits.Next != "" {
		p.Older = "/search?q=" + url.QueryEscape(p.Query) + "&from=" + url.QueryEscape(hits.Next)
	}
	return nil
}
