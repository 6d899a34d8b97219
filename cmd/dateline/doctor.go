package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/record/sqlite"
	"github.com/datelinewire/dateline/source"
)

type doctorCmd struct {
	Repair bool `help:"Make a new record of all that is sound in a damaged one, and keep the old one beside it. Stop the program that serves it first."`
}

// doctorText is read to see that the reader works.
const doctorText = "VALLETTA, March 3 (Doctor) -- Malta opened an embassy in Quito on Tuesday."

// Run checks what the program needs and says what is wrong and what to do.
func (c *doctorCmd) Run(ctx context.Context, a *App) error {
	a.Checking = true
	l, err := a.line()
	if err != nil {
		return err
	}
	fmt.Fprintf(a.Out, "reader    %s\n", l.Reader())
	r, err := l.Process(ctx, l.Layout(doctorText, dayFlag{}.Day))
	if err != nil {
		return err
	}
	fmt.Fprintf(a.Out, "reading   %d sentences, %d entities, %d facts, %d troubles\n", len(r.Story.Sentences),
		len(r.Entities), len(r.Events)+len(r.Quotes)+len(r.Figures)+len(r.Pledges), len(r.Trouble))
	return c.record(ctx, a, l.Reader())
}

// record checks the store. One that is not there yet is not made.
func (c *doctorCmd) record(ctx context.Context, a *App, reader string) error {
	if _, err := os.Stat(a.storePath()); errors.Is(err, fs.ErrNotExist) {
		fmt.Fprintf(a.Out, "record    none at %s yet; `dateline serve` or `dateline add` makes it\n", a.storePath())
		return nil
	}
	if c.Repair {
		if err := c.repair(ctx, a); err != nil {
			return err
		}
	}
	s, err := a.openStore(ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	n, err := s.Counts(ctx)
	if err != nil {
		return err
	}
	h, err := s.Check(ctx)
	if err != nil {
		return err
	}
	fmt.Fprintf(a.Out, "record    %s, schema %d, %.1f MB\n", h.Path, h.Schema, float64(h.Bytes)/1e6)
	fmt.Fprintf(a.Out, "stories   %d, with trouble %d%s\n", n.Stories, n.Troubled,
		map[bool]string{true: "; `dateline serve` shows why at /doctor"}[n.Troubled > 0])
	if err := c.waiting(ctx, a, s, reader); err != nil {
		return err
	}
	if err := c.failed(ctx, a, s, reader); err != nil {
		return err
	}
	if err := c.sources(ctx, a, s); err != nil {
		return err
	}
	if err := c.notices(ctx, a, s); err != nil {
		return err
	}
	for _, p := range h.Problems {
		fmt.Fprintf(a.Out, "problem   %s\n", p)
	}
	if len(h.Problems) > 0 {
		return &fault.Error{Op: "check record", ID: h.Path, Kind: fault.Internal, Err: errors.New("it is damaged, see above; stop all writing, then run `dateline doctor --repair`, which keeps the file beside the new one, or restore a backup")}
	}
	for _, what := range h.Aside {
		fmt.Fprintf(a.Out, "aside     %s\n", what)
	}
	fmt.Fprintln(a.Out, "integrity no damage found")
	return nil
}

// notices lists the kills and corrections that mean no story on record.
func (c *doctorCmd) notices(ctx context.Context, a *App, s record.Store) error {
	loose, err := s.Notices(ctx)
	for i := range loose {
		it := &loose[i]
		fmt.Fprintf(a.Out, "notice    %s %s: no story on record is the one that it means; find it and kill or correct it at the desk\n", it.StoryID, title(it))
	}
	return err
}

// sources lists those that are in trouble.
func (c *doctorCmd) sources(ctx context.Context, a *App, s record.Store) error {
	all, err := s.Sources(ctx)
	for i := range all {
		x := &all[i]
		if x.State.Error == "" && x.Paused == "" {
			continue
		}
		fmt.Fprintf(a.Out, "source    %s %s: %s\n", x.ID, source.Title(&x.SourceSettings), source.Standing(x))
	}
	return err
}

// repair makes the record anew and says what became of it.
func (c *doctorCmd) repair(ctx context.Context, a *App) error {
	done, err := sqlite.Repair(ctx, a.storePath())
	if err != nil {
		return err
	}
	for _, what := range done.Did {
		fmt.Fprintf(a.Out, "repaired  %s\n", what)
	}
	fmt.Fprintf(a.Out, "repaired  the file as it was is kept as %s\n", done.Kept)
	return nil
}

// waiting says how many stories are on record and not read, where there are
// any.
func (c *doctorCmd) waiting(ctx context.Context, a *App, s record.Store, reader string) error {
	n, err := s.Backlog(ctx, reader)
	if err != nil || n == 0 {
		return err
	}
	all, err := s.Counts(ctx)
	if err != nil {
		return err
	}
	done := max(all.Stories-n, 0)
	_, err = fmt.Fprintf(a.Out, "waiting   %d stored and not read yet by this reader (%d of %d stories read): `dateline serve` reads them, by their days; older readings are shown meanwhile\n",
		n, done, all.Stories)
	return err
}

// failed lists the stories that were set aside, and those that wait to be read
// alone.
func (c *doctorCmd) failed(ctx context.Context, a *App, s record.Store, reader string) error {
	aside, err := s.List(ctx, record.Filter{Where: map[record.Key]string{record.ByTrouble: line.AsidePass}, MaxFacts: -1})
	if err != nil {
		return err
	}
	for i := range aside.Items {
		it := &aside.Items[i]
		r, err := s.Reading(ctx, it.ContentID, "")
		if err != nil {
			return err
		}
		for _, t := range r.Trouble {
			if t.Pass == line.AsidePass {
				fmt.Fprintf(a.Out, "aside     %s %s: %s\n", it.StoryID, title(it), t.Message)
			}
		}
	}
	lost, err := s.Lost(ctx, reader, 0)
	for i := range lost {
		e := &lost[i].Entry
		fmt.Fprintf(a.Out, "begun     %s %s: its reading began and did not end: the program was ended, or its disk was full; it is read once more by itself\n", e.Version.StoryID, e.Story.Headline)
	}
	return err
}
