package desk

import (
	"context"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/datelinewire/dateline/desk/page"
	"github.com/datelinewire/dateline/dossier"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/service"
)

// perPage is how many stories a page of the list holds.
const perPage = 40

// choice is a filter of the list by a key of the record.
type choice struct {
	key   record.Key
	title string
	show  func(value string) string
}

// choices are the filters in the order in which they stand beside the list.
func (d *Desk) choices() []choice {
	return []choice{
		{record.ByStatus, "Facts", page.StatusName},
		{record.ByCountry, "Countries", d.labels.Country},
		{record.BySource, "Sources", d.labels.SourceName},
		{record.ByType, "Kinds of act", page.TypeName},
		{record.ByTopic, "Topics", page.TopicName},
	}
}

// stories is the filter of the list by what was done with stories.
var stories = [...]struct{ value, label string }{{"unread", "Unread"}, {"starred", "Starred"}, {"overdue", "Promise overdue"}, {"changed", "Corrected or killed"}}

// asked returns the filter that an address asks for, and the value of stories.
func (d *Desk) asked(ctx context.Context, q url.Values) (record.Filter, string, error) {
	f := page.ListFilter(record.Filter{Where: map[record.Key]string{}, Now: d.now(), Cursor: q.Get("from"), Limit: perPage})
	d.where(f.Where, q)
	which := q.Get("stories")
	return f, which, d.pick(ctx, &f, which)
}

// where reads the filters of an address; a country may be called by its name.
func (d *Desk) where(into map[record.Key]string, q url.Values) {
	for _, c := range d.choices() {
		v := strings.TrimSpace(q.Get(string(c.key)))
		if code := dossier.Country(v, d.world); c.key == record.ByCountry && code != "" {
			v = code
		}
		if v != "" {
			into[c.key] = v
		}
	}
}

// pick narrows a filter to the stories of that kind.
func (d *Desk) pick(ctx context.Context, f *record.Filter, which string) error {
	switch which {
	case "changed":
		f.Kinds = []news.Change{news.Correction, news.Kill}
	case "overdue":
		late, err := d.service.Overdue(ctx)
		f.Only = slices.AppendSeq([]string{}, maps.Keys(late))
		return err
	case "unread", "starred":
		return d.shelf.with(ctx, d.service, func(s *service.Shelf) error {
			if which == "starred" {
				f.Only = slices.AppendSeq([]string{}, maps.Keys(s.Starred))
			} else {
				f.After, f.Except = s.Until, s.Contents()
			}
			return nil
		})
	}
	return nil
}

// lateLabels returns the desk's labels, by which a promise is overdue where it is
// by the ledger as well.
func (d *Desk) lateLabels(ctx context.Context) (page.Labels, error) {
	labels := d.labels
	late, err := d.service.Overdue(ctx)
	labels.Late = func(story, pledge string) bool { return slices.Contains(late[story], pledge) }
	return labels, err
}

// allNews shows the stories, newest first: a constant number of questions to
// the record, however many stories there are.
func (d *Desk) allNews(w http.ResponseWriter, r *http.Request) error {
	ctx, q := r.Context(), r.URL.Query()
	f, which, err := d.asked(ctx, q)
	if err != nil {
		return err
	}
	mark := d.watch.mark(ctx)
	f.Now = time.Time{} // the desk itself sees what it keeps back
	list, err := d.store.List(ctx, f)
	if err != nil {
		return err
	}
	labels, err := d.lateLabels(ctx)
	if err != nil {
		return err
	}
	p := page.AllNews{Days: page.River(list.Items, d.today(), labels), Self: d.address(f, which, "", ""), Mark: mark, Roomy: roomy(w, r)}
	if !p.Roomy {
		p.Tighten()
	}
	p.Compact, p.Comfortable = withParam(p.Self, "view", "compact"), withParam(p.Self, "view", "comfortable")
	if p.Tallies, err = d.tallies(ctx, f, which); err != nil {
		return err
	}
	err = d.shelf.with(ctx, d.service, func(s *service.Shelf) error {
		p.Shelve(list.Items, s)
		return nil
	})
	if err != nil {
		return err
	}
	d.inForce(&p, f, which)
	if list.Next != "" {
		p.Older = withParam(p.Self, "from", list.Next)
	}
	if f.Cursor != "" {
		p.Newer = p.Self
	}
	frame := page.Frame{Title: "All news · Dateline", Here: "allnews", Notice: notice(q.Get("done")), Content: p}
	for i := range list.Items {
		frame.Sample = frame.Sample || d.labels.Invented(list.Items[i].Source)
	}
	return d.show(w, r, http.StatusOK, "allnews", frame)
}

// inForce names the filters that hold, each with the address that takes it away.
func (d *Desk) inForce(p *page.AllNews, f record.Filter, which string) {
	for _, k := range stories {
		if k.value == which {
			p.Active = append(p.Active, page.Active{Label: k.label, URL: d.address(f, "", "", "")})
		}
	}
	for _, c := range d.choices() {
		if v := f.Where[c.key]; v != "" {
			p.Active = append(p.Active, page.Active{Label: c.show(v), URL: d.address(f, which, c.key, "")})
		}
	}
}

// roomy reports whether the list is set comfortably: as the address asks, which
// is remembered, or as was asked before.
func roomy(w http.ResponseWriter, r *http.Request) bool {
	view := r.URL.Query().Get("view")
	if view == "" {
		c, err := r.Cookie("view")
		return err == nil && c.Value == "comfortable"
	}
	http.SetCookie(w, &http.Cookie{Name: "view", Value: view, Path: "/", MaxAge: 365 * 24 * 3600, HttpOnly: true, SameSite: http.SameSiteStrictMode})
	return view == "comfortable"
}

// shownValues is how many values of a filter stand unfolded.
const shownValues = 5

// tallies returns the filters with the number of their stories, those of the
// filters in force marked.
func (d *Desk) tallies(ctx context.Context, f record.Filter, which string) ([]page.Tally, error) {
	counts, err := d.tallied(ctx)
	if err != nil {
		return nil, err
	}
	first, err := d.storyTally(ctx, f, which)
	if err != nil {
		return nil, err
	}
	out := []page.Tally{first}
	for _, c := range d.choices() {
		t := page.Tally{Title: c.title}
		on := f.Where[c.key]
		for _, n := range counts[c.key] {
			label := c.show(n.Value)
			if label == "" {
				continue
			}
			row := page.Filter{Label: label, N: n.N, Counted: true, On: n.Value == on, URL: d.address(f, which, c.key, n.Value)}
			if row.On {
				row.URL = d.address(f, which, c.key, "")
			}
			switch {
			case row.On && len(t.Rows) >= shownValues: // what holds now is always in sight
				t.Rows = append(t.Rows, row)
			case len(t.Rows) < shownValues || c.key == record.ByStatus:
				t.Rows = append(t.Rows, row)
			default:
				t.More = append(t.More, row)
			}
		}
		if c.key == record.ByType || c.key == record.ByTopic {
			t.More, t.Rows = append(t.Rows, t.More...), nil
		}
		if len(t.Rows)+len(t.More) > 0 {
			out = append(out, t)
		}
	}
	return out, nil
}

// storyTally returns the filters by what was done with stories.
func (d *Desk) storyTally(ctx context.Context, f record.Filter, which string) (page.Tally, error) {
	t := page.Tally{Title: "Stories", Rows: []page.Filter{{Label: "All", URL: d.address(f, "", "", ""), On: which == ""}}}
	late, err := d.service.Overdue(ctx)
	if err != nil {
		return t, err
	}
	unread, err := d.facets.unseen(ctx, d)
	if err != nil {
		return t, err
	}
	for _, k := range stories {
		row := page.Filter{Label: k.label, URL: d.address(f, k.value, "", ""), On: k.value == which}
		switch k.value {
		case "unread":
			row.N, row.Counted, row.Many = unread, true, unread >= mostUnread
		case "starred":
			err := d.shelf.with(ctx, d.service, func(s *service.Shelf) error {
				row.N, row.Counted = len(s.Starred), true
				return nil
			})
			if err != nil {
				return t, err
			}
		case "overdue":
			row.N, row.Counted, row.Late = len(late), true, len(late) > 0
		}
		t.Rows = append(t.Rows, row)
	}
	return t, nil
}

// address returns the list's first page under the filters, one of them set to
// another value; "" leaves it out.
func (d *Desk) address(f record.Filter, which string, set record.Key, value string) string {
	v := url.Values{}
	if which != "" {
		v.Set("stories", which)
	}
	for _, c := range d.choices() {
		x := f.Where[c.key]
		if c.key == set {
			x = value
		}
		if x != "" {
			v.Set(string(c.key), x)
		}
	}
	if len(v) == 0 {
		return "/"
	}
	return "/?" + v.Encode()
}

// withParam adds a parameter to an address of the list.
func withParam(address, name, value string) string {
	sep := "&"
	if address == "/" {
		sep = "?"
	}
	return address + sep + name + "=" + url.QueryEscape(value)
}

// facets keeps for a few seconds how many stories are unread.
type facets struct {
	mu     sync.Mutex
	unread int
	until  time.Time // for which that holds
}

const facetsKeep = 15 * time.Second

// mostUnread is up to where unread stories are counted.
const mostUnread = 200

// unseen returns how many stories are unread, mostUnread at most, as it was a
// few seconds ago.
func (c *facets) unseen(ctx context.Context, d *Desk) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if time.Now().Before(c.until) {
		return c.unread, nil
	}
	f := record.Filter{Fold: true, Now: d.now(), Limit: mostUnread, MaxFacts: -1}
	if err := d.pick(ctx, &f, "unread"); err != nil {
		return 0, err
	}
	list, err := d.store.List(ctx, f)
	if err == nil {
		c.unread, c.until = len(list.Items), time.Now().Add(facetsKeep)
	}
	return c.unread, err
}

// tallied returns how many stories there are by each value of a filter.
func (d *Desk) tallied(ctx context.Context) (map[record.Key][]record.Count, error) {
	var keys []record.Key
	for _, c := range d.choices() {
		keys = append(keys, c.key)
	}
	return d.service.Tallies(ctx, keys...)
}

// forget makes the next page count anew: something was done here.
func (d *Desk) forget() {
	d.service.Changed()
	d.facets.recount()
}

// recount makes the next page count unread stories anew.
func (c *facets) recount() {
	c.mu.Lock()
	c.until = time.Time{}
	c.mu.Unlock()
}

// notice returns the line that is shown after an action. Only these can be
// asked for, so that no link can put words on the page.
func notice(done string) string {
	switch done {
	case "added":
		return "Added and read. Its facts stand beside it; point at one to see its words."
	case "version":
		return "It is nearly equal to a story on record, or has its address: it was added as a new version of this one, which is read, and the earlier one is kept. A story of its own is put on record with Write."
	case "followed":
		return "It is followed now, and asked at once. What comes in is on All news."
	case "paused":
		return "It is left alone until it is followed again."
	case "resumed":
		return "It is asked now."
	case "removed":
		return "It is followed no more. Its stories stay on record."
	case "known":
		return "This story was on record already; nothing was added."
	case "many":
		return "Several stories were added; they are in the list below."
	case "manyversions":
		return "Several stories were added; they are in the list below. Those nearly equal to stories on record became new versions of them, and say Updated."
	case "manywait":
		return "Several stories were added; they are in the list below. Some could not be read yet: they wait, and are read as soon as that is possible."
	case "waits":
		return "It is stored, and could not be read yet: it waits, and is read as soon as that is possible. Load the page again for its facts."
	case "held":
		return "Stored, and kept back until its embargo ends. It is released by itself."
	case "written":
		return "Stored and read."
	case "corrected":
		return "The correction is on record as a new version; the earlier one is kept."
	case "same":
		return "Nothing was different, so no version was added."
	case "killed":
		return "The story is killed: it stays on record with your notice, and its facts no longer count."
	case "ruled":
		return "It is kept, and goes before what is compared. Judgements lists it, and there it can be taken back."
	case "watched":
		return "It is watched from now on: what is on record counts as seen."
	case "seen":
		return "What it has found until now is seen."
	case "unwatched":
		return "It is watched no more."
	case "set":
		return "This browser keeps it."
	case "undone":
		return "That is taken back."
	case "judged":
		return "Your judgement is kept beside the reading, and stays when the story is read again."
	}
	return ""
}
