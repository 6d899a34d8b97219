package ninjs

import (
	"strconv"
	"strings"

	"github.com/datelinewire/dateline/intake/envelope"
	"github.com/datelinewire/dateline/intake/markup"
	"github.com/datelinewire/dateline/intake/nitf"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/text"
)

// story takes an item as a story, or refuses what is none.
func (d *decoder) story(it view) error {
	env := envelopeOf(it)
	dr := envelope.Draft{Byline: it.text("byline", "by"), Located: it.text("located"), Issued: it.text("versioncreated", "firstcreated")}
	dr.Headline, dr.Body = headline(it), body(it)
	switch {
	case env.Signal == news.SignalKill && dr.Headline == "" && len(dr.Body) == 0:
		dr.Headline = first(env.Note, env.Slug, "Withdrawn by its source: "+env.GUID)
	case !it.isText():
		d.refuse(it.m, env.GUID, "its type is "+it.text("type")+", which is no story: what it shows is not read")
		return nil
	case len(dr.Body) == 0:
		dr.Body = parts(it, "description")
		env.Excerpt = len(dr.Body) > 0
	}
	if dr.Headline == "" && len(dr.Body) == 0 {
		d.refuse(it.m, env.GUID, "it has neither a headline nor a text: there is nothing to read")
		return nil
	}
	s := &dr.Story
	s.Envelope, s.Language = env, it.text("language")
	s.Source = first(it.text("source"), it.text("copyrightholder"))
	if u := it.text("uri"); strings.HasPrefix(u, "https://") || strings.HasPrefix(u, "http://") {
		s.URL = u
	}
	for _, name := range [...]string{"versioncreated", "embargoed", "embargoeduntil"} {
		if v := it.text(name); v != "" {
			if _, day := envelope.Time(v); day.IsZero() {
				s.Trouble = append(s.Trouble, name+" is "+strconv.Quote(v)+", which is no moment: it was left out")
			}
		}
	}
	st, err := dr.Compose(d.in)
	if err != nil {
		return err
	}
	d.out.Stories = append(d.out.Stories, st)
	return nil
}

func envelopeOf(it view) news.Envelope {
	e := news.Envelope{
		GUID: it.text("uri"), Slug: it.text("slugline"), Note: it.text("ednote"), Urgency: it.figure("urgency"),
		Subjects: it.names("subject", "subjects"),
		Rights:   strings.TrimSpace(it.text("copyrightnotice") + "\n" + it.text("usageterms")),
	}
	e.Version, _ = strconv.Atoi(it.text("version"))
	e.Updated, _ = envelope.Time(it.text("versioncreated"))
	e.Embargo, _ = envelope.Time(it.text("embargoed", "embargoeduntil"))
	if from := it.text("evolvedfrom"); from != "" {
		e.Replaces = append(e.Replaces, from)
	}
	e.Signal = news.SignalOf(it.text("pubstatus"))
	for _, line := range [...]string{it.text("profile"), e.Slug, e.Note} {
		if e.Signal == news.SignalNone {
			e.Signal = news.SignalIn(line)
		}
	}
	return e
}

// headline returns the item's headline, else its main one, else its title.
func headline(it view) string {
	best := it.text("headline", "headline_main")
	for _, h := range it.list("headlines") {
		if best == "" || h.text("role") == "main" {
			best = first(h.text("value"), best)
		}
	}
	if best == "" {
		best = it.text("title")
	}
	return strings.Join(markup.HTML(best), " ")
}

// body returns the paragraphs of the item's text.
func body(it view) []string { return parts(it, "body") }

// parts returns the paragraphs of the first form of a text that holds words:
// HTML before NITF before plain text, because markup knows paragraphs.
func parts(it view, name string) []string {
	var html, xml, flat []string
	sort := func(role, value string) {
		role = strings.ToLower(role)
		switch {
		case strings.Contains(role, "nitf"):
			xml = append(xml, value)
		case strings.Contains(role, "html"):
			html = append(html, value)
		default:
			flat = append(flat, value)
		}
	}
	for _, key := range sorted(it.m) {
		if role, ok := strings.CutPrefix(key, name+"_"); ok {
			sort(role, it.text(key))
		}
	}
	many := strings.Replace(name, "body", "bodie", 1) + "s"
	for _, b := range it.list(many) {
		sort(b.text("contenttype")+" "+b.text("role"), b.text("value"))
	}
	for _, v := range html {
		if p := markup.HTML(v); len(p) > 0 {
			return p
		}
	}
	for _, v := range xml {
		if root, _, err := markup.Parse([]byte(v)); err == nil && root.Name == "nitf" {
			if d := nitf.Draft(root); len(d.Body) > 0 {
				return d.Body
			}
		}
	}
	for _, v := range flat {
		if p := lines(v); len(p) > 0 {
			return p
		}
	}
	return nil
}

// lines returns the paragraphs of a plain text.
func lines(s string) []string {
	var out []string
	for _, p := range text.Paragraphs(s) {
		out = append(out, s[p.Start:p.End])
	}
	return out
}

func first(s ...string) string {
	for _, v := range s {
		if v != "" {
			return v
		}
	}
	return ""
}
