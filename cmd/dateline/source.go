package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/datelinewire/dateline/intake"
	"github.com/datelinewire/dateline/intake/fetch"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/source"
)

type sourceCmd struct {
	Add    sourceAddCmd    `cmd:"" help:"Follow a feed, page, site, sitemap or folder."`
	List   sourceListCmd   `cmd:"" help:"List what is followed and how it stands."`
	Test   sourceTestCmd   `cmd:"" help:"Show what would come in, and why something would not. Nothing is stored."`
	Log    sourceLogCmd    `cmd:"" help:"Show what a source did lately."`
	Pause  sourcePauseCmd  `cmd:"" help:"Leave sources alone for now."`
	Resume sourceResumeCmd `cmd:"" help:"Follow paused sources again."`
	Remove sourceRemoveCmd `cmd:"" help:"Follow sources no more; their stories stay."`
	Import sourceImportCmd `cmd:"" help:"Follow the feeds that an OPML list names."`
	Export sourceExportCmd `cmd:"" help:"Write the followed feeds as an OPML list."`
}

// sourceFlags are what may be said of a source.
type sourceFlags struct {
	Name   string        `help:"Name of the source, for its stories."`
	Kind   string        `help:"feed, page, site, sitemap or folder; found out where it is not given."`
	Least  time.Duration `placeholder:"5m" help:"Shortest time between two polls."`
	Most   time.Duration `placeholder:"12h" help:"Longest time between two polls."`
	Secret string        `placeholder:"NAME" help:"What gives access: a setting secret.NAME, or env:VARIABLE."`
	Agent  string        `help:"User-Agent header for this source."`
	Proxy  string        `placeholder:"URL" help:"Proxy for this source."`
	Rule   []string      `sep:"none" placeholder:"+title:WORD" help:"What is taken or left: +title:WORD, -section:WORD, -address:/PATTERN/; may be repeated."`
	Full   bool          `help:"Fetch the page of each item."`
	Rights string        `placeholder:"excerpt" help:"excerpt: keep only the opening of each story."`
}

func (c *sourceFlags) settings(address string) record.SourceSettings {
	return record.SourceSettings{
		Address: address, Name: c.Name, Kind: record.SourceKind(c.Kind), Least: c.Least, Most: c.Most,
		Secret: c.Secret, Agent: c.Agent, Proxy: c.Proxy, Rules: c.Rule, Full: c.Full, Rights: record.Rights(c.Rights),
	}
}

type sourceAddCmd struct {
	Address string `arg:"" help:"Web address or folder."`
	sourceFlags
	Unseen bool `help:"Add it as it is, without asking it first."`
}

// Run adds a source after a look at it: a page's address gives its site's
// feed.
func (c *sourceAddCmd) Run(ctx context.Context, a *App) error {
	return a.sources(ctx, func(store record.Store, f *source.Follower) error {
		s, err := source.Settle(c.settings(c.Address))
		if err == nil && !c.Unseen {
			var r source.Report
			if r, err = f.Test(ctx, c.settings(c.Address)); err == nil {
				s = r.Settings
				a.tested(&r, 3)
			}
		}
		if err != nil {
			return err
		}
		if err := source.Add(ctx, store, s, time.Now()); err != nil {
			return err
		}
		fmt.Fprintf(a.Out, "%s  followed as %s: %s\n", s.ID, s.Kind, source.Shown(s.Address))
		return nil
	})
}

type sourceTestCmd struct {
	Address string `arg:"" help:"Web address or folder, or a followed source's id or name."`
	sourceFlags
}

// Run shows what would come of a source.
func (c *sourceTestCmd) Run(ctx context.Context, a *App) error {
	return a.sources(ctx, func(store record.Store, f *source.Follower) error {
		s := c.settings(c.Address)
		if all, err := store.Sources(ctx); err != nil {
			return err
		} else if known, err := source.Find(all, c.Address); err == nil {
			s = known.SourceSettings
		}
		r, err := f.Test(ctx, s)
		if err != nil {
			return err
		}
		a.tested(&r, 1000)
		if r.Problem != "" {
			return &fault.Error{Op: "test source", Kind: fault.Temporary, ID: source.Shown(c.Address), Err: errors.New(r.Problem)}
		}
		return nil
	})
}

// tested prints what a test found, at most so many items.
func (a *App) tested(r *source.Report, most int) {
	for _, l := range r.Feeds {
		fmt.Fprintf(a.Out, "feed      %s %s\n", source.Shown(l.URL), l.Title)
	}
	for _, n := range r.Notes {
		fmt.Fprintf(a.Out, "note      %s\n", n)
	}
	for i, it := range r.Items {
		if i == most {
			fmt.Fprintf(a.Out, "          and %d more\n", len(r.Items)-most)
			break
		}
		word := "takes"
		if !it.Taken {
			word = "leaves"
		}
		fmt.Fprintf(a.Out, "%-9s %-16s %s", word, it.Date, it.Headline)
		if it.Why != "" {
			fmt.Fprintf(a.Out, " (%s)", it.Why)
		}
		fmt.Fprintln(a.Out)
	}
	if r.Problem == "" {
		fmt.Fprintf(a.Out, "interval  %s\n", r.Every)
	}
}

type sourceListCmd struct{}

// Run lists the sources.
func (c *sourceListCmd) Run(ctx context.Context, a *App) error {
	return a.listed(ctx, func(_ record.Store, all []record.Source) error {
		w := tabwriter.NewWriter(a.Out, 0, 8, 2, ' ', 0)
		fmt.Fprintln(w, "ID\tKIND\tSTATE\tITEMS\tLAST\tNEXT\tNAME\tADDRESS")
		for i := range all {
			s := &all[i]
			fmt.Fprintf(w, "%s\t%s\t%s\t%d\t%s\t%s\t%s\t%s\n", s.ID, s.Kind, source.Standing(s), s.State.Items,
				stamp(s.State.Polled), stamp(s.State.Next), s.Name, source.Shown(s.Address))
		}
		return w.Flush()
	})
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return "-"
	}
	return t.Local().Format("2006-01-02 15:04")
}

type sourceLogCmd struct {
	Source string `arg:"" help:"Id, name or address."`
	Bytes  int64  `placeholder:"N" help:"Write the bytes that are kept with line N."`
}

// Run prints a source's log.
func (c *sourceLogCmd) Run(ctx context.Context, a *App) error {
	return a.listed(ctx, func(store record.Store, all []record.Source) error {
		if c.Bytes > 0 {
			l, err := store.Kept(ctx, c.Bytes)
			if err == nil {
				_, err = a.Out.Write(l.Bytes)
			}
			return err
		}
		s, err := source.Find(all, c.Source)
		if err != nil {
			return err
		}
		lines, err := store.SourceLog(ctx, s.ID, false, record.MaxLog)
		for _, l := range lines {
			kept := ""
			if l.Size > 0 {
				kept = fmt.Sprintf(" [%d bytes kept: --bytes %d]", l.Size, l.N)
			}
			fmt.Fprintf(a.Out, "%s  %s%s\n", stamp(l.At), l.Text, kept)
		}
		return err
	})
}

type sourceRemoveCmd struct {
	Sources []string `arg:"" name:"source" help:"Ids, names or addresses."`
}

// Run removes sources.
func (c *sourceRemoveCmd) Run(ctx context.Context, a *App) error {
	return a.each(ctx, c.Sources, "removed", func(store record.Store, s *record.Source) error {
		return store.RemoveSource(ctx, s.ID)
	})
}

type sourcePauseCmd struct {
	Sources []string `arg:"" name:"source" help:"Ids, names or addresses."`
}

// Run pauses sources.
func (c *sourcePauseCmd) Run(ctx context.Context, a *App) error {
	return a.each(ctx, c.Sources, "paused", func(store record.Store, s *record.Source) error {
		s.Paused = "by hand"
		return store.PutSource(ctx, s.SourceSettings)
	})
}

type sourceResumeCmd struct {
	Sources []string `arg:"" name:"source" help:"Ids, names or addresses."`
}

// Run has sources followed again, at once.
func (c *sourceResumeCmd) Run(ctx context.Context, a *App) error {
	return a.each(ctx, c.Sources, "followed", func(store record.Store, s *record.Source) error {
		return source.Resume(ctx, store, s)
	})
}

// each does something to each of the sources that were named.
func (a *App) each(ctx context.Context, words []string, done string, do func(record.Store, *record.Source) error) error {
	return a.listed(ctx, func(store record.Store, all []record.Source) error {
		for _, w := range words {
			s, err := source.Find(all, w)
			if err == nil {
				err = do(store, &s)
			}
			if err != nil {
				return err
			}
			fmt.Fprintf(a.Out, "%s  %s: %s\n", s.ID, done, source.Title(&s.SourceSettings))
		}
		return nil
	})
}

type sourceImportCmd struct {
	File string `arg:"" name:"FILE|-" help:"OPML list; - is standard input."`
	Full bool   `help:"Fetch the page of each item."`
}

// Run follows the feeds of a list. Those that are followed already stay as
// they are.
func (c *sourceImportCmd) Run(ctx context.Context, a *App) error {
	in, err := a.open(ctx, c.File)
	if err != nil {
		return err
	}
	defer in.Close()
	b, err := io.ReadAll(io.LimitReader(in, int64(a.Config.Limit.File)))
	if err != nil {
		return &fault.Error{Op: "read", Kind: fault.KindOf(err), ID: c.File, Err: err}
	}
	list, err := source.FromOPML(b)
	if err != nil {
		return err
	}
	return a.listed(ctx, func(store record.Store, _ []record.Source) error {
		var failed error
		added, there := 0, 0
		for _, s := range list {
			s.Full = c.Full
			s, err := source.Settle(s)
			if err == nil {
				err = source.Add(ctx, store, s, time.Now())
			}
			switch {
			case err == nil:
				added++
			case fault.KindOf(err) == fault.Conflict:
				there++
			default:
				failed = errors.Join(failed, err)
			}
		}
		fmt.Fprintf(a.Out, "%d feeds are followed from now on, %d were before\n", added, there)
		return failed
	})
}

type sourceExportCmd struct{}

// Run writes the feeds as OPML.
func (c *sourceExportCmd) Run(ctx context.Context, a *App) error {
	return a.listed(ctx, func(_ record.Store, all []record.Source) error { return source.ToOPML(a.Out, all) })
}

// listed opens the record and hands on its sources.
func (a *App) listed(ctx context.Context, do func(record.Store, []record.Source) error) error {
	store, err := a.openStore(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	all, err := store.Sources(ctx)
	if err != nil {
		return err
	}
	return do(store, all)
}

// sources opens the record and a follower of its sources.
func (a *App) sources(ctx context.Context, do func(record.Store, *source.Follower) error) error {
	store, l, err := a.opened(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	return do(store, a.follower(l, store, nil))
}

// follower makes what follows sources by the configuration.
func (a *App) follower(l *line.Line, store record.Store, wake func()) *source.Follower {
	c := a.Config
	return source.New(source.Options{
		Store: store, Places: l.Places(), Wake: wake, Log: a.Log, Seed: uint64(os.Getpid()),
		Fetch:   fetch.Options{Private: c.Fetch.Private, Timeout: c.Fetch.Timeout, MaxBytes: int64(c.Fetch.Bytes), Agent: c.Fetch.Agent},
		MaxFile: min(c.Limit.File, intake.DefaultMaxBytes), MaxStory: c.Limit.Story,
		Secret:   func(name string) (string, bool) { return c.Secret(name, a.env) },
		Callback: c.Fetch.Callback.String(), Pause: c.Fetch.Pause, Least: c.Fetch.Least, Most: c.Fetch.Most,
	})
}

// env looks up a variable as it was when the program started.
func (a *App) env(name string) (string, bool) {
	for _, line := range a.Env {
		if v, ok := strings.CutPrefix(line, name+"="); ok {
			return v, true
		}
	}
	return "", false
}
