// Package mail reads e-mail messages as stories. What goes in is one message
// with its header; what comes out is the story in its body, and the files that
// were attached, for the caller to look for stories in.
//
//	m, err := mail.Decode(batch.Input{Bytes: file})
//	fmt.Println(m.Story.Headline, len(m.Attached))
//
// Limits: 500 parts, 20 levels of nesting, 1 MiB of header. Of a text sent
// plain and as HTML the plain one is read unless it is full of addresses.
// Pictures are left out; signatures are cut off.
package mail

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"strings"

	"github.com/emersion/go-message"

	"github.com/datelinewire/dateline/intake/batch"
	"github.com/datelinewire/dateline/intake/page"
	"github.com/datelinewire/dateline/intake/plain"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/text"
)

// Bounds on a message.
const (
	maxParts  = 500
	maxDepth  = 20
	maxHeader = 1 << 20
)

// Message is what a mail holds.
type Message struct {
	Story    news.Story
	HasStory bool // false where the mail only carries files
	Attached []File
}

// File is an attachment.
type File struct {
	Name, ContentType string
	Bytes             []byte
}

// Decode reads a message. It fails with Invalid where it is none, or where it
// has neither words nor files.
func Decode(in batch.Input) (*Message, error) {
	e, err := message.ReadWithOptions(bytes.NewReader(in.Bytes), &message.ReadOptions{MaxHeaderBytes: maxHeader})
	if e == nil {
		return nil, batch.Invalid("its header cannot be read (%w): send the whole message as a mail program saves it", err)
	}
	var p parts
	if err := e.Walk(p.visit); err != nil {
		p.trouble = append(p.trouble, "the message breaks off or is broken ("+err.Error()+"): what came before that was read")
	}
	h := headerOf(e)
	d := h.draft()
	d.Body = p.body()
	d.Story.Trouble = append(d.Story.Trouble, p.trouble...)
	m := &Message{Attached: p.files}
	if len(d.Body) == 0 {
		if len(m.Attached) == 0 {
			return nil, batch.Invalid("the message has no words and no files: there is nothing to read")
		}
		return m, nil
	}
	m.HasStory = true
	m.Story, err = d.Compose(in)
	return m, err
}

// parts gathers what a message is made of.
type parts struct {
	n           int
	plain, html []string
	files       []File
	trouble     []string
}

var errTooMany = errors.New("it has too many parts, or nests too deep")

// visit takes one part. An error of encoding leaves the part readable.
func (p *parts) visit(path []int, e *message.Entity, _ error) error {
	if p.n++; p.n > maxParts || len(path) > maxDepth {
		return errTooMany
	}
	kind, params, err := e.Header.ContentType()
	if err != nil || kind == "" {
		kind = "text/plain"
	}
	if strings.HasPrefix(kind, "multipart/") && e.MultipartReader() != nil {
		return nil
	}
	disposition, dparams, _ := e.Header.ContentDisposition()
	name := decodeWords(dparams["filename"])
	if name == "" {
		name = decodeWords(params["name"])
	}
	b, err := io.ReadAll(e.Body)
	if err != nil {
		p.trouble = append(p.trouble, "a part of the message breaks off ("+err.Error()+")")
	}
	shown := disposition != "attachment" && name == ""
	switch {
	case len(b) == 0, strings.HasPrefix(kind, "image/"):
	case shown && kind == "text/html":
		p.html = append(p.html, p.decode(b, params["charset"]))
	case shown && kind == "text/plain":
		p.plain = append(p.plain, p.decode(b, params["charset"]))
	default:
		p.files = append(p.files, File{Name: name, ContentType: kind, Bytes: b})
	}
	return nil
}

// decode returns the text of a part by its character set; ASCII that is none
// is guessed at.
func (p *parts) decode(b []byte, charset string) string {
	if len(bytes.TrimSpace(b)) == 0 {
		return ""
	}
	if strings.EqualFold(charset, "us-ascii") {
		charset = ""
	}
	s, trouble, err := plain.Decode(b, charset)
	if err != nil {
		p.trouble = append(p.trouble, "a part of the message was left out: "+batch.Reason(err))
	}
	p.trouble = append(p.trouble, trouble...)
	return s
}

// signature is the line under which mail programs sign; its last blank gets
// lost.
var signature = regexp.MustCompile(`\n-- ?\n`)

// body returns the paragraphs of the message's text.
func (p *parts) body() []string {
	var flat, marked []string
	for _, s := range p.plain {
		s = signature.Split(s, 2)[0]
		for _, x := range text.Paragraphs(s) {
			flat = append(flat, strings.Join(strings.Fields(s[x.Start:x.End]), " "))
		}
	}
	for _, s := range p.html {
		marked = append(marked, page.Text(s)...)
	}
	if len(marked) > 0 && (len(flat) == 0 || cluttered(flat)) {
		return marked
	}
	return flat
}

// cluttered reports whether more than one word in thirty is an address, as in
// the plain versions of newsletters.
func cluttered(body []string) bool {
	words, links := 0, 0
	for _, p := range body {
		words += len(strings.Fields(p))
		links += strings.Count(p, "://")
	}
	return links*30 > words
}
