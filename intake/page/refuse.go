package page

import (
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/net/html"

	"github.com/datelinewire/dateline/intake/batch"
)

// short is below how many words a page is judged by its title.
const short = 120

// refuse returns an error that says what a page is, where it is no story; nil
// for a story.
func (s *sheet) refuse(body []block, whole bool) error {
	prose := 0
	for i := range body {
		if body[i].isProse() {
			prose += len(strings.Fields(body[i].text))
		}
	}
	if err := s.gate(prose); err != nil {
		return err
	}
	if n := s.teasers(); s.listed(n, body) {
		return batch.Invalid("no article stands out: the page is a front page or a list of %d headlines. Add the address of one of its stories, or follow the page as a source", n)
	}
	if len(body) == 0 && s.consents() {
		return batch.Invalid("the page shows nothing but a question about cookies: open it in a browser and copy the story's words")
	}
	return nil
}

// gate returns an error for a page that stands in place of a story. What is
// long enough for a story is one, whatever its title.
func (s *sheet) gate(prose int) error {
	if prose > short {
		return nil
	}
	t := tables()
	said := func(kind string) string {
		for _, c := range s.calls() {
			if t.has(kind, strings.ToLower(c)) {
				return c
			}
		}
		return ""
	}
	if c := said("gate"); c != "" && prose < short/2 {
		return batch.Invalid("the site asks for a browser before it shows the page (%q): open it there and copy the story's words", c)
	}
	if c := said("missing"); c != "" && (prose < short/4 || s.head < 0 || !same(c, s.headline()) || len(strings.Fields(c)) < 5) {
		return batch.Invalid("the site has no such page (%q): look for the story's new address", c)
	}
	if c := said("trouble"); c != "" {
		return batch.Invalid("the site is in trouble (%q): try again later", c)
	}
	if prose < short/3 && (s.password || said("locked") != "" && prose < 15) {
		return batch.Invalid("the page shows the story only to those who log in or subscribe: copy its words from a browser")
	}
	return nil
}

// calls returns what a page says first: its title, its headings, and, of a page
// of a few lines, all of them.
func (s *sheet) calls() []string {
	out := []string{withoutSite(s.title, s.source()), s.title}
	lines := 0
	for i := range s.lines {
		l := &s.lines[i]
		if l.letters == 0 || l.inLink == l.letters || l.mark&(nav|aside|comment) != 0 {
			continue
		}
		lines++
		if l.isHeading() || lines <= 8 {
			out = append(out, l.text)
		}
	}
	return out
}

// few is how many teasers any page may have.
const few = 4

// teasers counts the headings that lead to other pages.
func (s *sheet) teasers() int {
	n := 0
	for i := range s.lines {
		if s.isTeaser(i) {
			n++
		}
	}
	return n
}

// isTeaser reports whether a line is a heading that leads to another page.
func (s *sheet) isTeaser(i int) bool {
	l := &s.lines[i]
	return i != s.head && l.isHeading() && l.mark&(nav|comment|overlay) == 0 &&
		l.inLink*10 >= l.letters*8 && l.letters > 12 && l.href != "" && !strings.HasPrefix(l.href, "#")
}

// markTeasers marks what stands under headings that lead to other pages, each
// in a box of its own, as none of this page's story. Where several share a box
// they are the sub-heads of a text.
func (s *sheet) markTeasers() {
	if s.teasers() < few {
		return
	}
	in := map[*html.Node]int{}
	for i := range s.lines {
		if n := s.lines[i].node; n != nil && s.isTeaser(i) {
			in[n.Parent]++
		}
	}
	for i := range s.lines {
		if s.lines[i].node == nil || !s.isTeaser(i) {
			continue
		}
		box := s.lines[i].node.Parent
		if in[box] > 1 {
			continue
		}
		for j := i; j < min(i+4, len(s.lines)); j++ {
			if j > i && (s.lines[j].isHeading() || s.lines[j].node == nil || s.lines[j].node.Parent != box) {
				break
			}
			s.lines[j].mark |= aside
		}
	}
}

// listPath is how the addresses of lists go on.
var listPath = regexp.MustCompile(`(?i)^/?(?:$|index\.\w+$|home/?$|page/\d+|(?:tag|tags|category|categories|topic|topics|author|section|search)(?:/|$)|.*/page/\d+/?$)`)

// listed weighs whether a page of so many teasers is a list of stories.
func (s *sheet) listed(teasers int, body []block) bool {
	list, story := 0, 0
	switch {
	case teasers >= 10:
		list += 4
	case teasers >= few:
		list += 3
	}
	for i := range s.linked {
		switch l := &s.linked[i]; {
		case l.isArticle() && l == s.main():
			story += 3
		case l.kind == "CollectionPage", l.kind == "ItemList", l.kind == "SearchResultsPage":
			list += 2
		}
	}
	switch strings.ToLower(s.said("type")) {
	case "website":
		list++
	case "article", "newsarticle", "news":
		story += 2
	}
	if len(s.meta["article:published_time"]) > 0 {
		story += 2
	}
	for _, a := range [...]string{s.address(), s.canonical} {
		if u, err := url.Parse(a); err == nil && a != "" && listPath.MatchString(u.Path) && u.RawQuery == "" {
			list += 3
			break
		}
	}
	if c := s.headline(); c != "" && tables().has("list", strings.ToLower(c)) && len(strings.Fields(c)) < 5 {
		list += 2
	}
	if s.head < 0 {
		list++
	}
	switch run := longestRun(body); {
	case run >= 150:
		story += 5
	case run >= 60:
		story += 4
	case run >= 30 && s.head >= 0 && s.first >= 0 && s.first-s.head < near:
		story += 3 // a short story, right under its headline
	}
	return list > 2 && list-story >= 2
}

// longestRun returns the words of the longest run of paragraphs that no
// heading breaks, links among them not counted.
func longestRun(body []block) int {
	most, run := 0, 0
	for i := range body {
		if body[i].heading {
			run = 0
		} else if body[i].isProse() {
			run += len(strings.Fields(body[i].text))
		}
		most = max(most, run)
	}
	return most
}

// consents reports whether the page asks about cookies.
func (s *sheet) consents() bool {
	for i := range s.lines {
		if isConsent(strings.ToLower(s.lines[i].text)) {
			return true
		}
	}
	return false
}
