package figure

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/internal/mutate"
	"github.com/datelinewire/dateline/internal/shared"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/read/date"
	"github.com/datelinewire/dateline/text"
)

func passes(t testing.TB) []read.Pass {
	dates, err := date.New(date.Options{})
	if err != nil {
		t.Fatal(err)
	}
	figures, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	return []read.Pass{dates, figures}
}

func work(s string) *read.Work {
	doc := text.NewSplitter().Document(s, []text.Paragraph{{Span: text.Span{End: uint32(len(s))}}})
	today, _ := calendar.Parse("2012-03-14")
	return read.NewWork(&news.Story{Text: s}, doc, fact.New("test"), today)
}

func run(t testing.TB, ps []read.Pass, w *read.Work) {
	for _, p := range ps {
		if err := p.Run(context.Background(), w); err != nil {
			t.Fatal(err)
		}
	}
}

// show writes figures as value, upper, unit, qualifier and measure.
func show(w *read.Work) string {
	var out []string
	for _, f := range w.Reading.Figures {
		s := fmt.Sprint(f.Value)
		if f.Upper != nil {
			s += fmt.Sprint("..", *f.Upper)
		}
		if f.Unit != nil {
			s += " " + *f.Unit
		}
		if f.Qualifier != "exact" {
			s += " " + f.Qualifier
		}
		if f.Measure != nil && (f.Unit == nil || !strings.HasPrefix(*f.Measure, *f.Unit)) {
			s += " (" + *f.Measure + ")"
		}
		out = append(out, s)
	}
	return strings.Join(out, "|")
}

func TestFigures(t *testing.T) {
	ps := passes(t)
	for in, want := range map[string]string{
		"Trade reached 3.2 billion euros in 2011.":                      "3.2e+09 EUR (Trade)",
		"Bonds worth $5-$7 million were sold.":                          "5e+06..7e+06 USD (Bonds)",
		"He owes more than 40 million Swiss francs.":                    "4e+07 CHF over",
		"Some 7,000 soldiers and at least 30 tanks took part.":          "7000 soldiers about|30 tanks at_least",
		"Unemployment rose to 9.5 per cent from 9 per cent.":            "9.5 percent (Unemployment)|9 percent (Unemployment)",
		"Flight 370 carried 239 people.":                                "239 people",
		"They adopted Resolution 1973 by ten votes.":                    "10 votes",
		"Half a million refugees fled.":                                 "500000 refugees",
		"Between 20 and 30 rebels were killed.":                         "20..30 rebels",
		"The 601-member assembly met.":                                  "601 members (member)",
		"A F-16 and two A320s landed at 10:30.":                         "2",
		"The home side won 3-1.":                                        "",
		"Marta Ilves, 47, heads the bank.":                              "",
		"The lease runs for 49 years.":                                  "49 years",
		"It was founded in 1999 on the 25th anniversary of the treaty.": "",
		"The loan is worth RM1.2 billion, or 36,000 crore rupees.":      "1.2e+09 MYR (loan)|3.6e+11 INR (loan)",
		"The bank cut its rate by 25 basis points.":                     "25 basis points (rate)",
		"He paid 50 cents or US$3m.":                                    "0.5 USD|3e+06 USD",
		"Two thirds of the voters stayed at home.":                      "0.6666666666666666 (voters)",
		"One in twelve clerks resigned.":                                "0.08333333333333333 (clerks)",
		"Four out of five bakeries shut.":                               "0.8 (bakeries)",
		"Gauges lost 0,4 percent and 2,5 million litres.":               "0.4 percent (Gauges)|2.5e+06 litres",
		"Some 6-7,000 remained.":                                        "6000..7000 about (remained)",
		"A ferry ticket costs $2-3,000.":                                "2000..3000 USD (ferry ticket)",
		"The S&P 500 lost 3 points.":                                    "3 points",
		"Thousands of people marched.":                                  "",
	} {
		w := work(in)
		run(t, ps, w)
		if got := show(w); got != want {
			t.Errorf("%s\n got %s\nwant %s", in, got, want)
		}
	}
}

// TestNesting: a number that is the rest of a number, as deep as maxNesting and
// deeper.
func TestNesting(t *testing.T) {
	v, err := newVocabulary()
	if err != nil {
		t.Fatal(err)
	}
	for n := range maxNesting + 1 {
		w := work("4 thousand 3 hundred")
		p := parser{v: v, w: w, d: w.Doc, nesting: n}
		p.a, _ = v.lex(w.Doc, 0, nil)
		q, ok := p.number(0)
		want := 4300.0
		switch n {
		case maxNesting - 1:
			want = 4000
		case maxNesting:
			want = 0
		}
		if q.value != want || ok != (want > 0) {
			t.Errorf("%d deep: %v, %v, want %v", n, q.value, ok, want)
		}
	}
	for _, unit := range [...]string{"4 thousand 3 hundred and 21 000 ", "two thousand three hundred and ", "a quarter ", "3 hundred and "} {
		run(t, passes(t), work(strings.Repeat(unit, 200)))
	}
}

func TestDerived(t *testing.T) {
	w := work("Trade amounted to 810.4 million dollars in 2011 and exports amounted to 720.4 million dollars.")
	run(t, passes(t), w)
	n := len(w.Reading.Figures)
	if n != 3 || w.Reading.Figures[2].Value != 90e6 || len(w.Reading.Figures[2].DerivedFrom) != 2 {
		t.Errorf("got %s", show(w))
	}
}

func TestDisagreement(t *testing.T) {
	w := work("Inflation rose to 9 percent in 2011. The paper was late. Inflation stood at 8 percent in 2011.")
	run(t, passes(t), w)
	if len(w.Reading.Trouble) != 1 {
		t.Errorf("got %v from %s", w.Reading.Trouble, show(w))
	}
}

func FuzzFigures(f *testing.F) {
	ps := passes(f)
	for _, s := range []string{"$5-$7bn to 3 1/2 crore", "between one and twenty-two hundred and a half", "US$ 1,00,000.5 per cent 99.9.9"} {
		f.Add(s)
	}
	for i, s := range shared.Wire(f) {
		f.Add(mutate.Text(s, uint64(i)))
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s)%2 > 0 {
			s = mutate.Text(s, uint64(len(s)))
		}
		s = strings.ToValidUTF8(s, "?")
		w := work(s)
		run(t, ps, w)
		for _, x := range w.Reading.Figures {
			if e := x.Evidence; e.Start < 0 || e.End > len(s) || e.Start >= e.End {
				t.Fatalf("span %d-%d of %q", e.Start, e.End, s)
			}
		}
	})
}

func BenchmarkFigures(b *testing.B) {
	ps := passes(b)
	s := strings.Repeat("The ministry said on Tuesday that trade with the island reached 3.2 billion euros last year, about 14 percent more than in 2010. Some 7,000 soldiers took part in the search for the crew of the ferry, officials said. The two sides agreed to meet again. ", 40)
	w := work(s)
	run(b, ps[:1], w)
	b.ReportAllocs()
	for b.Loop() {
		w.Reading.Figures = w.Reading.Figures[:0]
		run(b, ps[1:], w)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(w.Doc.Tokens)), "ns/token")
}
