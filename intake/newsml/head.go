package newsml

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/datelinewire/dateline/intake/batch"
	"github.com/datelinewire/dateline/intake/envelope"
	"github.com/datelinewire/dateline/intake/markup"
	"github.com/datelinewire/dateline/news"
)

// head is what all kinds of items say of themselves.
type head struct {
	guid, source, issued, language string
	class                          string // text, picture, concept …
	version                        int
	status                         news.Signal // SignalKill, SignalHold or none
	env                            news.Envelope
}

// headOf reads and checks the head of an item. The error names the field that
// is missing or wrong.
func headOf(n *markup.Node) (head, error) {
	meta, content := n.Find("itemMeta"), n.Find("contentMeta")
	h := head{
		guid: n.Attr("guid"), issued: meta.Find("versionCreated").Words(), class: codeOf(meta.Find("itemClass")),
		source: party(meta.Find("provider")), language: n.Attr("lang"), version: 1,
	}
	if h.source == "" {
		h.source = content.Find("creditline").Words()
	}
	if l := content.Find("language").Attr("tag"); l != "" {
		h.language = l
	}
	err := h.check(n)
	h.env = news.Envelope{GUID: h.guid, Version: h.version, Slug: content.Find("slugline").Words(), Note: notes(meta)}
	h.env.Updated, _ = envelope.Time(h.issued)
	h.env.Embargo, _ = envelope.Time(meta.Find("embargoed").Words())
	h.env.Urgency, _ = strconv.Atoi(content.Find("urgency").Words())
	rights := n.Find("rightsInfo")
	h.env.Rights = strings.TrimSpace(rights.Find("copyrightNotice").Words() + "\n" + rights.Find("usageTerms").Words())
	for _, s := range content.All("subject") {
		if name := nameOf(s); name != "" {
			h.env.Subjects = append(h.env.Subjects, name)
		}
	}
	h.signals(meta)
	return h, err
}

// check returns an error that names the first field that breaks the standard.
func (h *head) check(n *markup.Node) error {
	meta := n.Find("itemMeta")
	switch {
	case h.guid == "":
		return batch.Invalid("%s/@guid is missing: without a name its versions cannot be told", n.Name)
	case meta == nil:
		return batch.Invalid("%s/itemMeta is missing: it says when and by whom the item was sent", n.Name)
	case h.issued == "":
		return batch.Invalid("itemMeta/versionCreated is missing: it says when the item was sent")
	}
	for _, name := range [...]string{"versionCreated", "embargoed"} {
		v := meta.Find(name).Words()
		if _, day := envelope.Time(v); v != "" && day.IsZero() {
			return batch.Invalid("itemMeta/%s is %q: it must be a moment such as 2015-09-12T10:15:00Z", name, v)
		}
	}
	if v := n.Attr("version"); v != "" {
		var err error
		if h.version, err = strconv.Atoi(v); err != nil || h.version < 1 {
			return batch.Invalid("%s/@version is %q: it must be a figure from 1", n.Name, v)
		}
	}
	if u := n.Find("contentMeta", "urgency").Words(); u != "" && (len(u) != 1 || u < "1" || u > "9") {
		return batch.Invalid("contentMeta/urgency is %q: it must be a figure from 1 to 9", u)
	}
	if s := meta.Find("pubStatus"); s != nil {
		h.status = news.SignalOf(codeOf(s))
		if h.status != news.SignalKill && h.status != news.SignalHold && codeOf(s) != "usable" {
			return batch.Invalid("itemMeta/pubStatus is %q: it must be usable, withheld or canceled", codeOf(s))
		}
	}
	return nil
}

// signals sets what kind of message the item is: by its status, else by its
// signals, else by keywords in slug and note.
func (h *head) signals(meta *markup.Node) {
	h.env.Signal = h.status
	for _, s := range meta.All("signal") {
		if h.env.Signal == news.SignalNone {
			h.env.Signal = news.SignalOf(codeOf(s))
		}
	}
	for _, line := range [...]string{h.env.Slug, h.env.Note} {
		if h.env.Signal == news.SignalNone {
			h.env.Signal = news.SignalIn(line)
		}
	}
	for _, l := range meta.All("link") {
		rel := strings.ToLower(last(l.Attr("rel")))
		if ref := l.Attr("residref"); ref != "" && (strings.HasPrefix(rel, "evolvedfrom") || strings.HasPrefix(rel, "previousversion")) {
			h.env.Replaces = append(h.env.Replaces, ref)
		}
	}
}

// notes joins the notes to editors, a line each.
func notes(meta *markup.Node) string {
	var out []string
	for _, n := range meta.All("edNote") {
		if w := n.Words(); w != "" {
			out = append(out, w)
		}
	}
	return strings.Join(out, "\n")
}

// codeOf returns the last part of a code: text of ninat:text or of
// http://cv.iptc.org/newscodes/ninature/text.
func codeOf(n *markup.Node) string {
	if q := n.Attr("qcode"); q != "" {
		return last(q)
	}
	return last(n.Attr("uri"))
}

func last(code string) string {
	return code[strings.LastIndexAny(code, ":/#")+1:]
}

// nameOf returns the name of a concept, in English where there are several.
func nameOf(n *markup.Node) string {
	names := n.All("name")
	if len(names) == 0 {
		names = n.Find("mainConcept").All("name")
	}
	for _, name := range names {
		if strings.HasPrefix(name.Attr("lang"), "en") {
			return name.Words()
		}
	}
	if len(names) > 0 {
		return names[0].Words()
	}
	return ""
}

// party returns who somebody is: by name, else by what stands for a name.
func party(n *markup.Node) string {
	if name := nameOf(n); name != "" {
		return name
	}
	if l := n.Attr("literal"); l != "" {
		return l
	}
	if q := n.Attr("qcode"); q != "" {
		return last(q)
	}
	if u, err := url.Parse(n.Attr("uri")); err == nil {
		return strings.TrimPrefix(u.Hostname(), "www.")
	}
	return ""
}
