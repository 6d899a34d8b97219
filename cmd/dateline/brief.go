package main

import (
	"context"
	"os"

	"github.com/datelinewire/dateline/brief"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/internal/show"
	"github.com/datelinewire/dateline/sample"
	"github.com/datelinewire/dateline/service"
	"github.com/datelinewire/dateline/world"
)

type briefCmd struct {
	asOf
	Subject string  `arg:"" optional:"" help:"As for dossier: a pair of countries, a country, a person, an organisation, a place or a topic; all countries where it is not given."`
	Watch   string  `placeholder:"NAME" help:"What a watch finds."`
	Since   dayFlag `placeholder:"YYYY-MM-DD" help:"New is what came after that day; the last working day but one where it is not given."`
	MD      bool    `name:"md" help:"Write Markdown."`
	Docx    string  `name:"docx" placeholder:"FILE" help:"Write a Word file. One that is there is replaced."`
	Desk    string  `placeholder:"URL" help:"Address of a desk, as http://127.0.0.1:7117: sources in Markdown and Word then lead to it."`
}

// Run writes a brief: what is new, next, overdue, agreed, counted and said.
func (c *briefCmd) Run(ctx context.Context, a *App) error {
	if c.MD && c.Docx != "" || c.JSON && (c.MD || c.Docx != "") {
		return &usageError{"choose one of --json, --md and --docx"}
	}
	w, err := world.Load()
	if err != nil {
		return err
	}
	store, err := a.openStore(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	if err := a.warnUnread(ctx, store); err != nil {
		return err
	}
	b, err := service.New(service.Options{Store: store}).Brief(ctx, service.BriefOf{
		Subject: c.Subject, Watch: c.Watch, AsOf: c.day(), Since: c.Since.Day, Doubtful: c.All, Country: w.NameOf, Invented: sample.Invented,
	})
	if err != nil {
		return err
	}
	switch {
	case c.MD:
		err = b.Markdown(a.Out, c.Desk)
	case c.Docx != "":
		err = c.word(b)
	default:
		err = c.write(a, b, func() error { return show.Brief(a.Out, b) })
	}
	if err != nil {
		return err
	}
	c.file = c.MD || c.Docx != ""
	return c.exported(ctx, a, store, "brief "+b.Title, b.StoryIDs())
}

// word writes the brief as a Word file.
func (c *briefCmd) word(b *brief.Brief) error {
	f, err := os.Create(c.Docx)
	if err != nil {
		return &fault.Error{Op: "write brief", ID: c.Docx, Kind: fault.KindOf(err), Err: err}
	}
	err = b.Word(f, c.Desk)
	if e := f.Close(); err == nil {
		err = e
	}
	return err
}
