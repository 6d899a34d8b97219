package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/datelinewire/dateline/eval"
	"github.com/datelinewire/dateline/line"
)

type evalHostile struct {
	Raw       string `arg:"" optional:"" name:"NEWS.txt.gz" help:"Stories with a line a paragraph and an empty line between two; ../shared/data/raw/news.txt.gz where it is not given."`
	Cuts      int    `placeholder:"N" default:"10" help:"How often each story is cut off at a random place; 10 where it is not given."`
	Mutations int    `placeholder:"N" help:"How often each story is damaged otherwise: words doubled, marks lost, sentences swapped and the like."`
	Seed      uint64 `placeholder:"N" default:"1" help:"What the random places depend on; 1 where it is not given."`
	Every     int    `placeholder:"N" help:"Take each Nth story only."`
	Jobs      int    `placeholder:"N" help:"Stories read at a time."`
}

// Run prints how many stories were read in how many forms, and each panic
// with the end of the text it came from. Where there was one it fails.
func (c *evalHostile) Run(ctx context.Context, a *App) error {
	l, err := line.Load(slog.New(slog.DiscardHandler)) // panics are told below, once each
	if err != nil {
		return err
	}
	var broken error
	stories := eval.RawStories(inShared(c.Raw, "data/raw/news.txt.gz"), &broken)
	attack := eval.Attack{Cuts: c.Cuts, Mutations: c.Mutations, Seed: c.Seed, Every: c.Every}
	told, since := 0, time.Now()
	s, err := eval.Hostile(ctx, l, stories, attack, a.jobs(c.Jobs), func(s eval.Survival) {
		for ; told < len(s.Failures); told++ {
			f := s.Failures[told]
			fmt.Fprintf(a.Out, "story %d: pass %s %s: %q\n", f.Story, f.Pass, f.Message, f.Text)
		}
		if time.Since(since) > time.Minute {
			since = time.Now()
			fmt.Fprintf(a.Errs, "%d stories, %d readings, %d panics so far\n", s.Stories, s.Readings, len(s.Failures))
		}
	})
	if err := errors.Join(err, broken); err != nil {
		return err
	}
	fmt.Fprintf(a.Out, "stories %d  readings %d  tokens %d  panics %d\n", s.Stories, s.Readings, s.Tokens, len(s.Failures))
	if len(s.Failures) > 0 {
		return fmt.Errorf("%d panics", len(s.Failures))
	}
	return nil
}
