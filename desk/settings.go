package desk

import (
	"net/http"
	"slices"

	"github.com/datelinewire/dateline/desk/page"
)

// look returns how a reader wants pages to look. The browser keeps it: the desk
// has no accounts.
func look(r *http.Request) page.Look {
	var l page.Look
	for _, c := range page.Choices() {
		if k, err := r.Cookie(c.Name); err == nil && slices.Contains(c.Values(), k.Value) {
			l.Set(c.Name, k.Value)
		}
	}
	return l
}

// settings shows what can be set, where, and what it is now.
func (d *Desk) settings(w http.ResponseWriter, r *http.Request) error {
	p := page.SettingsOf(d.config, d.secrets, look(r))
	return d.show(w, r, http.StatusOK, "settings", page.Frame{Title: "Settings · Dateline", Here: "settings", Notice: notice(r.URL.Query().Get("done")), Content: p})
}

// set keeps how a reader wants pages to look. A value that is none is as before.
func (d *Desk) set(w http.ResponseWriter, r *http.Request) error {
	for _, c := range page.Choices() {
		if v := r.PostForm.Get(c.Name); slices.Contains(c.Values(), v) {
			http.SetCookie(w, &http.Cookie{Name: c.Name, Value: v, Path: "/", MaxAge: 365 * 24 * 3600, HttpOnly: true, SameSite: http.SameSiteStrictMode})
		}
	}
	http.Redirect(w, r, "/settings?done=set", http.StatusSeeOther)
	return nil
}

// glossary says what marks, states and codes mean.
func (d *Desk) glossary(w http.ResponseWriter, r *http.Request) error {
	return d.show(w, r, http.StatusOK, "glossary", page.Frame{Title: "What the marks mean · Dateline", Here: "glossary", Content: page.GlossaryOf()})
}
