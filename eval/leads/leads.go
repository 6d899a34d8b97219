// Package leads measures the facts that stand under a headline, by what readers
// said of them who had read the whole story: whether a line is true, whether it
// is understood by who sees only the headline and it, and whether it is one of
// the three that a desk officer would tell. What goes in are stories of the
// development data and a line that reads them; what comes out are counts, or
// the signs of each fact with the verdict on it, to which the weights of
// desk/page are fitted.
package leads

import (
	"bytes"
	"context"
	_ "embed" // the verdicts
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/desk/page"
	"github.com/datelinewire/dateline/eval/stories"
	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/record/memory"
	"github.com/datelinewire/dateline/world"
)

//go:embed verdicts.jsonl
var verdicts []byte

// Story is a story of the development data with a headline of our own, and the
// verdicts on its facts: of each, named by Of, three letters y or n, whether it
// is true, plainly worded, and one of the best three.
type Story struct {
	ID       string            `json:"story"`
	Headline string            `json:"headline"`
	Lines    map[string]string `json:"lines,omitempty"`
}

// Of returns the name of a fact's line in the verdicts: a line that reads
// otherwise has no verdict any more.
func Of(l *page.Lead) string {
	h := fnv.New32a()
	h.Write([]byte(l.Chip.Label + ": " + l.Title))
	return hex.EncodeToString(h.Sum(nil))
}

// Stories returns the stories with the verdicts on them.
func Stories() ([]Story, error) {
	var out []Story
	for d := json.NewDecoder(bytes.NewReader(verdicts)); d.More(); {
		var s Story
		if err := d.Decode(&s); err != nil {
			return nil, fmt.Errorf("verdicts.jsonl, row %d: %w", len(out)+1, err)
		}
		out = append(out, s)
	}
	return out, nil
}

// Fact is a fact with what speaks for it and the verdict on it, "" for none.
type Fact struct {
	Story   string   `json:"story"`
	Line    string   `json:"line"` // its name in the verdicts
	Chip    string   `json:"chip"`
	Title   string   `json:"title"`
	Signs   []string `json:"signs"`
	Verdict string   `json:"verdict,omitempty"`
	Right   bool     `json:"right"` // the verdict is yyy
	Shown   bool     `json:"shown"` // it is among those that stand under the headline
}

// Facts writes the facts of the stories that may stand under their headlines, a
// Fact a line: those on which there is a verdict, Right by what is asked, which
// is true, plain or best; all where that is asked. It fails where it is asked
// something else.
func Facts(ctx context.Context, l *line.Line, data, what string, out io.Writer) error {
	letter := slices.Index([]string{"true", "plain", "best"}, what) // of a verdict
	ok := letter >= 0
	if !ok && what != "all" {
		return fmt.Errorf("leads may be true, plain, best or all, not %q", what)
	}
	e := json.NewEncoder(out)
	return each(ctx, l, data, func(f *Fact) error {
		if ok && f.Verdict == "" {
			return nil
		}
		if ok {
			f.Right = f.Verdict[letter] == 'y'
		}
		return e.Encode(f)
	})
}

// Score counts the facts that are shown.
type Score struct {
	Stories, Shown, Judged int // Judged: those on which there is a verdict
	True, Worded           int
	Best, Right            int // one of the best three; all three
}

// Run counts what readers said of the facts that are shown.
func Run(ctx context.Context, l *line.Line, data string) (Score, error) {
	var s Score
	last := ""
	err := each(ctx, l, data, func(f *Fact) error {
		if !f.Shown {
			return nil
		}
		if f.Story != last {
			s.Stories, last = s.Stories+1, f.Story
		}
		s.Shown++
		if f.Verdict == "" {
			return nil
		}
		s.Judged++
		for i, n := range [...]*int{&s.True, &s.Worded, &s.Best} {
			if f.Verdict[i] == 'y' {
				*n++
			}
		}
		if f.Right {
			s.Right++
		}
		return nil
	})
	return s, err
}

// each puts the stories on a record of their own and tells their facts one by one.
func each(ctx context.Context, l *line.Line, data string, do func(*Fact) error) error {
	all, err := Stories()
	if err != nil {
		return err
	}
	store := memory.New()
	defer store.Close()
	of, err := fill(ctx, l, data, store, all)
	if err != nil {
		return err
	}
	labels, err := labels()
	if err != nil {
		return err
	}
	f := page.ListFilter(record.Filter{Limit: 100})
	f.Fold = false
	for {
		list, err := store.List(ctx, f)
		if err != nil {
			return err
		}
		for i := range list.Items {
			if err := tell(&list.Items[i], of, labels, do); err != nil {
				return err
			}
		}
		if f.Cursor = list.Next; f.Cursor == "" {
			return nil
		}
	}
}

// tell tells the facts of one story.
func tell(it *record.Item, of map[string]*Story, labels page.Labels, do func(*Fact) error) error {
	s := of[it.ContentID]
	if s == nil {
		return fmt.Errorf("story %s is none that was put on record", it.ContentID)
	}
	shown := map[string]bool{}
	today := it.Day
	for _, c := range page.EntryOf(it, today, labels).Facts {
		shown[c.Title] = true
	}
	leads := page.Leads(it, today, labels)
	for i := range leads {
		f := Fact{Story: s.ID, Line: Of(&leads[i]), Chip: leads[i].Chip.Label, Title: leads[i].Title, Signs: leads[i].Signs, Shown: shown[leads[i].Title]}
		f.Verdict = s.Lines[f.Line]
		f.Right = f.Verdict == "yyy"
		if err := do(&f); err != nil {
			return err
		}
	}
	return nil
}

// fill reads the stories and stores them, and returns which content is whose.
func fill(ctx context.Context, l *line.Line, data string, store record.Store, all []Story) (map[string]*Story, error) {
	var ids []string
	for _, s := range all {
		ids = append(ids, s.ID)
	}
	texts, days, err := stories.Texts(data, ids)
	if err != nil {
		return nil, err
	}
	of := map[string]*Story{}
	for i := range all {
		day := days[all[i].ID]
		if day.IsZero() {
			day = calendar.Day{Year: 2008, Month: 6, DayOfMonth: 15}
		}
		story := l.Layout(strings.Join([]string{all[i].Headline, texts[all[i].ID]}, "\n\n"), day)
		r, err := l.Process(ctx, story)
		if err != nil {
			return nil, err
		}
		got, err := store.Put(ctx, record.Entry{Story: *story, Version: news.Version{Received: day.Time().Add(time.Duration(i) * time.Second)}})
		if err != nil {
			return nil, err
		}
		if err := store.PutReading(ctx, r); err != nil {
			return nil, err
		}
		of[got[0].ContentID] = &all[i]
	}
	return of, nil
}

// labels returns what a list knows: the names of countries.
func labels() (page.Labels, error) {
	w, err := world.Load()
	if err != nil {
		return page.Labels{}, err
	}
	none := func(string) bool { return false }
	return page.Labels{Invented: none, Country: w.NameOf}, nil
}
