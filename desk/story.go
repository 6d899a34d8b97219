package desk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"

	"github.com/datelinewire/dateline/desk/page"
	"github.com/datelinewire/dateline/intake/address"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/service"
)

// story shows a story: its newest version, or the one asked for.
func (d *Desk) story(w http.ResponseWriter, r *http.Request) error {
	ctx, q := r.Context(), r.URL.Query()
	newest, e, err := d.version(ctx, r)
	if err != nil {
		return err
	}
	from, err := number(q, "from")
	if err != nil {
		return err
	}
	reading, err := d.service.Reading(ctx, e)
	if err != nil {
		return err
	}
	copies, err := d.store.Copies(ctx, e.Version.StoryID)
	if err != nil {
		return err
	}
	if newest.Version.N == e.Version.N && looked(r) {
		d.saw(ctx, e.Story.ID)
	}
	judged, err := d.store.Judgements(ctx, e.Version.StoryID)
	if err != nil {
		return err
	}
	line, err := d.service.StoryLine(ctx, e, reading, -1)
	if err != nil {
		return err
	}
	p := page.StoryOf(page.Whole{
		Judged: judged, Line: line,
		Entry: *e, Reading: reading, Versions: newest.Version.N, Copies: copies, Today: d.today(),
		View: page.View{Group: q.Get("show"), From: from, Fact: q.Get("fact")},
	}, d.labels)
	return d.show(w, r, http.StatusOK, "story", page.Frame{
		Title: p.Headline + " · Dateline", Here: "story", Sample: p.Invented, Notice: notice(q.Get("done")), Content: p,
	})
}

// looked reports whether a reader opened a page, from one of the desk's own or by
// its address: nothing that another site makes a browser ask for counts, nor what
// a program asks for.
func looked(r *http.Request) bool {
	site := r.Header.Get("Sec-Fetch-Site")
	return r.Method == http.MethodGet && r.Header.Get("Sec-Fetch-Dest") == "document" && (site == "same-origin" || site == "none")
}

// saw keeps that a content was looked at. That it cannot be kept is no reason
// not to show it.
func (d *Desk) saw(ctx context.Context, content string) {
	err := d.shelf.with(ctx, d.service, func(s *service.Shelf) error { return d.service.Saw(ctx, s, content, d.labels.Desk) })
	if err != nil {
		d.log.Warn("what was read could not be kept", "content", content, "error", err)
	}
	d.facets.recount()
}

// version returns the newest version of the story in the path and the one
// that the request is about: ?version=N, else the newest.
func (d *Desk) version(ctx context.Context, r *http.Request) (newest, asked *record.Entry, err error) {
	n, err := number(r.URL.Query(), "version")
	if err != nil {
		return nil, nil, err
	}
	was, is, err := d.service.Version(ctx, r.PathValue("id"), n)
	return &was, &is, err
}

// number returns a number of the address, at least 1, or 0 where it has none.
func number(q url.Values, key string) (int, error) {
	s := q.Get(key)
	if s == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 {
		return 0, &fault.Error{Op: "open page", Kind: fault.NotFound, Err: fmt.Errorf("%s must be a number from 1 on", key)}
	}
	return n, nil
}

// copies shows the stories that carry the same text.
func (d *Desk) copies(w http.ResponseWriter, r *http.Request) error {
	from, err := number(r.URL.Query(), "from")
	if err != nil {
		return err
	}
	e, err := d.store.Story(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	all, err := d.store.Copies(r.Context(), e.Version.StoryID)
	if err != nil {
		return err
	}
	p := page.CopiesOf(&e, all, from, d.labels)
	return d.show(w, r, http.StatusOK, "copies", page.Frame{
		Title: "Copies: " + p.Headline + " · Dateline", Here: "copies", Sample: d.labels.Invented(e.Story.Source), Content: p,
	})
}

// line shows all stories of the line of a story.
func (d *Desk) line(w http.ResponseWriter, r *http.Request) error {
	_, e, err := d.version(r.Context(), r)
	if err != nil {
		return err
	}
	reading, err := d.service.Reading(r.Context(), e)
	if err != nil {
		return err
	}
	line, err := d.service.StoryLine(r.Context(), e, reading, 0)
	if err != nil {
		return err
	}
	labels, err := d.lateLabels(r.Context())
	if err != nil {
		return err
	}
	p := page.WholeLineOf(e, line, d.today(), labels)
	return d.show(w, r, http.StatusOK, "line", page.Frame{
		Title: "Story line: " + p.Headline + " · Dateline", Here: "line", Sample: d.labels.Invented(e.Story.Source), Content: p,
	})
}

// readingJSON sends the reading as the schema has it.
func (d *Desk) readingJSON(w http.ResponseWriter, r *http.Request) error {
	_, e, err := d.version(r.Context(), r)
	if err != nil {
		return err
	}
	reading, err := d.service.Reading(r.Context(), e)
	if err != nil {
		return err
	}
	if reading == nil {
		return &fault.Error{Op: "open reading of", Kind: fault.NotFound, ID: e.Version.StoryID, Err: errors.New("it has not been read yet")}
	}
	if reading.Story.URL != nil {
		out, shown := *reading, address.Shown(*reading.Story.URL) // older records hold what users gave
		out.Story.URL = &shown
		reading = &out
	}
	w.Header().Set("Content-Type", "application/json")
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(reading)
}

// versions shows a story's versions and what each changed.
func (d *Desk) versions(w http.ResponseWriter, r *http.Request) error {
	before, err := number(r.URL.Query(), "before")
	if err != nil {
		return err
	}
	all, err := d.store.Versions(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	if len(all) == 0 {
		return &fault.Error{Op: "open story", Kind: fault.NotFound, ID: r.PathValue("id")}
	}
	p, err := page.VersionsOf(r.Context(), all, before, d.labels)
	if err != nil {
		return err
	}
	return d.show(w, r, http.StatusOK, "versions", page.Frame{
		Title: "Versions: " + p.Headline + " · Dateline", Here: "versions",
		Sample: d.labels.Invented(all[0].Story.Source), Content: p,
	})
}
