package links

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/link"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
)

// Plot is a plan or a promise and the stories that follow it, with what became
// of it as of a day.
type Plot struct {
	ID      string  `json:"id"`
	Stories []Story `json:"stories"` // without triggers
	Plan    *struct {
		Story   int    `json:"story"`
		Trigger string `json:"trigger"`
	} `json:"plan"`
	Pledge *struct {
		Story    int    `json:"story"`
		Contains string `json:"contains"`
	} `json:"pledge"`
	AsOf  string `json:"as_of"`
	State string `json:"state"`
}

// Plots returns all of them.
func Plots() ([]Plot, error) { return decode[Plot]("lines.jsonl") }

// Ending counts plots of one kind: how many were found at all, and how many
// ended as they should.
type Ending struct{ All, Found, Right int }

// Endings reads the plots of a set, fit or test, and says how plans and promises
// ended; of all where no set is named. Each that is
// not right is told to miss, with the state that came out, "" where the plan or
// promise was not read.
func Endings(ctx context.Context, l *line.Line, linker *link.Linker, which string, miss func(p Plot, got string)) (plans, promises Ending, err error) {
	all, err := Plots()
	if err != nil {
		return plans, promises, err
	}
	for _, p := range all {
		if which != "" && set(p.ID) != which {
			continue
		}
		told, err := p.read(ctx, l)
		if err != nil {
			return plans, promises, err
		}
		today, err := calendar.Parse(p.AsOf)
		if err != nil {
			return plans, promises, fmt.Errorf("%s: %w", p.ID, err)
		}
		got, of := "", &plans
		if p.Plan != nil {
			got = p.planEnds(linker, told, today)
		} else {
			got, of = p.promiseEnds(linker, told, today), &promises
		}
		of.All++
		of.Found += count(got != "")
		of.Right += count(got == p.State)
		if got != p.State {
			miss(p, got)
		}
	}
	return plans, promises, nil
}

// set returns fit for the plots with an odd number, by which rules were made,
// and test for the others.
func set(id string) string {
	if n := len(id); n > 0 && (id[n-1]-'0')%2 == 1 {
		return "fit"
	}
	return "test"
}

// plotTold is what the stories of a plot tell.
type plotTold struct {
	events  []*link.Report
	pledges []*link.Pledge
	stories []*link.Story
}

// read reads the stories of a plot.
func (p *Plot) read(ctx context.Context, l *line.Line) (*plotTold, error) {
	out := &plotTold{}
	for i, s := range p.Stories {
		day, err := calendar.Parse(s.Date)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.ID, err)
		}
		story := l.Layout(s.Text, day)
		story.Source, story.Issued = s.Source, day.Time().Add(12*time.Hour)
		r, err := l.Process(ctx, story)
		if err != nil {
			return nil, err
		}
		x := record.IndexOf(&record.Entry{Story: *story, Version: news.Version{StoryID: fmt.Sprint(i), Received: story.Issued}}, r, nil)
		for k := range x.Events {
			out.events = append(out.events, link.NewReport(&x.Events[k]))
		}
		for k := range x.Pledges {
			out.pledges = append(out.pledges, link.NewPledge(&x.Pledges[k]))
		}
		out.stories = append(out.stories, stories(&x)...)
	}
	link.Attach(out.events, out.stories)
	return out, nil
}

// planEnds returns the state of the plan that the plot is about.
func (p *Plot) planEnds(l *link.Linker, told *plotTold, today calendar.Day) string {
	want := fmt.Sprint(p.Plan.Story)
	at := strings.Index(p.Stories[p.Plan.Story].Text, p.Plan.Trigger)
	all := l.Happenings(told.events)
	outcomes := l.Outcomes(all, told.stories, today)
	slices.SortStableFunc(all, func(a, b *link.Happening) int { return count(b.Best.Dated) - count(a.Best.Dated) })
	for _, h := range all {
		o, plan := outcomes[h]
		if plan && slices.ContainsFunc(h.Reports, func(r *link.Report) bool {
			ev := &r.Event.Evidence
			return r.StoryID == want && ev.Start <= at && at < ev.End
		}) {
			if o.State == link.Postponed && !o.From.IsZero() {
				return string(link.Moved) // the plots call it so wherever a new day is known
			}
			return string(o.State)
		}
	}
	return ""
}

// promiseEnds returns the state of the promise that the plot is about.
func (p *Plot) promiseEnds(l *link.Linker, told *plotTold, today calendar.Day) string {
	want, words := fmt.Sprint(p.Pledge.Story), strings.Fields(p.Pledge.Contains)
	promises, all := l.Promises(told.pledges, today), l.Happenings(told.events)
	l.Settle(promises, all, l.Outcomes(all, told.stories, today), told.stories, today)
	for _, x := range promises {
		if slices.ContainsFunc(x.Reports, func(r *link.Pledge) bool {
			return r.StoryID == want && share(sharedWords(words, r.What), len(words)) >= 0.5
		}) {
			return x.State
		}
	}
	return ""
}

// sharedWords counts the words that a text has too.
func sharedWords(words []string, text string) int {
	n := 0
	for _, w := range words {
		n += count(strings.Contains(text, w))
	}
	return n
}
