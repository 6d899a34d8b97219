package main

import (
	"context"
	"fmt"

	"github.com/datelinewire/dateline/link"
	"github.com/datelinewire/dateline/service"
)

// judgeCmd takes what a person says of what is one.
type judgeCmd struct {
	One   judgeOneCmd   `cmd:"" help:"Say that two happenings, or two actors, are one."`
	Apart judgeApartCmd `cmd:"" help:"Say that two happenings are not one, or that a name stands for two actors."`
	Undo  judgeUndoCmd  `cmd:"" help:"Take back what was said, by its name in judgements."`
}

// saying is what every judgement has.
type saying struct {
	By   string `placeholder:"NAME" help:"Who says so; the user where it is not given."`
	Note string `placeholder:"WORDS" help:"Why."`
}

func (o *saying) by(a *App) string {
	if o.By != "" {
		return o.By
	}
	return a.user()
}

type judgeOneCmd struct {
	saying
	A string `arg:"" help:"A happening by a report of it (STORY.EVENT, as dossier --json has it), or an actor by its key (person/Q58217)."`
	B string `arg:"" help:"The other."`
}

// Run keeps that two are one.
func (c *judgeOneCmd) Run(ctx context.Context, a *App) error {
	s, done, err := a.asked(ctx)
	if err != nil {
		return err
	}
	defer done()
	return s.Tie(ctx, service.Tie{Do: link.One, A: c.A, B: c.B, By: c.by(a), Note: c.Note})
}

type judgeApartCmd struct {
	saying
	A       string   `arg:"" help:"A happening by a report of it (STORY.EVENT), or an actor by its key."`
	B       string   `arg:"" optional:"" help:"The other happening."`
	Stories []string `placeholder:"STORY" help:"Stories in which the actor is another."`
	Country string   `placeholder:"CODE" help:"Where the actor stands for this country, it is another."`
}

// Run keeps that two are not one, or one is two.
func (c *judgeApartCmd) Run(ctx context.Context, a *App) error {
	s, done, err := a.asked(ctx)
	if err != nil {
		return err
	}
	defer done()
	return s.Tie(ctx, service.Tie{Do: link.Apart, A: c.A, B: c.B, Country: c.Country, Stories: c.Stories, By: c.by(a), Note: c.Note})
}

type judgeUndoCmd struct {
	saying
	ID string `arg:"" help:"Its name in judgements."`
}

// Run takes back what was said.
func (c *judgeUndoCmd) Run(ctx context.Context, a *App) error {
	s, done, err := a.asked(ctx)
	if err != nil {
		return err
	}
	defer done()
	return s.Undo(ctx, c.ID, c.by(a), c.Note)
}

type judgementsCmd struct{}

// Run lists all that people said, of facts and of what is one.
func (c *judgementsCmd) Run(ctx context.Context, a *App) error {
	s, done, err := a.asked(ctx)
	if err != nil {
		return err
	}
	defer done()
	all, err := s.Judgements(ctx)
	for _, j := range all {
		fmt.Fprintf(a.Out, "%s  %s  %s  %s", j.ID, j.At.Format("2006-01-02 15:04"), j.By, j.What)
		for _, more := range [...][2]string{{"  story ", j.Story}, {"  because ", j.Note}, {"  taken back by ", j.Undone}} {
			if more[1] != "" {
				fmt.Fprint(a.Out, more[0], more[1])
			}
		}
		fmt.Fprintln(a.Out)
	}
	if err == nil && len(all) == 0 {
		fmt.Fprintln(a.Out, "nobody has judged anything yet")
	}
	return err
}
