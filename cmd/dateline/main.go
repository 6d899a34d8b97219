// Command dateline is a self-hosted news wire that reads: stories come in and
// are read into facts that point at their exact words. `dateline --help`
// lists its commands; each has a file of its own here, and no logic beyond
// taking flags, calling a package and printing.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"

	"github.com/datelinewire/dateline/internal/config"
	"github.com/datelinewire/dateline/internal/fault"
)

// What the program ends with.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2 // the command line or the configuration is wrong
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once
	status := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Environ())
	stop()
	os.Exit(status)
}

// cli is the command line: a struct a command.
type cli struct {
	Config string   `placeholder:"FILE" help:"Configuration file (TOML)."`
	Data   string   `placeholder:"DIR" help:"Directory of the database."`
	Set    []string `placeholder:"KEY=VALUE" sep:"none" help:"Set a setting; may be repeated."`

	Read       readCmd       `cmd:"" help:"Read stories into facts and print them."`
	Add        addCmd        `cmd:"" help:"Put stories on record and read them."`
	Import     importCmd     `cmd:"" help:"Put on record what files of any format hold, archives among them, and report what came."`
	News       newsCmd       `cmd:"" help:"List stories, the newest first, each with the facts that matter most."`
	Search     searchCmd     `cmd:"" help:"Find stories on record by words and facts."`
	Dossier    dossierCmd    `cmd:"" help:"Print all that is on record about two countries, one, or a person, as of any day."`
	Timeline   timelineCmd   `cmd:"" help:"Print what happened and is announced about a subject, by day."`
	Agenda     agendaCmd     `cmd:"" help:"List what is announced, by day, and what became of what was announced."`
	Brief      briefCmd      `cmd:"" help:"Write a brief for the morning: what is new, next, overdue, agreed and said, each line with its source."`
	Ledger     ledgerCmd     `cmd:"" help:"List what was promised, by when, and how it stands."`
	Story      storyCmd      `cmd:"" help:"Print a story, its facts, or what rests on it."`
	Correct    correctCmd    `cmd:"" help:"Store a corrected version of a story, and print what rested on it."`
	Kill       killCmd       `cmd:"" help:"Say that a story must not be used, and print what rested on it."`
	Exports    exportsCmd    `cmd:"" help:"List what was exported, and what became of the stories on which it rests."`
	Watch      watchCmd      `cmd:"" help:"Keep searches, and see what is new in them."`
	Judge      judgeCmd      `cmd:"" help:"Say what is right, wrong, missed, and what is one and what is not; list all that was said."`
	Judged     judgementsCmd `cmd:"" name:"judgements" help:"List all that people said of facts and of what is one."`
	Backup     backupCmd     `cmd:"" help:"Write a whole copy of the record to a new file, also while it is served."`
	Restore    restoreCmd    `cmd:"" help:"Put a backup in the record's place."`
	Learn      learnCmd      `cmd:"" help:"Write what people said of facts as labels, or as lines of the lexicon."`
	Source     sourceCmd     `cmd:"" help:"Follow sources of news: add, list, test, remove them."`
	Storylines storylinesCmd `cmd:"" help:"Say which stories of standard input are of one line: one happening over days."`
	Plans      plansCmd      `cmd:"" help:"List what is announced for days to come."`
	Fetch      fetchCmd      `cmd:"" help:"Ask the sources that are followed for what is new."`
	Serve      serveCmd      `cmd:"" help:"Serve the desk to a browser."`
	Explain    explainCmd    `cmd:"" help:"Say, sentence by sentence, what was read and why, and why not."`
	Parse      parseCmd      `cmd:"" help:"Tag and parse text; writes CoNLL-U."`
	Train      trainCmd      `cmd:"" help:"Train the parser's weights from treebanks and raw text."`
	Lines      linesCmd      `cmd:"" help:"Write the labelled lines by which the judge of events is trained; see train/judge."`
	Bench      benchCmd      `cmd:"" help:"Measure how fast stories are read."`
	Eval       evalCmd       `cmd:"" help:"Measure how well stories are read."`
	Conf       configCmd     `cmd:"" name:"config" help:"Print the effective configuration and where each value comes from."`
	Doctor     doctorCmd     `cmd:"" help:"Check the installation, and list what went wrong with stories."`
	Alone      aloneCmd      `cmd:"" hidden:"" help:"Read what an earlier process began and did not finish (used by serve and add)."`
	Version    versionCmd    `cmd:"" help:"Print the version of program, model and rules."`
	Notice     noticeCmd     `cmd:"" aliases:"licenses,licences" help:"Print whose code and data the program contains, and their licences."`
}

// run is main with everything that it touches given to it.
func run(ctx context.Context, args []string, in io.Reader, out, errs io.Writer, env []string) int {
	var c cli
	app := &App{In: in, Out: out, Errs: errs, Env: env}
	parser, err := kong.New(&c,
		kong.Name("dateline"),
		kong.Description("A news wire that reads: stories in, facts out, each with its words."),
		kong.Writers(out, errs),
		kong.Exit(func(code int) { panic(exit(code)) }),
		kong.UsageOnError(),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(app),
	)
	if err != nil {
		return app.fail(err)
	}
	return app.execute(&c, parser, args, env)
}

// exit carries the status out of --help, at which kong wants to end.
type exit int

func (a *App) execute(c *cli, parser *kong.Kong, args, env []string) (status int) {
	defer func() {
		if v := recover(); v != nil {
			code, ok := v.(exit)
			if !ok {
				panic(v)
			}
			status = int(code)
		}
	}()
	if len(args) == 0 {
		args = []string{"--help"}
	}
	k, err := parser.Parse(args)
	if err != nil {
		return a.usage(err)
	}
	flags := c.Set
	if c.Data != "" {
		flags = append(flags, "data="+c.Data)
	}
	if c.Serve.Listen != "" { // after --set, which it goes before
		flags = append(flags, "listen="+c.Serve.Listen)
	}
	a.Config, err = config.Load(config.Sources{File: c.Config, Env: env, Flags: flags})
	if err != nil {
		return a.usage(err)
	}
	a.Log = newLogger(a.Errs, a.Config.Log)
	if err := k.Run(); err != nil {
		return a.fail(err)
	}
	return exitDone
}

func (a *App) usage(err error) int {
	fmt.Fprintf(a.Errs, "dateline: %v\n", err)
	var wrong *kong.ParseError
	if errors.As(err, &wrong) {
		fmt.Fprintln(a.Errs, "`dateline --help` and `dateline COMMAND --help` say what there is.")
	}
	return exitUsage
}

func (a *App) fail(err error) int {
	if errors.Is(err, syscall.EPIPE) {
		return exitFailed
	}
	if errors.Is(err, context.Canceled) {
		err = &stoppedError{"what was said to be done is done, the rest is not"}
	}
	fmt.Fprintf(a.Errs, "dateline: %v\n", err)
	var wrong *usageError
	if errors.As(err, &wrong) {
		return exitUsage
	}
	if isStopped(err) {
		return exitFailed
	}
	if fault.KindOf(err) == fault.Internal && !a.Checking {
		fmt.Fprintln(a.Errs, "`dateline doctor` checks the installation.")
	}
	return exitFailed
}

// usageError is a command line that is wrong in a way that kong cannot see.
type usageError struct{ message string }

func (e *usageError) Error() string { return e.message }
