package main

import (
	"context"
	"fmt"

	"github.com/datelinewire/dateline/link"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/service"
)

// judgeCmd takes what a person says of facts, and of what is one.
type judgeCmd struct {
	List  judgementsCmd `cmd:"" default:"withargs" help:"List all that people said of facts and of what is one."`
	Fact  judgeFactCmd  `cmd:"" help:"Say that a fact is right or wrong, or what it should be, slot by slot."`
	Add   judgeAddCmd   `cmd:"" help:"Add a fact that was missed."`
	One   judgeOneCmd   `cmd:"" help:"Say that two happenings, or two actors, are one."`
	Apart judgeApartCmd `cmd:"" help:"Say that two happenings are not one, or that a name stands for two actors."`
	Undo  judgeUndoCmd  `cmd:"" help:"Take back what was said, by its name in the list."`
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

// slots are the slots of a fact as flags; nil: it is not said.
type slots struct {
	Type      *string `placeholder:"WHAT" help:"What sort of event: visit, talks, AGREE, CONSULT/visit."`
	Status    *string `placeholder:"HOW" help:"How an event stands: planned, happened, cancelled, put off."`
	State     *string `placeholder:"HOW" help:"How the story says a promise stands: open, kept, missed, withdrawn."`
	Actor     *string `placeholder:"NAMES" help:"Who does it or promises it; several with ; between them. A country in brackets after a name: Salim Rashid (Oman)."`
	Recipient *string `placeholder:"NAMES" help:"To or with whom."`
	Speaker   *string `placeholder:"NAME" help:"Whose words a quote has."`
	Day       *string `placeholder:"DAY" help:"When, or by when: 2026-05-04, 2026-05, by 2026-06, 2026-05-04 to 2026-05-06."`
	Place     *string `placeholder:"NAME" help:"Where."`
	Value     *string `placeholder:"NUMBER" help:"The number of a figure."`
	Unit      *string `placeholder:"WORD" help:"Of what a figure is."`
}

// filled returns the slots that are given.
func (o *slots) filled() map[record.Slot]string {
	out := map[record.Slot]string{}
	for _, x := range [...]struct {
		slot record.Slot
		is   *string
	}{
		{record.SlotType, o.Type},
		{record.SlotStatus, o.Status},
		{record.SlotState, o.State},
		{record.SlotBy, o.Actor},
		{record.SlotTo, o.Recipient},
		{record.SlotBy, o.Speaker},
		{record.SlotDay, o.Day},
		{record.SlotPlace, o.Place},
		{record.SlotValue, o.Value},
		{record.SlotUnit, o.Unit},
	} {
		if x.is != nil {
			out[x.slot] = *x.is
		}
	}
	return out
}

type judgeFactCmd struct {
	saying
	slots
	Story  string `arg:"" help:"The story, as search prints it."`
	ID     string `arg:"" name:"FACT" help:"The fact, as story --facts prints it."`
	Accept bool   `xor:"verdict" help:"It is right."`
	Reject bool   `xor:"verdict" help:"It is wrong: leave it out."`
}

// Run keeps what is said of a fact.
func (c *judgeFactCmd) Run(ctx context.Context, a *App) error {
	v := service.Verdict{Fact: c.ID, Action: record.Correct, Fill: c.filled(), By: c.by(a), Note: c.Note}
	switch {
	case (c.Accept || c.Reject) && len(v.Fill) > 0:
		return &usageError{"a fact that is right or wrong as it stands is not filled in: leave --accept or --reject out, or the slots"}
	case c.Accept:
		v.Action = record.Accept
	case c.Reject:
		v.Action = record.Reject
	case len(v.Fill) == 0:
		return &usageError{"say --accept, --reject, or what the fact should be: --status cancelled, --day 2026-05-04 and so on (see dateline judge fact --help)"}
	}
	s, done, err := a.asked(ctx)
	if err != nil {
		return err
	}
	defer done()
	j, err := s.Judge(ctx, c.Story, v)
	if err != nil {
		return err
	}
	return c.print(ctx, a, s, &j)
}

// print says how the fact stands now.
func (c *judgeFactCmd) print(ctx context.Context, a *App, s *service.Service, j *record.Judgement) error {
	if j.Action == record.Reject {
		_, err := fmt.Fprintf(a.Out, "left out from now on: %q\n", j.Words)
		return err
	}
	return printFacts(ctx, a, s, j.StoryID, j.FactID)
}

type judgeAddCmd struct {
	saying
	slots
	Story string `arg:"" help:"The story, as search prints it."`
	Words string `arg:"" help:"Words of the story, in one sentence, on which the fact stands."`
	Kind  string `enum:"event,pledge,quote,figure" default:"event" help:"What it is: event, pledge, quote or figure."`
}

// Run adds a fact.
func (c *judgeAddCmd) Run(ctx context.Context, a *App) error {
	s, done, err := a.asked(ctx)
	if err != nil {
		return err
	}
	defer done()
	j, err := s.AddFact(ctx, c.Story, service.Missed{Kind: record.FactKind(c.Kind), Words: c.Words, Fill: c.filled(), By: c.by(a), Note: c.Note})
	if err != nil {
		return err
	}
	return printFacts(ctx, a, s, j.StoryID, j.FactID)
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
	ID string `arg:"" help:"Its name in the list."`
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

type judgementsCmd struct {
	All bool `name:"list" hidden:"" help:"The same as no flag."`
}

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
		for _, more := range [...][2]string{{"  story ", j.Story}, {"  because ", j.Note}, {"  taken back by ", j.Undone}, {"  ", j.Loose}} {
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
