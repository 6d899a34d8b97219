package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/say"
	"github.com/datelinewire/dateline/service"
)

type searchCmd struct {
	Query  []string `arg:"" name:"QUERY" help:"Words, \"phrases\", and fields such as actor:Russia type:visit status:planned pledge:overdue since:2012."`
	Sort   string   `enum:"relevance,time" default:"relevance" help:"Those that fit best first, or the newest (time)."`
	Facets bool     `help:"Also count what was found by source, country, type, status and topic."`
	Limit  int      `default:"20" help:"Most stories printed."`
}

// Run prints what is found.
func (c *searchCmd) Run(ctx context.Context, a *App) error {
	store, err := a.openStore(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	if err := a.warnUnread(ctx, store); err != nil {
		return err
	}
	f := service.Find{Query: query(c.Query), ByTime: c.Sort == "time", Limit: c.Limit}
	if c.Facets {
		f.Facets = 8
	}
	found, err := service.New(service.Options{Store: store}).Search(ctx, f)
	if err != nil {
		return err
	}
	c.print(a.Out, &found)
	more := ""
	if found.Total >= record.MaxTotal {
		more = " or more"
	}
	_, err = fmt.Fprintf(a.Out, "%d%s found\n", found.Total, more)
	return err
}

func (c *searchCmd) print(w io.Writer, found *service.Found) {
	for _, h := range found.Hits.Hits {
		fmt.Fprintf(w, "%s  %s  %s\n", h.At.Format("2006-01-02"), h.StoryID, title(&h.Item))
		if h.Source != "" {
			fmt.Fprintf(w, "            %s\n", h.Source)
		}
		if s := snippet(h.Snippet); s != "" {
			fmt.Fprintf(w, "            %s\n", s)
		}
		for _, e := range h.Events {
			line := say.Event(&e.Event, e.Actors, e.Recipients)
			if by := say.ByDesk(&e.Event.Evidence, e.Event.ID); by != "" {
				line += ", " + by
			}
			fmt.Fprintf(w, "          - %s\n            | %s\n", line, e.Words)
		}
		for _, p := range found.Kept[h.StoryID] {
			line := cmp.Or(p.Told, strings.Join(p.By, ", ")) // an older record has no sentence
			if all := p.Pledge.Evidence; len(all) > 0 && say.ByDesk(&all[0], p.Pledge.ID) != "" {
				line += ", " + say.ByDesk(&all[0], p.Pledge.ID)
			}
			fmt.Fprintf(w, "          - promise, %s: %s\n            | %s\n", p.Pledge.State, line, p.What)
		}
	}
	for _, f := range found.Facets {
		fmt.Fprintf(w, "%-9s", f.Field)
		for _, v := range f.Values {
			fmt.Fprintf(w, " %s %d ", v.Value, v.N)
		}
		fmt.Fprintln(w)
	}
}

// query puts the arguments together. The shell has taken the quotes from a
// phrase: it gets them back.
func query(args []string) string {
	out := make([]string, len(args))
	for i, s := range args {
		out[i] = s
		if !strings.Contains(s, " ") || strings.ContainsAny(s, "\"\t") {
			continue
		}
		field, value, ok := strings.Cut(s, ":")
		switch {
		case ok && !strings.Contains(field, " ") && !strings.Contains(value, ":") && (len(args) > 1 || strings.EqualFold(field, "person")):
			out[i] = field + `:"` + value + `"`
		case !ok && len(args) > 1:
			out[i] = `"` + s + `"`
		}
	}
	return strings.Join(out, " ")
}

// killed stands in lists before the headline of a story that was killed.
const killed = "killed: "

// title returns what a story is called in a list: a killed one is called so.
func title(it *record.Item) string {
	s := cmp.Or(it.Headline, it.Lead)
	if it.Kind == news.Kill {
		return killed + s
	}
	return s
}

func snippet(pieces []record.Piece) string {
	var b strings.Builder
	for _, p := range pieces {
		if p.Hit {
			b.WriteString("*" + p.Text + "*")
		} else {
			b.WriteString(p.Text)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
