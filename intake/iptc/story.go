package iptc

import (
	"regexp"
	"strings"

	"github.com/datelinewire/dateline/intake/batch"
	"github.com/datelinewire/dateline/intake/envelope"
	"github.com/datelinewire/dateline/intake/plain"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/text"
)

// story makes the story of a message.
func (f *frame) story(in batch.Input) (news.Story, error) {
	h, err := headerOf(f.before)
	if err != nil {
		return news.Story{}, err
	}
	var d envelope.Draft
	d.Story.Trouble = f.trouble
	if len(h.service) > 1 {
		d.Story.Source = h.service
	}
	top, body := parts(h.lines, f.text)
	e := &d.Story.Envelope
	e.Slug, e.Urgency = h.slug, h.haste.urgency
	if h.category != "" {
		e.Subjects = append(e.Subjects, h.category)
	}
	f.stamped(&d, &body, h, in)
	heads(&d, top)
	d.Body = paragraphs(body)
	signOff(d.Body, h.service)
	h.signal(&d)
	if t := d.Story.Envelope.Updated; e.GUID == "" && !t.IsZero() {
		e.GUID = h.service + h.number + "/" + t.UTC().Format("20060102")
	}
	return d.Compose(in)
}

// stamped reads when the message was sent: from its tail, from the last line
// of its text, which is then no text, or from ANPA's date.
func (f *frame) stamped(d *envelope.Draft, body *[]string, h header, in batch.Input) {
	t, ok := plain.Stamp(strings.Join(strings.Fields(f.tail), " "))
	for i := len(*body) - 1; !ok && i >= max(0, len(*body)-4); i-- {
		if line := clean((*body)[i]); len(line) < 40 {
			if t, ok = plain.Stamp(line); ok {
				*body = (*body)[:i]
			}
		}
	}
	if ok {
		d.Issued = t.Format("2006-01-02T15:04:05Z07:00")
		d.Story.Envelope.Updated = t
	} else if day := h.dayOf(in.Day); !day.IsZero() {
		d.Issued = day.String() // a whole day
	}
}

// parts returns the lines of the head apart from those of the text. Before STX all are
// head; behind it, those that are marked as head and not indented, up to the
// first other.
func parts(before []string, body string) (top, rest []string) {
	for _, l := range before {
		if l = strings.TrimSpace(l); l != "" {
			top = append(top, l)
		}
	}
	rest = strings.Split(body, "\n")
	for len(rest) > 0 {
		line := rest[0]
		trimmed := strings.TrimSpace(line)
		marked := strings.HasPrefix(trimmed, "^") || trimmed != "" && strings.ContainsAny(trimmed[len(trimmed)-1:], "/=<^")
		if trimmed != "" && !marked {
			break
		}
		if trimmed != "" {
			top = append(top, trimmed)
		}
		rest = rest[1:]
	}
	return top, rest
}

// slugLine is a line that names the story to editors, as AP sends it.
var slugLine = regexp.MustCompile(`^(?:BC|AM|PM|AP)-+[A-Z]`)

// heads sorts the lines of the head: keywords, notes, byline and headline.
func heads(d *envelope.Draft, top []string) {
	e := &d.Story.Envelope
	var notes []string
	for i, line := range top {
		bylined := i > 0 && d.Byline != "" && strings.HasSuffix(line, "=") && strings.HasPrefix(strings.ToLower(clean(top[i-1])), "by ")
		switch l := clean(line); {
		case l == "" || bylined: // the firm under the byline
		case strings.HasSuffix(l, "/") && strings.Count(l, "/") > 1:
			for _, k := range strings.Split(l, "/") {
				if k = strings.TrimSpace(k); k != "" {
					e.Subjects = append(e.Subjects, k)
				}
			}
			e.Slug = l
		case slugLine.MatchString(l):
			e.Slug = l
		case strings.HasPrefix(strings.ToLower(l), "eds"):
			notes = append(notes, l)
		case strings.HasPrefix(strings.ToLower(l), "by "):
			d.Byline = l
		case d.Headline == "":
			d.Headline = l
		case d.Deck == "":
			d.Deck = l
		default:
			notes = append(notes, l)
		}
	}
	e.Note = strings.Join(notes, "\n")
}

// number is how messages name each other.
var number = regexp.MustCompile(`\b[a-z]{1,4}[0-9]{3,5}\b`)

// signal sets what kind of message it is: by keywords of the head, else by its
// priority. Kills and corrections say which message they mean.
func (h *header) signal(d *envelope.Draft) {
	e := &d.Story.Envelope
	lines := []string{e.Slug, d.Headline, e.Note}
	if len(d.Body) > 0 && len(d.Body[0]) < 120 {
		lines = append(lines, d.Body[0])
	}
	for _, l := range lines {
		if s := news.SignalIn(l); e.Signal == news.SignalNone {
			e.Signal = s
		}
	}
	if e.Signal == news.SignalNone {
		e.Signal = h.haste.signal
	}
	if e.Signal != news.SignalKill && e.Signal != news.SignalCorrection {
		return
	}
	for _, l := range append(lines, d.Body...) {
		e.Replaces = append(e.Replaces, number.FindAllString(l, 8)...)
	}
	if e.Slug != "" {
		e.Replaces = append(e.Replaces, e.Slug)
	}
}

// paragraphs joins lines into paragraphs: those that are indented begin one,
// or, where none is, those behind an empty line.
func paragraphs(lines []string) []string {
	indented := false
	for _, l := range lines {
		indented = indented || strings.TrimSpace(l) != "" && (l[0] == ' ' || l[0] == '\t')
	}
	if !indented {
		s := strings.Join(lines, "\n")
		var out []string
		for _, p := range text.Paragraphs(s) {
			out = append(out, quotes(clean(s[p.Start:p.End])))
		}
		return out
	}
	var out []string
	fresh := true
	for _, l := range lines {
		c := clean(l)
		switch {
		case c == "":
			fresh = true
			continue
		case fresh || l[0] == ' ' || l[0] == '\t':
			out = append(out, quotes(c))
		default:
			out[len(out)-1] += " " + quotes(c)
		}
		fresh = false
	}
	return out
}

// quotes sets the marks that teleprinters make of two strokes as one.
func quotes(s string) string {
	return strings.NewReplacer("``", `"`, "''", `"`).Replace(s)
}

// signOff takes the agency's name and its editors' initials off the end of the
// last paragraph: "dpa ik bg".
func signOff(body []string, service string) {
	if len(body) == 0 || len(service) < 2 {
		return
	}
	last := &body[len(body)-1]
	i := strings.LastIndex(*last, " "+service)
	if i <= 0 || !strings.ContainsRune(".!?\"'", rune((*last)[i-1])) {
		return
	}
	for _, w := range strings.Fields((*last)[i+1+len(service):]) {
		if len(w) > 4 || strings.ToLower(w) != w {
			return
		}
	}
	*last = strings.TrimSpace((*last)[:i])
}
