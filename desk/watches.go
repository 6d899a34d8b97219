package desk

import (
	"net/http"
	"net/url"

	"github.com/datelinewire/dateline/desk/page"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/record"
)

// watches lists the searches that are watched, and how much is new in each.
func (d *Desk) watches(w http.ResponseWriter, r *http.Request) error {
	return d.showWatches(w, r, http.StatusOK, page.Watches{Name: line(r.URL.Query().Get("name")), Query: r.URL.Query().Get("q")})
}

func (d *Desk) showWatches(w http.ResponseWriter, r *http.Request, status int, p page.Watches) error {
	all, err := d.service.Watches(r.Context())
	if err != nil {
		return err
	}
	for _, x := range all {
		p.List = append(p.List, page.WatchLine{
			Name: x.Name, Query: x.Query, By: x.By, Since: x.Since, New: x.New, Many: x.New >= record.MaxTotal, Wrong: x.Wrong,
			URL: "/watch?name=" + url.QueryEscape(x.Name), Brief: "/brief?watch=" + url.QueryEscape(x.Name),
		})
	}
	return d.show(w, r, status, "watches", page.Frame{Title: "Watches · Dateline", Here: "watches", Notice: notice(r.URL.Query().Get("done")), Content: p})
}

// watchAdd keeps a search. What it cannot keep is shown again.
func (d *Desk) watchAdd(w http.ResponseWriter, r *http.Request) error {
	p := page.Watches{Name: line(r.PostForm.Get("name")), Query: line(r.PostForm.Get("q"))}
	err := d.service.AddWatch(r.Context(), p.Name, p.Query, d.labels.Desk)
	switch kind := fault.KindOf(err); {
	case err == nil:
		d.news.forget()
		to := "/watches?done=watched"
		if r.PostForm.Has("here") { // asked for on the page of the search
			to = searchAddress(p.Query, true, false, "") + "&done=watched"
		}
		http.Redirect(w, r, to, http.StatusSeeOther)
		return nil
	case kind == fault.Invalid || kind == fault.Conflict:
		p.Problem = sentence(err)
		return d.showWatches(w, r, message(err).Status, p)
	}
	return err
}

// watchNew shows what is new in a watch, or all that it finds.
func (d *Desk) watchNew(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	x, found, err := d.service.ShowWatch(r.Context(), q.Get("name"), q.Get("all") == "")
	if err != nil {
		return err
	}
	p := page.Watched{Name: x.Name, Query: x.Query, All: q.Get("all") != "", Total: found.Total, Search: searchAddress(x.Query, true, false, "")}
	frame := page.Frame{Title: x.Name + " · Watches · Dateline", Here: "watches"}
	for i := range found.Hits.Hits {
		h := &found.Hits.Hits[i]
		e := page.EntryOf(&h.Item, d.today(), d.labels)
		if fit := page.Fits(h, found.Kept[h.StoryID], perHit, d.today(), d.labels); len(fit) > 0 && e.Life != page.Killed {
			e.Facts = fit
		}
		e.Snippet, e.Dated = h.Snippet, true
		frame.Sample = frame.Sample || e.Invented
		p.Hits = append(p.Hits, e)
	}
	frame.Content = p
	return d.show(w, r, http.StatusOK, "watch", frame)
}

// watchSeen marks what a watch has found as seen.
func (d *Desk) watchSeen(w http.ResponseWriter, r *http.Request) error {
	if err := d.service.SeeWatch(r.Context(), r.PostForm.Get("name"), d.labels.Desk); err != nil {
		return err
	}
	d.news.forget()
	http.Redirect(w, r, "/watches?done=seen", http.StatusSeeOther)
	return nil
}

// watchRemove ends a watch.
func (d *Desk) watchRemove(w http.ResponseWriter, r *http.Request) error {
	if err := d.service.RemoveWatch(r.Context(), r.PostForm.Get("name"), d.labels.Desk); err != nil {
		return err
	}
	d.news.forget()
	http.Redirect(w, r, "/watches?done=unwatched", http.StatusSeeOther)
	return nil
}
