package sqlite

import (
	"context"
	"time"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/record"
)

// dealing is a term of the kinds that Sums needs.
type dealing struct{ kind, value string }

// summing is how long it may take to add up all events: it is done once for many
// pages, and on a busy machine takes longer than a page may.
const summing = time.Minute

// Sums adds up all events: see record.Store. It walks the narrow table of
// events once; what they are about stands in their rows as terms.
func (s *Store) Sums(ctx context.Context) (record.Sums, error) {
	const op = "add up events"
	terms := map[int64]dealing{}
	err := ask(ctx, s.c, "SELECT n, kind, value FROM term WHERE kind IN ('actor','recipient','place','type','mode','status')", nil, func(scan func(...any) error) error {
		var n int64
		var t dealing
		err := scan(&n, &t.kind, &t.value)
		terms[n] = t
		return err
	})
	if err != nil {
		return record.Sums{}, s.fail(op, "", err)
	}
	sum := record.NewSummer()
	err = askWithin(ctx, summing, s.c, `SELECT e.first, e.type, e.mode, e.status, e.keys FROM event e JOIN story s ON s.n=e.story
		WHERE e.ended=0 AND e.background=0 AND s.cluster=s.n`, nil, func(scan func(...any) error) error {
		var first, kind, mode, status int64
		var keys []byte
		err := scan(&first, &kind, &mode, &status, &keys)
		a := record.Acted{Type: terms[kind].value, Mode: terms[mode].value, Status: fact.Status(terms[status].value), First: first}
		for _, k := range unvarints(keys) {
			switch t := terms[k]; t.kind {
			case "actor":
				a.Actors = append(a.Actors, t.value)
			case "recipient":
				a.Recipients = append(a.Recipients, t.value)
			case "place":
				a.Place = t.value
			}
		}
		sum.Add(a)
		return err
	})
	return sum.Sums(), s.fail(op, "", err)
}
