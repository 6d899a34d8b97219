package page

import (
	"net/url"
	"strconv"
	"unicode/utf8"
)

// How much of what grows with a story stands on one page. What is left out
// has an address: a link says how much more there is.
const (
	firstCards  = 40  // of each group on the story's page
	moreCards   = 100 // of one group on the pages that follow
	perVersions = 20
	perCopies   = 40
	mostTrouble = 20
	mostNames   = 8   // of the parties to one event
	mostOffices = 12  // of one person
	mostWords   = 600 // of one fact, in bytes: the story itself has them all
)

// View says which part of a story's facts a page shows. The zero View is the
// first page.
type View struct {
	Version int    // 0: the newest
	Group   string // only the facts of this group, from the one numbered From
	From    int    // 1 is the first
	Fact    string // the part that has this fact, whose words are lit
}

// address returns where a view of a story is found.
func (v View) address(id string) string {
	q := url.Values{}
	if v.Version > 0 {
		q.Set("version", strconv.Itoa(v.Version))
	}
	if v.Group != "" {
		q.Set("show", v.Group)
		q.Set("from", strconv.Itoa(v.From))
	}
	if len(q) == 0 {
		return "/story/" + id
	}
	return "/story/" + id + "?" + q.Encode()
}

// span returns the numbers, from 0 on, between which a group's facts are
// shown.
func (v View) span(group string) (from, to int) {
	switch v.Group {
	case "":
		return 0, firstCards
	case group:
		return v.From - 1, v.From - 1 + moreCards
	}
	return 0, 0
}

// window says what a group shows of its facts, and where the rest is.
func (v View) window(g Group, id string) Group {
	from, to := v.span(g.ID)
	to = min(to, g.Total)
	g.From, g.To, g.Rest = from+1, to, g.Total-to
	if v.Group != "" {
		g.Folded = false
		g.All = View{Version: v.Version}.address(id)
	}
	if from > firstCards {
		g.Before = View{v.Version, g.ID, max(from-moreCards, firstCards) + 1, ""}.address(id)
	}
	if to < g.Total {
		g.After = View{v.Version, g.ID, to + 1, ""}.address(id)
	}
	return g
}

// found returns the view by group and number, once all facts are counted: of
// the fact that was looked for, and the first page where there is no such
// thing.
func (b *builder) found(v View) View {
	first := View{Version: v.Version}
	if v.Fact == "" {
		if v.From < 1 || v.From > b.count[v.Group] {
			return first
		}
		return v
	}
	i := b.at.From - 1
	if b.at.Group == "" || i < firstCards {
		return first
	}
	return View{Version: v.Version, Group: b.at.Group, From: i - (i-firstCards)%moreCards + 1}
}

// clip cuts s to at most n bytes, on a rune's boundary, with an ellipsis.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + "…"
}
