package desk

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"github.com/datelinewire/dateline/desk/page"
	"github.com/datelinewire/dateline/intake/address"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/service"
)

// writeForm shows the empty form.
func (d *Desk) writeForm(w http.ResponseWriter, r *http.Request) error {
	return d.showForm(w, r, http.StatusOK, page.Write{Agency: d.labels.Desk, Day: d.today().String()})
}

func (d *Desk) showForm(w http.ResponseWriter, r *http.Request, status int, f page.Write) error {
	if f.ID == "" {
		f.CanHold = true
		f.Title, f.Action, f.Button = "Write a story", "/write", "Store and read it"
		f.Hint = "It is set as an agency sets it, read into facts, and stands in All news beside what is received."
	}
	return d.show(w, r, status, "write", page.Frame{Title: f.Title + " · Dateline", Here: "write", Content: f})
}

// formOf returns what was sent.
func formOf(r *http.Request) page.Write {
	v := r.PostForm.Get
	return page.Write{
		Of: v("of"), As: v("as"), Notice: line(v("notice")), Section: v("section"), Headline: v("headline"), Deck: v("deck"),
		Place: v("place"), Day: strings.TrimSpace(v("day")), Agency: v("agency"), Byline: v("byline"), Body: v("body"),
		Embargo: strings.TrimSpace(v("embargo")),
	}
}

// write stores a new story.
func (d *Desk) write(w http.ResponseWriter, r *http.Request) error {
	f := formOf(r)
	s, problems := compose(&f, d.labels.Desk, "", nil)
	v := news.Version{By: d.labels.Desk}
	var late string
	if v.Until, late = d.heldUntil(&f); late != "" {
		problems = append(problems, late)
	}
	if len(problems) > 0 {
		f.Problems = problems
		return d.showForm(w, r, http.StatusBadRequest, f)
	}
	if previews(r) {
		return d.preview(w, r, f, &s)
	}
	done := "written"
	if !v.Until.IsZero() {
		v.Kind, done = news.Embargo, "held"
	}
	placed, err := d.place(r.Context(), &v, &s, &f)
	if err != nil {
		return d.again(w, r, f, err)
	}
	if !placed {
		return d.showForm(w, r, http.StatusConflict, f)
	}
	got, err := d.keep(r.Context(), record.Entry{Story: s, Version: v})
	if err != nil {
		return d.again(w, r, f, err)
	}
	return seeOther(w, r, got[0], done)
}

// previews reports whether a form asks how its story would be read.
func previews(r *http.Request) bool { return r.PostForm.Get("do") == "preview" }

// preview shows the form again, and beside it what would be read. Nothing is
// stored.
func (d *Desk) preview(w http.ResponseWriter, r *http.Request, f page.Write, s *news.Story) error {
	reading, err := d.service.Preview(r.Context(), s)
	if err != nil {
		return d.again(w, r, f, err)
	}
	f.Preview = page.PreviewOf(s, reading, d.today(), d.labels)
	return d.showForm(w, r, http.StatusOK, f)
}

// keep stores versions and reads them, and has the river's form count anew.
func (d *Desk) keep(ctx context.Context, es ...record.Entry) ([]service.Kept, error) {
	got, err := d.service.Keep(ctx, es...)
	if err == nil {
		d.forget()
	}
	return got, err
}

func seeOther(w http.ResponseWriter, r *http.Request, got service.Kept, done string) error {
	if done == "added" && got.N > 1 {
		done = "version"
	}
	if got.Waits {
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
	e, err := d.service.Changeable(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	f := decompose(&e.Story)
	d.forCorrection(&f, e)
	if f.CanHold {
		f.Embargo = e.Version.Until.UTC().Format(moment)
	}
	f.Of = e.Story.ID
	return d.showForm(w, r, http.StatusOK, f)
}

func (d *Desk) forCorrection(f *page.Write, e *record.Entry) {
	f.Title, f.Button = "Correct a story", "Store the correction"
	f.Hint = "The correction becomes a new version. The earlier one is kept, and what changed is shown."
	f.NoticeLabel = "What was wrong, as the readers are told"
	f.CanHold = d.held(&e.Version)
	f.ID, f.Was, f.Action = e.Version.StoryID, page.HeadlineOf(&e.Story), "/story/"+e.Version.StoryID+"/correct"
}

// correct stores a correction as a new version.
func (d *Desk) correct(w http.ResponseWriter, r *http.Request) error {
	e, err := d.service.Changeable(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	f := formOf(r)
	d.forCorrection(&f, e)
	s, problems := compose(&f, e.Story.Source, address.Shown(e.Story.URL), &e.Story)
	until, late := d.heldUntil(&f)
	if late != "" && f.CanHold { // else its embargo ended while somebody wrote
		problems = append(problems, late)
	}
	if previews(r) && len(problems) == 0 {
		return d.preview(w, r, f, &s)
	}
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
	got, err := d.service.Correct(r.Context(), e.Version.StoryID, s, service.Change{
		Of: f.Of, Note: f.Notice, By: d.labels.Desk, Until: until, Release: r.PostForm.Has("embargo") && f.Embargo == "",
	})
	if err != nil {
		return d.again(w, r, f, err)
	}
	d.forget()
	return seeOther(w, r, got, "corrected")
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
		e, err := d.service.Changeable(r.Context(), f.ID)
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
	e, err := d.service.Changeable(r.Context(), r.PathValue("id"))
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
	e, err := d.service.Changeable(r.Context(), r.PathValue("id"))
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
	got, err := d.service.Kill(r.Context(), e.Version.StoryID, service.Change{Of: f.Of, Note: f.Notice, By: d.labels.Desk})
	if err != nil {
		return d.again(w, r, f, err)
	}
	d.forget()
	return seeOther(w, r, got, "killed")
}
