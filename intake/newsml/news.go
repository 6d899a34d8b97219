package newsml

import (
	"encoding/base64"
	"slices"
	"strings"

	"github.com/datelinewire/dateline/intake/envelope"
	"github.com/datelinewire/dateline/intake/markup"
	"github.com/datelinewire/dateline/intake/nitf"
	"github.com/datelinewire/dateline/intake/plain"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/text"
)

// news takes a news item: a story, a set of events, or what is neither.
func (d *decoder) news(n *markup.Node) error {
	h, err := headOf(n)
	if err != nil {
		return err
	}
	if events := n.Find("contentSet", "inlineXML", "events"); events != nil {
		return d.events(events, h)
	}
	kill := h.env.Signal == news.SignalKill
	if h.class != "text" && h.class != "composite" && h.class != "" && !kill {
		d.out.Refuse(h.guid, "its class is "+h.class+", which is no story: what it shows is not read", []byte(n.Words()))
		return nil
	}
	draft := d.draft(n, h)
	if kill && draft.Headline == "" && len(draft.Body) == 0 {
		draft.Headline = notice(h)
	}
	if draft.Headline == "" && len(draft.Body) == 0 {
		d.out.Refuse(h.guid, "it has neither a headline nor a text: there is nothing to read", []byte(n.Words()))
		return nil
	}
	st, err := draft.Compose(d.in)
	if err != nil {
		return err
	}
	d.out.Stories = append(d.out.Stories, st)
	return nil
}

// notice returns the words of a kill that has none of its own, so that the
// order to kill is kept and shown.
func notice(h head) string {
	for _, s := range [...]string{h.env.Note, h.env.Slug} {
		if s != "" {
			return s
		}
	}
	return "Withdrawn by its source: " + h.guid
}

// fragment takes a content set that stands alone.
func (d *decoder) fragment(n *markup.Node) error {
	draft := d.draft(&markup.Node{Name: "newsItem", Kids: []*markup.Node{n}}, head{})
	draft.Story.Trouble = append(draft.Story.Trouble, "it is the content of an item without its head: who sent it, and when, is not known")
	st, err := draft.Compose(d.in)
	if err == nil {
		d.out.Stories = append(d.out.Stories, st)
	}
	return err
}

// draft brings together what the head says and what the content holds, the
// head first.
func (d *decoder) draft(n *markup.Node, h head) envelope.Draft {
	out := content(n.Find("contentSet"))
	meta := n.Find("contentMeta")
	if w := meta.Find("headline").Words(); w != "" {
		out.Headline = w
	}
	if b := join(meta.All("by")); b != "" {
		out.Byline = b
	}
	if l := meta.Find("dateline").Words(); l != "" {
		out.Dateline = l
	}
	if p := nameOf(meta.Find("located")); p != "" {
		out.Located = p
	}
	env := h.env
	env.Excerpt = out.Story.Envelope.Excerpt
	if len(out.Body) == 0 {
		out.Body = summary(meta)
		env.Excerpt = true
	}
	if out.Byline == "" {
		for _, c := range meta.All("creator") {
			if name := party(c); name != "" {
				env.Authors = append(env.Authors, name)
			}
		}
	}
	inner := out.Story.Envelope
	env.Replaces = append(env.Replaces, inner.Replaces...)
	if env.Slug == "" {
		env.Slug = inner.Slug
	}
	if env.Signal == news.SignalNone {
		env.Signal = inner.Signal
	}
	out.Story.Envelope = env
	if h.source != "" {
		out.Story.Source = h.source
	}
	if h.issued != "" {
		out.Issued = h.issued
	}
	if h.language != "" {
		out.Story.Language = h.language
	}
	out.Story.Trouble = append(out.Story.Trouble, d.trouble...)
	return out
}

func join(ns []*markup.Node) string {
	var out []string
	for _, n := range ns {
		if w := n.Words(); w != "" {
			out = append(out, w)
		}
	}
	return strings.Join(out, " and ")
}

// summary returns the item's description where it has no text.
func summary(meta *markup.Node) []string {
	for _, s := range meta.All("description") {
		if p := markup.Paragraphs(s); len(p) > 0 {
			return p
		}
	}
	return nil
}

// content returns the first rendition of the content that holds words.
func content(set *markup.Node) envelope.Draft {
	var d envelope.Draft
	if set == nil {
		return d
	}
	for _, k := range set.Kids {
		switch k.Name {
		case "inlineXML":
			d = inlineXML(k)
		case "inlineData":
			d.Body = inlineData(k)
		}
		if len(d.Body) > 0 {
			return d
		}
	}
	if remote := set.Find("remoteContent"); remote != nil {
		d.Story.Trouble = append(d.Story.Trouble, "its text stands elsewhere and was not fetched: "+remote.Attr("href"))
	}
	return d
}

// inlineXML returns the story in NITF or XHTML; in other languages, such as
// those of sports results, there are figures and no text.
func inlineXML(n *markup.Node) envelope.Draft {
	var d envelope.Draft
	for _, k := range n.Kids {
		switch k.Name {
		case "nitf":
			return nitf.Draft(k)
		case "html":
			d.Body = markup.Paragraphs(k.Find("body"))
		case "body", "div", "p":
			if k.Find("body.content") != nil {
				return nitf.Draft(&markup.Node{Name: "nitf", Kids: []*markup.Node{k}})
			}
			d.Body = append(d.Body, markup.Paragraphs(k)...)
		}
	}
	return d
}

// inlineData returns the paragraphs of a text or a piece of HTML, encoded or
// not.
func inlineData(n *markup.Node) []string {
	var b strings.Builder
	for _, k := range n.Kids {
		b.WriteString(k.Text)
	}
	s := b.String()
	if strings.Contains(strings.ToLower(n.Attr("encoding")), "base64") {
		raw, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(s), ""))
		if err != nil {
			return nil
		}
		if s, _, err = plain.Decode(raw, n.Attr("contenttype")); err != nil {
			return nil
		}
	}
	if strings.Contains(n.Attr("contenttype"), "html") || strings.Contains(n.Attr("contenttype"), "xml") {
		return markup.HTML(s)
	}
	return lines(s)
}

// lines returns the paragraphs of a plain text.
func lines(s string) []string {
	var out []string
	for _, p := range text.Paragraphs(s) {
		out = append(out, s[p.Start:p.End])
	}
	return slices.Clip(out)
}
