// Package envelope turns what wire formats put round the words of a story into
// what news keeps of it: bylines, moments, signals, places. What goes in is
// the values of fields as they came; what comes out is a composed story.
//
//	d := envelope.Draft{Dateline: "SPLIT, Croatia, Sept 12 (AW)"}
//	d.Body = paragraphs
//	st, err := d.Compose(in)
//
// Limits: authors are told apart by "and", "&", ";" and commas, in English.
package envelope

import (
	_ "embed" // the table of signals
	"regexp"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/intake/batch"
	"github.com/datelinewire/dateline/intake/moment"
	"github.com/datelinewire/dateline/intake/plain"
	"github.com/datelinewire/dateline/news"
)

//go:embed signals.tsv
var signalsFile string

var signals = sync.OnceValue(func() map[string]news.Signal {
	m := map[string]news.Signal{}
	for line := range strings.Lines(signalsFile) {
		if word, s, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok && line[0] != '#' {
			m[word] = news.Signal(s)
		}
	}
	return m
})

// SignalOf returns the signal that a code or keyword stands for: "sig:update",
// "KILL". What is unknown is SignalNone.
func SignalOf(code string) news.Signal {
	if i := strings.LastIndexAny(code, ":/#"); i >= 0 {
		code = code[i+1:]
	}
	return signals()[strings.ToLower(strings.Trim(code, " .-*=()[]"))]
}

// cycle is what a slug begins with: for both of a day's papers, or one.
var cycle = regexp.MustCompile(`^(?:BC|AM|PM)-`)

// SignalIn returns the signal of the first keyword in a line to editors, such
// as a slug or the top line of a message. Only words in capitals count, as
// keywords are sent, and behind the comma of a slug words in any case: BC-Port
// Talks, 1st Ld-Writethru.
func SignalIn(line string) news.Signal {
	if _, version, ok := strings.Cut(line, ","); ok && cycle.MatchString(line) {
		line = strings.ToUpper(version)
	}
	for _, w := range strings.FieldsFunc(line, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if len(w) > 1 && strings.ToUpper(w) == w {
			if s := SignalOf(w); s != news.SignalNone {
				return s
			}
		}
	}
	return news.SignalNone
}

// Byline returns the line without "By" and with ordinary capitals, and the
// authors that it names.
func Byline(s string) (byline string, authors []string) {
	s = strings.Trim(strings.Join(strings.Fields(s), " "), " ,;")
	if first, rest, ok := strings.Cut(s, " "); ok && strings.EqualFold(first, "by") {
		s = rest
	}
	byline = ordinary(s)
	names := byline
	joined := strings.NewReplacer(" and ", ";", " & ", ";").Replace(names)
	if joined != names {
		names = strings.ReplaceAll(joined, ",", ";")
	} else {
		names, _, _ = strings.Cut(names, ",") // a title or a firm follows
	}
	for _, a := range strings.Split(names, ";") {
		if a = strings.TrimSpace(a); a != "" {
			authors = append(authors, a)
		}
	}
	return byline, authors
}

// ordinary undoes capitals name by name, so that "IVA KOLAR and Luka HORVAT"
// reads as people write it.
func ordinary(s string) string {
	words := strings.Fields(s)
	for i, w := range words {
		if letters := strings.Trim(w, ".,;"); utf8.RuneCountInString(letters) > 3 || i == 0 && len(words) > 1 && !strings.Contains(w, ".") {
			words[i] = news.OrdinaryName(w)
		}
	}
	return strings.Join(words, " ")
}

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
	if byline, authors := Byline(d.Byline); byline != "" {
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
