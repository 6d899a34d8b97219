package desk

import (
	"bytes"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/datelinewire/dateline/brief"
	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/desk/page"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/service"
)

// briefAsked makes the brief that the form's fields ask for, and how it was asked
// for.
func (d *Desk) briefAsked(r *http.Request) (*brief.Brief, page.BriefView, error) {
	q := r.URL.Query()
	v := page.BriefView{Of: strings.TrimSpace(q.Get("of")), Watch: q.Get("watch"), Today: d.today(), All: q.Has("all")}
	var err error
	if v.AsOf, err = d.asOf(q); err != nil {
		return nil, v, err
	}
	if v.Since, err = dayOf(q.Get("since")); err != nil {
		return nil, v, err
	}
	if v.Since.IsZero() {
		v.Since = service.BriefSince(v.AsOf)
	}
	b, err := d.service.Brief(r.Context(), service.BriefOf{
		Subject: v.Of, Watch: v.Watch, AsOf: v.AsOf, Since: v.Since, Doubtful: v.All, Country: d.labels.Country, Invented: d.labels.Invented,
	})
	return b, v, err
}

// brief shows a brief for the morning.
func (d *Desk) brief(w http.ResponseWriter, r *http.Request) error {
	b, v, err := d.briefAsked(r)
	if err != nil {
		return err
	}
	p := page.BriefOf(b, v, d.labels)
	watches, err := d.service.Watches(r.Context())
	if err != nil {
		return err
	}
	for _, x := range watches {
		p.Watches = append(p.Watches, x.Name)
	}
	if p.Empty != "" {
		if p.Earlier, err = d.earlier(r, v); err != nil {
			return err
		}
	}
	return d.show(w, r, http.StatusOK, "brief", page.Frame{Title: p.Title + " · Brief · Dateline", Here: "brief", Sample: p.Invented, Content: p})
}

// week is how many days an earlier brief tells of.
const week = 7

// earlier leads to the brief of the day on which the newest story came; nowhere
// where that is the day asked for, or nothing is on record.
func (d *Desk) earlier(r *http.Request, v page.BriefView) (page.Door, error) {
	list, err := d.store.List(r.Context(), record.Filter{Now: d.now(), Limit: 1, MaxFacts: -1})
	if err != nil || len(list.Items) == 0 {
		return page.Door{}, err
	}
	day := calendar.Of(list.Items[0].At)
	if !day.Before(v.AsOf) && !v.Since.Before(day.AddDays(-week)) {
		return page.Door{}, nil
	}
	v.AsOf, v.Since = day, day.AddDays(-week)
	return page.Door{Text: page.DayText(day), Address: v.Address("")}, nil
}

// briefMarkdown sends a brief as Markdown.
func (d *Desk) briefMarkdown(w http.ResponseWriter, r *http.Request) error {
	return d.briefFile(w, r, ".md", "text/markdown; charset=utf-8", (*brief.Brief).Markdown)
}

// briefWord sends a brief as a Word file.
func (d *Desk) briefWord(w http.ResponseWriter, r *http.Request) error {
	const kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	return d.briefFile(w, r, ".docx", kind, (*brief.Brief).Word)
}

func (d *Desk) briefFile(w http.ResponseWriter, r *http.Request, ending, kind string, write func(*brief.Brief, io.Writer, string) error) error {
	b, v, err := d.briefAsked(r)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := write(b, &out, d.base(r)); err != nil {
		return &fault.Error{Op: "write brief", ID: b.Title, Err: err}
	}
	name := "brief"
	for _, part := range [...]string{v.Of, v.Watch, v.AsOf.String()} {
		if part != "" {
			name += "-" + url.PathEscape(part)
		}
	}
	return d.download(w, r, name+ending, kind, out.Bytes(), b.StoryIDs())
}
