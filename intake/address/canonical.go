package address

import (
	_ "embed"
	"net/url"
	"slices"
	"strings"
	"sync"
)

//go:embed tracking.tsv
var tracking string // never changed

// tracks returns the names of tracking.tsv in full, and the beginnings of names.
var tracks = sync.OnceValues(func() (names map[string]bool, beginnings []string) {
	names = map[string]bool{}
	for line := range strings.Lines(tracking) {
		line = strings.TrimSpace(line)
		if begin, ok := strings.CutSuffix(line, "*"); ok && line[0] != '#' {
			beginnings = append(beginnings, begin)
		} else if line != "" && line[0] != '#' {
			names[line] = true
		}
	}
	return names, beginnings
})

// Canonical returns the address under which a page is known: as Shown does, and
// without the parameters that say how a reader came (tracking.tsv), a fragment
// that names a place on the page, a port that goes without saying, and capitals
// in the name of the host. It returns "" for what is no address of the web.
//
//	address.Canonical("https://Wire.example:443/a?id=7&utm_source=rss#top") // https://wire.example/a?id=7
func Canonical(address string) string {
	u, err := url.Parse(Shown(address))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	u.Host = strings.ToLower(u.Host)
	if port := u.Port(); port == "80" && u.Scheme == "http" || port == "443" && u.Scheme == "https" {
		u.Host = strings.TrimSuffix(u.Host, ":"+port)
	}
	if u.Path == "" {
		u.Path = "/"
	}
	u.RawQuery = untracked(u.RawQuery)
	u.ForceQuery = false
	if !strings.HasPrefix(u.Fragment, "!") && !strings.HasPrefix(u.Fragment, "/") { // such choose the page itself
		u.Fragment, u.RawFragment = "", ""
	}
	return u.String()
}

// untracked leaves out the parameters of a query that say how a reader came;
// the others stay as they are, in their order.
func untracked(query string) string {
	if query == "" {
		return ""
	}
	kept := slices.DeleteFunc(strings.Split(query, "&"), func(p string) bool {
		name, _, _ := strings.Cut(p, "=")
		if plain, err := url.QueryUnescape(name); err == nil {
			name = plain
		}
		return p == "" || Tracks(name)
	})
	return strings.Join(kept, "&")
}

// Tracks reports whether a parameter of that name says how a reader came, and
// nothing of what is asked for (tracking.tsv).
func Tracks(name string) bool {
	names, beginnings := tracks()
	name = strings.ToLower(name)
	return names[name] || slices.ContainsFunc(beginnings, func(b string) bool { return strings.HasPrefix(name, b) })
}
