package schedule

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/datelinewire/dateline/news"
)

func ExampleRule_Times() {
	rule, err := ParseRule("FREQ=WEEKLY;BYDAY=TU,TH;COUNT=3")
	if err != nil {
		fmt.Println(err)
		return
	}
	start := time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)
	for _, t := range rule.Times(start, start, start.AddDate(1, 0, 0)) {
		fmt.Println(t.Format("Mon 2 Jan 15:04"))
	}
	// Output:
	// Tue 10 Mar 09:00
	// Thu 12 Mar 09:00
	// Tue 17 Mar 09:00
}

// TestTimes holds rules to the days that a person counts off a calendar.
func TestTimes(t *testing.T) {
	oslo, err := time.LoadLocation("Europe/Oslo")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ rule, start, want string }{
		{"FREQ=DAILY;INTERVAL=10;COUNT=3", "2026-01-01", "01-01 01-11 01-21"},
		{"FREQ=DAILY;UNTIL=20260103", "2026-01-01", "01-01 01-02 01-03"},
		{"FREQ=DAILY;UNTIL=20260103T080000Z", "2026-01-01", "01-01 01-02 01-03"},
		{"FREQ=DAILY;UNTIL=20260103T075959Z", "2026-01-01", "01-01 01-02"},
		{"FREQ=DAILY;BYMONTH=1;BYDAY=MO,FR;UNTIL=20260113", "2026-01-02", "01-02 01-05 01-09 01-12"},
		{"FREQ=WEEKLY;INTERVAL=2;WKST=SU;COUNT=3", "2026-01-01", "01-01 01-15 01-29"},
		{"FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=MO;COUNT=4", "2026-01-06", "01-06 01-11 01-20 01-25"},
		{"FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU;COUNT=4", "2026-01-06", "01-06 01-18 01-20 02-01"},
		{"FREQ=MONTHLY;COUNT=4", "2026-01-31", "01-31 03-31 05-31 07-31"},
		{"FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3", "2026-01-31", "01-31 02-28 03-31"},
		{"FREQ=MONTHLY;BYDAY=2TU;COUNT=3", "2026-01-13", "01-13 02-10 03-10"},
		{"FREQ=MONTHLY;BYDAY=-1FR;COUNT=3", "2026-01-30", "01-30 02-27 03-27"},
		{"FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=2", "2026-02-13", "02-13 03-13"},
		{"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3", "2026-01-30", "01-30 02-27 03-31"},
		{"FREQ=YEARLY;COUNT=2", "2028-02-29", "02-29 02-29"},
		{"FREQ=YEARLY;BYMONTH=1,7;COUNT=3", "2026-01-15", "01-15 07-15 01-15"},
		{"FREQ=YEARLY;BYDAY=1MO;BYMONTH=9;COUNT=2", "2026-09-07", "09-07 09-06"},
		{"FREQ=YEARLY;BYDAY=-1SU;COUNT=2", "2026-12-27", "12-27 12-26"},
		{"FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "2026-01-01", "01-01"},
	} {
		r, err := ParseRule(c.rule)
		if err != nil {
			t.Fatal(err)
		}
		start, err := time.ParseInLocation("2006-01-02 15", c.start+" 09", oslo)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, x := range r.Times(start, start, start.AddDate(10, 0, 0)) {
			if got = append(got, x.Format("01-02")); x.Hour() != 9 {
				t.Errorf("%s: at %s", c.rule, x)
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s from %s: %q, want %q", c.rule, c.start, got, c.want)
		}
	}
}

// TestBounds: rules without end, without a day, or of long ago cost little.
func TestBounds(t *testing.T) {
	start := time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC)
	from := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for rule, want := range map[string]int{"FREQ=DAILY": 365, "FREQ=DAILY;COUNT=1000000": 0, "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30": 0, "FREQ=WEEKLY;BYDAY=FR": 52, "FREQ=DAILY;UNTIL=19000105": 0} {
		r, err := ParseRule(rule)
		if err != nil {
			t.Fatal(err)
		}
		if got := r.Times(start, from, from.AddDate(1, 0, 0)); len(got) != want {
			t.Errorf("%s: %d, want %d", rule, len(got), want)
		}
	}
}

func TestRefuses(t *testing.T) {
	for rule, reason := range map[string]string{
		"": "FREQ", "FREQ=SECONDLY": "SECONDLY", "FREQ=DAILY;COUNT=0": "COUNT", "FREQ=DAILY;INTERVAL=-1": "-1", "FREQ=DAILY;BYDAY=XX": "XX", "FREQ=DAILY;BYDAY=UM": "UM", "FREQ=DAILY;BYDAY=": "day of the week",
		"FREQ=DAILY;UNTIL=soon": "SOON", "FREQ=DAILY;BYWEEKNO=1": "BYWEEKNO", "DAILY": "DAILY", "FREQ=DAILY;BYMONTH=13": "13", "FREQ=DAILY;X=" + strings.Repeat("1", maxRule): "longer",
	} {
		if _, err := ParseRule(rule); err == nil || !strings.Contains(err.Error(), reason) && reason != "COUNT" {
			t.Errorf("%q: %v", rule, err)
		}
	}
}

func TestAfter(t *testing.T) {
	start := time.Date(2026, 1, 31, 9, 0, 0, 0, time.UTC)
	for d, want := range map[string]string{
		"P1D": "02-01 09:00", "PT1H30M": "01-31 10:30", "P1W": "02-07 09:00", "P1DT1H": "02-01 10:00", "+PT15S": "01-31 09:00", "P1M": "03-03 09:00",
		"": "", "P": "", "PT": "", "-P1D": "", "1D": "", "P1H": "", "PT1D": "", "P1": "", "P9999999D": "", "PTT1H": "",
	} {
		got, ok := After(start, d)
		if s := got.Format("01-02 15:04"); ok != (want != "") || ok && s != want {
			t.Errorf("%q: %s, %v", d, s, ok)
		}
	}
}

func TestMoment(t *testing.T) {
	for s, want := range map[string]int{"2024": 366, "2024-02": 29, "2024-02-29": 1, "2024-02-29T10:00:00Z": 0, "2024-02-30": -1, "soon": -1, "": -1} {
		if _, days, ok := Moment(s); ok != (want >= 0) || ok && days != want {
			t.Errorf("%q: %d, %v", s, days, ok)
		}
	}
}

// TestRepeat: each day has its own name and length; the end of a whole run is
// no end of a day.
func TestRepeat(t *testing.T) {
	start := time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC)
	p := news.Plan{UID: "a", From: start, To: start.Add(90 * 24 * time.Hour).Add(time.Hour)}
	out := Repeat(p, []time.Time{start, start.AddDate(0, 0, 7)})
	if len(out) != 2 || out[1].UID != "a/20260112T090000Z" || out[1].To.Sub(out[1].From) != time.Hour {
		t.Errorf("%+v", out)
	}
	p.To = start // of no length
	if out = Repeat(p, []time.Time{start, start.AddDate(0, 0, 7)}); !out[1].To.Equal(out[1].From) {
		t.Errorf("%+v", out)
	}
	p.To = start.Add(25 * time.Hour)
	if out = Repeat(p, []time.Time{start}); out[0].UID != "a" || !out[0].To.Equal(p.To) {
		t.Errorf("%+v", out)
	}
}

func TestStatus(t *testing.T) {
	for code, want := range map[string]news.PlanStatus{"CANCELLED": news.Cancelled, "eventoccurstatus:eos6": news.Cancelled, "http://schema.org/EventPostponed": news.Postponed, "Tentative": news.Tentative, "": "", "open": ""} {
		if got := StatusOf(code); got != want {
			t.Errorf("%q: %q", code, got)
		}
	}
}

func FuzzRule(f *testing.F) {
	for _, s := range []string{"FREQ=WEEKLY;BYDAY=TU,TH;COUNT=3", "FREQ=MONTHLY;BYDAY=-1FR;BYSETPOS=2;UNTIL=20300101", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;INTERVAL=3"} {
		f.Add(s, int64(1767258000))
	}
	f.Fuzz(func(t *testing.T, s string, unix int64) {
		r, err := ParseRule(s)
		if err != nil || unix < -1<<35 || unix > 1<<35 {
			return
		}
		start := time.Unix(unix, 0).UTC()
		from := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
		to := from.AddDate(2, 0, 0)
		last := time.Time{}
		for n, x := range r.Times(start, from, to) {
			if x.Before(from) || !x.Before(to) || n > 0 && !x.After(last) || n >= MaxTimes {
				t.Fatalf("%s from %s: %s", s, start, x)
			}
			last = x
		}
	})
}
