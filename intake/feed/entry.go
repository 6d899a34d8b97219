package feed

import (
	"strings"

	ext "github.com/mmcdole/gofeed/extensions"
)

// words are one of the texts of an item: its characters, how they are meant,
// and in which language.
type words struct {
	value string
	kind  kind
	lang  string
}

// entry is an item as its format has it, before anything is made of it.
type entry struct {
	id        string
	permalink bool   // the id says of itself that it is an address
	link      string // the story's page, relative addresses not yet resolved
	original  string // the same where the link counts readers
	base      string // see note
	title     words
	texts     []words  // content and summaries, the one that should be whole first
	authors   []string // names, or lines of names
	subjects  []string
	published []string // dates, the most telling first
	updated   []string
	source    string // who published it first
	rights    string
	lang      string
	partial   bool // the format says that the text lies elsewhere
}

// channel is what a feed says of itself.
type channel struct {
	Feed
	base    string // see note
	entries []entry
	built   []string // dates of the feed as a whole
	authors []string // of items that name none
}

// wordsOf returns a text with what is noted of it.
func wordsOf(value string, n *note, name string) words {
	t := n.of(name)
	return words{n.kept.open(value), t.kind, t.lang}
}

// several returns the values of an extension's element, under any of the names
// of its space.
func several(x ext.Extensions, name string, spaces ...string) []string {
	var out []string
	for _, space := range spaces {
		for _, e := range x[space][name] {
			if e.Value != "" {
				out = append(out, e.Value)
			}
		}
	}
	return out
}

// first returns the first that is not empty.
func first(values ...string) string {
	for _, v := range values {
		if v = strings.TrimSpace(v); v != "" {
			return v
		}
	}
	return ""
}

// linked returns the address of the first link of a relation among the
// extensions, in any of Atom's spaces.
func linked(x ext.Extensions, rel string) []string {
	var out []string
	for _, space := range [...]string{"atom", "atom10", "atom03", "a10"} {
		for _, e := range x[space]["link"] {
			if r := e.Attrs["rel"]; (r == rel || r == "" && rel == "alternate") && e.Attrs["href"] != "" {
				out = append(out, e.Attrs["href"])
			}
		}
	}
	return out
}

// people returns the names below an element such as Atom's author.
func people(x ext.Extensions, name string) []string {
	var out []string
	for _, space := range [...]string{"atom", "atom10", "atom03", "a10"} {
		for _, e := range x[space][name] {
			for _, n := range e.Children["name"] {
				out = append(out, n.Value)
			}
		}
	}
	return out
}

// media gives an item that is a film or a sound the name and the text of that,
// where it has none of its own.
func (e *entry) media(x ext.Extensions) {
	m := x["media"]
	value := func(name string) string {
		for _, list := range [...][]ext.Extension{m[name], inside(m["group"], name)} {
			for _, v := range list {
				if v.Value != "" {
					return v.Value
				}
			}
		}
		return ""
	}
	if e.title.value == "" {
		e.title.value = value("title")
	}
	for _, t := range e.texts {
		if t.value != "" {
			return
		}
	}
	e.texts = append(e.texts, words{value: value("description"), lang: e.lang})
}

// inside returns the elements of a name inside the first of a list.
func inside(list []ext.Extension, name string) []ext.Extension {
	if len(list) == 0 {
		return nil
	}
	return list[0].Children[name]
}
