package source

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/datelinewire/dateline/intake"
	"github.com/datelinewire/dateline/intake/plain"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/text"
)

// mostItems is how many items one poll brings at most, and mostPages how many
// pages it fetches for them: the rest comes with the polls that follow at once.
const (
	mostItems = 500
	mostPages = 20
	// mostTries is in how many polls in a row the pages of items are asked for
	// again that could not be fetched.
	mostTries = 4
)

// items makes entries of the stories that are new, and reports whether none is
// left for another poll.
func (v *visit) items(ctx context.Context, stories []news.Story) (bool, error) {
	keys, names := make([]string, len(stories)), map[string]int{}
	for i := range stories {
		v.name(&stories[i])
		keys[i] = record.ItemKey(called(&stories[i]))
		names[keys[i]]++
	}
	for i := range stories {
		if names[keys[i]] > 1 { // the name is no name: items share it
			keys[i] = record.ItemKey(called(&stories[i]) + " " + stories[i].ID)
		}
	}
	seen, err := v.seen(ctx, keys)
	if err != nil {
		return false, err
	}
	undated := v.undated(stories)
	pages, open := 0, false
	done := map[string]bool{}
	for i := range stories {
		s := &stories[i]
		old, known := seen[keys[i]]
		if done[keys[i]] {
			continue
		}
		done[keys[i]] = true
		it := record.PolledItem{Key: keys[i], Content: s.ID}
		why := v.rules.against(s)
		if why != "" {
			it.Content = "left out " + s.ID
		}
		if known && old.Content == it.Content && !old.Open {
			if old.Day != record.SeenDay(v.now) && why == "" {
				v.poll.Items = append(v.poll.Items, it) // still there
			}
			continue
		}
		if len(v.poll.Items) >= mostItems || v.src.Full && pages >= mostPages {
			v.more = true
			return false, nil
		}
		if why == "" && v.src.Full {
			pages++
			it.Open = v.full(ctx, s) && v.poll.State.Tries < mostTries
			open = open || it.Open
		}
		if why == "" {
			v.enter(&it, s, undated[i], known)
		}
		v.poll.Items = append(v.poll.Items, it)
		v.tell(s, why)
	}
	if v.poll.State.Tries++; !open {
		v.poll.State.Tries = 0
	}
	return !open, nil
}

// name gives a story the source's name, and the id that follows from it.
func (v *visit) name(s *news.Story) {
	if v.src.Name != "" {
		s.Source = v.src.Name
	}
	s.ID = news.IDOf(s.Source, s.Text)
}

// called returns what a source calls an item: its GUID, else its address, else
// its content.
func called(s *news.Story) string {
	switch {
	case s.Envelope.GUID != "":
		return s.Envelope.GUID
	case s.URL != "":
		return s.URL
	}
	return s.ID
}

// enter makes the item's entry.
func (v *visit) enter(it *record.PolledItem, s *news.Story, listed time.Time, known bool) {
	if v.src.Rights == record.ExcerptOnly {
		excerpt(s, v.f.o.Places)
	}
	if most := v.f.o.MaxStory; most > 0 && len(s.Text) > most {
		v.say(true, []byte(s.Text[:min(len(s.Text), record.MaxKept)]), "%s: its text has %d bytes; the limit is %d (setting limit.story)", s.Headline, len(s.Text), most)
		return
	}
	if s.Text == "" {
		v.say(true, nil, "%s: there is no text in it", called(s))
		return
	}
	s.ID = ""
	it.Entry.Story = *s
	if !listed.IsZero() && !known {
		it.Entry.Version.Listed = listed
		it.Entry.Story.Trouble = append(it.Entry.Story.Trouble, "it has no date that can be read, and was there when its source was first looked at: it is listed behind what has a date")
	} else if s.Day().IsZero() && s.Issued.IsZero() {
		it.Entry.Story.Trouble = append(it.Entry.Story.Trouble, "it has no date that can be read: it is listed by when it came")
	}
	if !known {
		v.pace.fresh = true
	}
	v.poll.State.Changed = v.now
}

// undated returns, for each story without a date in a source that is looked at
// for the first time, where it is listed: behind all that have one, or a day
// back where none has.
func (v *visit) undated(stories []news.Story) []time.Time {
	out := make([]time.Time, len(stories))
	if v.src.State.Polls > 0 {
		return out
	}
	oldest := v.now.Add(-24 * time.Hour)
	for i := range stories {
		if at := record.At(&stories[i], &news.Version{Received: v.now}); at.Before(oldest) {
			oldest = at
		}
	}
	for i := range stories {
		if stories[i].Issued.IsZero() && stories[i].Day().IsZero() {
			out[i] = oldest.Add(-time.Duration(i+1) * time.Second)
		}
	}
	return out
}

// Bounds on an excerpt: a paragraph, and not a long one.
const mostExcerpt = 300

// excerpt cuts a story down to what may be kept of it: headline, deck and the
// opening of its body.
func excerpt(s *news.Story, places news.Places) {
	d := plain.Draft{Headline: s.Headline, Deck: s.Deck, Story: *s}
	for _, p := range s.Parts {
		if p.Kind == text.Body {
			d.Body = []string{record.Cut(s.Text[p.Start:p.End], mostExcerpt)}
			break
		}
	}
	d.Story.Trouble = nil
	short, err := d.Compose(s.Published, places)
	if err != nil {
		return // it is not longer than what was composed before
	}
	short.Envelope = s.Envelope
	short.Envelope.Excerpt = true
	short.Trouble = append(s.Trouble, fmt.Sprintf("only the opening is kept: its source allows no more (%d of %d bytes)", len(short.Text), len(s.Text)))
	*s = short
}

// seen returns what is known of items; in a test, as if nothing were.
func (v *visit) seen(ctx context.Context, keys []string) (map[string]record.Seen, error) {
	if v.testing {
		return nil, nil
	}
	return v.f.o.Store.Seen(ctx, v.src.ID, keys...)
}

// tell notes for a test what would become of an item.
func (v *visit) tell(s *news.Story, why string) {
	if !v.testing {
		return
	}
	w := Would{Headline: s.Headline, URL: s.URL, Bytes: len(s.Text), Taken: why == "", Why: why}
	switch {
	case !s.Issued.IsZero():
		w.Date = s.Issued.UTC().Format("2006-01-02 15:04")
	case !s.Day().IsZero():
		w.Date = s.Day().String()
	}
	if w.Taken {
		w.Why = strings.Join(s.Trouble, "; ")
	}
	v.would = append(v.would, w)
}

// refused notes the parts of an answer that are no stories, each once.
func (v *visit) refused(ctx context.Context, parts []intake.Refusal) error {
	parts = parts[:min(len(parts), mostItems)]
	keys := make([]string, len(parts))
	for i := range parts {
		keys[i] = record.ItemKey("refused " + parts[i].Name)
	}
	seen, err := v.seen(ctx, keys)
	if err != nil {
		return err
	}
	for i := range parts {
		p := &parts[i]
		content := record.ItemKey(p.Reason)
		if old, known := seen[keys[i]]; known && old.Content == content {
			continue
		}
		v.say(true, p.Bytes, "%s: %s", p.Name, p.Reason)
		v.poll.Items = append(v.poll.Items, record.PolledItem{Key: keys[i], Content: content})
		if v.testing {
			v.would = append(v.would, Would{Headline: p.Name, Why: p.Reason})
		}
	}
	return nil
}
