package memory

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/datelinewire/dateline/record"
)

// Search finds stories: see record.Store. Hits rank by how often the words
// occur, those in the headline counting most.
func (s *Store) Search(_ context.Context, q record.Query) (record.Hits, error) {
	_, offset, _, err := record.ParseCursor(q.Cursor)
	if err != nil || q.Empty() {
		return record.Hits{}, err
	}
	s.mu.Lock() // words are folded on first use
	defer s.mu.Unlock()
	f := record.FactsOf(&q)
	ls := s.found(&q, &f)
	hits := record.Hits{Total: min(len(ls), record.MaxTotal)}
	ls = ls[min(int(offset), len(ls)):]
	if limit := record.Limit(q.Limit); len(ls) > limit {
		ls = ls[:limit]
		hits.Next = record.Cursor(0, offset+int64(limit))
	}
	for _, l := range ls {
		hits.Hits = append(hits.Hits, hit(l, &q, &f))
	}
	return hits, nil
}

// found returns the stories that fit, in the order that is asked for.
func (s *Store) found(q *record.Query, f *record.EventFilter) []*story {
	score := map[*story]float64{}
	ls := s.sorted(func(l *story) bool {
		if it := &l.head().item; record.Hidden(it.Kind, it.Until, q.Now) || l.head().n <= q.After || !has(l, q.Where) || q.Fold && l.cluster != l || !inTime(l, q) {
			return false
		}
		if len(q.Naming) > 0 && !slices.ContainsFunc(q.Naming, func(key string) bool { return has(l, map[record.Key]string{record.ByEntity: key}) }) {
			return false
		}
		if q.Asks && !slices.ContainsFunc(l.head().events, func(e event) bool { return fits(l.head(), &e, f) }) {
			return false
		}
		if q.Vows && !slices.ContainsFunc(l.head().pledges, func(p pledge) bool {
			_, due := record.Bounds(record.DueOf(&p.row.Pledge))
			return promised(l, &p, due, &q.Pledge)
		}) {
			return false
		}
		var ok bool
		score[l], ok = rank(l.head(), q)
		return ok
	})
	if !q.ByTime {
		slices.SortStableFunc(ls, func(a, b *story) int { return cmp.Compare(score[b], score[a]) })
	}
	return ls
}

// Tally counts values among what a search finds: see record.Store.
func (s *Store) Tally(_ context.Context, q record.Query, limit int, keys ...record.Key) (map[record.Key][]record.Count, error) {
	if q.Empty() {
		return nil, nil
	}
	s.mu.Lock() // words are folded on first use
	defer s.mu.Unlock()
	f := record.FactsOf(&q)
	q.ByTime = true
	ls := s.found(&q, &f)
	return tally(ls[:min(len(ls), record.MaxTotal)], limit, keys...), nil
}

// Values returns values of a key: see record.Store.
func (s *Store) Values(_ context.Context, k record.Key, part string, limit int) ([]record.Count, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	all := tally(s.stories, math.MaxInt, k)[k]
	all = slices.DeleteFunc(all, func(c record.Count) bool { return !strings.Contains(strings.ToLower(c.Value), strings.ToLower(part)) })
	return all[:min(len(all), record.Limit(limit))], nil
}

func inTime(l *story, q *record.Query) bool {
	at := l.head().item.At
	return q.Asks || (q.Since.IsZero() || !at.Before(q.Since.Time())) &&
		(q.Until.IsZero() || at.Before(q.Until.AddDays(1).Time()))
}

func hit(l *story, q *record.Query, f *record.EventFilter) record.Hit {
	v := l.head()
	h := record.Hit{Item: item(l, 0), Snippet: snippet(v, q)}
	for i := range v.events {
		if q.Asks && fits(v, &v.events[i], f) {
			h.Events = append(h.Events, live(v, v.events[i].row))
		}
	}
	return h
}

// rank reports whether the words fit, and how well.
func rank(v *version, q *record.Query) (float64, bool) {
	if v.words == nil {
		v.words = stems(v.entry.Story.Headline + " \n " + v.entry.Story.Deck + " \n " + v.entry.Story.Text)
	}
	for _, t := range q.Not {
		if count(v.words, t) > 0 {
			return 0, false
		}
	}
	score := 0.0
	for _, group := range q.Any {
		n := 0
		for _, t := range group {
			n += count(v.words, t)
		}
		if n == 0 {
			return 0, false
		}
		score += float64(n) / float64(n+2)
	}
	return score, true
}

// count says how often a term occurs.
func count(words []string, t record.Term) int {
	want := stems(strings.Join(t.Words, " "))
	if t.Prefix && len(want) > 0 {
		want[len(want)-1] = fold(t.Words[len(t.Words)-1])
	}
	n := 0
	for i := 0; i+len(want) <= len(words); i++ {
		ok := true
		for k, w := range want {
			if t.Prefix && k == len(want)-1 {
				ok = ok && strings.HasPrefix(words[i+k], w)
			} else {
				ok = ok && words[i+k] == w
			}
		}
		if ok {
			n++
		}
	}
	return n
}

func stems(s string) []string {
	words := record.TermOf(s).Words
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = stem(fold(w))
	}
	return out
}

// stem takes off the commonest endings; the default store does more.
func stem(w string) string {
	for _, end := range [...]string{"ing", "ed", "es", "s"} {
		if short, ok := strings.CutSuffix(w, end); ok && len(short) > 2 && !strings.HasSuffix(w, "ss") {
			return strings.TrimSuffix(short, "e")
		}
	}
	return strings.TrimSuffix(w, "e")
}

// fold takes off case and accents.
func fold(s string) string {
	ascii := true
	for i := range len(s) {
		ascii = ascii && s[i] < 0x80
	}
	if ascii {
		return strings.ToLower(s)
	}
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(s))
}

// snippet returns the words around the first hit, with all hits marked.
func snippet(v *version, q *record.Query) []record.Piece {
	want := map[string]bool{}
	for _, group := range q.Any {
		for _, t := range group {
			for _, w := range stems(strings.Join(t.Words, " ")) {
				want[w] = true
			}
		}
	}
	isHit := func(w string) bool {
		for _, s := range stems(w) {
			if want[s] {
				return true
			}
		}
		return false
	}
	words := strings.Fields(v.entry.Story.Text)
	at := slices.IndexFunc(words, isHit)
	if at < 0 {
		return []record.Piece{{Text: v.item.Lead}}
	}
	var out []record.Piece
	for _, w := range words[max(0, at-8):min(len(words), at+22)] {
		out = append(out, record.Piece{Text: w, Hit: isHit(w)}, record.Piece{Text: " "})
	}
	return out
}
