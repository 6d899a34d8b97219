package date

import (
	"context"
	"strings"
	"testing"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/internal/mutate"
	"github.com/datelinewire/dateline/internal/shared"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/text"
)

// readings returns what the pass finds in s read on a day, each expression as
// text=value.
func readings(t testing.TB, s, today string) []string {
	t.Helper()
	pass, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	w := work(s, today)
	if err := pass.Run(context.Background(), w); err != nil {
		t.Fatal(err)
	}
	out := []string{}
	for _, d := range w.Reading.Dates {
		out = append(out, s[d.Start:d.End]+"="+value(d))
	}
	return out
}

func work(s, today string) *read.Work {
	doc := text.NewSplitter().Document(s, []text.Paragraph{{Span: text.Span{End: uint32(len(s))}}})
	day, _ := calendar.Parse(today)
	return read.NewWork(&news.Story{Text: s}, doc, fact.New("test"), day)
}

func value(d fact.Date) string {
	switch {
	case d.Duration != nil:
		return *d.Duration
	case d.Repeat != nil:
		return *d.Repeat
	case d.Value == nil:
		return "?"
	case d.Value.From == d.Value.To:
		return d.Value.From.String()
	}
	end := func(x calendar.Day) string {
		if x.IsZero() {
			return ".."
		}
		return x.String()
	}
	return end(d.Value.From) + "/" + end(d.Value.To)
}

func TestDates(t *testing.T) {
	// Read on Wednesday 14 March 2012.
	for in, want := range map[string]string{
		"The envoy arrives on Friday.":                                "Friday=2012-03-16",
		"The envoy arrived on Friday.":                                "Friday=2012-03-09",
		"The envoy on Wednesday denied it.":                           "Wednesday=2012-03-14",
		"Talks will be held on Monday and Tuesday.":                   "Monday and Tuesday=2012-03-19/2012-03-20",
		"They met in November.":                                       "November=2011-11",
		"They will meet in February.":                                 "February=2013-02",
		"He left for Oslo last October.":                              "last October=2011-10",
		"The dam broke in late February.":                             "late February=2012-02-21/2012-02-29",
		"The dam must be ready by the end of June.":                   "the end of June=2012-06-30|by the end of June=../2012-06-30",
		"It must be paid before the summer.":                          "the summer=2012-06-01/2012-08-31|before the summer=../2012-05-31",
		"It was paid before the winter.":                              "the winter=2011-12-01/2012-02-29|before the winter=../2011-11-30",
		"It must be paid before spring.":                              "spring=2013-03-01/2013-05-31|before spring=../2013-02-28",
		"They will dig 20 metres a year before the winter.":           "the winter=2012-12-01/2013-02-28|before the winter=../2012-11-30",
		"It must be paid before the end of the year.":                 "the end of the year=2012-12-31|before the end of the year=../2012-12-31",
		"They have been at odds since 1972.":                          "1972=1972|since 1972=1972/..",
		"The bridge fell on December 28.":                             "December 28=2011-12-28",
		"The truce held from March 3 to March 7.":                     "from March 3 to March 7=2012-03-03/2012-03-07",
		"The fair runs from 16 to 19 May.":                            "from 16 to 19 May=2012-05-16/2012-05-19",
		"The war lasted from 1998 to 2000.":                           "from 1998 to 2000=1998/2000",
		"It grew in the first quarter of this year.":                  "the first quarter of this year=2012-01-01/2012-03-31",
		"It was founded in the 1960s.":                                "the 1960s=1960/1969",
		"A 12-year-old boy was hurt.":                                 "12-year-old=P12Y",
		"The lease runs for 49 years.":                                "49 years=P49Y",
		"The council meets every month.":                              "every month=FREQ=MONTHLY",
		"Theresa May said the convoy had 2010 trucks.":                "",
		"Room 1999 was sealed under Resolution 1540.":                 "",
		"The rebels may march on the capital.":                        "",
		"The talks are to last three days.":                           "three days=P3D",
		"He resigned two years ago.":                                  "two years ago=2010",
		"The fault last moved 4,000 years ago.":                       "4,000 years ago=?",
		"The cave was lived in 65,000 years ago.":                     "65,000 years ago=?",
		"The waste will be harmless in 9,000 years.":                  "in 9,000 years=?",
		"The ice melted 130 centuries ago.":                           "130 centuries ago=?",
		"The temple was built 1,200 years ago.":                       "1,200 years ago=0812",
		"The guards left on Sunday, a day before the vote.":           "Sunday=2012-03-11|a day before=2012-03-12",
		"They met on January 5. Two weeks later the truce collapsed.": "January 5=2012-01-05|Two weeks later=2012-01-19",
		"The summit opened on Monday and closed the next day.":        "Monday=2012-03-12|the next day=2012-03-13",
		"He was shot on New Year's Eve.":                              "New Year's Eve=2011-12-31",
		"A 2008 accord ended the dispute.":                            "2008=2008",
		"It has paid 400 dollars a day.":                              "",
		"The jury sits on Friday 16 March.":                           "Friday 16 March=2012-03-16",
		"The gala is on Monday 12 March.":                             "Monday 12 March=2012-03-12",
		"The ferry sails Saturday week.":                              "Saturday week=2012-03-24",
		"The court will sit a week on Friday.":                        "a week on Friday=2012-03-23",
		"She stayed a week on Friday's advice.":                       "Friday=2012-03-09",
		"The pier sank the Tuesday before last.":                      "the Tuesday before last=2012-03-06",
		"The cable of 4 OCT 89 (PRELA) is lost.":                      "4 OCT 89=1989-10-04",
		"On 4 October 50 clerks resigned.":                            "4 October=2011-10-04",
		"Snow fell over the weekend.":                                 "the weekend=2012-03-10/2012-03-11",
		"The cup final will be played at the weekend.":                "the weekend=2012-03-17/2012-03-18",
		"The lease of 3/4/2011 lapsed.":                               "3/4/2011=?",
		"The lease of 3/4/2011 lapsed on 26/4/2011.":                  "3/4/2011=2011-04-03|26/4/2011=2011-04-26",
		"The lease of 3/4/2011 lapsed on 4/26/2011.":                  "3/4/2011=2011-03-04|4/26/2011=2011-04-26",
		"The shop is open 24/7 and opened on 7/7/2009.":               "7/7/2009=2009-07-07",
	} {
		got := strings.Join(readings(t, in, "2012-03-14"), "|")
		if got != want {
			t.Errorf("%s\n got %s\nwant %s", in, got, want)
		}
	}
}

func TestUndated(t *testing.T) {
	got := strings.Join(readings(t, "He came on Monday; the pact dates from May 2, 2003.", ""), "|")
	if want := "Monday=?|May 2, 2003=2003-05-02"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestEaster(t *testing.T) {
	for y, want := range map[int]string{1999: "1999-04-04", 2000: "2000-04-23", 2012: "2012-04-08", 2019: "2019-04-21", 2024: "2024-03-31"} {
		if got := easter(y).String(); got != want {
			t.Errorf("%d: got %s, want %s", y, got, want)
		}
	}
}

func FuzzDates(f *testing.F) {
	pass, err := New(Options{})
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{"from May 3-5, 2012 to late last June", "the last week of 0000-99-99 on Feb 30", "two weeks after the day before 1999s", "by the start of this year's third quarter"} {
		f.Add(s, "2012-03-14")
	}
	for i, s := range shared.Wire(f) {
		f.Add(mutate.Text(s, uint64(i)), "2012-03-14")
	}
	f.Fuzz(func(t *testing.T, s, today string) {
		if len(today)%2 > 0 {
			s = mutate.Text(s, uint64(len(s)))
		}
		s = strings.ToValidUTF8(s, "?")
		w := work(s, today)
		if err := pass.Run(context.Background(), w); err != nil {
			t.Fatal(err)
		}
		for _, d := range w.Reading.Dates {
			if d.Start < 0 || d.End > len(s) || d.Start >= d.End {
				t.Fatalf("span %d-%d of %q", d.Start, d.End, s)
			}
		}
	})
}

func BenchmarkDates(b *testing.B) {
	pass, err := New(Options{})
	if err != nil {
		b.Fatal(err)
	}
	s := strings.Repeat("The foreign minister of the island republic arrived in the capital on Tuesday for talks with his hosts about fishing rights, which the two sides agreed on last May. The port has been closed for three weeks and will open by the end of June, officials said. ", 40)
	w := work(s, "2012-03-14")
	b.ReportAllocs()
	for b.Loop() {
		w.Reading.Dates = w.Reading.Dates[:0]
		if err := pass.Run(context.Background(), w); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(w.Doc.Tokens)), "ns/token")
}

// TestNesting: a period of a period, as deep as maxNesting and deeper, and
// deeper than any stack.
func TestNesting(t *testing.T) {
	for n := range 2 * maxNesting {
		phrase := strings.Repeat("the end of ", n) + "May 2010"
		got := readings(t, "It was "+phrase+".", "2012-03-14")
		whole := len(got) == 1 && strings.HasPrefix(got[0], phrase+"=")
		if want := n < maxNesting; whole != want {
			t.Errorf("%d deep: read as one is %v, got %v", n, whole, got)
		}
	}
	for _, unit := range [...]string{"the end of ", "the first day of ", "two days after ", "the week of ", "the last two weeks of ", "later in ", "a day before "} {
		readings(t, strings.Repeat(unit, 20000)+"May.", "2012-03-14")
	}
}
