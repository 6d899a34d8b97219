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

// Endings reads all plots and says how plans and promises ended. Each that is
// not right is told to miss, with the state that came out, "" where the plan or
// promise was not read.
func Endings(ctx context.Context, l *line.Line, linker *link.Linker, miss func(p Plot, got string)) (plans, promises Ending, err error) {
	all, err := Plots()
	if err != nil {
		return plans, promises, err
	}
	for _, p := range all {
		events, pledges, err := p.rows(ctx, l)
		if err != nil {
			return plans, promises, err
		}
		today, err := calendar.Parse(p.AsOf)
		if err != nil {
			return plans, promises, fmt.Errorf("%s: %w", p.ID, err)
		}
		got, of := "", &plans
		if p.Plan != nil {
			got = p.planEnds(linker, events, today)
		} else {
			got, of = p.promiseEnds(linker, pledges, today), &promises
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

// rows reads the stories of a plot.
func (p *Plot) rows(ctx context.Context, l *line.Line) (events []*link.Report, pledges []*link.Pledge, err error) {
	for i, s := range p.Stories {
		day, err := calendar.Parse(s.Date)
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", p.ID, err)
		}
		story := l.Layout(s.Text, day)
		story.Source, story.Issued = s.Source, day.Time().Add(12*time.Hour)
		r, err := l.Process(ctx, story)
		if err != nil {
			return nil, nil, err
		}
		x := record.IndexOf(&record.Entry{Story: *story, Version: news.Version{StoryID: fmt.Sprint(i), Received: story.Issued}}, r, nil)
		for k := range x.Events {
			events = append(events, link.NewReport(&x.Events[k]))
		}
		for k := range x.Pledges {
			pledges = append(pledges, link.NewPledge(&x.Pledges[k]))
		}
	}
	return events, pledges, nil
}

// planEnds returns the state of the plan that the plot is about.
func (p *Plot) planEnds(l *link.Linker, events []*link.Report, today calendar.Day) string {
	want := fmt.Sprint(p.Plan.Story)
	at := strings.Index(p.Stories[p.Plan.Story].Text, p.Plan.Trigger)
	all := l.Happenings(events)
	for h, o := range link.Outcomes(all, today) {
		if slices.ContainsFunc(h.Reports, func(r *link.Report) bool {
			ev := &r.Event.Evidence
			return r.StoryID == want && ev.Start <= at && at < ev.End
		}) {
			return string(o.State)
		}
	}
	return ""
}

// promiseEnds returns the state of the promise that the plot is about.
func (p *Plot) promiseEnds(l *link.Linker, pledges []*link.Pledge, today calendar.Day) string {
	want, words := fmt.Sprint(p.Pledge.Story), strings.Fields(p.Pledge.Contains)
	for _, x := range l.Promises(pledges, today) {
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
