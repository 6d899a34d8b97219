// Package envelope turns what wire formats put round the words of a story into
// what news keeps of it: bylines, moments, signals, places. What goes in is
// the values of fields as they came; what comes out is a composed story.
//
//	d := envelope.Draft{Dateline: "SPLIT, Croatia, Sept 12 (AW)"}
//	d.Body = paragraphs
//	st, err := d.Compose(in)
package envelope

import (
	"strings"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/intake/batch"
	"github.com/datelinewire/dateline/intake/moment"
	"github.com/datelinewire/dateline/intake/plain"
	"github.com/datelinewire/dateline/news"
)

// Time reads a moment as wire formats write it, in ISO 8601 with or without
// marks. day is zero where s is no date, and t where it says no time of day.
func Time(s string) (t time.Time, day calendar.Day) {
	m, err := moment.Read(s)
	switch {
	case err != nil:
		return time.Time{}, calendar.Day{}
	case !m.Exact:
		return time.Time{}, m.Day()
	}
	if _, offset := m.Time.Zone(); offset == 0 {
		return m.Time.UTC(), m.Day()
	}
	return m.Time, m.Day()
}

// Draft is a story as a wire format has it: the parts of a plain.Draft, and
// the fields that say where it was filed.
type Draft struct {
	plain.Draft
	Dateline string // a line as it is printed before the text; may be empty
	Located  string // the place alone; may be empty
	Byline   string // as printed
	// Issued is when this version was sent, as the format writes it.
	Issued string
}

// Compose returns the draft as a story, its dateline found in the text, else
// set before it from the field for it, else the place alone. It fails where
// there are no words, or too many for one story.
func (d *Draft) Compose(in batch.Input) (news.Story, error) {
	s := &d.Story
	if byline, authors := news.Byline(d.Byline); byline != "" {
		s.Byline = byline
		if len(s.Envelope.Authors) == 0 {
			s.Envelope.Authors = authors
		}
	}
	s.Issued, s.Published = Time(d.Issued)
	if s.Envelope.Updated.IsZero() {
		s.Envelope.Updated = s.Issued
	}
	s.Language, _, _ = strings.Cut(strings.ToLower(s.Language), "-")
	d.Body = withoutHead(d.Body, d.Headline, d.Deck)
	st, err := d.Draft.Compose(in.Day, in.Places)
	if err == nil && st.Dateline == nil && d.Dateline != "" && len(d.Body) > 0 {
		body := d.Body
		d.Body = append([]string{d.Dateline + " - " + body[0]}, body[1:]...)
		dated, again := d.Draft.Compose(in.Day, in.Places)
		if again == nil && dated.Dateline != nil {
			return dated, nil
		}
		d.Body = body
	}
	if err == nil && strings.TrimSpace(st.Text) == "" {
		err = batch.Invalid("it has neither a headline nor a text")
	}
	if err == nil && st.Dateline == nil && d.Located != "" && len(d.Body) > 0 {
		town, _, _ := strings.Cut(d.Located, ",")
		st.Dateline = &news.Dateline{Place: news.OrdinaryName(town), Date: st.Published, Basis: news.Given}
	}
	return st, err
}

// withoutHead drops a first paragraph that says the headline or deck again.
func withoutHead(body []string, heads ...string) []string {
	for len(body) > 1 {
		again := false
		for _, h := range heads {
			again = again || h != "" && strings.EqualFold(strings.Join(strings.Fields(h), " "), body[0])
		}
		if !again {
			break
		}
		body = body[1:]
	}
	return body
}
