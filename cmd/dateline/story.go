package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/datelinewire/dateline/service"
)

type storyCmd struct {
	ID    string `arg:"" help:"The story, as search prints it."`
	Rests bool   `help:"List what rests on it, or did before it was killed or corrected, and which exports had it."`
}

// Run prints a story's newest version, or what rests on it.
func (c *storyCmd) Run(ctx context.Context, a *App) error {
	s, done, err := a.asked(ctx)
	if err != nil {
		return err
	}
	defer done()
	if c.Rests {
		r, err := s.RestsOn(ctx, c.ID)
		if err != nil {
			return err
		}
		return printRests(a.Out, r)
	}
	e, _, err := s.Version(ctx, c.ID, 0)
	if err != nil {
		return err
	}
	fmt.Fprintf(a.Out, "%s  version %d", e.Version.StoryID, e.Version.N)
	for _, more := range [...]string{string(e.Version.Kind), e.Version.Note, e.Story.Source} {
		if more != "" {
			fmt.Fprint(a.Out, "  ", more)
		}
	}
	_, err = fmt.Fprintf(a.Out, "\n\n%s\n", e.Story.Text)
	return err
}

// printRests prints what rests on a story, a line each, with its words.
func printRests(w io.Writer, r *service.Rests) error {
	fmt.Fprintf(w, "%s  %s\n", r.Story, r.Headline)
	for _, x := range r.Lines {
		var how []string
		switch {
		case x.Others > 0:
			how = append(how, "also told by "+someOther(x.Others))
		case x.Others == 0:
			how = append(how, "on it alone")
		}
		if !x.Stands {
			how = append(how, "the newest version does not say it")
		}
		fmt.Fprintf(w, "%-8s %s  %s", x.Kind, strings.Join(x.Dossiers, " "), x.Text)
		if len(how) > 0 {
			fmt.Fprint(w, ": ", strings.Join(how, "; "))
		}
		fmt.Fprintf(w, "\n         | %s\n", x.Words)
	}
	for _, x := range r.Exports {
		old := ""
		if x.Other {
			old = ", and was exported anew since"
		}
		fmt.Fprintf(w, "export   %s  %s  %s had it%s\n", x.At.Format("2006-01-02 15:04"), x.By, x.What, old)
	}
	if len(r.Lines)+len(r.Exports) == 0 {
		fmt.Fprintln(w, "nothing rests on it")
	}
	return nil
}

func someOther(n int) string {
	if n == 1 {
		return "1 other story"
	}
	return fmt.Sprint(n, " other stories")
}
