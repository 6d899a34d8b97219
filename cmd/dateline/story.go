package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/say"
	"github.com/datelinewire/dateline/service"
)

type storyCmd struct {
	ID    string `arg:"" help:"The story, as search prints it."`
	Rests bool   `xor:"what" help:"List what rests on it, or did before it was killed or corrected, and which exports had it."`
	Facts bool   `xor:"what" help:"List its facts with their slots, to be judged."`
	Line  bool   `xor:"what" help:"List the stories of its line: one happening over days."`
}

// Run prints a story's newest version, what rests on it, its facts or its line.
func (c *storyCmd) Run(ctx context.Context, a *App) error {
	s, done, err := a.answering(ctx)
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
	if c.Facts {
		return printFacts(ctx, a, s, c.ID, "")
	}
	e, _, err := s.Version(ctx, c.ID, 0)
	if err != nil {
		return err
	}
	if c.Line {
		return printLine(ctx, a.Out, s, &e)
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

// printLine prints the stories of the line of a story, the oldest first, with a
// mark before that story.
func printLine(ctx context.Context, w io.Writer, s *service.Service, e *record.Entry) error {
	r, err := s.Reading(ctx, e)
	if err != nil {
		return err
	}
	line, err := s.StoryLine(ctx, e, r, -1)
	if err != nil {
		return err
	}
	for i := range line.Items {
		it := &line.Items[i]
		mark := " "
		if i == line.At {
			mark = ">"
		}
		fmt.Fprintf(w, "%s %s  %s  %s", mark, it.At.Format("2006-01-02"), it.StoryID, it.Headline)
		fmt.Fprint(w, "  ", it.Source)
		if it.Kind != news.Original {
			fmt.Fprint(w, "  ", it.Kind)
		}
		if it.Copies > 0 {
			fmt.Fprintf(w, "  also in %s", someOther(it.Copies))
		}
		fmt.Fprintln(w)
	}
	if len(line.Items) == 0 {
		fmt.Fprintln(w, "no other story on record is of one line with it")
	}
	return nil
}

// printFacts prints the facts of a story, or the one of that id, each with its
// slots and its words.
func printFacts(ctx context.Context, a *App, s *service.Service, story, id string) error {
	all, err := s.Facts(ctx, story)
	if err != nil {
		return err
	}
	for i := range all {
		f := &all[i]
		if id != "" && f.Fact != id {
			continue
		}
		fmt.Fprintf(a.Out, "%-5s %-7s", f.Fact, f.Kind)
		for _, x := range f.Fields {
			if x.Value != "" {
				fmt.Fprintf(a.Out, " %s %s;", x.Slot, x.Value)
			}
		}
		by := "read by " + f.By
		if word := say.ByDesk(&fact.Evidence{By: f.By}, f.Fact); word != "" {
			by = word
		}
		fmt.Fprintf(a.Out, " %s\n      | %s\n", by, strings.Join(strings.Fields(f.Words), " "))
	}
	if len(all) == 0 {
		fmt.Fprintln(a.Out, "nothing was read in it: `dateline judge add` adds what was missed")
	}
	return nil
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
		switch {
		case x.Followed:
			old = " from then on; whoever follows it has what stands now"
		case x.Other:
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
