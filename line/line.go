// Package line is the way of a story through the house: laid out, split into
// tokens, tagged and parsed, read pass by pass. What goes in is a news.Story,
// what comes out a fact.Reading that keeps the invariants of package fact.
// It also runs many stories at once in order, and keeps the queue of stories
// that wait to be read. What it does not do: take bytes in (intake) or keep
// anything (record).
package line

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"strings"
	"sync/atomic"
	"time"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/text"
)

// Parser tags, parses and labels a Document in place, and says in Has what it
// has given.
type Parser interface {
	// Parse ends soon after ctx has ended, with its error.
	Parse(ctx context.Context, d *text.Document) error
}

// Line reads stories. It is safe for use by several goroutines: its parts
// hold tables only.
type Line struct {
	splitter *text.Splitter
	parser   Parser // nil: no trees; passes that need them are skipped
	passes   []read.Pass
	reader   string
	places   news.Places // for Layout; nil: no place is known
	log      *slog.Logger
	memory   read.Memory                            // nil: each story is read by itself
	clock    func() time.Duration                   // nil: nothing is measured
	tell     func(stage string, took time.Duration) // what clock measured
	budget   time.Duration                          // for one story: see Budgeted; 0: without end
	stuck    *atomic.Int32                          // readings that were left behind
}

// New makes a line of a parser, which may be nil, and passes in the order in
// which they run. It fails where a pass needs what nothing before it gives.
// model names the parser's weights and becomes part of the reader's name.
func New(parser Parser, model string, passes []read.Pass, log *slog.Logger) (*Line, error) {
	if err := Check(passes); err != nil {
		return nil, err
	}
	made, err := sums()
	if err != nil {
		return nil, err
	}
	splitter, err := text.LoadSplitter()
	if err != nil {
		return nil, err
	}
	return &Line{
		splitter: splitter, parser: parser, passes: passes,
		reader: readerName(model, passes, made), log: log, stuck: new(atomic.Int32),
	}, nil
}

// Check returns an error where something that a pass needs or uses is not given
// before it, by the tokeniser and the parser or by an earlier pass.
func Check(passes []read.Pass) error {
	has := text.Tokens | text.Tags | text.Tree | text.Labels
	for _, p := range passes {
		if !has.Has(p.Needs | p.Uses) {
			return fmt.Errorf("pass %s needs layers %b that nothing before it gives", p.Name, (p.Needs|p.Uses)&^has)
		}
		has |= p.Gives
	}
	return nil
}

// Reader names program, model and rules: the same reader reads the same story
// to the same bytes.
func (l *Line) Reader() string { return l.reader }

// Passes lists the passes in their order.
func (l *Line) Passes() []read.Pass { return l.passes }

// Process reads one story within its budget. Its error is the context's;
// whatever else goes wrong is in the reading's trouble, and what was read
// besides stays.
func (l *Line) Process(ctx context.Context, s *news.Story) (*fact.Reading, error) {
	if l.budget > 0 {
		return l.within(ctx, s)
	}
	w, err := l.Work(ctx, s, false)
	if err != nil {
		return nil, err
	}
	return w.Reading, nil
}

// Work reads one story and gives the whole work: the Document with its trees
// and the reading; with explain also the passes' notes on what they did and
// why not. It has no budget.
func (l *Line) Work(ctx context.Context, s *news.Story, explain bool) (*read.Work, error) {
	return l.run(ctx, s, explain, len(l.passes), new(atomic.Int32))
}

// run is the walk of ARCHITECTURE.md: text, syntax, read, with the first n
// passes. It notes in at which of them it is in.
func (l *Line) run(ctx context.Context, s *news.Story, explain bool, n int, at *atomic.Int32) (w *read.Work, err error) {
	r := begin(l.reader, s)
	defer func() {
		if v := recover(); v != nil {
			w, err = l.nothing(s, v), nil
		}
	}()
	done := l.start("text")
	d := l.splitter.Document(s.Text, s.Parts)
	d.Has |= text.Tokens
	done()
	if !news.IsRead(s.Language) {
		describe(&r.Story, d)
		r.Fill()
		return read.NewWork(s, d, r, s.Day()), ctx.Err()
	}
	if l.parser != nil {
		done := l.start("syntax")
		l.safely(r, s.ID, "syntax", func() error { return l.parser.Parse(ctx, d) })
		done()
	}
	describe(&r.Story, d)
	w = read.NewWork(s, d, r, s.Day())
	w.Explain, w.Memory = explain, l.memory
	for i, p := range l.passes[:n] {
		if err := ctx.Err(); err != nil && context.Cause(ctx) != errBudget {
			return nil, err
		}
		at.Store(int32(i))
		done := l.start(p.Name)
		ok := l.pass(ctx, p, w)
		done()
		if !ok && context.Cause(ctx) == errBudget {
			r.Trouble = append(r.Trouble, l.overtime(s, p.Name))
			break
		}
	}
	done = l.start("check")
	for _, p := range r.Prune() {
		r.Trouble = append(r.Trouble, fact.Trouble{Pass: "line", Message: "left out " + p.String()})
	}
	r.Fill()
	done()
	if context.Cause(ctx) == errBudget {
		return w, nil
	}
	return w, ctx.Err()
}

// nothing is the work where something outside the passes failed.
func (l *Line) nothing(s *news.Story, cause any) *read.Work {
	l.log.Error("reading failed", "story", s.ID, "panic", cause, "stack", string(debug.Stack()))
	r := begin(l.reader, s)
	r.Fill()
	r.Trouble = append(r.Trouble, fact.Trouble{Pass: "line", Message: fmt.Sprintf("%s%v", panicked, cause)})
	return read.NewWork(s, new(text.Document), r, s.Day())
}

// Timed returns a line that tells how long each stage took by a clock, such as
// the process's CPU time. Both are called from the goroutine that reads.
func (l *Line) Timed(clock func() time.Duration, tell func(stage string, took time.Duration)) *Line {
	timed := *l
	timed.clock, timed.tell = clock, tell
	return &timed
}

// Remembering returns a line that reads each story with what stories of earlier
// days established.
func (l *Line) Remembering(m read.Memory) *Line {
	r := *l
	r.memory = m
	return &r
}

// start begins to measure a stage; what it gives ends it.
func (l *Line) start(stage string) func() {
	if l.clock == nil {
		return func() {}
	}
	began := l.clock()
	return func() { l.tell(stage, l.clock()-began) }
}

// pass runs one pass, or says in the reading's trouble why not. What a pass
// found before it failed is taken back: half a pass is a guess. It reports
// false where the pass was begun and failed, and where there is no time for it.
func (l *Line) pass(ctx context.Context, p read.Pass, w *read.Work) bool {
	if ctx.Err() != nil {
		return false
	}
	if !w.Doc.Has.Has(p.Needs) {
		if l.parser != nil {
			w.Reading.Trouble = append(w.Reading.Trouble, fact.Trouble{Pass: p.Name, Message: "left out: what it builds on is missing"})
		}
		return true
	}
	before := mark(w.Reading)
	if l.safely(w.Reading, w.Story.ID, p.Name, func() error { return p.Run(ctx, w) }) {
		w.Doc.Has |= p.Gives
		return true
	}
	before.restore(w)
	return false
}

// panicked begins the message of a trouble that was a panic.
const panicked = "failed on this story: "

// Panicked reports whether a trouble is that of a panic: a bug, whatever the
// story was.
func Panicked(t fact.Trouble) bool { return strings.HasPrefix(t.Message, panicked) }

// safely is where a panic of a stage ends: it becomes trouble in the reading
// and a line in the log.
func (l *Line) safely(r *fact.Reading, id, name string, run func() error) (ok bool) {
	defer func() {
		if v := recover(); v != nil {
			l.log.Error("pass failed", "story", id, "pass", name, "panic", v, "stack", string(debug.Stack()))
			r.Trouble = append(r.Trouble, fact.Trouble{Pass: name, Message: fmt.Sprintf("%s%v", panicked, v)})
			ok = false
		}
	}()
	err := run()
	if err == nil {
		return true
	}
	if !errors.Is(err, context.Canceled) && !errors.Is(err, context.DeadlineExceeded) {
		r.Trouble = append(r.Trouble, fact.Trouble{Pass: name, Message: err.Error()})
	}
	return false
}
