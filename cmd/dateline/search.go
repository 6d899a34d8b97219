package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/datelinewire/dateline/record"
)

type searchCmd struct {
	Query []string `arg:"" name:"QUERY" help:"Words, \"phrases\", and fields such as actor:RUS type:CONSULT status:planned since:2012."`
	Limit int      `default:"20" help:"Most stories printed."`
}

// Run prints what is found, best first.
func (c *searchCmd) Run(ctx context.Context, a *App) error {
	store, err := a.openStore(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	q, err := record.ParseQuery(query(c.Query))
	if err != nil {
		return err
	}
	q.Limit = c.Limit
	hits, err := store.Search(ctx, q)
	if err != nil {
		return err
	}
	for _, h := range hits.Hits {
		fmt.Fprintf(a.Out, "%s  %s  %s\n", h.At.Format("2006-01-02"), h.StoryID, title(&h.Item))
		if h.Source != "" {
			fmt.Fprintf(a.Out, "            %s\n", h.Source)
		}
		if s := snippet(h.Snippet); s != "" {
			fmt.Fprintf(a.Out, "            %s\n", s)
		}
		for _, e := range h.Events {
			fmt.Fprintf(a.Out, "          - %s\n            | %s\n", e.Event.Summary, e.Words)
		}
	}
	more := ""
	if hits.Total >= record.MaxTotal {
		more = " or more"
	}
	_, err = fmt.Fprintf(a.Out, "%d%s found\n", hits.Total, more)
	return err
}

// query puts the arguments together. The shell has taken the quotes from a
// phrase: it gets them back.
func query(args []string) string {
	out := make([]string, len(args))
	for i, s := range args {
		out[i] = s
		if len(args) > 1 && strings.Contains(s, " ") && !strings.ContainsAny(s, `"\t:`) {
			out[i] = `"` + s + `"`
		}
	}
	return strings.Join(out, " ")
}

func title(it *record.Item) string {
	if it.Headline != "" {
		return it.Headline
	}
	return it.Lead
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
