package ical

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/intake/batch"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/internal/mutate"
	"github.com/datelinewire/dateline/news"
)

func Example() {
	b, err := Decode(batch.Input{Bytes: []byte("BEGIN:VCALENDAR\n" + event("DTSTART;TZID=Europe/Oslo:20260312T090000", "RRULE:FREQ=WEEKLY;COUNT=2") + "\nEND:VCALENDAR")})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range b.Plans {
		fmt.Println(p.Title, p.From)
	}
	// Output:
	// Port talks 2026-03-12 09:00:00 +0100 CET
	// Port talks 2026-03-19 09:00:00 +0100 CET
}

// plans reads a calendar with the lines between its frame.
func plans(t *testing.T, lines ...string) *batch.Batch {
	t.Helper()
	s := "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-CALNAME:Harbour diary\r\n" + strings.Join(lines, "\r\n") + "\r\nEND:VCALENDAR\r\n"
	b, err := Decode(batch.Input{Bytes: []byte(s), Day: calendar.Date(2026, 3, 10)})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func event(lines ...string) string {
	return "BEGIN:VEVENT\r\nUID:7@fjord.example\r\nSUMMARY:Port talks\r\n" + strings.Join(lines, "\r\n") + "\r\nEND:VEVENT"
}

func at(s string) time.Time {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		panic(err)
	}
	return t
}

// TestEvent reads one event with all that a desk asks for, its text folded and
// with marks.
func TestEvent(t *testing.T) {
	b := plans(t, event("DTSTART;TZID=Europe/Oslo:20260312T090000", "DURATION:PT1H30M", "LOCATION:Town hall\\, Bergen", "DESCRIPTION:Dues and", "  quays\\; ask at the door.\\nBring a card.",
		"STATUS:TENTATIVE", "SEQUENCE:3", "LAST-MODIFIED:20260301T080000Z", "CATEGORIES:ports,talks", "URL:https://fjord.example/talks", "BEGIN:VALARM", "TRIGGER:-PT15M", "DESCRIPTION:Ring", "END:VALARM"))
	if len(b.Plans) != 1 || len(b.Refused) != 0 {
		t.Fatalf("%+v", b)
	}
	p := b.Plans[0]
	want := news.Plan{
		Source: "Harbour diary", UID: "7@fjord.example", Title: "Port talks", Text: "Dues and quays; ask at the door.\nBring a card.", URL: "https://fjord.example/talks",
		Place: "Town hall, Bergen", From: at("2026-03-12T08:00:00Z"), To: at("2026-03-12T09:30:00Z"), Status: news.Tentative, Sequence: 3, Modified: at("2026-03-01T08:00:00Z"), Subjects: []string{"ports", "talks"},
	}
	if !p.From.Equal(want.From) || !p.To.Equal(want.To) {
		t.Errorf("from %s to %s", p.From, p.To)
	}
	p.From, p.To = want.From, want.To
	if fmt.Sprintf("%+v", p) != fmt.Sprintf("%+v", want) {
		t.Errorf("got  %+v\nwant %+v", p, want)
	}
}

// TestTimes reads moments of all sorts: when an event begins and ends, in UTC.
func TestTimes(t *testing.T) {
	zone := "BEGIN:VTIMEZONE\r\nTZID:Our town\r\nBEGIN:STANDARD\r\nDTSTART:20001029T030000\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\nTZOFFSETFROM:+0400\r\nTZOFFSETTO:+0300\r\nEND:STANDARD\r\n" +
		"BEGIN:DAYLIGHT\r\nDTSTART:20000326T020000\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\nTZOFFSETFROM:+0300\r\nTZOFFSETTO:+0400\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE"
	for _, c := range []struct {
		lines    string
		from, to string
		allDay   bool
	}{
		{"DTSTART:20260312T090000Z\r\nDTEND:20260312T100000Z", "2026-03-12T09:00:00Z", "2026-03-12T10:00:00Z", false},
		{"DTSTART;VALUE=DATE:20260312", "2026-03-12T00:00:00Z", "2026-03-13T00:00:00Z", true},
		{"DTSTART;VALUE=DATE:20260312\r\nDTEND;VALUE=DATE:20260315", "2026-03-12T00:00:00Z", "2026-03-15T00:00:00Z", true},
		{"DTSTART;TZID=\"W. Europe Standard Time\":20260712T090000", "2026-07-12T07:00:00Z", "0001-01-01T00:00:00Z", false},
		{"DTSTART;TZID=/fjord.example/1/America/New_York:20260312T090000", "2026-03-12T13:00:00Z", "0001-01-01T00:00:00Z", false},
		{"DTSTART;TZID=Our town:20260112T090000", "2026-01-12T06:00:00Z", "0001-01-01T00:00:00Z", false},
		{"DTSTART;TZID=Our town:20260712T090000", "2026-07-12T05:00:00Z", "0001-01-01T00:00:00Z", false},
		{"DTSTART:20260312T090000\r\nDURATION:P1W", "2026-03-12T09:00:00Z", "2026-03-19T09:00:00Z", false},
	} {
		b := plans(t, zone, event(c.lines))
		if len(b.Plans) != 1 {
			t.Errorf("%q: %+v", c.lines, b)
			continue
		}
		p := b.Plans[0]
		if !p.From.Equal(at(c.from)) || !p.To.Equal(at(c.to)) || p.AllDay != c.allDay {
			t.Errorf("%q: %s to %s, %v", c.lines, p.From, p.To, p.AllDay)
		}
	}
}

// TestComesBack: an event that comes back has a plan for each of its days, at
// the same hour of its town in winter and summer; days that are cancelled or
// moved go by their own entries.
func TestComesBack(t *testing.T) {
	b := plans(t,
		event("DTSTART;TZID=Europe/Oslo:20260317T090000", "DTEND;TZID=Europe/Oslo:20260317T100000", "RRULE:FREQ=WEEKLY;COUNT=4", "EXDATE;TZID=Europe/Oslo:20260331T090000"),
		event("RECURRENCE-ID;TZID=Europe/Oslo:20260324T090000", "DTSTART;TZID=Europe/Oslo:20260325T110000", "STATUS:CANCELLED", "SEQUENCE:2"))
	var got []string
	for _, p := range b.Plans {
		got = append(got, p.UID[len("7@fjord.example/"):]+" "+p.From.UTC().Format("0102T1504")+" "+string(p.Status))
	}
	want := "20260317T080000Z 0317T0800 confirmed, 20260407T070000Z 0407T0700 confirmed, 20260324T080000Z 0325T1000 cancelled"
	if s := strings.Join(got, ", "); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
}

// TestBounds: what comes back for ever is given for a year from a month before
// the day of taking in, and never more than so many days.
func TestBounds(t *testing.T) {
	b := plans(t, event("DTSTART:19900101T060000Z", "RRULE:FREQ=DAILY"))
	first, last := b.Plans[0].From, b.Plans[len(b.Plans)-1].From
	if !first.Equal(at("2026-02-07T06:00:00Z")) || len(b.Plans) != 366 || !last.Before(at("2027-03-10T00:00:00Z")) {
		t.Errorf("%d from %s to %s", len(b.Plans), first, last)
	}
	if b = plans(t, event("DTSTART:20260312T060000Z", "RRULE:FREQ=SECONDLY")); len(b.Plans) != 1 || len(b.Refused) != 1 || !strings.Contains(b.Refused[0].Reason, "SECONDLY") {
		t.Errorf("%+v", b)
	}
	var many strings.Builder
	for range maxEvents + 10 {
		many.WriteString("BEGIN:VEVENT\nSUMMARY:A\nDTSTART:20260101\nEND:VEVENT\n")
	}
	if b = plans(t, many.String()); len(b.Plans) != maxEvents || len(b.Refused) != 1 {
		t.Errorf("%d, %d", len(b.Plans), len(b.Refused))
	}
	deep := strings.Repeat("BEGIN:VEVENT\n", 1_000_000)
	if b, err := Decode(batch.Input{Bytes: []byte("BEGIN:VCALENDAR\n" + deep)}); err != nil || len(b.Refused) == 0 || len(b.Refused) > maxDepth {
		t.Errorf("%v", err)
	}
}

// TestRefused: each event that is wrong is refused with its reason, and the
// others are read.
func TestRefused(t *testing.T) {
	good := event("DTSTART:20260312T090000Z")
	for lines, reason := range map[string]string{
		"BEGIN:VEVENT\r\nSUMMARY:A\r\nEND:VEVENT":                                            "DTSTART is missing",
		"BEGIN:VEVENT\r\nDTSTART:20260312\r\nEND:VEVENT":                                     "SUMMARY is missing",
		"BEGIN:VEVENT\r\nSUMMARY:A\r\nDTSTART:tomorrow\r\nEND:VEVENT":                        "\"tomorrow\"",
		"BEGIN:VEVENT\r\nSUMMARY:A\r\nDTSTART;TZID=Nowhere:20260312T090000\r\nEND:VEVENT":    "Nowhere",
		"BEGIN:VEVENT\r\nSUMMARY:A\r\nDTSTART:20260312\r\nDTEND:20260311\r\nEND:VEVENT":      "before DTSTART",
		"BEGIN:VEVENT\r\nSUMMARY:A\r\nDTSTART:20260312\r\nRECURRENCE-ID:never\r\nEND:VEVENT": "RECURRENCE-ID",
		"BEGIN:VTODO\r\nSUMMARY:A\r\nEND:VTODO":                                              "VTODO",
	} {
		b := plans(t, lines, good)
		if len(b.Plans) != 1 || len(b.Refused) != 1 || !strings.Contains(b.Refused[0].Reason, reason) {
			t.Errorf("%q: %+v", lines, b)
		}
	}
	b, err := Decode(batch.Input{Bytes: []byte("BEGIN:VCALENDAR\n" + strings.ReplaceAll(good, "\r", "") + "\nBEGIN:VEVENT\nSUMMARY:Cut")})
	if err != nil || len(b.Plans) != 1 || len(b.Refused) != 1 || !strings.Contains(b.Refused[0].Reason, "breaks off") {
		t.Errorf("%+v, %v", b, err)
	}
	for _, s := range []string{"", "BEGIN:VEVENT", "Ferry opens"} {
		if _, err := Decode(batch.Input{Bytes: []byte(s)}); fault.KindOf(err) != fault.Invalid || err == nil {
			t.Errorf("%q: %v", s, err)
		}
	}
}

func BenchmarkDecode(b *testing.B) {
	s := []byte("BEGIN:VCALENDAR\n" + strings.Repeat(strings.ReplaceAll(event("DTSTART;TZID=Europe/Oslo:20260312T090000", "RRULE:FREQ=WEEKLY;COUNT=8"), "\r", "")+"\n", 20) + "END:VCALENDAR\n")
	for b.Loop() {
		if _, err := Decode(batch.Input{Bytes: s}); err != nil {
			b.Fatal(err)
		}
	}
}

func FuzzDecode(f *testing.F) {
	seed := "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Our town\nBEGIN:STANDARD\nDTSTART:20001029T030000\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nTZOFFSETTO:+0300\nEND:STANDARD\nEND:VTIMEZONE\n" +
		strings.ReplaceAll(event("DTSTART;TZID=Our town:20260312T090000", "RRULE:FREQ=MONTHLY;BYDAY=2TU;BYSETPOS=1", "EXDATE:20260312"), "\r", "") + "\nEND:VCALENDAR\n"
	for n := range uint64(20) {
		f.Add([]byte(mutate.Text(seed, n)))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		out, err := Decode(batch.Input{Bytes: b})
		if err != nil {
			if fault.KindOf(err) != fault.Invalid {
				t.Fatal(err)
			}
			return
		}
		for _, p := range out.Plans {
			if p.Title == "" || p.UID == "" || !p.To.IsZero() && p.To.Before(p.From) {
				t.Fatalf("%+v", p)
			}
		}
	})
}
