package desk

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"

	"github.com/datelinewire/dateline/desk/page"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/say"
)

// mostIll is how many stories with trouble a page of the doctor shows, and
// mostTrouble how much of each story's trouble.
const (
	mostIll     = 50
	mostTrouble = 5
)

// doctor shows what failed and why.
func (d *Desk) doctor(w http.ResponseWriter, r *http.Request) error {
	p, err := d.health(r.Context(), r.URL.Query())
	if err != nil {
		return err
	}
	return d.show(w, r, http.StatusOK, "doctor", page.Frame{Title: "Doctor · Dateline", Here: "doctor", Content: p})
}

// check looks the store over for damage, once at a time: it reads all of it.
func (d *Desk) check(w http.ResponseWriter, r *http.Request) error {
	if !d.checking.TryLock() {
		return &fault.Error{Op: "check the store", Kind: fault.Temporary, Err: errors.New("it is being checked already")}
	}
	defer d.checking.Unlock()
	p, err := d.health(r.Context(), nil)
	if err != nil {
		return err
	}
	h, err := d.store.Check(r.Context())
	if err != nil {
		return err
	}
	p.Checked, p.Problems, p.Store = true, h.Problems, h.Store
	return d.show(w, r, http.StatusOK, "doctor", page.Frame{Title: "Doctor · Dateline", Here: "doctor", Content: p})
}

// health returns the page without a check of the store: of all trouble, or of
// one kind of it.
func (d *Desk) health(ctx context.Context, q url.Values) (page.Doctor, error) {
	c, err := d.service.Counts(ctx)
	if err != nil {
		return page.Doctor{}, err
	}
	p := page.Doctor{Stuck: d.reader.Stuck()}
	if p.Waiting, err = d.reader.Backlog(ctx); err != nil {
		return p, err
	}
	p.Done = 100 * max(c.Stories-p.Waiting, 0) / max(c.Stories, 1)
	if p.Sources, err = d.unwell(ctx); err != nil {
		return p, err
	}
	if p.Notices, err = d.loose(ctx); err != nil {
		return p, err
	}
	for _, n := range [...]struct {
		name string
		n    int
	}{
		{"stories", c.Stories},
		{"versions", c.Versions},
		{"readings", c.Readings},
		{"events", c.Events},
		{"promises", c.Pledges},
		{"sources", c.Sources},
		{"copies", c.Copies},
		{"with trouble", c.Troubled},
	} {
		p.Numbers = append(p.Numbers, page.Line{Name: n.name, Text: say.Count(int64(n.n))})
	}
	kinds, err := d.store.Facet(ctx, record.ByTrouble, mostIll)
	if err != nil {
		return p, err
	}
	if kind := q.Get("kind"); kind != "" {
		p.Kind = kind
		p.Stories, p.More, err = d.illOf(ctx, kind, q.Get("from"))
		return p, err
	}
	if p.Stories, err = d.ill(ctx, kinds); err != nil || len(p.Stories) == c.Troubled {
		return p, err
	}
	for _, k := range kinds {
		p.Kinds = append(p.Kinds, page.Line{Name: k.Value, Text: strconv.Itoa(k.N), Link: kindAddress(k.Value, "")})
	}
	return p, nil
}

// loose returns the kills and corrections that mean no story on record, with
// what they say, at most mostIll.
func (d *Desk) loose(ctx context.Context) ([]page.Ill, error) {
	items, err := d.store.Notices(ctx)
	var out []page.Ill
	for i := range items[:min(len(items), mostIll)] {
		it := &items[i]
		headline := it.Headline
		if headline == "" {
			headline = it.Lead
		}
		out = append(out, page.Ill{ID: it.StoryID, Headline: headline, Source: it.Source, Trouble: []string{it.Lead}})
	}
	return out, err
}

// unwell returns the sources that do not answer well, at most mostIll.
func (d *Desk) unwell(ctx context.Context) ([]page.SourceRow, error) {
	all, err := d.store.Sources(ctx)
	var out []page.SourceRow
	for i := range all {
		if row := rowOf(&all[i], d.now()); row.Trouble != "" && len(out) < mostIll {
			out = append(out, row)
		}
	}
	return out, err
}

func kindAddress(kind, cursor string) string {
	v := url.Values{"kind": {kind}}
	if cursor != "" {
		v.Set("from", cursor)
	}
	return "/doctor?" + v.Encode()
}

// ill returns the newest stories with trouble of each kind, each story once,
// with all that is said of it.
func (d *Desk) ill(ctx context.Context, kinds []record.Count) ([]page.Ill, error) {
	var out []page.Ill
	seen := map[string]bool{}
	for _, k := range kinds {
		list, err := d.store.List(ctx, illFilter(k.Value, ""))
		if err != nil {
			return nil, err
		}
		for i := range list.Items {
			it := &list.Items[i]
			if seen[it.StoryID] || len(out) == mostIll {
				continue
			}
			seen[it.StoryID] = true
			ill, err := d.illness(ctx, it)
			if err != nil {
				return nil, err
			}
			out = append(out, ill)
		}
	}
	return out, nil
}

// illOf returns a page of the stories with trouble of one kind, and the
// address of the page after it.
func (d *Desk) illOf(ctx context.Context, kind, cursor string) (out []page.Ill, next string, err error) {
	list, err := d.store.List(ctx, illFilter(kind, cursor))
	if err != nil {
		return nil, "", err
	}
	for i := range list.Items {
		ill, err := d.illness(ctx, &list.Items[i])
		if err != nil {
			return nil, "", err
		}
		out = append(out, ill)
	}
	if list.Next != "" {
		next = kindAddress(kind, list.Next)
	}
	return out, next, nil
}

func illFilter(kind, cursor string) record.Filter {
	return record.Filter{Where: map[record.Key]string{record.ByTrouble: kind}, Cursor: cursor, Limit: mostIll, MaxFacts: -1}
}

func (d *Desk) illness(ctx context.Context, it *record.Item) (page.Ill, error) {
	why, err := d.trouble(ctx, it.StoryID)
	e := page.EntryOf(it, d.today(), d.labels)
	return page.Ill{ID: it.StoryID, Headline: e.Headline, Source: it.Source, Trouble: why}, err
}

func (d *Desk) trouble(ctx context.Context, id string) ([]string, error) {
	e, r, err := d.service.Trouble(ctx, id)
	if err != nil {
		return nil, err
	}
	all := page.Troubles(&e.Story, r)
	return all[:min(len(all), mostTrouble)], nil
}
