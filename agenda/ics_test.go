package agenda_test

import (
	"bytes"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/datelinewire/dateline/agenda"
	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/dossier"
	"github.com/datelinewire/dateline/intake/batch"
	"github.com/datelinewire/dateline/intake/ical"
	"github.com/datelinewire/dateline/link"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
)

func june(n int) calendar.Day { return calendar.Date(2026, 6, n) }

func line(id string, state link.State) dossier.Line {
	return dossier.Line{
		ID: id, From: june(10), To: june(12), Dated: true, State: state, Text: "Königin; will visit, “Åland” \\ once\nmore " + strings.Repeat("é", 90),
		Place: "Mariehamn, Åland", Reports: []dossier.Cite{{Story: "s", Fact: "e1", Headline: "H", Source: "S", Day: "2026-06-01", Words: "w\x07w"}},
	}
}

func items() []dossier.Line {
	moved := line("b.e1", link.Postponed)
	moved.NewFrom, moved.NewTo, moved.Follows, moved.Steps = june(20), june(20), "c.e1", 2
	off, silent, month := line("d.e1", link.Cancelled), line("e.e1", link.Unconfirmed), line("f.e1", link.Ahead)
	month.From, month.To = calendar.Day{Year: 2026, Month: 9}, calendar.Day{Year: 2026, Month: 9}
	first, again := line("h.e1", link.Held), line("i.e1", link.Held) // put off, then held: announced twice
	first.Follows, first.Steps, first.NewFrom, first.NewTo = "j.e1", 2, june(25), june(25)
	again.Follows, again.Steps = "j.e1", 1
	return []dossier.Line{line("a.e1", link.Ahead), moved, line("c.e1", link.Ahead), off, silent, month, line("g.e1", link.Held), again, first}
}

// TestCalendar writes an agenda and reads it with the reader of calendars.
func TestCalendar(t *testing.T) {
	a := agenda.Agenda{Items: items(), Plans: []record.Plan{{
		Plan:     news.Plan{Source: "Port", UID: "p1", Title: "Talks", From: june(3).Time().Add(9 * time.Hour), To: june(3).Time().Add(10 * time.Hour), Status: news.Cancelled, Sequence: 4},
		Received: june(1).Time(),
	}}}
	var out bytes.Buffer
	if err := a.Calendar(&out, "http://127.0.0.1:8800"); err != nil {
		t.Fatal(err)
	}
	for l := range strings.SplitSeq(strings.TrimSuffix(out.String(), "\r\n"), "\r\n") {
		if len(l) > 75 || strings.ContainsAny(l, "\r\n\x07") || !utf8.ValidString(l) {
			t.Errorf("%d bytes: %q", len(l), l)
		}
	}
	b, err := ical.Decode(batch.Input{Bytes: out.Bytes(), Day: june(1)})
	if err != nil || len(b.Refused) > 0 {
		t.Fatalf("%v, %+v", err, b.Refused)
	}
	want := map[string]struct {
		from, to string
		status   news.PlanStatus
		sequence int
	}{
		"a.e1@dateline": {"2026-06-10", "2026-06-13", news.Confirmed, 0}, "b.e1@dateline": {"2026-06-20", "2026-06-21", news.Confirmed, 2},
		"d.e1@dateline": {"2026-06-10", "2026-06-13", news.Cancelled, 0}, "e.e1@dateline": {"2026-06-10", "2026-06-13", news.Tentative, 0},
		"f.e1@dateline": {"2026-09-01", "2026-10-01", news.Confirmed, 0}, "g.e1@dateline": {"2026-06-10", "2026-06-13", news.Confirmed, 0},
		"h.e1@dateline": {"2026-06-25", "2026-06-26", news.Confirmed, 2}, "Port/p1": {"2026-06-03", "2026-06-03", news.Cancelled, 4},
	}
	for _, p := range b.Plans {
		w, ok := want[p.UID]
		if !ok || p.From.Format("2006-01-02") != w.from || p.To.Format("2006-01-02") != w.to || p.Status != w.status || p.Sequence != w.sequence {
			t.Errorf("%s: %s to %s, %q, %d; want %+v", p.UID, p.From, p.To, p.Status, p.Sequence, w)
		}
		delete(want, p.UID)
		if p.UID == "a.e1@dateline" && (p.Place != "Mariehamn, Åland" || !strings.HasPrefix(p.Title, "Königin; will visit, “Åland” \\ once more é")) {
			t.Errorf("%q in %q", p.Title, p.Place)
		}
	}
	if len(want) > 0 {
		t.Errorf("these are missing: %v", want)
	}
	var again bytes.Buffer
	if err := a.Calendar(&again, "http://127.0.0.1:8800"); err != nil || again.String() != out.String() {
		t.Error("it is written in another way a second time")
	}
}
