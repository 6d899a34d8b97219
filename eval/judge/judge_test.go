package main

import (
	"math"
	"strings"
	"testing"
)

const sampleLedger = "# head\n7\tevent\t@4\tmissed\tassault\tshelling\n7\tevent\taa\twrong\tactor\twho\n"

func sampleLines() []line {
	return []line{{no: 7, text: "The shelling went on.", facts: []found{
		{kind: "event", print: "aa", confidence: "high", start: 13, end: 17},
		{kind: "event", print: "bb", confidence: "high", start: 4, end: 12},
	}}}
}

// TestLedgerKeepsItself writes what it read.
func TestLedgerKeepsItself(t *testing.T) {
	b, err := readLedger(strings.NewReader(sampleLedger))
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	b.write(&out)
	if out.String() != sampleLedger {
		t.Errorf("wrote %q", out.String())
	}
}

// TestMissIsMendedByAFact: a fact on the words of a miss mends it, unless it
// was judged wrong itself.
func TestMissIsMendedByAFact(t *testing.T) {
	lines := sampleLines()
	b, err := readLedger(strings.NewReader(sampleLedger))
	if err != nil {
		t.Fatal(err)
	}
	if got := count(lines, b); got.missed["event"] != 0 || *got.by["event"]["high"] != (tally{wrong: 1, open: 1}) {
		t.Errorf("unjudged: missed %v, %+v", got.missed, *got.by["event"]["high"])
	}
	if err := b.take(strings.NewReader("bb wrong status not yet"), lines, false); err != nil {
		t.Fatal(err)
	}
	if got := count(lines, b); got.missed["event"] != 1 {
		t.Errorf("judged wrong: missed %v", got.missed)
	}
}

// TestTake reads each form of verdict and refuses the rest.
func TestTake(t *testing.T) {
	lines := sampleLines()
	b := &ledger{}
	if err := b.take(strings.NewReader("aa wrong type no such thing\n7 missed quote said went by nobody\n"), lines, true); err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	b.write(&out)
	want := "7\tevent\taa\twrong\ttype\tno such thing\n7\tevent\tbb\tright\t\t\n7\tquote\t@13\tmissed\tsaid\tby nobody\n"
	if out.String() != want {
		t.Errorf("got %q, want %q", out.String(), want)
	}
	for _, bad := range []string{"cc right", "aa maybe", "8 missed event x went"} {
		if err := b.take(strings.NewReader(bad), lines, false); err == nil {
			t.Errorf("%q was taken", bad)
		}
	}
}

// TestWilson checks the interval against the worked example of 81 in 263
// (Newcombe 1998).
func TestWilson(t *testing.T) {
	lo, hi := wilson(81, 263)
	if math.Abs(lo-0.2553) > 1e-4 || math.Abs(hi-0.3662) > 1e-4 {
		t.Errorf("got %.4f to %.4f", lo, hi)
	}
}

// TestKeptVerdicts holds the kept file to its form: known verdicts, a fault
// for whatever is not right, notes too short to quote a line.
func TestKeptVerdicts(t *testing.T) {
	b, err := command{kept: "../testdata/verdicts.tsv"}.verdicts()
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range b.rows {
		switch v.verdict {
		case right:
		case wrong, missed:
			if v.fault == "" {
				t.Errorf("line %d %s: no fault", v.line, v.print)
			}
		default:
			t.Errorf("line %d %s: verdict %q", v.line, v.print, v.verdict)
		}
		if len(v.note) > 80 {
			t.Errorf("line %d %s: a note of %d bytes", v.line, v.print, len(v.note))
		}
	}
}
