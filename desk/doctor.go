package desk

import (
	"context"
	"errors"
	"net/http"
	"strconv"

	"github.com/datelinewire/dateline/desk/page"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/record"
)

// mostIll is how many stories with trouble the doctor shows.
const mostIll = 50

// doctor shows what failed and why.
func (d *Desk) doctor(w http.ResponseWriter, r *http.Request) error {
	p, err := d.health(r.Context())
	if err != nil {
		return err
	}
	return d.show(w, http.StatusOK, "doctor", page.Frame{Title: "Doctor · Dateline", Here: "doctor", Content: p})
}

// check looks the store over for damage, once at a time: it reads all of it.
func (d *Desk) check(w http.ResponseWriter, r *http.Request) error {
	if !d.checking.TryLock() {
		return &fault.Error{Op: "check the store", Kind: fault.Temporary, Err: errors.New("it is being checked already")}
	}
	defer d.checking.Unlock()
	p, err := d.health(r.Context())
	if err != nil {
		return err
	}
	h, err := d.store.Check(r.Context())
	if err != nil {
		return err
	}
	p.Checked, p.Problems, p.Store = true, h.Problems, h.Store
	return d.show(w, http.StatusOK, "doctor", page.Frame{Title: "Doctor · Dateline", Here: "doctor", Content: p})
}

// health returns the page without a check of the store.
func (d *Desk) health(ctx context.Context) (page.Doctor, error) {
	c, err := d.store.Counts(ctx)
	if err != nil {
		return page.Doctor{}, err
	}
	p := page.Doctor{}
	for _, n := range [...]struct {
		name string
		n    int
	}{
		{"stories", c.Stories},
		{"versions", c.Versions},
		{"readings", c.Readings},
		{"events", c.Events},
		{"pledges", c.Pledges},
		{"sources", c.Sources},
		{"copies", c.Copies},
		{"with trouble", c.Troubled},
	} {
		p.Numbers = append(p.Numbers, page.Line{Name: n.name, Text: strconv.Itoa(n.n)})
	}
	p.Stories, err = d.ill(ctx)
	return p, err
}

// ill gives the stories with trouble, each once, with all that is said of it.
func (d *Desk) ill(ctx context.Context) ([]page.Ill, error) {
	kinds, err := d.store.Facet(ctx, record.ByTrouble, 50)
	if err != nil {
		return nil, err
	}
	var out []page.Ill
	seen := map[string]bool{}
	for _, k := range kinds {
		list, err := d.store.List(ctx, record.Filter{Where: map[record.Key]string{record.ByTrouble: k.Value}, Limit: mostIll, MaxFacts: -1})
		if err != nil {
			return nil, err
		}
		for i := range list.Items {
			it := &list.Items[i]
			if seen[it.StoryID] || len(out) == mostIll {
				continue
			}
			seen[it.StoryID] = true
			why, err := d.trouble(ctx, it.StoryID)
			if err != nil {
				return nil, err
			}
			e := page.EntryOf(it, nil, d.labels)
			out = append(out, page.Ill{ID: it.StoryID, Headline: e.Headline, Source: it.Source, Trouble: why})
		}
	}
	return out, nil
}

func (d *Desk) trouble(ctx context.Context, id string) ([]string, error) {
	e, err := d.store.Story(ctx, id)
	if err != nil {
		return nil, err
	}
	r, err := d.reading(ctx, &e)
	if err != nil {
		return nil, err
	}
	return page.StoryOf(page.Whole{Entry: e, Reading: r}, d.labels).Trouble, nil
}
