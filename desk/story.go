package desk

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"

	"github.com/datelinewire/dateline/desk/page"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/record"
)

// story shows a story: its newest version, or the one asked for.
func (d *Desk) story(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	all, e, err := d.version(ctx, r)
	if err != nil {
		return err
	}
	reading, err := d.reading(ctx, e)
	if err != nil {
		return err
	}
	copies, err := d.store.Copies(ctx, e.Version.StoryID)
	if err != nil {
		return err
	}
	p := page.StoryOf(page.Whole{Entry: *e, Reading: reading, Versions: len(all), Copies: copies, Today: d.today()}, d.labels)
	return d.show(w, http.StatusOK, "story", page.Frame{
		Title: p.Headline + " · Dateline", Here: "story", Sample: p.Invented,
		Notice: notice(r.URL.Query().Get("done")), Content: p,
	})
}

// version gives all versions of the story in the path and the one that the
// request is about: ?version=N, else the newest.
func (d *Desk) version(ctx context.Context, r *http.Request) ([]record.Entry, *record.Entry, error) {
	id := r.PathValue("id")
	all, err := d.store.Versions(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	if len(all) == 0 {
		return nil, nil, &fault.Error{Op: "open story", Kind: fault.NotFound, ID: id}
	}
	want := r.URL.Query().Get("version")
	if want == "" {
		return all, &all[len(all)-1], nil
	}
	n, err := strconv.Atoi(want)
	for i := range all {
		if err == nil && all[i].Version.N == n {
			return all, &all[i], nil
		}
	}
	return nil, nil, &fault.Error{Op: "open version", Kind: fault.NotFound, ID: want, Err: errors.New("the story has " + strconv.Itoa(len(all)))}
}

// reading gives the version's reading with human judgements applied; nil when
// there is none yet.
func (d *Desk) reading(ctx context.Context, e *record.Entry) (*fact.Reading, error) {
	r, err := d.store.Reading(ctx, e.Story.ID, "")
	switch {
	case err != nil && fault.KindOf(err) == fault.NotFound:
		return nil, nil
	case err != nil:
		return nil, err
	}
	js, err := d.store.Judgements(ctx, e.Version.StoryID)
	if err != nil {
		return nil, err
	}
	return record.Apply(r, js), nil
}

// readingJSON sends the reading as the schema has it.
func (d *Desk) readingJSON(w http.ResponseWriter, r *http.Request) error {
	_, e, err := d.version(r.Context(), r)
	if err != nil {
		return err
	}
	reading, err := d.reading(r.Context(), e)
	if err != nil {
		return err
	}
	if reading == nil {
		return &fault.Error{Op: "open reading of", Kind: fault.NotFound, ID: e.Version.StoryID, Err: errors.New("it has not been read yet")}
	}
	w.Header().Set("Content-Type", "application/json")
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(reading)
}

// versions shows a story's versions and what each changed.
func (d *Desk) versions(w http.ResponseWriter, r *http.Request) error {
	all, _, err := d.version(r.Context(), r)
	if err != nil {
		return err
	}
	p := page.VersionsOf(all, d.labels)
	return d.show(w, http.StatusOK, "versions", page.Frame{
		Title: "Versions: " + p.Headline + " · Dateline", Here: "versions",
		Sample: d.labels.Invented(all[0].Story.Source), Content: p,
	})
}
