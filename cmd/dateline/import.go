package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/source"
)

type importCmd struct {
	Paths  []string `arg:"" name:"FILE|FOLDER|-" help:"Files of any format, archives (zip, tar, gzip, mbox, WARC, ARC, lines of JSON), folders of them; - is standard input."`
	Date   dayFlag  `placeholder:"YYYY-MM-DD" help:"Day of publication, where a story does not say."`
	Source string   `placeholder:"NAME" help:"Who sent it, where a story does not say."`
	Again  bool     `help:"Take files again that were taken before and have not changed."`
	JSON   bool     `name:"json" help:"Write the report as JSON."`
}

// Run puts on record what the files hold, and reports what came and what did
// not, and why. Broken off, the same command goes on where it was.
func (c *importCmd) Run(ctx context.Context, a *App) error {
	if err := c.check(); err != nil {
		return err
	}
	store, l, err := a.opened(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	p, total, began := newProgress(a.Errs, "", 0), c.files(), time.Now()
	o := source.ImportOptions{
		Store: store, Places: l.Places(), MaxFile: a.Config.Limit.File, MaxStory: a.Config.Limit.Story,
		Day: c.Date.Day, Source: c.Source, Again: c.Again, Jobs: a.jobs(0),
		Tell: func(r source.ImportReport) {
			p.say(func() string {
				return importLine(&r, total, time.Since(began))
			})
		},
	}
	r, err := c.take(ctx, a, o)
	p.end()
	if told := c.report(a.Out, &r); told != nil {
		return errors.Join(err, told)
	}
	switch {
	case err != nil && ctx.Err() != nil:
		return &stoppedError{"what is in the report is on record; the same import goes on from there"}
	case err != nil:
		return err
	case r.Stories+r.Plans+r.Before == 0 && r.NRefused > 0:
		return &fault.Error{Op: "import", Kind: fault.Invalid, Err: errors.New("nothing could be taken, see above")}
	}
	return nil
}

// importLine says how far an import is, and what is left at its speed where it
// is known how many files there are.
func importLine(r *source.ImportReport, total int, took time.Duration) string {
	of, left := "", ""
	if n := total - r.Files; n >= 0 && r.Files > 0 {
		of = fmt.Sprintf(" of %d", total)
		left = fmt.Sprintf(", %s left", (took / time.Duration(r.Files) * time.Duration(n)).Round(time.Second))
	}
	return fmt.Sprintf("importing: file %d%s, %s, %s, %d refused%s", r.Files, of, some(r.Parts, "part"), someStories(r.Stories), r.NRefused, left)
}

// files returns how many files there are to import, -1 where that is not
// known.
func (c *importCmd) files() int {
	n := 0
	for _, p := range c.Paths {
		if p == "-" {
			return -1
		}
		err := filepath.WalkDir(p, func(_ string, e fs.DirEntry, err error) error {
			if err == nil && !e.IsDir() {
				n++
			}
			return nil // what cannot be opened is told when it is its turn
		})
		if err != nil {
			return -1
		}
	}
	return n
}

// check reports, as an error, paths that cannot be meant.
func (c *importCmd) check() error {
	for _, p := range c.Paths {
		if p == "-" && len(c.Paths) > 1 {
			return &usageError{"- is standard input: import it by itself"}
		}
		if _, err := os.Stat(p); p != "-" && err != nil {
			return notOpened(p, err)
		}
	}
	return nil
}

// take takes files, or standard input.
func (c *importCmd) take(ctx context.Context, a *App, o source.ImportOptions) (source.ImportReport, error) {
	if len(c.Paths) == 1 && c.Paths[0] == "-" {
		in, err := a.open(ctx, "-")
		if err != nil {
			return source.ImportReport{}, err
		}
		defer in.Close()
		return source.ImportStream(ctx, o, "standard input", in)
	}
	return source.Import(ctx, o, c.Paths...)
}

// mostTold is how many reasons a report tells.
const mostTold = 20

// report writes what came.
func (c *importCmd) report(w io.Writer, r *source.ImportReport) error {
	if c.JSON {
		e := json.NewEncoder(w)
		e.SetIndent("", "  ")
		return e.Encode(r)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "met       %s, %s", some(r.Files, "file"), some(r.Parts, "part"))
	if r.Before > 0 {
		fmt.Fprintf(&b, "; taken before: %s (--again takes them anew)", some(r.Before, "file"))
	}
	fmt.Fprintf(&b, "\ntaken     %s, %d new; %s\n", someStories(r.Stories), r.New, some(r.Plans, "plan"))
	for _, f := range r.Formats {
		in := f.In
		if in == "" {
			in = "files"
		}
		fmt.Fprintf(&b, "format    %s in %s: %s, %s", f.Format, in, some(f.Parts, "part"), someStories(f.Stories))
		if f.Plans > 0 {
			fmt.Fprintf(&b, ", %s", some(f.Plans, "plan"))
		}
		fmt.Fprintln(&b)
	}
	reasons(&b, "passed", r.Passed)
	reasons(&b, "refused", r.Refused)
	if r.NRefused > 0 {
		fmt.Fprintf(&b, "log       `dateline source log %s` lists what was refused; /doctor has the bytes\n", source.ImportID)
	}
	if r.New > 0 {
		fmt.Fprintln(&b, "reading   `dateline serve` reads what is new")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// some writes a number of things.
func some(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprint(n, " ", one, "s")
}

func someStories(n int) string {
	if n == 1 {
		return "1 story"
	}
	return fmt.Sprint(n, " stories")
}

// reasons writes why parts were not taken.
func reasons(b *strings.Builder, what string, all []source.ReasonCount) {
	rest := 0
	for i, c := range all {
		if i >= mostTold {
			rest += c.N
			continue
		}
		fmt.Fprintf(b, "%-9s %d: %s", what, c.N, c.Why)
		if len(c.Names) > 0 {
			fmt.Fprintf(b, " (%s", record.Cut(strings.Join(c.Names, ", "), 300))
			if c.N > len(c.Names) {
				fmt.Fprint(b, ", …")
			}
			fmt.Fprint(b, ")")
		}
		fmt.Fprintln(b)
	}
	if rest > 0 {
		fmt.Fprintf(b, "%-9s %d: for other reasons\n", what, rest)
	}
}
