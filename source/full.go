package source

import (
	"context"
	"errors"

	"github.com/datelinewire/dateline/intake"
	"github.com/datelinewire/dateline/intake/fetch"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/news"
)

// full puts the text of an item's page in the place of what its feed has of
// it. Where that cannot be had, the story says why, and stays as it is; full
// reports whether it may be had later.
func (v *visit) full(ctx context.Context, s *news.Story) bool {
	later, err := v.page(ctx, s)
	if err != nil {
		s.Trouble = append(s.Trouble, "its page could not be had, so this is what the feed has of it: "+plainly(err))
	}
	return later
}

func (v *visit) page(ctx context.Context, s *news.Story) (later bool, err error) {
	if s.URL == "" {
		return false, errors.New("the item has no address")
	}
	if !v.f.robots.allow(ctx, s.URL) {
		return false, errors.New("its host lets no program read it (robots.txt)")
	}
	host := hostOf(s.URL)
	if err := v.f.gate.enter(ctx, host); err != nil {
		return true, err
	}
	a, err := v.ask(ctx, s.URL, fetch.Known{}, nil)
	v.f.gate.leave(host)
	if err != nil {
		return fault.KindOf(err) == fault.Temporary, err
	}
	b, err := v.f.apart(ctx, intake.Input{
		Bytes: a.Body, ContentType: a.ContentType, URL: a.URL, Format: intake.Page, Day: s.Published, Source: s.Source, MaxBytes: v.f.o.MaxFile, Places: v.f.o.Places, Fetched: v.now,
	})
	if err != nil {
		return false, err
	}
	if len(b.Stories) == 0 {
		return false, errors.New("no story was found on it")
	}
	whole := b.Stories[0]
	if len(whole.Text) <= len(s.Text) {
		return false, nil // the feed has as much
	}
	merge(&whole, s)
	*s = whole
	return false, nil
}

// merge gives a page's story what its feed says of it: a feed's own words on
// when and what something is go before what was found on a page.
func merge(whole, item *news.Story) {
	whole.Source, whole.URL, whole.Envelope = item.Source, item.URL, item.Envelope
	whole.Envelope.Excerpt = false
	if !item.Issued.IsZero() {
		whole.Issued = item.Issued
	}
	if !item.Published.IsZero() {
		whole.Published = item.Published
	}
	if item.Section != "" {
		whole.Section = item.Section
	}
	if whole.Byline == "" {
		whole.Byline = item.Byline
	}
	whole.Trouble = append(item.Trouble, whole.Trouble...)
}
