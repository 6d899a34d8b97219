package desk

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/datelinewire/dateline/desk/page"
	"github.com/datelinewire/dateline/intake/address"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
)

// writeForm shows the empty form.
func (d *Desk) writeForm(w http.ResponseWriter, r *http.Request) error {
	return d.showForm(w, r, http.StatusOK, page.Write{Agency: d.labels.Desk, Day: d.today().String()})
}

func (d *Desk) showForm(w http.ResponseWriter, r *http.Request, status int, f page.Write) error {
	if f.ID == "" {
		f.Title, f.Action, f.Button = "Write a story", "/write", "Store and read it"
		f.Hint = "It is set as an agency sets it, read into facts, and stands in the river beside what is received."
	}
	return d.show(w, r, status, "write", page.Frame{Title: f.Title + " · Dateline", Here: "write", Content: f})
}

// formOf returns what was sent.
func formOf(r *http.Request) page.Write {
	v := r.PostForm.Get
	return page.Write{
		Of: v("of"), Notice: line(v("notice")), Section: v("section"), Headline: v("headline"), Deck: v("deck"),
		Place: v("place"), Day: strings.TrimSpace(v("day")), Agency: v("agency"), Byline: v("byline"), Body: v("body"),
	}
}

// write stores a new story.
func (d *Desk) write(w http.ResponseWriter, r *http.Request) error {
	f := formOf(r)
	s, problems := compose(&f, d.labels.Desk, "", nil)
	if len(problems) > 0 {
		f.Problems = problems
		return d.showForm(w, r, http.StatusBadRequest, f)
	}
	got, err := d.keep(r.Context(), record.Entry{Story: s, Version: news.Version{By: d.labels.Desk}})
	if err != nil {
		return d.again(w, r, f, err)
	}
	return seeOther(w, r, got[0], "written")
}

// readPatience is how long a page waits for a story to be read.
const readPatience = 10 * time.Second

// kept is where a story went, and whether it was read.
type kept struct {
	record.Receipt
	waits bool // it is on record and could not be read yet
}

// keep stores versions, all of them or none, and reads them. Once they are
// stored nothing is an error: what cannot be read now, the queue reads later.
func (d *Desk) keep(ctx context.Context, es ...record.Entry) ([]kept, error) {
	for i := range es {
		if n := len(es[i].Story.Text); n > d.mostText {
			return nil, &fault.Error{Op: "store story", Kind: fault.Invalid, Err: fmt.Errorf("it has %d bytes; %d is the most (setting limit.story): split it into stories", n, d.mostText)}
		}
		es[i].Version.Received = d.now()
	}
	got, err := d.store.Put(ctx, es...)
	if err != nil {
		return nil, err
	}
	d.facets.forget()
	out := make([]kept, len(got))
	var ids []string
	for i, r := range got {
		out[i].Receipt = r
		if r.Added && es[i].Version.Kind != news.Kill {
			ids = append(ids, r.ContentID)
		}
	}
	if len(ids) == 0 {
		return out, nil
	}
	ctx, cancel := context.WithTimeout(ctx, readPatience)
	defer cancel()
	if n, err := d.reader.Read(ctx, ids...); err != nil {
		d.log.Warn("stored, and not read yet", "stories", len(ids), "read", n, "err", err)
		for i := range out {
			out[i].waits = slices.Contains(ids, out[i].ContentID)
		}
	}
	return out, nil
}

func seeOther(w http.ResponseWriter, r *http.Request, got kept, done string) error {
	if got.waits {
		done = "waits"
	}
	if !got.Added {
		done = map[string]string{"corrected": "same"}[done]
		if done == "" {
			done = "known"
		}
	}
	http.Redirect(w, r, "/story/"+got.StoryID+"?done="+done, http.StatusSeeOther)
	return nil
}

// correctForm shows the newest version's words for correction.
func (d *Desk) correctForm(w http.ResponseWriter, r *http.Request) error {
	e, err := d.changeable(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	f := decompose(&e.Story)
	forCorrection(&f, e)
	f.Of = e.Story.ID
	return d.showForm(w, r, http.StatusOK, f)
}

func forCorrection(f *page.Write, e *record.Entry) {
	f.Title, f.Button = "Correct a story", "Store the correction"
	f.Hint = "The correction becomes a new version. The earlier one is kept, and what changed is shown."
	f.NoticeLabel = "What was wrong, as the readers are told"
	f.ID, f.Was, f.Action = e.Version.StoryID, page.HeadlineOf(&e.Story), "/story/"+e.Version.StoryID+"/correct"
}

// changeable returns a story that is not killed.
func (d *Desk) changeable(ctx context.Context, id string) (*record.Entry, error) {
	e, err := d.store.Story(ctx, id)
	if err != nil {
		return nil, err
	}
	if e.Version.Kind == news.Kill {
		return nil, &fault.Error{Op: "change story", Kind: fault.Conflict, ID: id, Err: errors.New("it was killed, and a killed story stays as it is")}
	}
	return &e, nil
}

// correct stores a correction as a new version.
func (d *Desk) correct(w http.ResponseWriter, r *http.Request) error {
	e, err := d.changeable(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	f := formOf(r)
	forCorrection(&f, e)
	s, problems := compose(&f, e.Story.Source, address.Shown(e.Story.URL), &e.Story)
	if f.Notice == "" {
		problems = append(problems, "Say what was wrong: readers of the first version need to know.")
	}
	if f.Of != e.Story.ID {
		return d.overtaken(w, r, f, e, s.Text)
	}
	if len(problems) > 0 {
		f.Problems = problems
		return d.showForm(w, r, http.StatusBadRequest, f)
	}
	s.Language, s.Issued = e.Story.Language, e.Story.Issued
	got, err := d.keep(r.Context(), record.Entry{Story: s, Version: news.Version{
		StoryID: e.Version.StoryID, Kind: news.Correction, Note: f.Notice, By: d.labels.Desk, Supersedes: f.Of,
	}})
	if err != nil {
		return d.again(w, r, f, err)
	}
	return seeOther(w, r, got[0], "corrected")
}

// overtaken shows a form again that was made against another version than the
// newest, or that does not say against which: all that was typed, and what it
// would change in what stands now. Sent once more, it is made against that.
func (d *Desk) overtaken(w http.ResponseWriter, r *http.Request, f page.Write, e *record.Entry, words string) error {
	why := "The story was changed while you wrote."
	if f.Of == "" {
		why = "The form does not say which version it was made against."
	}
	f.Of = e.Story.ID
	f.Problems = []string{fmt.Sprintf("%s Version %d is the newest now. Nothing was overwritten, and your words stand below: "+
		"take over from the newest version what they lack, then send them again.", why, e.Version.N)}
	if words != "" && len(words)+len(e.Story.Text) < mostForm {
		if cs := page.Diff(e.Story.Text, words); !page.Same(cs) {
			f.Changes = page.Brief(cs)
		}
	}
	return d.showForm(w, r, http.StatusConflict, f)
}

// again shows a form whose words the store did not take, so that they are not
// lost with the answer.
func (d *Desk) again(w http.ResponseWriter, r *http.Request, f page.Write, err error) error {
	if fault.KindOf(err) == fault.Internal || r.Context().Err() != nil {
		return err
	}
	if fault.KindOf(err) == fault.Conflict && f.ID != "" {
		e, err := d.changeable(r.Context(), f.ID)
		if err != nil {
			return err
		}
		return d.overtaken(w, r, f, e, "")
	}
	m := message(err)
	f.Problems = []string{m.Text}
	return d.showForm(w, r, m.Status, f)
}

// killForm asks why a story is killed.
func (d *Desk) killForm(w http.ResponseWriter, r *http.Request) error {
	e, err := d.changeable(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	f := page.Write{Of: e.Story.ID}
	forKill(&f, e)
	return d.showForm(w, r, http.StatusOK, f)
}

func forKill(f *page.Write, e *record.Entry) {
	f.Title, f.Button, f.Kill = "Kill a story", "Kill it", true
	f.Hint = "A killed story stays on record with your notice. It is shown as killed everywhere, and its facts no longer count."
	f.NoticeLabel = "Why it is killed, as the readers are told"
	f.ID, f.Was, f.Action = e.Version.StoryID, page.HeadlineOf(&e.Story), "/story/"+e.Version.StoryID+"/kill"
}

// kill adds a version that says that the story must not be used.
func (d *Desk) kill(w http.ResponseWriter, r *http.Request) error {
	e, err := d.changeable(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	f := formOf(r)
	forKill(&f, e)
	if f.Of != e.Story.ID {
		return d.overtaken(w, r, f, e, "")
	}
	f.Problems = tooLong(&f)
	if f.Notice == "" {
		f.Problems = append(f.Problems, "Say why: readers of the story need to know.")
	}
	if len(f.Problems) > 0 {
		return d.showForm(w, r, http.StatusBadRequest, f)
	}
	e.Story.URL = address.Shown(e.Story.URL)
	got, err := d.keep(r.Context(), record.Entry{Story: e.Story, Version: news.Version{
		StoryID: e.Version.StoryID, Kind: news.Kill, Note: f.Notice, By: d.labels.Desk, Supersedes: f.Of,
	}})
	if err != nil {
		return d.again(w, r, f, err)
	}
	return seeOther(w, r, got[0], "killed")
}
