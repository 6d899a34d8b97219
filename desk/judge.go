package desk

import (
	"cmp"
	"maps"
	"net/http"
	"net/url"
	"strings"

	"github.com/datelinewire/dateline/desk/page"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/link"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/service"
)

// fact shows the form in which a fact is corrected, or one is added.
func (d *Desk) fact(w http.ResponseWriter, r *http.Request) error {
	return d.showFact(w, r, http.StatusOK, r.URL.Query(), nil, "")
}

// showFact shows the form, again with all that was typed where something is
// wrong with it.
func (d *Desk) showFact(w http.ResponseWriter, r *http.Request, status int, v url.Values, typed map[record.Slot]string, problem string) error {
	kind := record.FactKind(v.Get("kind"))
	if kind == "" {
		kind = record.EventFact
	}
	l, err := d.service.Look(r.Context(), r.PathValue("id"), v.Get("fact"), kind)
	if err != nil {
		return err
	}
	p := page.FactOf(l, d.labels.Desk)
	p.Problem = problem
	if problem != "" {
		p.Note, p.By, p.Words = line(v.Get("note")), line(v.Get("by")), l.Words+v.Get("words")
		p.Read = cmp.Or(v.Get("of"), p.Read)
	}
	for i := range p.Fields {
		if value, ok := typed[p.Fields[i].Slot]; ok {
			p.Fields[i].Value = value
		}
	}
	title := "Add a fact"
	if l.Fact != "" {
		title = "Correct a fact"
	}
	if l.Fact != "" && l.Kind == record.EventFact {
		all, err := d.service.Alike(r.Context(), l.Story, l.Fact)
		if err != nil && fault.KindOf(err) != fault.NotFound { // an event that is not told may still be judged
			return err
		}
		p.Alike(all)
	}
	return d.show(w, r, status, "fact", page.Frame{Title: title + ": " + p.Headline + " · Dateline", Here: "story", Notice: notice(r.URL.Query().Get("done")), Content: p})
}

// filled returns what a form has in the slots of a fact.
func filled(v url.Values) map[record.Slot]string {
	out := map[record.Slot]string{}
	for name := range v {
		if slot, ok := strings.CutPrefix(name, "slot."); ok {
			out[record.Slot(slot)] = line(v.Get(name))
		}
	}
	return out
}

// judge keeps what a person says of a fact: right, wrong, otherwise, or
// missed. A form that cannot be kept comes back with what is wrong with it.
func (d *Desk) judge(w http.ResponseWriter, r *http.Request) error {
	v := r.PostForm
	action, typed := record.Action(v.Get("action")), filled(v)
	by := line(v.Get("by"))
	if by == "" {
		by = d.labels.Desk
	}
	against := v.Get("of")
	if against == "" {
		against = "nothing" // a form has to say what it was made against
	}
	var j record.Judgement
	var err error
	if action == record.Add {
		j, err = d.service.AddFact(r.Context(), r.PathValue("id"), service.Missed{
			Kind: record.FactKind(v.Get("kind")), Words: v.Get("words"), Against: against, Fill: typed, By: by, Note: line(v.Get("note")),
		})
	} else {
		j, err = d.service.Judge(r.Context(), r.PathValue("id"), service.Verdict{
			Fact: v.Get("fact"), Against: against, Action: action, Fill: typed, By: by, Note: line(v.Get("note")),
		})
	}
	if err != nil && (action == record.Add || action == record.Correct) {
		return d.factAgain(w, r, typed, err)
	}
	if err != nil {
		return err
	}
	d.forget()
	at := "?done=judged"
	if j.FactID != "" {
		at += "&fact=" + url.QueryEscape(j.FactID) + "#" + url.QueryEscape(j.FactID)
	}
	http.Redirect(w, r, "/story/"+j.StoryID+at, http.StatusSeeOther)
	return nil
}

// factAgain shows the form of a fact again that was not kept, with all that was
// typed. Where the story was changed or read again meanwhile the form is about
// what stands now, and is made against that when it is sent once more.
func (d *Desk) factAgain(w http.ResponseWriter, r *http.Request, typed map[record.Slot]string, err error) error {
	v := maps.Clone(r.PostForm)
	kind, status := fault.KindOf(err), message(err).Status
	if kind != fault.Invalid && kind != fault.Conflict {
		return err
	}
	if kind == fault.Conflict {
		v.Del("of")
	}
	if gone := d.showFact(w, r, status, v, typed, sentence(err)); gone == nil {
		return nil
	}
	return err
}

// rule keeps that two are one, or are not: reports of events, or actors by
// their keys.
func (d *Desk) rule(w http.ResponseWriter, r *http.Request) error {
	v := r.PostForm.Get
	by := line(v("by"))
	if by == "" {
		by = d.labels.Desk
	}
	err := d.service.Tie(r.Context(), service.Tie{
		Do: link.Deed(v("do")), A: line(v("a")), B: line(v("b")), Country: line(v("country")), Stories: strings.Fields(v("stories")), By: by, Note: line(v("note")),
	})
	back := v("back")
	if err != nil && back == "" && fault.KindOf(err) != fault.Internal {
		return d.showJudgements(w, r, message(err).Status, page.Tie{Do: v("do"), A: v("a"), B: v("b"), Country: v("country"), Stories: v("stories"), Note: v("note"), By: by, Problem: sentence(err)})
	}
	if err != nil {
		return err
	}
	if !strings.HasPrefix(back, "/story/") {
		back = "/judgements?"
	}
	http.Redirect(w, r, back+"&done=ruled", http.StatusSeeOther)
	return nil
}
