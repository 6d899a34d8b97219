package desk

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
)

// add takes what was pasted: the text of a story, or the address of one.
func (d *Desk) add(w http.ResponseWriter, r *http.Request) error {
	raw := strings.TrimSpace(r.PostForm.Get("text"))
	if raw == "" {
		return &fault.Error{Op: "add story", Kind: fault.Invalid, Err: errors.New("the box was empty")}
	}
	var day calendar.Day
	if v := strings.TrimSpace(r.PostForm.Get("date")); v != "" {
		var err error
		if day, err = calendar.Parse(v); err != nil {
			return &fault.Error{Op: "add story", Kind: fault.Invalid, Err: err}
		}
	}
	stories, err := d.take(r, raw, day)
	if err != nil {
		return err
	}
	if len(stories) == 0 {
		return &fault.Error{Op: "add story", Kind: fault.Invalid, Err: errors.New("no story was found in it: paste the story's own text")}
	}
	es := make([]record.Entry, len(stories))
	for i, s := range stories {
		es[i].Story = s
	}
	got, err := d.keep(r.Context(), es...)
	if err != nil {
		return err
	}
	if len(got) > 1 {
		done := "known"
		for _, k := range got {
			switch {
			case k.Waits:
				done = "manywait"
			case k.Added && k.N > 1 && done != "manywait":
				done = "manyversions"
			case k.Added && done == "known":
				done = "many"
			}
		}
		http.Redirect(w, r, "/?done="+done, http.StatusSeeOther)
		return nil
	}
	return seeOther(w, r, got[0], "added")
}

func (d *Desk) take(r *http.Request, raw string, day calendar.Day) ([]news.Story, error) {
	if d.taker == nil {
		return nil, &fault.Error{Op: "add story", Kind: fault.Denied, Err: errors.New("this desk only shows; it takes nothing in")}
	}
	if u, ok := addressIn(raw); ok {
		return d.taker.URL(r.Context(), u, day)
	}
	return d.taker.Text(r.Context(), strings.ReplaceAll(raw, "\r\n", "\n"), day)
}

// addressIn reports whether what was pasted is one web address.
func addressIn(s string) (string, bool) {
	if strings.ContainsAny(s, " \n\t") {
		return "", false
	}
	u, err := url.Parse(s)
	return s, err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}
