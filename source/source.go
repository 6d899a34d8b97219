// Package source follows sources of news: feeds, pages, sites, sitemaps and
// folders. What goes in is the list of sources on record and what their
// servers answer; what comes out is stories, put on record in one transaction
// with how the source stands, and a log of what each source did.
//
//	f := source.New(source.Options{Store: store, Wake: queue.Wake})
//	err := f.Run(ctx) // until ctx ends
//
// A source is asked as often as it has news, never more often than its server
// wishes, and one that fails keeps nobody else waiting. An item is taken once,
// by the name that its source has for it. What cannot be taken is a line in
// the log, with the reason and the bytes.
//
// Limits: one program follows the sources of a record. Where two do, nothing
// is taken twice, but servers are asked twice as often.
package source

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/datelinewire/dateline/intake"
	"github.com/datelinewire/dateline/intake/address"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/record"
)

// Bounds on the time between polls where a source has none of its own.
const (
	DefaultLeast = 5 * time.Minute
	DefaultMost  = 12 * time.Hour
	// shortest is the least that can be set: below it a server is not read
	// but attacked.
	shortest = 10 * time.Second
)

// IDOf returns the id of a source that is added at an address: 8 letters and
// digits, the same on every machine.
func IDOf(location string) string {
	h := sha256.Sum256([]byte(location))
	return strings.ToLower(base32.StdEncoding.EncodeToString(h[:5]))
}

// Settle fills in what a person may leave out of a source's settings, and
// fails with Invalid, saying what to write, where something cannot be meant.
func Settle(s record.SourceSettings) (record.SourceSettings, error) {
	bad := func(format string, a ...any) (record.SourceSettings, error) {
		return s, &fault.Error{Op: "follow source", Kind: fault.Invalid, ID: Shown(s.Address), Err: fmt.Errorf(format, a...)}
	}
	s.Address = strings.TrimSpace(s.Address)
	switch {
	case s.Address == "":
		return bad("it has no address: give a web address or a folder")
	case s.Kind == "" && foreign(s.Address):
		return bad("only http and https addresses are followed: write https://example.org/feed, or ./ before the name of a folder")
	case s.Kind == record.FolderSource || s.Kind == "" && !intake.IsURL(s.Address):
		s.Kind = record.FolderSource
		path, err := filepath.Abs(s.Address)
		if err != nil {
			return bad("%w", err)
		}
		s.Address = path
	case s.Kind == "":
		s.Kind = record.FeedSource
	}
	if !slices.Contains(Kinds(), s.Kind) {
		return bad("there is no kind %q: write one of %v", s.Kind, Kinds())
	}
	if s.Kind != record.FolderSource && !intake.IsURL(s.Address) {
		return bad("this is not a web address: write it as https://example.org/feed")
	}
	if s.Least > 0 && s.Least < shortest {
		return bad("it would be asked every %v: at least %v must lie between", s.Least, shortest)
	}
	if s.Rights != record.FullText && s.Rights != record.ExcerptOnly {
		return bad("there are no rights %q: write excerpt, or nothing for the full text", s.Rights)
	}
	if _, err := newRules(s.Rules); err != nil {
		return bad("%w", err)
	}
	if err := checkProxy(s.Proxy); err != nil {
		return bad("%w", err)
	}
	if s.ID == "" {
		s.ID = IDOf(s.Address)
	}
	return s, record.CheckSource(&s)
}

// foreign reports whether an address has a scheme that is none of the web's:
// ftp://, mailto:, javascript:.
func foreign(address string) bool {
	u, err := url.Parse(address)
	return err == nil && len(u.Scheme) > 1 && !intake.IsURL(address)
}

// Kinds returns the kinds of source.
func Kinds() []record.SourceKind {
	return []record.SourceKind{record.FeedSource, record.PageSource, record.SiteSource, record.SitemapSource, record.FolderSource}
}

func checkProxy(s string) error {
	if s == "" {
		return nil
	}
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "socks5" {
		return errors.New("the proxy is not one: write it as http://HOST:PORT or socks5://HOST:PORT")
	}
	return nil
}

// Shown returns an address without what gives access; a folder's path as it is.
func Shown(location string) string {
	if !intake.IsURL(location) {
		return location
	}
	return address.Shown(location)
}

// Title returns what a source is called: its name, else its address.
func Title(s *record.SourceSettings) string {
	if s.Name != "" {
		return s.Name
	}
	return Shown(s.Address)
}

// Add has a source followed from now on. It fails with Conflict where it is
// already, and leaves that as it is.
func Add(ctx context.Context, store record.Store, s record.SourceSettings, now time.Time) error {
	switch old, err := store.Source(ctx, s.ID); {
	case err == nil:
		return record.SameAddress(&s, old.ID)
	case fault.KindOf(err) != fault.NotFound:
		return err
	}
	s.Added = now.UTC()
	return store.PutSource(ctx, s)
}

// Asked reports whether a source is one that is asked for what it has. The
// others bring it: files that are imported, programs that send stories.
func Asked(s *record.Source) bool {
	return s.Kind != record.ImportSource && s.Kind != record.PushSource
}

// Standing returns how a source stands, in a few words.
func Standing(s *record.Source) string {
	switch {
	case s.Paused != "":
		return "paused: " + s.Paused
	case s.State.Fails == 1:
		return "failed once: " + s.State.Error
	case s.State.Fails > 0:
		return fmt.Sprintf("failed %d times: %s", s.State.Fails, s.State.Error)
	case s.State.Error != "":
		return s.State.Error
	case s.State.Polled.IsZero():
		return "new"
	}
	return "well"
}

// Resume has a source followed again, at once and as if it had not failed.
func Resume(ctx context.Context, store record.Store, s *record.Source) error {
	s.Paused = ""
	if err := store.PutSource(ctx, s.SourceSettings); err != nil {
		return err
	}
	st := s.State
	st.Fails, st.Error, st.Next, st.Well = 0, "", time.Time{}, time.Now().UTC()
	_, err := store.PutPolls(ctx, record.Poll{SourceID: s.ID, State: st})
	return err
}

// Find returns the source of that id, name or address. It fails with NotFound
// where there is none, and with Invalid where a name is that of several.
func Find(all []record.Source, word string) (record.Source, error) {
	var found []record.Source
	for _, s := range all {
		if s.ID == word || s.Address == word || Shown(s.Address) == word {
			return s, nil
		}
		if strings.EqualFold(s.Name, word) {
			found = append(found, s)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return record.Source{}, record.NoSource(word)
	}
	return record.Source{}, &fault.Error{Op: "look up source", Kind: fault.Invalid, ID: word, Err: fmt.Errorf("%d sources have this name: give the id of one, such as %s", len(found), found[0].ID)}
}
