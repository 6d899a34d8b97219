package desk

import (
	"net/http"
	"strings"

	"github.com/datelinewire/dateline/desk/page"
)

// rests shows what rests on a story, or did before it was killed or corrected.
func (d *Desk) rests(w http.ResponseWriter, r *http.Request) error {
	x, err := d.service.RestsOn(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	p := page.RestsOf(x, d.labels)
	return d.show(w, r, http.StatusOK, "rests", page.Frame{Title: "What rests on: " + p.Headline + " · Dateline", Here: "rests", Content: p})
}

// exports lists what left the record, and what became of its stories.
func (d *Desk) exports(w http.ResponseWriter, r *http.Request) error {
	all, err := d.service.Register(r.Context())
	if err != nil {
		return err
	}
	return d.show(w, r, http.StatusOK, "exports", page.Frame{Title: "Exports · Dateline", Here: "exports", Content: page.ExportsOf(all)})
}

// judgements lists all that people said of facts and of what is one.
func (d *Desk) judgements(w http.ResponseWriter, r *http.Request) error {
	v := r.URL.Query().Get
	return d.showJudgements(w, r, http.StatusOK, page.Tie{A: line(v("a")), B: line(v("b")), By: d.labels.Desk})
}

func (d *Desk) showJudgements(w http.ResponseWriter, r *http.Request, status int, form page.Tie) error {
	all, err := d.service.Judgements(r.Context())
	if err != nil {
		return err
	}
	p := page.JudgementsOf(all)
	p.Tie = form
	return d.show(w, r, status, "judgements", page.Frame{
		Title: "Judgements · Dateline", Here: "judgements", Notice: notice(r.URL.Query().Get("done")), Content: p,
	})
}

// undo takes a judgement back.
func (d *Desk) undo(w http.ResponseWriter, r *http.Request) error {
	if err := d.service.Undo(r.Context(), r.PostForm.Get("id"), d.labels.Desk, line(r.PostForm.Get("note"))); err != nil {
		return err
	}
	d.forget()
	to := "/judgements"
	if b := r.PostForm.Get("back"); strings.HasPrefix(b, "/story/") {
		to = b
	}
	http.Redirect(w, r, to+"?done=undone", http.StatusSeeOther)
	return nil
}
