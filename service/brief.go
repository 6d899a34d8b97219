package service

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/datelinewire/dateline/brief"
	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/dossier"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
)

// BriefOf says which brief is wanted.
type BriefOf struct {
	Subject string // as Subject takes it; with no watch either: all that is on record
	Watch   string // the name of a watch
	AsOf    calendar.Day
	Since   calendar.Day // what is new came after that day; zero: see BriefSince
	// Doubtful: also what rests on a single doubtful report.
	Doubtful bool
	Country  func(code string) string // names a country by its code; nil shows the code
	Invented func(source string) bool // nil: no source is
}

// BriefSince returns the day after which things are new to somebody who reads a
// brief each working day: the last but one before a day, Saturdays and Sundays
// not counted.
func BriefSince(day calendar.Day) calendar.Day {
	switch day.Weekday() {
	case time.Sunday:
		return day.AddDays(-3)
	case time.Monday:
		return day.AddDays(-4)
	case time.Tuesday:
		return day.AddDays(-4) // Monday's is the one before
	}
	return day.AddDays(-2)
}

// Brief returns a brief for the morning. It fails as Subject does, with NotFound
// where there is no such watch, and with Invalid where both are asked for or
// the days are in the wrong order.
func (s *Service) Brief(ctx context.Context, o BriefOf) (*brief.Brief, error) {
	if o.Since.IsZero() {
		o.Since = BriefSince(o.AsOf)
	}
	wrong := ""
	switch {
	case o.Subject != "" && o.Watch != "":
		wrong = "ask for a subject or for a watch, not for both"
	case !o.Since.Before(o.AsOf):
		wrong = "what is new came after a day before " + o.AsOf.String() + ": choose an earlier one"
	}
	if wrong != "" {
		return nil, &fault.Error{Op: "make brief", Kind: fault.Invalid, Err: errors.New(wrong)}
	}
	l, err := s.Linker(ctx)
	if err != nil {
		return nil, err
	}
	subject, part, err := s.briefed(ctx, &o)
	if err != nil {
		return nil, err
	}
	d, err := dossier.Of(ctx, part, l, subject, dossier.Options{AsOf: o.AsOf, Since: o.Since, Doubtful: o.Doubtful, Country: o.Country})
	if err != nil {
		return nil, err
	}
	out := brief.Options{Title: d.Subject.Name, About: d.Subject.String(), Invented: o.Invented}
	if o.Watch != "" {
		out.About = "watch:" + subject.Name
	}
	if out.Withdrawn, err = s.withdrawn(ctx, subject, &o); err != nil {
		return nil, err
	}
	return brief.Of(d, out), nil
}

// briefed returns what a brief is about, and the part of the record that it
// tells of.
func (s *Service) briefed(ctx context.Context, o *BriefOf) (dossier.Subject, dossier.Record, error) {
	switch {
	case o.Watch != "":
		w, err := s.watch(ctx, o.Watch)
		if err != nil {
			return dossier.Subject{}, nil, err
		}
		part, err := s.chosen(ctx, w.Query, o.AsOf)
		return dossier.Subject{Name: w.Name}, part, err
	case o.Subject != "":
		subject, err := s.Subject(ctx, o.Subject)
		return subject, s.store, err
	}
	return dossier.Subject{Name: "all countries"}, s.store, nil
}

// window is how many days before a brief begins a story may have been issued
// that was killed since, and mostListed how many stories are looked at for that.
const (
	window     = 30
	mostListed = 2000
)

// withdrawn returns the stories about a subject that were killed or corrected
// within the days of a brief, the newest first; of a watch none.
func (s *Service) withdrawn(ctx context.Context, subject dossier.Subject, o *BriefOf) ([]brief.Withdrawn, error) {
	if o.Watch != "" {
		return nil, nil
	}
	f := record.Filter{Where: whereOf(subject), Since: o.Since.AddDays(-window).Time(), Now: s.now(), Limit: record.MaxLimit, MaxFacts: -1}
	from, to := o.Since.AddDays(1).Time(), o.AsOf.Last().AddDays(1).Time()
	var out []brief.Withdrawn
	for n := 0; n < mostListed; {
		page, err := s.store.List(ctx, f)
		if err != nil {
			return nil, err
		}
		for i := range page.Items {
			it := &page.Items[i]
			if (it.Kind == news.Kill || it.Kind == news.Correction) && !it.Received.Before(from) && it.Received.Before(to) {
				c := dossier.Cite{Story: it.StoryID, Headline: it.Headline, Source: it.Source, Day: calendar.Of(it.Received).String(), Words: it.Note}
				out = append(out, brief.Withdrawn{Cite: c, Killed: it.Kind == news.Kill})
			}
		}
		n += len(page.Items)
		if f.Cursor = page.Next; page.Next == "" {
			break
		}
	}
	if subject.Other != "" {
		return s.both(ctx, subject, o, out)
	}
	return out, nil
}

// both keeps those stories that are about the second country of a pair as well.
func (s *Service) both(ctx context.Context, subject dossier.Subject, o *BriefOf, all []brief.Withdrawn) ([]brief.Withdrawn, error) {
	others, err := s.withdrawn(ctx, dossier.Subject{Country: subject.Other}, o)
	return slices.DeleteFunc(all, func(w brief.Withdrawn) bool {
		return !slices.ContainsFunc(others, func(x brief.Withdrawn) bool { return x.Cite.Story == w.Cite.Story })
	}), err
}

// whereOf returns by which properties stories about a subject are listed.
func whereOf(s dossier.Subject) map[record.Key]string {
	switch {
	case s.Entity != "":
		return map[record.Key]string{record.ByEntity: s.Entity}
	case s.Topic != "":
		return map[record.Key]string{record.ByTopic: s.Topic}
	case s.Country != "":
		return map[record.Key]string{record.ByCountry: s.Country}
	}
	return nil
}
