package mail

import (
	"mime"
	"net/mail"
	"regexp"
	"strings"

	"github.com/emersion/go-message"
	"golang.org/x/net/html/charset"

	"github.com/datelinewire/dateline/intake/envelope"
	"github.com/datelinewire/dateline/intake/moment"
	"github.com/datelinewire/dateline/news"
)

// header is the head of a message.
type header struct{ e *message.Entity }

func headerOf(e *message.Entity) header { return header{e} }

// get returns a field with its encoded words decoded.
func (h header) get(name string) string {
	return strings.Join(strings.Fields(decodeWords(h.e.Header.Get(name))), " ")
}

// decodeWords resolves =?charset?q?...?=; what cannot be resolved stays.
func decodeWords(s string) string {
	d := mime.WordDecoder{CharsetReader: charset.NewReaderLabel}
	if out, err := d.DecodeHeader(s); err == nil {
		return out
	}
	return s
}

// passed are the marks that mail programs and lists put before a subject.
var passed = regexp.MustCompile(`(?i)^(?:(?:re|fwd?|aw|wg)\s*:\s*|\[[^\]]{1,40}\]\s*)+`)

// draft returns what the header says of the story.
func (h header) draft() envelope.Draft {
	var d envelope.Draft
	subject := h.get("Subject")
	d.Headline = passed.ReplaceAllString(subject, "")
	if d.Headline == "" {
		d.Headline = subject
	}
	s := &d.Story
	s.Source = h.source()
	s.Language, _, _ = strings.Cut(h.get("Content-Language"), ",")
	if t, err := mail.ParseDate(h.get("Date")); err == nil {
		d.Issued = t.Format("2006-01-02T15:04:05Z07:00")
	} else if m, err := moment.Read(h.get("Date")); err == nil {
		d.Issued = m.Time.Format("2006-01-02T15:04:05Z07:00")
	}
	s.URL = strings.Trim(h.get("Archived-At"), "<> ")
	s.Envelope = news.Envelope{GUID: strings.Trim(h.get("Message-Id"), "<> "), Signal: news.SignalIn(subject)}
	if old := strings.Trim(h.get("Supersedes"), "<> "); old != "" {
		s.Envelope.Replaces = []string{old}
		if s.Envelope.Signal == news.SignalNone {
			s.Envelope.Signal = news.SignalUpdate
		}
	}
	return d
}

// source returns the name of the list, else of the sender, else where the
// sender's address is.
func (h header) source() string {
	list := h.get("List-Id")
	if name, _, ok := strings.Cut(list, "<"); ok {
		if name = strings.Trim(name, ` "`); name != "" {
			return name
		}
	}
	for _, field := range [...]string{"From", "Sender"} {
		p := mail.AddressParser{WordDecoder: &mime.WordDecoder{CharsetReader: charset.NewReaderLabel}}
		a, err := p.Parse(h.e.Header.Get(field))
		if err != nil {
			continue
		}
		if a.Name != "" {
			return a.Name
		}
		if _, host, ok := strings.Cut(a.Address, "@"); ok {
			return host
		}
	}
	return strings.Trim(list, "<> ")
}

// Is reports whether the input begins as a message does: with header fields,
// the sender among them.
func Is(b []byte) bool {
	head := string(b[:min(len(b), 16<<10)])
	head = strings.ReplaceAll(head, "\r\n", "\n")
	head, _, _ = strings.Cut(head, "\n\n")
	from, other := false, 0
	for i, line := range strings.Split(head, "\n") {
		name, _, ok := strings.Cut(line, ":")
		folded := i > 0 && line != "" && (line[0] == ' ' || line[0] == '\t')
		switch {
		case folded:
		case !ok || !isName(name):
			return from && other > 0 && len(b) > 16<<10
		case strings.EqualFold(name, "from"):
			from = true
		case usual.MatchString(name):
			other++
		}
	}
	return from && other > 0
}

// usual are fields of which every message has some.
var usual = regexp.MustCompile(`(?i)^(?:date|subject|message-id|mime-version|received|to)$`)

// isName reports whether s can be a field's name.
func isName(s string) bool {
	for i := range len(s) {
		if s[i] <= ' ' || s[i] >= 0x7f {
			return false
		}
	}
	return s != ""
}
