package desk

import (
	"net/http"
	"net/url"

	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/service"
)

// judge keeps what a person says of a fact: right or wrong.
func (d *Desk) judge(w http.ResponseWriter, r *http.Request) error {
	form := r.PostForm.Get
	j, err := d.service.Judge(r.Context(), r.PathValue("id"), service.Verdict{
		Fact: form("fact"), Against: form("of"), Action: record.Action(form("action")), By: d.labels.Desk, Note: line(form("note")),
	})
	if err != nil {
		return err
	}
	d.facets.forget()
	http.Redirect(w, r, "/story/"+j.StoryID+"?done=judged&fact="+url.QueryEscape(j.FactID)+"#"+url.QueryEscape(j.FactID), http.StatusSeeOther)
	return nil
}
