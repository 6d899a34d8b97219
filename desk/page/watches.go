package page

import (
	"strings"
	"time"

	"github.com/datelinewire/dateline/service"
)

// Watches is the page of the searches that are watched.
type Watches struct {
	List        []WatchLine
	Name, Query string // in the form
	Problem     string
}

// WatchLine is one watch.
type WatchLine struct {
	Name, Query, By, URL string
	Brief                string // address of its brief
	Since                time.Time
	New                  int
	Many                 bool // there are more than New
	Wrong                string
}

// Watched is the page of what one watch finds.
type Watched struct {
	Name, Query string
	All         bool // also what was seen
	Hits        []Entry
	Total       int
	Search      string // address of the same as a search
}

// Rests is the page of what rests on a story.
type Rests struct {
	ID, Headline string
	Lines        []RestLine
	Exports      []service.Export
}

// RestLine is one thing that rests on a story, with the dossiers in which it stands.
type RestLine struct {
	service.Rest
	Doors []Door
}

// RestsOf sets what rests on a story.
func RestsOf(r *service.Rests, l Labels) Rests {
	headline := r.Headline
	if headline == "" {
		headline = r.Story
	}
	out := Rests{r.Story, headline, nil, r.Exports}
	for _, x := range r.Lines {
		line := RestLine{Rest: x}
		for _, codes := range x.Dossiers {
			var who []string
			for _, code := range strings.Split(codes, "-") {
				who = append(who, l.Country(code))
			}
			line.Doors = append(line.Doors, Door{Text: strings.Join(who, " and "), Address: DossierAddress(codes)})
		}
		out.Lines = append(out.Lines, line)
	}
	return out
}

// mostJudged is how many judgements a page shows.
const mostJudged = 200

// Judgements is the page of what people said.
type Judgements struct {
	List []service.Judged // the newest first
	More int              // earlier ones that are not shown
	Tie  Tie
}

// JudgementsOf sets judgements, which come oldest first.
func JudgementsOf(all []service.Judged) Judgements {
	var p Judgements
	for i := len(all) - 1; i >= 0 && len(p.List) < mostJudged; i-- {
		p.List = append(p.List, all[i])
	}
	p.More = len(all) - len(p.List)
	return p
}

// Exports is the page of what left the record.
type Exports struct {
	List []service.Taken // the newest first
	More int             // earlier ones that are not shown
}

// ExportsOf sets what left the record, which comes newest first.
func ExportsOf(all []service.Taken) Exports {
	n := min(len(all), mostJudged)
	return Exports{all[:n], len(all) - n}
}
