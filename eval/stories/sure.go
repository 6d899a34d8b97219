package stories

import (
	"context"
	"encoding/json"
	"io"

	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/read/sure"
)

// Verdict is what a reader of a story said of a quote, figure or pledge that was
// read in it. It holds for what was read then, and is taken for true of what is
// read at the same words now.
type Verdict struct {
	Story string    `json:"story"`
	Kind  sure.Kind `json:"kind"`
	At    Place     `json:"at"`    // the words that tell it
	Right bool      `json:"right"` // no slot says anything false
}

// Verdicts returns the verdicts on facts, by story.
func Verdicts() ([]Verdict, error) { return rows[Verdict]("verdicts.jsonl") }

// Sure writes what the confidence of facts of a kind is fitted to, an Outcome a
// line: those on which there is a verdict, with their signs.
func Sure(ctx context.Context, l *line.Line, data string, kind sure.Kind, out io.Writer) error {
	verdicts, err := Verdicts()
	if err != nil {
		return err
	}
	var labels []Label
	of := map[string][]Verdict{}
	for _, v := range verdicts {
		if v.Kind != kind {
			continue
		}
		if len(of[v.Story]) == 0 {
			labels = append(labels, Label{Story: v.Story})
		}
		of[v.Story] = append(of[v.Story], v)
	}
	e := json.NewEncoder(out)
	return each(ctx, l, data, labels, false, func(x *Label, src *source, w *read.Work) error {
		starts := src.starts(w.Doc.Text)
		for _, f := range sure.Facts(w) {
			if right, ok := verdictOn(&f, of[x.Story], src, starts); ok && f.Kind == kind {
				if err := e.Encode(Outcome{x.Story, f.Signs, right}); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// verdictOn returns the verdict on a fact, and whether there is one.
func verdictOn(f *sure.Fact, among []Verdict, src *source, starts []int) (right, ok bool) {
	words := f.At.Words()
	for _, v := range among {
		if at, ok := src.span(starts, v.At); ok && v.Kind == f.Kind && at == (span{words.Start, words.End}) {
			return v.Right, true
		}
	}
	return false, false
}
