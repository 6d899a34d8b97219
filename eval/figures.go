package eval

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/read/date"
	"github.com/datelinewire/dateline/read/figure"
	"github.com/datelinewire/dateline/text"
)

// FigureScore is how many quantities of the CurrencyModel, PercentModel and
// NumberModel suites of Recognizers-Text were read right, and which not.
type FigureScore struct {
	Models []FigureTally
	Misses []string
}

// FigureTally counts the quantities of one suite, those read right, those
// left out of the count, and the cases in which nothing is to be found.
type FigureTally struct {
	Model              string
	All, Right, Left   int
	Silent, SilentGood int
}

type figureCase struct {
	Input   string
	Results []struct {
		Text       string
		Start, End int
		Resolution struct{ Value, Unit, IsoCurrency, Subtype string }
	}
}

// Figures scores the figure pass on the suites in a folder; docs/figures.md
// says what counts as right and what is left out.
func Figures(folder string) (*FigureScore, error) {
	dates, err := date.New(date.Options{})
	if err != nil {
		return nil, err
	}
	figures, err := figure.New(figure.Options{Lowercase: true})
	if err != nil {
		return nil, err
	}
	r := figureReader{split: text.NewSplitter(), passes: []read.Pass{dates, figures}}
	s := &FigureScore{}
	for _, model := range []string{"Currency", "Percent", "Number"} {
		raw, err := os.ReadFile(filepath.Join(folder, model+"Model.json"))
		if err != nil {
			return nil, err
		}
		var cases []figureCase
		if err := json.Unmarshal(bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf")), &cases); err != nil {
			return nil, fmt.Errorf("%s: %w", model, err)
		}
		t := FigureTally{Model: model}
		for i := range cases {
			if err := s.add(&t, &cases[i], &r); err != nil {
				return nil, err
			}
		}
		s.Models = append(s.Models, t)
	}
	return s, nil
}

type figureReader struct {
	split  *text.Splitter
	passes []read.Pass
}

// stated is a quantity that was found.
type stated struct {
	start, end int
	value      float64
	unit       string
}

func (r *figureReader) read(model, input string) ([]stated, error) {
	d := r.split.Document(input, []text.Paragraph{{Span: text.Span{End: uint32(len(input))}}})
	var out []stated
	if model == "Number" {
		ns, err := figure.Numbers(d)
		for _, n := range ns {
			out = append(out, stated{int(n.Start), int(n.End), n.Value, ""})
		}
		return out, err
	}
	w := read.NewWork(&news.Story{Text: input}, d, fact.New("eval"), calendar.Day{})
	for _, p := range r.passes {
		if err := p.Run(context.Background(), w); err != nil {
			return nil, err
		}
	}
	for _, f := range w.Reading.Figures {
		x := stated{start: f.Evidence.Start, end: f.Evidence.End, value: f.Value}
		if f.Unit != nil {
			x.unit = *f.Unit
		}
		if model == "Currency" && (len(x.unit) != 3 || x.unit != strings.ToUpper(x.unit)) && x.unit != "francs" {
			continue
		}
		out = append(out, x)
	}
	return out, nil
}

func (s *FigureScore) add(t *FigureTally, c *figureCase, r *figureReader) error {
	found, err := r.read(t.Model, c.Input)
	if err != nil {
		return err
	}
	if len(c.Results) == 0 {
		t.Silent++
		if len(found) == 0 || t.Model == "Percent" && found[0].unit != "percent" {
			t.SilentGood++
		} else {
			s.Misses = append(s.Misses, fmt.Sprintf("%s | %s | want nothing | got %v", t.Model, c.Input, found))
		}
		return nil
	}
	offsets := utf16Offsets(c.Input)
	for _, w := range c.Results {
		want, err := strconv.ParseFloat(strings.TrimSuffix(w.Resolution.Value, "%"), 64)
		// No number, powers and fractions, Chinese and virtual small change:
		// not what news needs.
		if err != nil || w.Resolution.Subtype == "fraction" || w.Resolution.Subtype == "power" || t.Model == "Percent" && strings.HasPrefix(w.Text, "per") || w.End+1 >= len(offsets) {
			t.Left++
			continue
		}
		if t.Model == "Currency" && spoken(w.Text) || t.Model == "Number" && inCode(c.Input, offsets[w.Start], offsets[w.End+1]) {
			t.Left++
			continue
		}
		unit := w.Resolution.IsoCurrency
		if u, minor := suiteUnit(w.Resolution.Unit); unit == "" && t.Model == "Currency" {
			if u == "" {
				t.Left++
				continue
			}
			unit = u
			if minor {
				want /= 100
			}
		}
		if t.Model == "Percent" {
			unit = "percent"
		}
		t.All++
		ok := false
		for _, f := range found {
			ok = ok || f.start < offsets[w.End+1] && offsets[w.Start] < f.end && math.Abs(f.value-want) <= 1e-9*math.Max(1, math.Abs(want)) && f.unit == unit
		}
		if ok {
			t.Right++
		} else {
			s.Misses = append(s.Misses, fmt.Sprintf("%s | %s | want %q %v %s | got %v", t.Model, c.Input, w.Text, want, unit, found))
		}
	}
	return nil
}

// spoken reports whether a sum leaves the unit of its small change unsaid (15
// dollars 50, one dollar and two), or abbreviates as accounts do (30 MUSD).
func spoken(s string) bool {
	f := strings.Fields(strings.ToLower(s))
	for _, w := range f {
		if len(w) == 4 && w[0] == 'm' && (w[1:] == "usd" || w[1:] == "eur" || w[1:] == "gbp" || w[1:] == "aud") {
			return true
		}
	}
	unit := -1
	for i, w := range f {
		if strings.HasPrefix(w, "dollar") || w == "usd" || w == "$" || w == "kuai" {
			unit = i
			break
		}
	}
	if unit < 1 || unit+1 >= len(f) || f[unit] == "$" && !strings.Contains(s, " and ") {
		return false
	}
	last := f[len(f)-1]
	return !strings.HasPrefix(last, "cent") && last != "million"
}

// inCode reports whether a number is part of an address, a telephone number, a
// date or a list written without spaces.
func inCode(s string, start, end int) bool {
	for start > 0 && s[start-1] != ' ' {
		start--
	}
	for end < len(s) && s[end] != ' ' {
		end++
	}
	w := strings.TrimRight(s[start:end], ".?!,")
	return strings.Count(w, ".") > 1 || strings.ContainsAny(w, "/") || strings.Count(w, "-") > 1 && strings.ContainsAny(w, "0123456789")
}

// suiteUnit returns the code of a unit that the suite writes without one, and
// whether it is the small change of that currency; "" for what has no code.
func suiteUnit(unit string) (string, bool) {
	switch unit {
	case "Dollar":
		return "USD", false
	case "Cent":
		return "USD", true
	case "Pound":
		return "GBP", false
	case "Pence", "Penny":
		return "GBP", true
	case "Rupee":
		return "INR", false
	case "Peseta":
		return "ESP", false
	case "Franc":
		return "francs", false
	case "Finnish markka":
		return "FIM", false
	case "Netherlands guilder":
		return "NLG", false
	}
	return "", false
}

// WriteTable prints the table of suites.
func (s *FigureScore) WriteTable(w io.Writer) error {
	fmt.Fprintf(w, "%-12s %6s %6s %7s %9s %14s\n", "suite", "all", "right", "share", "left out", "silent")
	for _, t := range s.Models {
		if _, err := fmt.Fprintf(w, "%-12s %6d %6d %7.3f %9d %10d/%d\n", t.Model, t.All, t.Right, share(t.Right, t.All), t.Left, t.SilentGood, t.Silent); err != nil {
			return err
		}
	}
	return nil
}
