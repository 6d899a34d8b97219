package ninjs

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/datelinewire/dateline/intake/batch"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/internal/mutate"
	"github.com/datelinewire/dateline/news"
)

func ExampleCheck() {
	fmt.Println(Check([]byte(`{"uri": "urn:fjord:1", "pubstatus": "maybe"}`), "1.4"))
	// Output: take in: pubstatus is "maybe": in ninjs 1.4 it must be one of usable, withheld, canceled
}

const (
	first1 = `{"uri": "urn:fjord:1", "type": "text", "version": "4", "versioncreated": "2016-01-02T10:15:00+01:00", "embargoed": "2016-01-03T06:00:00Z", "pubstatus": "usable", "urgency": 2,
		"copyrightholder": "Fjord Press", "usageterms": "Norway only", "ednote": "UPDATES with quote", "language": "en-GB", "headline": "Port opens", "byline": "By PER HOLM", "slugline": "port-opens", "located": "Oslo",
		"subject": [{"name": "ports"}], "body_text": "Not this.", "body_xhtml": "<h1>Port opens</h1><p>The port opened.</p><table><tr><td>9</td></tr></table><p>Ships came.</p>"}`
	first3 = `{"standard": {"name": "ninjs", "version": "3.0"}, "uri": "urn:fjord:1", "type": "text", "version": "4", "versionCreated": "2016-01-02T10:15:00+01:00", "embargoedUntil": "2016-01-03T06:00:00Z", "pubStatus": "usable", "urgency": 2,
		"copyrightHolder": "Fjord Press", "usageTerms": "Norway only", "edNote": "UPDATES with quote", "language": "en-GB", "headlines": [{"role": "short", "value": "Port"}, {"role": "main", "value": "Port opens"}], "by": "By PER HOLM", "slugline": "port-opens", "located": "Oslo",
		"subjects": [{"name": "ports"}], "bodies": [{"contentType": "text/plain", "value": "Not this."}, {"contentType": "text/html", "value": "<p>The port opened.</p><p>Ships came.</p>"}]}`
)

func decode(t testing.TB, s string) *batch.Batch {
	t.Helper()
	b, err := Decode(batch.Input{Bytes: []byte(s)})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestGenerations: the same story comes out of the first generation and of the
// third, with all that is said round it.
func TestGenerations(t *testing.T) {
	for _, in := range []string{first1, first3} {
		s := decode(t, in).Stories[0]
		e := s.Envelope
		switch {
		case s.Text != "Port opens\n\nThe port opened.\n\nShips came.", s.Headline != "Port opens", s.Byline != "Per Holm", s.Source != "Fjord Press", s.Language != "en":
			t.Errorf("%+v", s)
		case s.Dateline == nil || s.Dateline.Place != "Oslo", !s.Issued.Equal(time.Date(2016, 1, 2, 9, 15, 0, 0, time.UTC)):
			t.Errorf("%+v %s", s.Dateline, s.Issued)
		case e.GUID != "urn:fjord:1", e.Version != 4, e.Slug != "port-opens", e.Urgency != 2, e.Note != "UPDATES with quote", e.Signal != news.SignalUpdate, e.Rights != "Norway only", e.Subjects[0] != "ports",
			!e.Embargo.Equal(time.Date(2016, 1, 3, 6, 0, 0, 0, time.UTC)):
			t.Errorf("%+v", e)
		}
	}
}

// TestStatus: what is withheld is held, what is cancelled kills, also where it
// has no words and is no text; what evolved says from what.
func TestStatus(t *testing.T) {
	for in, want := range map[string]news.Signal{
		`{"uri": "urn:a", "headline": "A", "pubstatus": "withheld"}`:     news.SignalHold,
		`{"uri": "urn:a", "pubstatus": "canceled", "type": "picture"}`:   news.SignalKill,
		`{"uri": "urn:a", "headline": "A", "slugline": "PORT-ADVISORY"}`: news.SignalAdvisory,
		`{"uri": "urn:a", "headline": "A", "evolvedfrom": "urn:b"}`:      news.SignalNone,
	} {
		e := decode(t, in).Stories[0].Envelope
		if e.Signal != want || strings.Contains(in, "urn:b") != (len(e.Replaces) == 1) {
			t.Errorf("%s: %+v", in, e)
		}
	}
}

// TestAssociations: whole texts beside a story are stories; pictures and mere
// references are not, nor are they lost words.
func TestAssociations(t *testing.T) {
	in := `{"uri": "urn:a", "headline": "A", "body_text": "One.", "associations": {"p": {"uri": "urn:p", "type": "picture", "headline": "P", "body_text": "Shown."}, "r": {"uri": "urn:r", "headline": "R"}, "t": {"uri": "urn:t", "type": "text", "headline": "T", "body_text": "Two."}}}`
	b := decode(t, in)
	if len(b.Stories) != 2 || b.Stories[1].Envelope.GUID != "urn:t" || len(b.Refused) != 0 {
		t.Errorf("%+v", b)
	}
	if b = decode(t, `{"uri": "urn:p", "type": "picture", "headline": "P"}`); len(b.Stories) != 0 || len(b.Refused) != 1 || !strings.Contains(b.Refused[0].Reason, "picture") {
		t.Errorf("%+v", b)
	}
}

// TestList: of a list of items the wrong one is refused alone.
func TestList(t *testing.T) {
	b := decode(t, `[{"uri": "urn:a", "headline": "A"}, {"headline": "no name"}, {"uri": "urn:c", "headline": 7}, "words"]`)
	if len(b.Stories) != 1 || len(b.Refused) != 3 || b.Refused[0].Name != "item 2" || b.Refused[1].Name != "urn:c" {
		t.Errorf("%+v", b)
	}
}

// TestPlans: events are plans on each of their days.
func TestPlans(t *testing.T) {
	b := decode(t, `{"uri": "urn:e", "type": "event", "title": "Port talks", "descriptions": [{"value": "On dues."}], "places": [{"name": "Town hall", "contactInfo": [{"address": {"locality": "Bergen", "country": "Norway"}}]}],
		"eventDetails": {"dates": {"startDate": "2016-02-01T09:00:00Z", "expectedDuration": "PT2H", "recurrence": {"recurrenceRules": [{"frequency": "weekly", "count": 3}]}}}, "plannedCoverage": [{"uri": "urn:c", "type": "text", "title": "Report", "dates": {"expectedEndDate": "2016-02-02"}}]}`)
	if len(b.Plans) != 3 {
		t.Fatalf("%+v", b)
	}
	p := b.Plans[1]
	if p.UID != "urn:e/20160208T090000Z" || p.Place != "Town hall, Bergen, Norway" || p.To.Sub(p.From) != 2*time.Hour || p.Text != "On dues.\n\ntext: Report (due 2016-02-02)" || p.Stories[0] != "urn:c" || p.Status != news.Confirmed {
		t.Errorf("%+v", p)
	}
}

// TestOwnSchema: who names a schema of their own may have fields of their own,
// and nobody else.
func TestOwnSchema(t *testing.T) {
	own := `{"standard": {"schema": "https://fjord.example/ours.json", "version": "2.1"}, "uri": "urn:a", "headlines": [{"value": "A"}], "harbour": 7}`
	decode(t, own)
	for in, reason := range map[string]string{
		strings.Replace(own, "fjord.example/ours", "www.iptc.org/std/ninjs/2.1", 1): "harbour",
		`{"uri": "urn:a", "headline": "A", "body_": "x"}`:                           "body_",
		`{"uri": "urn:a"} {"uri": "urn:b"}`:                                         "behind its end",
		"{\"uri\": \"urn:a\",\n\"headline\": }":                                     "line 2",
		`{"uri": "urn:a", "urgency": 10}`:                                           "urgency is 10",
		`{"uri": "urn:a", "associations": {"-": {"uri": "urn:b"}}}`:                 "no name",
		`{"uri": "urn:a", "rightsinfo": {}}`:                                        "one of encodedrights, linkedrights",
		`{"uri": "urn:a", "places": [{"geojson": {"type": "Point"}}]}`:              "coordinates",
		`7`:                         "an object",
		strings.Repeat("[", 20_000): "JSON",
	} {
		_, err := Decode(batch.Input{Bytes: []byte(in)})
		if err == nil || fault.KindOf(err) != fault.Invalid || !strings.Contains(err.Error(), reason) {
			t.Errorf("%.60s: %v", in, err)
		}
	}
	if err := Check([]byte(first3), "4.0"); err == nil || !strings.Contains(err.Error(), "3.1") {
		t.Error(err)
	}
}

func FuzzDecode(f *testing.F) {
	for n := range uint64(20) {
		f.Add([]byte(mutate.Text(first1, n)))
		f.Add([]byte(mutate.Text(first3, n)))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		out, err := Decode(batch.Input{Bytes: b})
		if err != nil {
			if fault.KindOf(err) != fault.Invalid {
				t.Fatal(err)
			}
			return
		}
		for _, s := range out.Stories {
			if strings.TrimSpace(s.Text) == "" {
				t.Fatal("a story without text")
			}
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	s := []byte(strings.Replace(first1, "<p>The port", strings.Repeat("<p>The port opened on Monday, the mayor said.</p>", 20)+"<p>The port", 1))
	for b.Loop() {
		if _, err := Decode(batch.Input{Bytes: s}); err != nil {
			b.Fatal(err)
		}
	}
}
