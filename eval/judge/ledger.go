package main

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// What a verdict may be.
const (
	right  = "right"
	wrong  = "wrong"
	missed = "missed" // what the line says and the reader did not find
)

// verdict is a row of the file: what the judge said of one fact. It holds no
// word of the line.
type verdict struct {
	line    int
	kind    string
	print   string // the fact's fingerprint; of what was missed "@" and the byte where its words begin
	verdict string
	fault   string
	note    string
}

// at is the byte of the line at which a missed fact has its words.
func (v verdict) at() int {
	n, _ := strconv.Atoi(strings.TrimPrefix(v.print, "@"))
	return n
}

// ledger is the file of verdicts: its comment, and its rows.
type ledger struct {
	head []string
	rows []verdict
}

func readLedger(r io.Reader) (*ledger, error) {
	b := &ledger{}
	s := bufio.NewScanner(r)
	for n := 1; s.Scan(); n++ {
		if strings.HasPrefix(s.Text(), "#") {
			b.head = append(b.head, s.Text())
			continue
		}
		f := strings.Split(s.Text(), "\t")
		if len(f) != 6 {
			return nil, fmt.Errorf("line %d has %d columns, want 6", n, len(f))
		}
		no, err := strconv.Atoi(f[0])
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		b.rows = append(b.rows, verdict{no, f[1], f[2], f[3], f[4], f[5]})
	}
	return b, s.Err()
}

func (b *ledger) write(w io.Writer) {
	slices.SortFunc(b.rows, func(x, y verdict) int {
		return cmp.Or(cmp.Compare(x.line, y.line), cmp.Compare(x.kind, y.kind), cmp.Compare(x.print, y.print))
	})
	for _, h := range b.head {
		fmt.Fprintln(w, h)
	}
	for _, v := range b.rows {
		fmt.Fprintf(w, "%d\t%s\t%s\t%s\t%s\t%s\n", v.line, v.kind, v.print, v.verdict, v.fault, v.note)
	}
}

// of returns the verdict on a fact, nil where there is none.
func (b *ledger) of(line int, print string) *verdict {
	for i := range b.rows {
		if b.rows[i].line == line && b.rows[i].print == print {
			return &b.rows[i]
		}
	}
	return nil
}

// missed lists what a line lacks: a miss counts until a fact of its kind that
// is not wrong has its words there.
func (b *ledger) missed(l line) []verdict {
	var out []verdict
	for _, v := range b.rows {
		if v.line != l.no || v.verdict != missed {
			continue
		}
		there := slices.ContainsFunc(l.facts, func(f found) bool {
			old := b.of(l.no, f.print)
			return f.kind == v.kind && f.start <= v.at() && v.at() < f.end && (old == nil || old.verdict == right)
		})
		if !there {
			out = append(out, v)
		}
	}
	return out
}

// put adds a verdict, in place of an older one on the same fact.
func (b *ledger) put(v verdict) {
	if old := b.of(v.line, v.print); old != nil {
		*old = v
		return
	}
	b.rows = append(b.rows, v)
}

// take adds verdicts as a judge writes them, one a line:
//
//	FINGERPRINT right
//	FINGERPRINT wrong FAULT note in the judge's own words
//	LINE missed KIND FAULT WORD note
//
// WORD is a word of the line (its first place is kept, as a number). With rest,
// facts without a verdict are right.
func (b *ledger) take(r io.Reader, lines []line, rest bool) error {
	s := bufio.NewScanner(r)
	for n := 1; s.Scan(); n++ {
		f := strings.Fields(s.Text())
		if len(f) == 0 || strings.HasPrefix(f[0], "#") {
			continue
		}
		v, err := parse(f, lines)
		if err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
		b.put(v)
	}
	if rest {
		for _, l := range lines {
			for _, f := range l.facts {
				if b.of(l.no, f.print) == nil {
					b.put(verdict{line: l.no, kind: f.kind, print: f.print, verdict: right})
				}
			}
		}
	}
	return s.Err()
}

func parse(f []string, lines []line) (verdict, error) {
	switch {
	case len(f) >= 2 && f[1] == right, len(f) >= 3 && f[1] == wrong:
		for _, l := range lines {
			for _, x := range l.facts {
				if x.print == f[0] {
					v := verdict{line: l.no, kind: x.kind, print: x.print, verdict: f[1]}
					if f[1] == wrong {
						v.fault, v.note = f[2], strings.Join(f[3:], " ")
					}
					return v, nil
				}
			}
		}
		return verdict{}, fmt.Errorf("no fact %s in these readings", f[0])
	case len(f) >= 5 && f[1] == missed:
		for _, l := range lines {
			if at := strings.Index(l.text, f[4]); strconv.Itoa(l.no) == f[0] && at >= 0 {
				return verdict{l.no, f[2], fmt.Sprintf("@%d", at), missed, f[3], strings.Join(f[5:], " ")}, nil
			}
		}
		return verdict{}, fmt.Errorf("no line %s with %q", f[0], f[4])
	}
	return verdict{}, fmt.Errorf("want FINGERPRINT right, FINGERPRINT wrong FAULT note, or LINE missed KIND FAULT WORD note")
}
