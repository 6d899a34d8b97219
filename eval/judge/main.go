// Command judge keeps what a careful reader said of the facts that dateline
// finds in prose that nobody prepared, and counts them.
//
// It takes readings of lines drawn by eval/sample:
//
//	go run ./eval/sample -seed 6 FILE | dateline read --jsonl | go run ./eval/judge
//
// and prints how many facts are right, of each kind and confidence, over
// those with a verdict. With -open it prints the facts that have none, to be
// judged; with -take FILE it adds verdicts to the file. script/prose does the
// whole for a seed. docs/accuracy.md says how facts are judged.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/datelinewire/dateline/fact"
)

func main() {
	var c command
	flag.StringVar(&c.kept, "verdicts", "eval/testdata/verdicts.tsv", "the file of verdicts")
	flag.StringVar(&c.kinds, "kinds", "event,quote,figure,office,pledge", "kinds of facts to count; entity and date are the others")
	flag.BoolVar(&c.open, "open", false, "print the facts without a verdict")
	flag.BoolVar(&c.wrong, "wrong", false, "print the facts found wrong, and what was missed")
	flag.StringVar(&c.take, "take", "", "add the verdicts in this file; see docs/accuracy.md")
	flag.BoolVar(&c.rest, "rest-right", false, "with -take: what the file does not name, and has no verdict, is right")
	flag.Parse()
	if err := c.run(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "judge:", err)
		os.Exit(1)
	}
}

// command is what the caller asked for.
type command struct {
	kept, kinds, take string
	open, wrong, rest bool
}

func (c command) run(in io.Reader, out io.Writer) error {
	book, err := c.verdicts()
	if err != nil {
		return err
	}
	lines, err := readLines(in, strings.Split(c.kinds, ","))
	if err != nil {
		return err
	}
	if c.take != "" {
		if err := c.add(book, lines); err != nil {
			return err
		}
	}
	for _, l := range lines {
		switch {
		case c.open:
			l.writeOpen(out, book)
		case c.wrong:
			l.writeWrong(out, book)
		}
	}
	return count(lines, book).write(out, strings.Split(c.kinds, ","))
}

// verdicts reads the kept file; one that is not there yet is empty.
func (c command) verdicts() (*ledger, error) {
	f, err := os.Open(c.kept)
	if errors.Is(err, fs.ErrNotExist) {
		return &ledger{}, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := readLedger(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", c.kept, err)
	}
	return b, nil
}

func (c command) add(book *ledger, lines []line) error {
	f, err := os.Open(c.take)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := book.take(f, lines, c.rest); err != nil {
		return fmt.Errorf("%s: %w", c.take, err)
	}
	var b strings.Builder
	book.write(&b)
	return os.WriteFile(c.kept, []byte(b.String()), 0o644)
}

// line is a line of the corpus and the facts found in it.
type line struct {
	no    int
	text  string
	facts []found
}

func readLines(in io.Reader, kinds []string) ([]line, error) {
	var out []line
	s := bufio.NewScanner(in)
	s.Buffer(nil, 16<<20)
	for s.Scan() {
		var r fact.Reading
		if err := json.Unmarshal(s.Bytes(), &r); err != nil {
			return nil, err
		}
		l := line{text: r.Story.Text}
		if _, err := fmt.Sscanf(r.ID, "line-%d", &l.no); err != nil {
			return nil, fmt.Errorf("reading %q is not of a line drawn by eval/sample", r.ID)
		}
		for _, f := range factsOf(&r) {
			if slices.Contains(kinds, f.kind) {
				l.facts = append(l.facts, f)
			}
		}
		out = append(out, l)
	}
	return out, s.Err()
}

// writeOpen prints a line whole, for what is missing is judged too, with
// the facts that have no verdict.
func (l line) writeOpen(w io.Writer, book *ledger) {
	fmt.Fprintf(w, "%d | %s\n", l.no, l.text)
	for _, f := range l.facts {
		if book.of(l.no, f.print) == nil {
			fmt.Fprintf(w, "   %s\n", f)
		}
	}
}

func (l line) writeWrong(w io.Writer, book *ledger) {
	head := fmt.Sprintf("%d | %s\n", l.no, l.text)
	for _, f := range l.facts {
		if v := book.of(l.no, f.print); v != nil && v.verdict == wrong {
			fmt.Fprintf(w, "%s   %s\n      %s: %s\n", head, f, v.fault, v.note)
			head = ""
		}
	}
	for _, v := range book.missed(l) {
		fmt.Fprintf(w, "%s   missed %s at %d: %s %s\n", head, v.kind, v.at(), v.fault, v.note)
		head = ""
	}
}
