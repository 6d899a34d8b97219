package main

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"github.com/datelinewire/dateline/agenda"
	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/dossier"
	"github.com/datelinewire/dateline/internal/show"
	"github.com/datelinewire/dateline/ledger"
	"github.com/datelinewire/dateline/link"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/service"
	"github.com/datelinewire/dateline/world"
)

// asOf is what commands over the whole record share: as of which day.
type asOf struct {
	AsOf dayFlag `placeholder:"YYYY-MM-DD" help:"As the record stood at the end of that day; today where it is not given."`
	JSON bool    `name:"json" help:"Write JSON."`
	All  bool    `help:"Also what rests on a single doubtful reading."`
	file bool    // what is written is a file of another form
}

// day returns the day asked for.
func (o *asOf) day() calendar.Day {
	if o.AsOf.IsZero() {
		return calendar.Of(time.Now().UTC())
	}
	return o.AsOf.Last()
}

// write prints a value as JSON, or for people.
func (o *asOf) write(a *App, v any, people func() error) error {
	if !o.JSON {
		return people()
	}
	e := json.NewEncoder(a.Out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// exported notes in the register what left the record as a file: a kill then says
// who has what rested on the story.
func (o *asOf) exported(ctx context.Context, a *App, store record.Store, what string, v any) error {
	if !o.JSON && !o.file {
		return nil
	}
	stories, err := service.StoriesIn(v)
	if err != nil {
		return err
	}
	return service.New(service.Options{Store: store}).Exported(ctx, what+" as of "+o.day().String(), a.user(), stories)
}

// linked opens the record, and the linker that groups its reports.
func (a *App) linked(ctx context.Context) (record.Store, *link.Linker, error) {
	store, err := a.openStore(ctx)
	if err != nil {
		return nil, nil, err
	}
	if err := a.warnUnread(ctx, store); err != nil {
		store.Close()
		return nil, nil, err
	}
	l, err := service.New(service.Options{Store: store}).Linker(ctx)
	if err != nil {
		store.Close()
	}
	return store, l, err
}

// country returns the code of a country as people type it; "" for "".
func country(s string) (string, error) {
	if s == "" {
		return "", nil
	}
	w, err := world.Load()
	if err != nil {
		return "", err
	}
	return countryIn(w, s)
}

// countryIn is country where the world is at hand.
func countryIn(w *world.World, s string) (string, error) {
	if s == "" {
		return "", nil
	}
	subject, err := dossier.Parse(s, w)
	return subject.Country, err
}

type dossierCmd struct {
	asOf
	Subject string  `arg:"" help:"A pair of countries (RUS-TJK, Russia-Tajikistan), a country, the name of a person, an organisation or a place (\"Sergei Lavrov\", place:Samarkand), or topic:military."`
	Since   dayFlag `placeholder:"YYYY-MM-DD" help:"Show apart what came after that day."`
}

// Run prints all that is on record about a subject.
func (c *dossierCmd) Run(ctx context.Context, a *App) error {
	w, err := world.Load()
	if err != nil {
		return err
	}
	return c.about(ctx, a, w, c.Subject, dossier.Options{AsOf: c.day(), Since: c.Since.Day, Doubtful: c.All, Country: w.NameOf}, func(d *dossier.Dossier) error {
		return c.write(a, d, func() error { return show.Dossier(a.Out, d, w.NameOf) })
	})
}

// about makes the dossier of a subject as people type it, writes it, and notes
// what left the record.
func (o *asOf) about(ctx context.Context, a *App, w *world.World, subject string, of dossier.Options, write func(*dossier.Dossier) error) error {
	store, l, err := a.linked(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	s, err := service.New(service.Options{Store: store}).Subject(ctx, subject)
	if err != nil {
		return err
	}
	d, err := dossier.Of(ctx, store, l, s, of)
	if err != nil {
		return err
	}
	if err := write(d); err != nil {
		return err
	}
	return o.exported(ctx, a, store, "dossier "+s.String(), d)
}

type timelineCmd struct {
	asOf
	Subject string  `arg:"" help:"As for dossier."`
	From    dayFlag `placeholder:"YYYY-MM-DD" help:"First day."`
	To      dayFlag `placeholder:"YYYY-MM-DD" help:"Last day."`
}

// Run prints what happened and what is announced, by day.
func (c *timelineCmd) Run(ctx context.Context, a *App) error {
	w, err := world.Load()
	if err != nil {
		return err
	}
	return c.about(ctx, a, w, c.Subject, dossier.Options{AsOf: c.day(), Doubtful: c.All, Country: w.NameOf}, func(d *dossier.Dossier) error {
		lines := d.Span(c.From.Day, c.To.Day)
		return c.write(a, lines, func() error { return show.Timeline(a.Out, d, lines) })
	})
}

type agendaCmd struct {
	asOf
	ICS     bool    `name:"ics" help:"Write an iCalendar file."`
	From    dayFlag `placeholder:"YYYY-MM-DD" help:"First day; that of --as-of where it is not given. Days before it show what became of what was announced."`
	To      dayFlag `placeholder:"YYYY-MM-DD" help:"Last day; no end where it is not given."`
	Country string  `placeholder:"NAME" help:"Only with a part of this country."`
}

// Run prints what is announced, and what became of it.
func (c *agendaCmd) Run(ctx context.Context, a *App) error {
	w, err := world.Load()
	if err != nil {
		return err
	}
	code, err := countryIn(w, c.Country)
	if err != nil {
		return err
	}
	store, l, err := a.linked(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	out, err := agenda.Of(ctx, store, l, agenda.Options{Name: w.NameOf, AsOf: c.day(), From: c.From.Day, To: c.To.Day, Country: code, Doubtful: c.All})
	if err != nil {
		return err
	}
	if c.file = c.ICS; c.ICS {
		err = out.Calendar(a.Out, "")
	} else {
		err = c.write(a, out, func() error { return show.Agenda(a.Out, out) })
	}
	if err != nil {
		return err
	}
	return c.exported(ctx, a, store, strings.TrimSpace("agenda "+code), out)
}

type ledgerCmd struct {
	asOf
	State   string `placeholder:"STATE" help:"Only promises that are open, overdue, kept, missed or withdrawn."`
	Overdue bool   `help:"The same as --state overdue."`
	Slipped bool   `help:"Only promises put off from one deadline to another."`
	Soon    int    `placeholder:"DAYS" help:"Only open promises due within so many days."`
	Country string `placeholder:"NAME" help:"Only with a part of this country."`
}

// Run prints what was promised, and how it stands.
func (c *ledgerCmd) Run(ctx context.Context, a *App) error {
	code, err := country(c.Country)
	if err != nil {
		return err
	}
	if c.Overdue {
		c.State = "overdue"
	}
	store, l, err := a.linked(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	out, err := ledger.Of(ctx, store, l, ledger.Options{AsOf: c.day(), State: c.State, Slipped: c.Slipped, Soon: c.Soon, Country: code, Doubtful: c.All})
	if err != nil {
		return err
	}
	if err := c.write(a, out, func() error { return show.Ledger(a.Out, out) }); err != nil {
		return err
	}
	return c.exported(ctx, a, store, strings.TrimSpace("ledger "+c.State+" "+code), out)
}
