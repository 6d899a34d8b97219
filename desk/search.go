package desk

import (
	"encoding/json"
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
	frame := page.Frame{Title: "Search · Dateline", Here: "search", Query: p.Query, Notice: notice(v.Get("done"))}
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

// perFacet is how many values of a facet a page shows, mostRows how many facts of
// one story stand in a list of facts, and perHit how many under its headline.
const (
	perFacet = 6
	mostRows = 6
	perHit   = 4
)

func (d *Desk) find(r *http.Request, p *page.Search, frame *page.Frame) error {
	v := r.URL.Query()
	p.ByTime, p.AsFacts = v.Get("sort") == "time", v.Get("as") == "facts"
	found, err := d.service.Search(r.Context(), service.Find{
		Query: p.Query, Fold: true, ByTime: p.ByTime, Facets: perFacet, Cursor: v.Get("from"), Limit: 30,
	})
	if err != nil || !found.Asks {
		return err
	}
	p.Total, p.Many = found.Total, found.Total >= record.MaxTotal
	for i := range found.Hits.Hits {
		h := &found.Hits.Hits[i]
		frame.Sample = frame.Sample || d.labels.Invented(h.Source)
		if p.AsFacts {
			p.Facts = append(p.Facts, page.FactRows(h, found.Kept[h.StoryID], mostRows, d.today(), d.labels)...)
			continue
		}
		e := page.EntryOf(&h.Item, d.today(), d.labels)
		if fit := page.Fits(h, found.Kept[h.StoryID], perHit, d.today(), d.labels); len(fit) > 0 && e.Life != page.Killed {
			e.Facts = fit
		}
		e.Snippet, e.Dated = h.Snippet, true
		p.Hits = append(p.Hits, e)
	}
	for _, f := range found.Facets {
		p.Facets = append(p.Facets, d.facet(f, p))
	}
	p.Views = []page.Filter{{Label: "Stories", URL: searchAddress(p.Query, p.ByTime, false, ""), On: !p.AsFacts}, {Label: "Facts", URL: searchAddress(p.Query, p.ByTime, true, ""), On: p.AsFacts}}
	p.Sorts = []page.Filter{{Label: "By relevance", URL: searchAddress(p.Query, false, p.AsFacts, ""), On: !p.ByTime}, {Label: "Newest first", URL: searchAddress(p.Query, true, p.AsFacts, ""), On: p.ByTime}}
	if found.Next != "" {
		p.Older = searchAddress(p.Query, p.ByTime, p.AsFacts, found.Next)
	}
	return d.watched(r, p)
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

// facet sets what was found by the values of a field; each narrows the search.
func (d *Desk) facet(f service.Facet, p *page.Search) page.Tally {
	out := page.Tally{Title: page.FacetTitle(f.Field)}
	for _, c := range f.Values {
		value := c.Value
		if strings.ContainsAny(value, " \t") {
			value = `"` + value + `"`
		}
		label := d.named(f.Key, c.Value)
		if label == "" {
			label = page.TopicName(c.Value)
		}
		out.Rows = append(out.Rows, page.Filter{Label: label, N: c.N, Counted: true, URL: searchAddress(p.Query+" "+f.Field+":"+value, p.ByTime, p.AsFacts, "")})
	}
	return out
}

// watched notes which watch has the search.
func (d *Desk) watched(r *http.Request, p *page.Search) (err error) {
	p.Watched, err = d.service.WatchOf(r.Context(), p.Query)
	return err
}

// complete sends what a search that is being typed may become.
func (d *Desk) complete(w http.ResponseWriter, r *http.Request) error {
	found, err := d.service.Complete(r.Context(), r.URL.Query().Get("q"))
	if err != nil {
		return err
	}
	if found == nil {
		found = []service.Completion{}
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "private, max-age=30")
	return json.NewEncoder(w).Encode(found)
}

func searchAddress(query string, byTime, asFacts bool, cursor string) string {
	v := url.Values{"q": {query}}
	if byTime {
		v.Set("sort", "time")
	}
	if asFacts {
		v.Set("as", "facts")
	}
	if cursor != "" {
		v.Set("from", cursor)
	}
	return "/search?" + v.Encode()
}
