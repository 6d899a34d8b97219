package service

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"time"

	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/record"
)

// Export is what left the record: a dossier or an agenda that somebody took.
type Export struct {
	At    time.Time
	By    string
	What  string // dossier RUS-TJK as of 2026-03-10
	Other bool   // not the newest of that name
	// Followed says that it is fetched again and again, and changes with the
	// record: what the story said was in it from At on.
	Followed bool
}

// exportAct is what acts of kind record.ExportAct have in their Data.
type exportAct struct {
	What    string   `json:"what"`
	Stories []string `json:"stories"` // sorted; of what is followed those that came in since
	// Followed: it is fetched again and again, so that each story is noted once.
	Followed bool `json:"followed,omitempty"`
}

// fullNotes is how often one name is noted with all its stories; what is taken
// more often than that, a program takes.
const fullNotes = 20

// Exported notes that something left the record, and on which stories it rests.
// What is the same as the last of that name, of which no story changed since, is
// not noted again, and what is taken again and again as Fetched notes it.
func (s *Service) Exported(ctx context.Context, what, by string, stories []string) error {
	a := exportAct{What: what, Stories: slices.Compact(slices.Sorted(slices.Values(stories)))}
	all, err := s.exports(ctx)
	if err != nil {
		return err
	}
	n, last := 0, exported{}
	for i := range all {
		if all[i].What == what {
			n, last = n+1, all[i]
		}
	}
	switch {
	case n >= fullNotes:
		return s.Fetched(ctx, what, by, stories)
	case n > 0 && slices.Equal(last.Stories, a.Stories):
		if same, err := s.unchanged(ctx, &last); err != nil || same {
			return err
		}
	}
	return s.did(ctx, record.ExportAct, by, a)
}

// unchanged reports whether the stories of an export are as they were in it.
func (s *Service) unchanged(ctx context.Context, x *exported) (bool, error) {
	c, err := s.changes(ctx)
	if err != nil {
		return false, err
	}
	since, err := c.since(ctx, x.Stories, x.act.At)
	return len(since) == 0, err
}

// Fetched notes the stories on which something rests that programs fetch again
// and again, a calendar: each story once for a name, so that the register
// grows with the record and not with the hours.
func (s *Service) Fetched(ctx context.Context, what, by string, stories []string) error {
	all, err := s.exports(ctx)
	if err != nil {
		return err
	}
	had := map[string]bool{}
	for i := range all {
		for _, id := range all[i].Stories {
			if all[i].What == what {
				had[id] = true
			}
		}
	}
	fresh := slices.DeleteFunc(slices.Sorted(slices.Values(stories)), func(id string) bool { return had[id] })
	if len(fresh) == 0 {
		return nil
	}
	return s.did(ctx, record.ExportAct, by, exportAct{What: what, Stories: slices.Compact(fresh), Followed: true})
}

// StoriesIn returns the stories on which a value rests that is exported, each
// once, sorted: whatever in its JSON is a story's id, wherever it stands, so
// that nothing is left out when a dossier gets another part.
func StoriesIn(v any) ([]string, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return nil, &fault.Error{Op: "list what an export rests on", Err: err}
	}
	var root any
	if err := json.Unmarshal(b, &root); err != nil {
		return nil, &fault.Error{Op: "list what an export rests on", Err: err}
	}
	found := map[string]bool{}
	for left := []any{root}; len(left) > 0; {
		x := left[len(left)-1]
		left = left[:len(left)-1]
		switch x := x.(type) {
		case []any:
			left = append(left, x...)
		case map[string]any:
			for key, v := range x {
				if id, ok := v.(string); ok && key == "story" && id != "" {
					found[id] = true
				}
				left = append(left, v)
			}
		}
	}
	return slices.Sorted(maps.Keys(found)), nil
}

type exported struct {
	exportAct
	act record.Act
}

func (s *Service) exports(ctx context.Context) ([]exported, error) {
	acts, err := s.store.Acts(ctx, record.ExportAct)
	out := make([]exported, len(acts))
	for i := range acts {
		out[i].act = acts[i]
		if err := json.Unmarshal(acts[i].Data, &out[i].exportAct); err != nil {
			return nil, &fault.Error{Op: "read the register of exports", Err: err}
		}
	}
	return out, err
}
