// Command sample draws lines of a text at random, the same ones for the same
// seed, for a person to judge what the reader finds in them.
//
//	go run ./eval/sample -seed 5 -n 160 -lines 3493-61275 FILE | dateline read --jsonl
package main

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"unicode/utf8"
)

// Shorter lines are headings and names, longer ones more than a person judges
// at a glance. In characters.
const shortest, longest = 40, 500

// drawn is a line as `dateline read --jsonl` takes it. The id says where it
// stands in the file.
type drawn struct {
	ID   string `json:"id"`
	Date string `json:"date"`
	Text string `json:"text"`
	line int
}

func main() {
	seed := flag.Uint64("seed", 1, "which sample")
	n := flag.Int("n", 200, "how many lines")
	lines := flag.String("lines", "", "only these, counted from 1: FIRST-LAST")
	date := flag.String("date", "2008-06-15", "day of publication that each line is given")
	flag.Parse()
	if err := run(os.Stdout, flag.Arg(0), *seed, *n, *lines, *date); err != nil {
		fmt.Fprintln(os.Stderr, "sample:", err)
		os.Exit(1)
	}
}

func run(w io.Writer, file string, seed uint64, n int, lines, date string) error {
	first, last := 1, 1<<62
	if lines != "" {
		if _, err := fmt.Sscanf(lines, "%d-%d", &first, &last); err != nil {
			return fmt.Errorf("-lines %q: want FIRST-LAST", lines)
		}
	}
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(file, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
	}
	got, err := draw(r, rand.New(rand.NewPCG(seed, 0)), n, first, last)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	enc := json.NewEncoder(w)
	for _, d := range got {
		d.ID, d.Date = fmt.Sprintf("line-%d", d.line), date
		if err := enc.Encode(d); err != nil {
			return err
		}
	}
	return nil
}

// draw chooses n lines, each as likely as any other (reservoir sampling,
// Vitter 1985, algorithm R), and gives them in the order of the file.
func draw(r io.Reader, rnd *rand.Rand, n, first, last int) ([]drawn, error) {
	var out []drawn
	seen := 0
	in := bufio.NewScanner(r)
	in.Buffer(nil, 1<<20)
	for no := 1; no <= last && in.Scan(); no++ {
		s := strings.TrimSpace(in.Text())
		if c := utf8.RuneCountInString(s); no < first || c < shortest || c > longest {
			continue
		}
		seen++
		if len(out) < n {
			out = append(out, drawn{Text: s, line: no})
		} else if i := rnd.IntN(seen); i < n {
			out[i] = drawn{Text: s, line: no}
		}
	}
	slices.SortFunc(out, func(a, b drawn) int { return cmp.Compare(a.line, b.line) })
	return out, in.Err()
}
