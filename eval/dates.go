package eval

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"sort"
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/read/date"
	"github.com/datelinewire/dateline/text"
)

// DateCase is one input of a DateTimeModel suite of Recognizers-Text.
type DateCase struct {
	Input   string
	Context struct{ ReferenceDateTime string }
	Results []DateResult
}

// DateResult is what the suite expects of an expression. Start and End are
// offsets of UTF-16 code units, End inclusive.
type DateResult struct {
	Text, TypeName string
	Start, End     int
	Resolution     struct{ Values []DateValue }
}

// DateValue is one of the readings of an expression that the suite allows.
type DateValue struct{ Timex, Mod, Type, Value, Start, End string }

// DateScore is how many expressions of each type were read right.
type DateScore struct {
	Types  map[string]*DateTally
	Silent DateTally // cases in which there is nothing to find
	Misses []string
}

// DateTally counts expressions, and those read right.
type DateTally struct{ All, Right int }

// scoredTypes are the types whose values are days or lengths of time. Times
// of day, sets and time zones are left out: an Interval holds days.
var scoredTypes = [...]string{"date", "daterange", "duration"}

// Dates scores the date pass on a DateTimeModel suite of Recognizers-Text; see
// docs/dates.md for what counts as right.
func Dates(path string) (*DateScore, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var cases []DateCase
	if err := json.Unmarshal(bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf")), &cases); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	pass, err := date.New(date.Options{Assistant: true})
	if err != nil {
		return nil, err
	}
	split := text.NewSplitter()
	s := &DateScore{Types: map[string]*DateTally{}}
	for _, t := range scoredTypes {
		s.Types[t] = &DateTally{}
	}
	for i := range cases {
		found, err := readDates(split, pass, &cases[i])
		if err != nil {
			return nil, err
		}
		s.add(&cases[i], found)
	}
	return s, nil
}

// readDates runs the pass over the input alone.
func readDates(split *text.Splitter, pass read.Pass, c *DateCase) ([]fact.Date, error) {
	d := split.Document(c.Input, []text.Paragraph{{Span: text.Span{End: uint32(len(c.Input))}}})
	var today calendar.Day
	if len(c.Context.ReferenceDateTime) >= 10 {
		var err error
		if today, err = calendar.Parse(c.Context.ReferenceDateTime[:10]); err != nil {
			return nil, err
		}
	}
	w := read.NewWork(&news.Story{Text: c.Input}, d, fact.New("eval"), today)
	err := pass.Run(context.Background(), w)
	return w.Reading.Dates, err
}

func (s *DateScore) add(c *DateCase, found []fact.Date) {
	if len(c.Results) == 0 {
		s.Silent.All++
		if len(found) == 0 {
			s.Silent.Right++
		} else {
			s.miss(c, "nothing", found)
		}
		return
	}
	offsets := utf16Offsets(c.Input)
	for i := range c.Results {
		r := &c.Results[i]
		name := strings.TrimPrefix(r.TypeName, "datetimeV2.")
		t := s.Types[name]
		if t == nil || r.End+1 >= len(offsets) {
			continue
		}
		t.All++
		if r.readBy(found, offsets[r.Start], offsets[r.End+1]) {
			t.Right++
			continue
		}
		s.miss(c, fmt.Sprintf("%s %q %v", name, r.Text, r.Resolution.Values), found)
	}
}

func (s *DateScore) miss(c *DateCase, want string, found []fact.Date) {
	var b strings.Builder
	fmt.Fprintf(&b, "%.10s | %s | want %s | got", c.Context.ReferenceDateTime, c.Input, want)
	for _, d := range found {
		fmt.Fprintf(&b, " %q", c.Input[d.Start:d.End])
		if d.Value != nil {
			fmt.Fprintf(&b, "=%s/%s", d.Value.From, d.Value.To)
		}
		if d.Duration != nil {
			fmt.Fprintf(&b, "=%s", *d.Duration)
		}
	}
	s.Misses = append(s.Misses, b.String())
}

// readBy reports whether an expression in those bytes was found with one of the
// values. The widest expression that overlaps them speaks.
func (r *DateResult) readBy(found []fact.Date, start, end int) bool {
	var best *fact.Date
	for i := range found {
		d := &found[i]
		if d.Start < end && start < d.End && (best == nil || d.End-d.Start > best.End-best.Start) {
			best = d
		}
	}
	if best == nil {
		return false
	}
	for _, v := range r.Resolution.Values {
		if v.is(best, r) {
			return true
		}
	}
	return false
}

// is reports whether the date says what the suite's value does.
func (v DateValue) is(d *fact.Date, r *DateResult) bool {
	if v.Type == "duration" {
		return d.Duration != nil && sameLength(*d.Duration, v.Timex)
	}
	if v.Value == "not resolved" {
		return d.Value == nil
	}
	if d.Value == nil {
		return false
	}
	if v.Type == "date" {
		return d.Value.From == d.Value.To && d.Value.From.String() == v.Value
	}
	from, to := d.Value.From, d.Value.To
	// After a day the suite gives that day as the bound, we the one after it.
	if v.Start != "" && strings.Contains(v.Mod, "after") && !from.IsZero() && to.IsZero() && from.First().AddDays(-1).String() == v.Start {
		return v.End == ""
	}
	if v.Start == "" && !from.IsZero() || v.Start != "" && (from.IsZero() || from.First().String() != v.Start) {
		return false
	}
	if v.End == "" || to.IsZero() {
		return v.End == "" && to.IsZero()
	}
	// The suite's ends are exclusive; where a range is named by its ends (May
	// to June, 10/1 to 10/7) it writes the first day of the second.
	return to.Last().AddDays(1).String() == v.End || d.By == "date/range" && to.First().String() == v.End ||
		bounded(v.Timex) && to.Last().String() == v.End
}

// bounded reports whether the suite's value is a range of a start, an end and a
// length, whose end it counts from the reference day.
func bounded(timex string) bool { return strings.HasPrefix(timex, "(") }

// sameLength reports whether two ISO 8601 durations are written alike but for
// fractions: PT0.5H and PT30M.
func sameLength(a, b string) bool { return a == b }

// utf16Offsets returns for each offset in UTF-16 code units that in bytes.
func utf16Offsets(s string) []int {
	var out []int
	for i, r := range s {
		out = append(out, i)
		if r > 0xFFFF {
			out = append(out, i)
		}
	}
	return append(out, len(s))
}

// WriteTable prints the table of types.
func (s *DateScore) WriteTable(w io.Writer) error {
	names := make([]string, 0, len(s.Types))
	for t := range s.Types {
		names = append(names, t)
	}
	sort.Strings(names)
	var sum DateTally
	fmt.Fprintf(w, "%-12s %6s %6s %7s\n", "type", "all", "right", "share")
	row := func(name string, t DateTally) {
		fmt.Fprintf(w, "%-12s %6d %6d %7.3f\n", name, t.All, t.Right, share(t.Right, t.All))
	}
	for _, t := range names {
		row(t, *s.Types[t])
		sum.All += s.Types[t].All
		sum.Right += s.Types[t].Right
	}
	row("together", sum)
	row("none", s.Silent)
	return nil
}
