package sqlite

import (
	"encoding/json"
	"time"

	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
)

// slim returns an entry without what has columns of its own. The story's id
// stays in: it is known then, even where the row of the story is lost.
func slim(e *record.Entry) *record.Entry {
	out := *e
	s, v := &out.Story, &out.Version
	s.ID, s.Source, s.URL, s.Headline, s.Deck, s.Text = "", "", "", "", "", ""
	v.N, v.Kind, v.Received = 0, "", time.Time{}
	return &out
}

// entryColumns are those of version v, of story s.
const (
	entryColumns = "s.id, v.number, v.content, v.kind, v.received, v.source, v.url, v.headline, v.deck, v.body, v.data"
	selectEntry  = "SELECT " + entryColumns + " FROM version v JOIN story s ON s.n=v.story "
)

// scanEntry reads the entryColumns, after what more asks for.
func (s *Store) scanEntry(scan func(...any) error, more ...any) (record.Entry, error) {
	e, body, err := s.scanSlim(scan, more...)
	if err != nil {
		return e, err
	}
	text, err := s.pack.Unpack(body)
	e.Story.Text = string(text)
	return e, err
}

// scanSlim reads the entryColumns and leaves the text packed.
func (s *Store) scanSlim(scan func(...any) error, more ...any) (e record.Entry, body []byte, err error) {
	var id, content, kind, source, url, headline, deck string
	var number, received int64
	var data []byte
	if err := scan(append(more, &id, &number, &content, &kind, &received, &source, &url, &headline, &deck, &body, &data)...); err != nil {
		return e, nil, err
	}
	if data, err = s.pack.Unpack(data); err != nil {
		return e, nil, err
	}
	if err := json.Unmarshal(data, &e); err != nil {
		return e, nil, err
	}
	e.Story.ID, e.Story.Source, e.Story.URL, e.Story.Headline, e.Story.Deck = content, source, url, headline, deck
	v := &e.Version
	v.StoryID, v.N, v.Kind, v.Received = id, int(number), news.Change(kind), time.UnixMicro(received).UTC()
	return e, body, nil
}

// scanItem reads the entryColumns as a list entry. Of the text it unpacks no
// more than the entry shows.
func (s *Store) scanItem(scan func(...any) error, more ...any) (record.Item, error) {
	e, body, err := s.scanSlim(scan, more...)
	if err != nil {
		return record.Item{}, err
	}
	text, err := s.pack.Head(body, record.Glance(&e.Story))
	e.Story.Text = string(text)
	return record.ItemOf(&e), err
}
