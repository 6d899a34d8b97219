package feed

import (
	"net/url"
	"strings"
)

// identity is what names the items of a feed. Feeds give one id to all of their
// items, or the site's address to each of them: such name none.
type identity struct {
	links    []string        // the address of each item, in full
	shared   map[string]bool // addresses that several stories have
	repeated map[string]bool // ids that several stories have
}

// set is a set of strings by what they belong to.
type set map[string]map[string]bool

func (s set) add(of, what string) {
	if s[of] == nil {
		s[of] = map[string]bool{}
	}
	s[of][what] = true
}

// versions is how many titles one story may have in a feed that still lists
// what it was before.
const versions = 2

// identify finds the addresses of all items, and which ids and addresses name
// a story. An id at two addresses names none, nor does one with more titles
// than a story has versions, or with several at the site's own address.
func (p *composer) identify() {
	p.links, p.shared, p.repeated = make([]string, len(p.entries)), map[string]bool{}, map[string]bool{}
	at, titles := set{}, set{}
	for i := range p.entries {
		e := &p.entries[i]
		p.links[i] = p.full(e.link, e)
		if id := strings.TrimSpace(e.id); id != "" {
			at.add(id, p.links[i])
			titles.add(id, e.title.value)
			n := len(titles[id])
			home := p.links[i] == "" || strings.TrimSuffix(p.links[i], "/") == strings.TrimSuffix(p.Link, "/")
			p.repeated[id] = p.repeated[id] || len(at[id]) > 1 || n > versions || n > 1 && home
		}
	}
	of := set{}
	for i := range p.entries {
		e := &p.entries[i]
		of.add(p.links[i], first(p.id(e), e.title.value))
		p.shared[p.links[i]] = len(of[p.links[i]]) > 1
	}
}

// id returns the id of an item, or "" where it has none of its own.
func (p *composer) id(e *entry) string {
	if id := strings.TrimSpace(e.id); !p.repeated[id] {
		return id
	}
	return ""
}

// address returns the address of an item: its link, or, where items share one,
// that with its id as fragment.
func (p *composer) address(i int, e *entry) string {
	link := p.links[i]
	if !p.shared[link] {
		return link
	}
	u, err := url.Parse(link)
	if id := p.id(e); err == nil && id != "" && id != strings.TrimSpace(e.link) && id != link {
		u.Fragment = id
		return u.String()
	}
	return ""
}
