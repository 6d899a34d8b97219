package desk

import (
	"net/http"

	"github.com/datelinewire/dateline/desk/feed"
	"github.com/datelinewire/dateline/record"
)

// inFeed is how many stories a feed holds.
const inFeed = 50

// atom sends the river, under the filters of the address, as an Atom feed.
func (d *Desk) atom(w http.ResponseWriter, r *http.Request) error {
	items, err := d.newest(r)
	if err != nil {
		return err
	}
	base, _ := d.names.base(r) // the guard let it pass
	b, err := feed.Atom(items, base, d.now(), d.labels)
	return send(w, "application/atom+xml; charset=utf-8", b, err)
}

// jsonFeed sends the same as a JSON Feed.
func (d *Desk) jsonFeed(w http.ResponseWriter, r *http.Request) error {
	items, err := d.newest(r)
	if err != nil {
		return err
	}
	base, _ := d.names.base(r) // the guard let it pass
	b, err := feed.JSON(items, base, d.labels)
	return send(w, "application/feed+json", b, err)
}

func (d *Desk) newest(r *http.Request) ([]record.Item, error) {
	f := record.Filter{Where: map[record.Key]string{}, Fold: true, Now: d.now(), Limit: inFeed}
	d.where(f.Where, r.URL.Query())
	list, err := d.store.List(r.Context(), f)
	return list.Items, err
}

func send(w http.ResponseWriter, kind string, b []byte, err error) error {
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Cache-Control", "no-cache")
	_, _ = w.Write(b) // the reader went away: nothing to tell anyone
	return nil
}
