package memory

import (
	"context"
	"time"

	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
)

func attemptKey(contentID, reader string) string { return contentID + " " + reader }

// read reports whether the reader has read the content.
func (s *Store) read(contentID, reader string) bool {
	for _, r := range s.readings[contentID] {
		if r.reader == reader {
			return true
		}
	}
	return false
}

// Begin notes attempts: see record.Attempts.
func (s *Store) Begin(_ context.Context, reader string, contentIDs ...string) ([]string, error) {
	unlock, err := s.lock("begin readings")
	if err != nil {
		return nil, err
	}
	defer unlock()
	var begun []string
	for _, id := range contentIDs {
		k := attemptKey(id, reader)
		if len(s.byText[id]) == 0 || s.read(id, reader) || s.attempts[k] {
			continue
		}
		s.attempts[k] = true
		begun = append(begun, id)
	}
	return begun, nil
}

// Release takes attempts back: see record.Attempts.
func (s *Store) Release(_ context.Context, reader string, contentIDs ...string) error {
	unlock, err := s.lock("release readings")
	if err != nil {
		return err
	}
	defer unlock()
	for _, id := range contentIDs {
		delete(s.attempts, attemptKey(id, reader))
	}
	return nil
}

// Lost returns none: what the program leaves unfinished in memory ends with
// it.
func (s *Store) Lost(context.Context, string, int) ([]record.Attempt, error) { return nil, nil }

// Alone reports false: nothing is ever lost here.
func (s *Store) Alone(context.Context, record.Attempt) (bool, error) { return false, nil }

// Backlog counts the stories that are not read: see record.Attempts.
func (s *Store) Backlog(_ context.Context, reader string) (int, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	n := 0
	for _, l := range s.stories {
		for _, v := range l.versions {
			if v.readable(time.Now()) && !s.read(v.entry.Story.ID, reader) && (reader != "" || len(s.readings[v.entry.Story.ID]) == 0) {
				n++
				break
			}
		}
	}
	return n, nil
}

// readable reports whether a version may be read then: no kill, and none of a
// story that is under embargo.
func (v *version) readable(now time.Time) bool {
	own, head := &v.entry.Version, &v.story.head().entry.Version
	return own.Kind != news.Kill && !(own.Kind == news.Embargo && record.Hidden(head.Kind, head.Until, now))
}

// Waiting returns what is not read of the contents: see record.Attempts.
func (s *Store) Waiting(_ context.Context, reader string, contentIDs ...string) ([]record.Entry, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	var out []record.Entry
	for _, id := range contentIDs {
		for _, v := range s.byText[id] {
			if v.readable(time.Now()) && !s.read(id, reader) {
				out = append(out, copyEntry(&v.entry))
				break
			}
		}
	}
	return out, nil
}
