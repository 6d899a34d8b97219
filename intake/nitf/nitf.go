// Package nitf reads stories in the News Industry Text Format, 3.0 to 3.6.
// What goes in is a document, alone or as NewsML-G2 carries it; what comes out
// is a story of plain paragraphs with all that its docdata says.
//
//	b, err := nitf.Decode(batch.Input{Bytes: file})
//
// Limits: those of package markup. Tables, media and footnotes are left out;
// of several headline levels the first two are taken.
package nitf

import (
	"strconv"
	"strings"

	"github.com/datelinewire/dateline/intake/batch"
	"github.com/datelinewire/dateline/intake/envelope"
	"github.com/datelinewire/dateline/intake/markup"
	"github.com/datelinewire/dateline/news"
)

// Decode returns the story in a NITF document. It fails with Invalid where it
// is none, saying which part is missing or wrong.
func Decode(in batch.Input) (*batch.Batch, error) {
	root, trouble, err := markup.Parse(in.Bytes)
	if err != nil {
		return nil, err
	}
	if root.Name != "nitf" {
		return nil, batch.Invalid("its first element is <%s>, not <nitf>: send it as what it is", root.Name)
	}
	if err := check(root); err != nil {
		return nil, err
	}
	d := Draft(root)
	d.Story.Trouble = append(d.Story.Trouble, trouble...)
	st, err := d.Compose(in)
	if err != nil {
		return nil, err
	}
	return &batch.Batch{Stories: []news.Story{st}}, nil
}

// check refuses what the standard does not allow and a reader would be misled
// by.
func check(root *markup.Node) error {
	if root.Find("body") == nil {
		return batch.Invalid("the element <body> is missing: a NITF document has its text there")
	}
	docdata := root.Find("head", "docdata")
	if u := docdata.Find("urgency").Attr("ed-urg"); u != "" && urgency(u) == 0 {
		return batch.Invalid("urgency/@ed-urg is %q: it must be a figure from 1 to 8", u)
	}
	for _, f := range [...]struct{ element, attr string }{{"date.issue", "norm"}, {"date.release", "norm"}} {
		v := docdata.Find(f.element).Attr(f.attr)
		if _, day := envelope.Time(v); v != "" && day.IsZero() {
			return batch.Invalid("%s/@%s is %q: it must be a moment such as 20150912T101500Z", f.element, f.attr, v)
		}
	}
	return nil
}

// urgency returns the figure from 1 to 9, 0 for anything else.
func urgency(s string) int {
	if n, err := strconv.Atoi(s); err == nil && n >= 1 && n <= 9 {
		return n
	}
	return 0
}

// Draft returns what a <nitf> element holds.
func Draft(root *markup.Node) envelope.Draft {
	var d envelope.Draft
	head, body := root.Find("head"), root.Find("body")
	top := body.Find("body.head")
	hedline := top.Find("hedline")
	d.Headline = first(hedline.Find("hl1").Words(), head.Find("title").Words())
	d.Deck = first(hedline.Find("hl2").Words(), hedline.Find("h2").Words())
	d.Byline = byline(top)
	line := top.Find("dateline")
	d.Dateline, d.Located = line.Words(), line.Find("location").Words()
	if d.Dateline == d.Located {
		d.Dateline = "" // a place alone opens no text as print does
	}
	d.Body = markup.Paragraphs(body.Find("body.content"))
	if len(d.Body) == 0 {
		d.Body = markup.Paragraphs(top.Find("abstract"))
		d.Story.Envelope.Excerpt = len(d.Body) > 0
	}
	pub := head.Find("pubdata")
	data := head.Find("docdata")
	d.Story.Source = first(top.Find("distributor").Words(), pub.Attr("name"), data.Find("doc.copyright").Attr("holder"), data.Find("doc-id").Attr("regsrc"))
	d.Issued = first(data.Find("date.issue").Attr("norm"), pub.Attr("date.publication"), line.Find("story.date").Attr("norm"))
	d.Story.Section = first(pub.Attr("position.section"), data.Find("fixture").Attr("fix-id"))
	d.Story.Language = root.Attr("lang")
	docdata(&d.Story.Envelope, data)
	d.Story.Envelope.Rights = first(data.Find("doc.rights").Attr("owner"), top.Find("rights").Words())
	if d.Story.Envelope.Slug == "" {
		d.Story.Envelope.Slug = slug(head, d.Headline)
	}
	signal(&d.Story.Envelope)
	for t := range head.Below("tobject.subject") {
		d.Story.Envelope.Subjects = add(d.Story.Envelope.Subjects, first(t.Attr("tobject.subject.detail"), t.Attr("tobject.subject.matter"), t.Attr("tobject.subject.type"), t.Attr("tobject.subject.refnum")))
	}
	return d
}

// byline returns the names in the byline, without the line for title and firm.
func byline(top *markup.Node) string {
	b := top.Find("byline")
	var names []string
	for _, p := range b.All("person") {
		names = append(names, p.Words())
	}
	if len(names) > 0 {
		return strings.Join(names, " and ")
	}
	words := b.Words()
	if title := b.Find("byttl").Words(); title != "" && len(title) < len(words) {
		words = strings.TrimSuffix(words, title)
	}
	return words
}

// slug returns the head's title where it is an editor's line and not the
// headline again.
func slug(head *markup.Node, headline string) string {
	for m := range head.Below("meta") {
		if strings.EqualFold(m.Attr("name"), "slug") || strings.HasSuffix(strings.ToLower(m.Attr("name")), "-slug") {
			return m.Attr("content")
		}
	}
	if t := head.Find("title").Words(); t != headline {
		return t
	}
	return ""
}

// docdata copies what editors say to each other.
func docdata(e *news.Envelope, data *markup.Node) {
	e.GUID = data.Find("doc-id").Attr("id-string")
	key := data.Find("du-key")
	e.Slug = key.Attr("key")
	e.Version, _ = strconv.Atoi(key.Attr("version"))
	e.Urgency = urgency(data.Find("urgency").Attr("ed-urg"))
	e.Embargo, _ = envelope.Time(data.Find("date.release").Attr("norm"))
	var notes []string
	for _, m := range data.All("ed-msg") {
		notes = add(notes, first(m.Attr("info"), m.Words()))
	}
	for k := range data.Below("keyword") {
		e.Subjects = add(e.Subjects, k.Attr("key"))
	}
	for _, c := range data.All("correction") {
		e.Signal = news.SignalCorrection
		e.Replaces = add(e.Replaces, c.Attr("id-string"))
		notes = add(notes, c.Attr("info"))
	}
	e.Note = strings.Join(notes, "\n")
	if s := data.Find("series"); s != nil {
		e.Slug = first(e.Slug, s.Attr("series.name"))
		if n, err := strconv.Atoi(s.Attr("series.part")); err == nil && n > 1 && e.Signal == news.SignalNone {
			e.Signal = news.SignalTake
		}
	}
	e.Replaces = add(e.Replaces, data.Attr("management-doc-idref"))
	switch s := news.SignalOf(data.Attr("management-status")); s {
	case news.SignalKill, news.SignalHold:
		e.Signal = s
	}
}

// signal takes keywords of the slug and the note where no field says more.
func signal(e *news.Envelope) {
	for _, line := range [...]string{e.Slug, e.Note} {
		if e.Signal == news.SignalNone {
			e.Signal = news.SignalIn(line)
		}
	}
}

func first(s ...string) string {
	for _, v := range s {
		if v != "" {
			return v
		}
	}
	return ""
}

// add appends what is not empty.
func add(to []string, s string) []string {
	if s == "" {
		return to
	}
	return append(to, s)
}
