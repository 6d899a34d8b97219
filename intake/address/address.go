// Package address says how a web address may be kept and shown. An address as
// a user gave it goes in; the same without what gives access to what lies there
// comes out: user and password, and parameters such as token (secret.tsv has
// their names). What is left may not lead there without them, and that is
// meant: a story's address is printed in feeds and pages.
//
//	address.Shown("https://ines:pw@wire.example/a?id=7&token=x") // https://wire.example/a?id=7
//
// Limits: what a site hides in the path itself cannot be told from a name.
package address

import (
	_ "embed"
	"net/url"
	"slices"
	"strings"
)

//go:embed secret.tsv
var secret string // never changed

// Shown returns the address without what gives access, or "" where it is none
// that can be read. Everything else stays as it was written.
func Shown(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	if u.User != nil && u.Host == "" {
		return "" // without who asks, its path would be read as a host
	}
	query, fragment := without(u.RawQuery), without(u.Fragment)
	if u.User == nil && query == u.RawQuery && fragment == u.Fragment {
		return address
	}
	u.User, u.RawQuery = nil, query
	u.ForceQuery = false
	if fragment != u.Fragment {
		u.Fragment, u.RawFragment = fragment, ""
	}
	return u.String()
}

// without leaves out the parameters of a query that give access; the others
// stay as they are, in their order.
func without(query string) string {
	if !strings.Contains(query, "=") {
		return query
	}
	names := strings.Split(secret, "\n")
	kept := slices.DeleteFunc(strings.Split(query, "&"), func(p string) bool {
		name, _, ok := strings.Cut(p, "=")
		if plain, err := url.QueryUnescape(name); err == nil {
			name = plain
		}
		return ok && slices.Contains(names, strings.ToLower(name))
	})
	return strings.Join(kept, "&")
}
