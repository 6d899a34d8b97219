package desk

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/datelinewire/dateline/desk/page"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/source"
)

// follows returns what follows sources, or why nothing does.
func (d *Desk) follows() (*source.Follower, error) {
	if d.follower == nil {
		return nil, &fault.Error{Op: "follow sources", Kind: fault.Denied, Err: errors.New("this desk only shows; it follows no sources")}
	}
	return d.follower, nil
}

// sources lists what is followed.
func (d *Desk) sources(w http.ResponseWriter, r *http.Request) error {
	return d.showSources(w, r, http.StatusOK, page.Sources{}, notice(r.URL.Query().Get("done")))
}

func (d *Desk) showSources(w http.ResponseWriter, r *http.Request, status int, p page.Sources, done string) error {
	all, err := d.store.Sources(r.Context())
	if err != nil {
		return err
	}
	now := d.now()
	for i := range all {
		p.Rows = append(p.Rows, rowOf(&all[i], now))
	}
	for _, k := range source.Kinds() {
		p.Kinds = append(p.Kinds, string(k))
	}
	return d.show(w, r, status, "sources", page.Frame{Title: "Sources · Dateline", Here: "sources", Notice: done, Content: p})
}

func rowOf(s *record.Source, now time.Time) page.SourceRow {
	row := page.SourceRow{
		ID: s.ID, Name: source.Title(&s.SourceSettings), Address: source.Shown(s.Address), Kind: string(s.Kind),
		Items: s.State.Items, Paused: s.Paused != "", Last: s.State.Polled, Next: s.State.Next, Now: now,
	}
	row.Still = !source.Asked(s)
	row.Web = s.Kind != record.FolderSource && !row.Still
	if trouble := source.Standing(s); trouble != "well" && trouble != "new" {
		row.Trouble = page.Sentence(trouble)
	}
	row.Pushed = s.State.Push.Until.After(now)
	return row
}

// settings reads the form of a source.
func settings(form url.Values) (record.SourceSettings, error) {
	v := func(name string) string { return strings.TrimSpace(visible(form.Get(name))) }
	s := record.SourceSettings{
		Address: v("address"), Name: v("name"), Kind: record.SourceKind(v("kind")), Secret: v("secret"), Full: v("full") != "", Rights: record.Rights(v("rights")),
	}
	for line := range strings.Lines(v("rules")) {
		if line = strings.TrimSpace(line); line != "" {
			s.Rules = append(s.Rules, line)
		}
	}
	return source.Settle(s)
}

// sourceTest shows what would come of a source. Of an address of which no kind
// was said the kind is found out.
func (d *Desk) sourceTest(w http.ResponseWriter, r *http.Request) error {
	f, err := d.follows()
	if err != nil {
		return err
	}
	s, err := settings(r.PostForm)
	if err != nil {
		return d.sourceAgain(w, r, err)
	}
	s.Kind = record.SourceKind(r.PostForm.Get("kind"))
	report, err := f.Test(r.Context(), s)
	if err != nil {
		return d.sourceAgain(w, r, err)
	}
	p := page.Sources{Form: sourceForm(&report.Settings), Report: reportOf(&report)}
	return d.showSources(w, r, http.StatusOK, p, "")
}

// sourceAgain shows the form of a source that was not taken, with all that was
// typed.
func (d *Desk) sourceAgain(w http.ResponseWriter, r *http.Request, err error) error {
	if kind := fault.KindOf(err); kind != fault.Invalid && kind != fault.Conflict {
		return err
	}
	v := r.PostForm.Get
	form := page.SourceForm{
		Address: v("address"), Name: v("name"), Kind: v("kind"), Secret: v("secret"), Full: v("full") != "", Rights: v("rights"), Rules: v("rules"),
	}
	return d.showSources(w, r, message(err).Status, page.Sources{Form: form, Problem: sentence(err)}, "")
}

func sourceForm(s *record.SourceSettings) page.SourceForm {
	return page.SourceForm{
		Address: source.Shown(s.Address), Name: s.Name, Kind: string(s.Kind), Secret: s.Secret, Full: s.Full, Rights: string(s.Rights), Rules: strings.Join(s.Rules, "\n"),
	}
}

// mostTested is how many items of a test are shown.
const mostTested = 30

func reportOf(r *source.Report) *page.SourceReport {
	out := &page.SourceReport{Every: r.Every, Notes: r.Notes, Total: len(r.Items), Kind: string(r.Settings.Kind), Address: source.Shown(r.Settings.Address)}
	if r.Problem != "" {
		out.Problem = page.Sentence(r.Problem)
	}
	for _, l := range r.Feeds {
		out.Feeds = append(out.Feeds, page.Line{Name: l.Title, Text: source.Shown(l.URL)})
	}
	for _, it := range r.Items {
		if it.Taken {
			out.Taken++
		}
		if len(out.Items) < mostTested {
			out.Items = append(out.Items, page.Would{Headline: it.Headline, Date: it.Date, Taken: it.Taken, Why: it.Why})
		}
	}
	return out
}

// sourceAdd follows a source. Of an address of which no kind was said the kind
// is found out, so that a page's address leads to its feed.
func (d *Desk) sourceAdd(w http.ResponseWriter, r *http.Request) error {
	f, err := d.follows()
	if err != nil {
		return err
	}
	s, err := settings(r.PostForm)
	if err != nil {
		return d.sourceAgain(w, r, err)
	}
	if r.PostForm.Get("kind") == "" && s.Kind != record.FolderSource {
		auto := s
		auto.Kind = ""
		report, err := f.Test(r.Context(), auto)
		if err != nil {
			return d.sourceAgain(w, r, err)
		}
		if report.Problem != "" {
			return d.sourceAgain(w, r, &fault.Error{Op: "follow source", Kind: fault.Invalid, Err: errors.New(report.Problem + "; choose its kind below to follow it all the same")})
		}
		s = report.Settings
	}
	if err := source.Add(r.Context(), d.store, s, d.now()); err != nil {
		return d.sourceAgain(w, r, err)
	}
	f.Changed()
	http.Redirect(w, r, "/source/"+s.ID+"?done=followed", http.StatusSeeOther)
	return nil
}

// source shows one source, what is said of it and what it did.
func (d *Desk) source(w http.ResponseWriter, r *http.Request) error {
	s, err := d.store.Source(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	lines, err := d.store.SourceLog(r.Context(), s.ID, false, record.MaxLog)
	if err != nil {
		return err
	}
	p := page.Source{Row: rowOf(&s, d.now()), Form: sourceForm(&s.SourceSettings), Every: s.State.Every.Round(time.Second).String()}
	for _, l := range lines {
		x := page.SourceLine{At: l.At, Text: page.Sentence(l.Text), Failed: l.Failed}
		if l.Size > 0 {
			x.Kept, x.Size = "/source/"+s.ID+"/kept/"+strconv.FormatInt(l.N, 10), l.Size
		}
		p.Log = append(p.Log, x)
	}
	return d.show(w, r, http.StatusOK, "source", page.Frame{Title: p.Row.Name + " · Dateline", Here: "sources", Notice: notice(r.URL.Query().Get("done")), Content: p})
}

// sourceKept sends what is kept of something that failed, as a plain text that
// no browser runs.
func (d *Desk) sourceKept(w http.ResponseWriter, r *http.Request) error {
	n, err := strconv.ParseInt(r.PathValue("n"), 10, 64)
	if err != nil {
		return record.NoSource(r.PathValue("n"))
	}
	l, err := d.store.Kept(r.Context(), n)
	if err != nil {
		return err
	}
	if l.Source != r.PathValue("id") {
		return record.NoSource(r.PathValue("id"))
	}
	h := w.Header()
	h.Set("Content-Type", "text/plain; charset=utf-8")
	h.Set("Content-Disposition", `attachment; filename="kept.txt"`)
	_, _ = w.Write(l.Bytes) // the reader went away: nothing to tell anyone
	return nil
}

// change does something to a source and goes back to where done is shown.
func (d *Desk) change(done, to string, do func(*http.Request, *record.Source) error) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		f, err := d.follows()
		if err != nil {
			return err
		}
		s, err := d.store.Source(r.Context(), r.PathValue("id"))
		if err != nil {
			return err
		}
		if err := do(r, &s); err != nil {
			return err
		}
		f.Changed()
		http.Redirect(w, r, strings.ReplaceAll(to, "{id}", s.ID)+"?done="+done, http.StatusSeeOther)
		return nil
	}
}

func (d *Desk) sourcePause(r *http.Request, s *record.Source) error {
	s.Paused = "by hand"
	return d.store.PutSource(r.Context(), s.SourceSettings)
}

func (d *Desk) sourceResume(r *http.Request, s *record.Source) error {
	return source.Resume(r.Context(), d.store, s)
}

func (d *Desk) sourceRemove(r *http.Request, s *record.Source) error {
	return d.store.RemoveSource(r.Context(), s.ID)
}

// hubAsks answers a hub that asks whether a subscription was meant.
func (d *Desk) hubAsks(w http.ResponseWriter, r *http.Request) error {
	f, err := d.follows()
	if err != nil {
		return err
	}
	challenge, err := f.Verify(r.Context(), r.PathValue("id"), r.URL.Query())
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = io.WriteString(w, challenge) // the hub went away: it asks again
	return nil
}

// hubSends takes what a hub sends. It is signed: nobody else can send it.
func (d *Desk) hubSends(w http.ResponseWriter, r *http.Request) error {
	f, err := d.follows()
	if err != nil {
		return err
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return &fault.Error{Op: "take what a hub sends", Kind: fault.Invalid, Err: formError(err)}
	}
	signature := r.Header.Get("X-Hub-Signature")
	if err := f.Push(r.Context(), r.PathValue("id"), r.Header.Get("Content-Type"), signature, body); err != nil {
		return err
	}
	w.WriteHeader(http.StatusAccepted)
	return nil
}
