package desk_test

import (
	"fmt"
	"html"
	"maps"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

// script is what no page may have as it is written here.
const script = `"><script>alert('it ran')</script>`

// megabyte is what a field of a megabyte repeats.
const megabyte = "<script>\x00é\n"

// soon is within what a form must be answered, also on a machine that others use.
const soon = 2 * time.Second

// attempt is a form as somebody sends it who means ill, or by mistake.
type attempt struct {
	name   string
	path   string
	form   url.Values
	body   string // where it is no form
	back   []string
	rival  bool
	status int // 0: any but of the desk's own failure
}

// attempts returns what is tried on a form.
func attempts(r *formRow) []attempt {
	if r.form == nil {
		return raws(r)
	}
	typed := strings.Fields(r.typed)
	all := []attempt{
		{name: "as it is meant", form: r.form, status: r.status},
		{name: "nothing at all", form: url.Values{}},
		spoilt(r, "scripts everywhere", typed, func(string) bool { return true }, script, ""),
		spoilt(r, "scripts where people type", typed, func(name string) bool {
			return slices.Contains(typed, name) && name != "day" && name != "date" && name != "embargo"
		}, script, ""),
		spoilt(r, "NULs and broken letters", nil, func(string) bool { return true }, "\x00", "\xff\xfe\x00\u202e"),
		spoilt(r, "NULs where people type", nil, func(name string) bool { return slices.Contains(typed, name) }, "\x00", "\xff\xfe\x00"),
	}
	for name := range r.form {
		all = append(all, attempt{name: name + " left out", form: without(r.form, name), back: typed})
		all = append(all, attempt{name: "a megabyte in " + name, form: with(maps.Clone(r.form), name, strings.Repeat(megabyte, 1<<20/len(megabyte))), back: typed})
	}
	if r.unknown != "" {
		all = append(all, attempt{name: "what is not on record", path: r.unknown, form: r.form, back: typed, status: 404})
	}
	if r.of != "" {
		all = append(all,
			attempt{name: "a version that is none", form: with(maps.Clone(r.form), r.of, "nonsense"), back: typed, status: 409},
			attempt{name: "no version", form: without(r.form, r.of), back: typed, status: 409})
	}
	if r.rival != nil {
		all = append(all, attempt{name: "somebody else was first", form: r.form, back: typed, rival: true, status: r.late})
	}
	return all
}

// spoilt returns an attempt with something around what the fields have that are
// meant.
func spoilt(r *formRow, name string, back []string, meant func(name string) bool, before, after string) attempt {
	form := maps.Clone(r.form)
	for field := range r.form {
		if meant(field) {
			form.Set(field, before+r.form.Get(field)+after)
		}
	}
	return attempt{name: name, form: form, back: back}
}

// raws returns what is tried where no form is sent.
func raws(r *formRow) []attempt {
	all := []attempt{
		{name: "as it is meant", body: "Ferry opens\n\nThe ferry left at dawn.", status: r.status},
		{name: "nothing at all"},
		{name: "a script", body: script},
		{name: "a megabyte", body: strings.Repeat("<script>\n", 1<<20/9)},
		{name: "NULs and broken letters", body: "\x00Ferry\xff\xfe\x00 opens\n\n\x00The ferry left.\xff"},
	}
	if r.unknown != "" {
		all = append(all, attempt{name: "what is not on record", path: r.unknown, status: 404})
	}
	return all
}

// plainly returns a text without what no reader sees.
func plainly(s string) string {
	return strings.Join(strings.Fields(strings.NewReplacer("\x00", "", "\ufffd", "").Replace(s)), " ")
}

func without(v url.Values, name string) url.Values {
	out := maps.Clone(v)
	out.Del(name)
	return out
}

// TestHostileForms tries all of it on every route that writes: a route without a
// row in rows fails.
func TestHostileForms(t *testing.T) {
	first := newScene(t)
	rows := first.rows()
	posts := map[string]bool{}
	for _, r := range first.d.Routes() {
		if r[0] == "POST" {
			posts[r[1]] = true
			if _, ok := rows[r[1]]; !ok {
				t.Errorf("nobody attacks POST %s: give it a row in rows", r[1])
			}
		}
	}
	s := first
	for route, row := range rows {
		if !posts[route] {
			t.Errorf("the row %s is of no route", route)
			continue
		}
		for i := range attempts(&row) {
			row = s.rows()[route]
			// The fields of a form come in any order: by name they are the same ones.
			all := attempts(&row)
			slices.SortFunc(all, func(a, b attempt) int { return strings.Compare(a.name, b.name) })
			if s.try(t, &row, &all[i]) {
				s = newScene(t)
			}
		}
	}
}

// try sends one form and looks at the answer, and at what is on record. It reports
// whether anything on record was changed.
func (s *scene) try(t *testing.T, r *formRow, a *attempt) bool {
	t.Helper()
	path := r.path
	if a.path != "" {
		path = a.path
	}
	if a.rival {
		r.rival()
	}
	before, began := s.kept(), time.Now()
	w := s.answer(path, a.form, a.body)
	took, after := time.Since(began), s.kept()
	name := fmt.Sprintf("%s, %s (status %d)", path, a.name, w.Code)
	switch {
	case w.Code >= 500:
		t.Errorf("%s: the desk failed: %s", name, w.Body.String()[:min(w.Body.Len(), 3000)])
	case a.status != 0 && w.Code != a.status:
		t.Errorf("%s: want %d", name, a.status)
	case took > soon:
		t.Errorf("%s: it took %v", name, took)
	}
	if w.Code >= 400 && before != after {
		t.Errorf("%s: refused, and something was stored", name)
	}
	for _, bad := range [...]string{`\u0000`, `\ufffd`} {
		if strings.Count(after, bad) > strings.Count(before, bad) {
			t.Errorf("%s: %s was stored", name, bad)
		}
	}
	if len(after) > len(before)+1<<16 && a.form != nil && len(a.form.Get("text"))+len(a.form.Get("body")) < 1<<16 {
		t.Errorf("%s: %d bytes were stored", name, len(after)-len(before))
	}
	s.seen(t, name, w, a)
	if before != after && strings.Contains(a.name, "scripts") {
		s.harmless(t, name)
	}
	return a.rival || before != after
}

// harmless looks for scripts on the pages that show what was stored.
func (s *scene) harmless(t *testing.T, name string) {
	t.Helper()
	at := "/story/" + s.story
	for _, path := range [...]string{"/", at, at + "/versions", at + "/correct", "/judgements", "/watches", "/sources", "/feed.atom", "/doctor", "/search?q=ferry"} {
		if code, body := get(t, s.d, path); code >= 500 || strings.Contains(body, "<script>") {
			t.Errorf("%s: after it %s has a script or fails: status %d", name, path, code)
		}
	}
}

// seen looks at what an answer shows of what was typed.
func (s *scene) seen(t *testing.T, name string, w *httptest.ResponseRecorder, a *attempt) {
	t.Helper()
	body := w.Body.String()
	if strings.Contains(body, "<script>") || strings.Contains(w.Header().Get("Location"), "<") {
		t.Errorf("%s: the answer has a script", name)
	}
	if len(w.Header().Get("Location")) > 4000 {
		t.Errorf("%s: the answer leads to an address of %d bytes", name, len(w.Header().Get("Location")))
	}
	if w.Code < 400 || a.back == nil {
		return
	}
	shown := plainly(html.UnescapeString(body))
	for _, field := range a.back {
		if v := a.form.Get(field); !strings.Contains(shown, plainly(v)) {
			t.Errorf("%s: what was typed into %s is lost: %.40q", name, field, v)
		}
	}
}
