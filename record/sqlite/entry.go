package sqlite

import (
	"time"

	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/text"
)

// slim returns an entry without what has columns of its own. The story's id
// stays in: it is known then, even where the row of the story is lost. Of the
// parts only that stays which a list entry needs, for there may be thousands.
func slim(e *record.Entry) *record.Entry {
	out := *e
	s, v := &out.Story, &out.Version
	s.ID, s.Source, s.URL, s.Headline, s.Deck, s.Text = "", "", "", "", "", ""
	s.Parts = nil
	for _, p := range e.Story.Parts {
		if p.Kind == text.Body {
			s.Parts = append(s.Parts, p)
			break
		}
	}
	v.N, v.Kind, v.Received = 0, "", time.Time{}
	return &out
}

// entryColumns are those of version v, of story s, that an entry is made of;
// itemColumns are enough for a list entry.
const (
	itemColumns  = "s.id, v.number, v.content, v.kind, v.received, v.source, v.url, v.headline, v.deck, v.body, v.data"
	entryColumns = itemColumns + ", v.parts"
	selectEntry  = "SELECT " + entryColumns + " FROM version v JOIN story s ON s.n=v.story "
)

// scanEntry reads the entryColumns, after what more asks for.
func (s *Store) scanEntry(scan func(...any) error, more ...any) (record.Entry, error) {
	var packed []byte
	e, body, err := s.scanSlim(func(dest ...any) error { return scan(append(dest, &packed)...) }, more...)
	if err != nil {
		return e, err
	}
	words, err := s.pack.Unpack(body)
	if err != nil {
		return e, err
	}
	e.Story.Text, e.Story.Parts = string(words), nil
	return e, s.decode(packed, &e.Story.Parts)
}

// scanSlim reads the itemColumns and leaves the text packed.
func (s *Store) scanSlim(scan func(...any) error, more ...any) (e record.Entry, body []byte, err error) {
	var id, content, kind, source, url, headline, deck string
	var number, received int64
	var data []byte
	if err := scan(append(more, &id, &number, &content, &kind, &received, &source, &url, &headline, &deck, &body, &data)...); err != nil {
		return e, nil, err
	}
	if err := s.decode(data, &e); err != nil {
		return e, nil, err
	}
	e.Story.ID, e.Story.Source, e.Story.URL, e.Story.Headline, e.Story.Deck = content, source, url, headline, deck
	v := &e.Version
	v.StoryID, v.N, v.Kind, v.Received = id, int(number), news.Change(kind), time.UnixMicro(received).UTC()
	return e, body, nil
}

// scanItem reads the itemColumns as a list entry. Of the text it unpacks no
// more than the entry shows.
func (s *Store) scanItem(scan func(...any) error, more ...any) (record.Item, error) {
	e, body, err := s.scanSlim(scan, more...)
	if err != nil {
		return record.Item{}, err
	}
	words, err := s.pack.Head(body, record.Glance(&e.Story))
	e.Story.Text = string(words)
	return record.ItemOf(&e), err
}
