package service

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/link"
	"github.com/datelinewire/dateline/record"
)

// handover is how many days before the newest story that names a holder of an
// office another one that was named counts as well: nobody says on which day
// one follows the other.
const handover = 60

// Office returns the keys of those who hold an office, as stories tell it: the
// one named last with it, and those named within the last weeks before. The
// office is a title with its country: foreign minister of Russia, foreign
// minister (Russia). It fails with Invalid where the country is not said, or
// no story names a holder, saying which offices there are.
func (s *Service) Office(ctx context.Context, office string) ([]string, error) {
	title, country, ok := strings.Cut(strings.TrimSuffix(office, ")"), " (")
	if !ok {
		if i := strings.LastIndex(office, " of "); i >= 0 {
			title, country, ok = office[:i], office[i+len(" of "):], true
		}
	}
	if !ok {
		return nil, &fault.Error{Op: "search", Kind: fault.Invalid, Err: fmt.Errorf("office:%s does not say of which country: write office:%q", quoted(office), office+" of Russia")}
	}
	code, err := s.country("country", strings.TrimPrefix(strings.TrimSpace(country), "the "))
	if err != nil {
		return nil, err
	}
	page, err := s.store.Details(ctx, record.DetailFilter{Kind: record.OfficeFact, Party: code, Limit: record.MaxLimit})
	if err != nil {
		return nil, err
	}
	l, err := s.Linker(ctx)
	if err != nil {
		return nil, err
	}
	keys, titles := holders(page.Details, l, folded(title), code)
	if len(keys) == 0 {
		return nil, &fault.Error{Op: "search", Kind: fault.Invalid, Err: errors.New("no story on record names the " + title + " of " + code + Instead(titles, title))}
	}
	return keys, nil
}

// holders returns the keys of those who are told to hold an office of a
// country, and all titles of that country. The details come newest first.
func holders(all []record.Detail, l *link.Linker, title, code string) (keys, titles []string) {
	var newest *record.Detail
	for i := range all {
		d := &all[i]
		o := d.Office
		if o == nil || o.Of == nil || *o.Of != code || len(d.Keys) == 0 || d.Keys[0] == "" {
			continue
		}
		if !slices.Contains(titles, o.Title) {
			titles = append(titles, o.Title)
		}
		if folded(o.Title) != title || !o.To.IsZero() {
			continue
		}
		if newest == nil {
			newest = d
		}
		if newest.At.Sub(d.At).Hours() > 24*handover {
			continue
		}
		for _, k := range l.Keys(d.Keys[0]) {
			if !slices.Contains(keys, k) {
				keys = append(keys, k)
			}
		}
	}
	slices.Sort(titles)
	return keys, titles
}
