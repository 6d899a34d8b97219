package desk

import (
	"errors"
	"net/http"
	"net/url"

	"github.com/datelinewire/dateline/desk/page"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/record"
)

// judge keeps what a person says of a fact: right or wrong.
func (d *Desk) judge(w http.ResponseWriter, r *http.Request) error {
	ctx, id := r.Context(), r.PathValue("id")
	e, err := d.store.Story(ctx, id)
	if err != nil {
		return err
	}
	reading, err := d.store.Reading(ctx, e.Story.ID, "")
	if err != nil {
		return err
	}
	if r.PostForm.Get("of") != page.Against(reading) {
		return &fault.Error{Op: "judge fact", Kind: fault.Conflict, ID: r.PostForm.Get("fact"), Err: errors.New("the story was changed or read again since its page was made, and the name may stand for another fact now")}
	}
	j := record.Judgement{
		StoryID: e.Version.StoryID, ContentID: e.Story.ID, FactID: r.PostForm.Get("fact"),
		By: d.labels.Desk, Note: line(r.PostForm.Get("note")), At: d.now(),
	}
	switch r.PostForm.Get("action") {
	case "accept":
		j.Action = record.Accept
	case "reject":
		j.Action = record.Reject
	default:
		return &fault.Error{Op: "judge fact", Kind: fault.Invalid, Err: errors.New("the answer must be accept or reject")}
	}
	if !name(&j, reading) {
		return &fault.Error{Op: "judge fact", Kind: fault.NotFound, ID: j.FactID, Err: errors.New("the newest reading has no such fact")}
	}
	if err := d.store.Judge(ctx, j); err != nil {
		return err
	}
	d.facets.forget()
	http.Redirect(w, r, "/story/"+j.StoryID+"?done=judged&fact="+url.QueryEscape(j.FactID)+"#"+url.QueryEscape(j.FactID), http.StatusSeeOther)
	return nil
}

// name fills in what fact the judgement is about: its kind, type and words.
func name(j *record.Judgement, r *fact.Reading) bool {
	at := func(kind record.FactKind, typ string, e fact.Evidence) bool {
		j.Kind, j.Type = kind, typ
		if e.Start >= 0 && e.Start <= e.End && e.End <= len(r.Story.Text) {
			j.Words = r.Story.Text[e.Start:e.End]
		}
		return true
	}
	for i := range r.Events {
		if e := &r.Events[i]; e.ID == j.FactID {
			return at(record.EventFact, e.Type, e.Evidence)
		}
	}
	for i := range r.Quotes {
		if q := &r.Quotes[i]; q.ID == j.FactID {
			return at(record.QuoteFact, "", q.Evidence)
		}
	}
	for i := range r.Figures {
		if f := &r.Figures[i]; f.ID == j.FactID {
			return at(record.FigureFact, "", f.Evidence)
		}
	}
	for i := range r.Pledges {
		if p := &r.Pledges[i]; p.ID == j.FactID && len(p.Evidence) > 0 {
			return at(record.PledgeFact, "", p.Evidence[0])
		}
	}
	return false
}
