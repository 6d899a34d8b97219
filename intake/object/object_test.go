package object

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/datelinewire/dateline/intake/batch"
	"github.com/datelinewire/dateline/internal/mutate"
	"github.com/datelinewire/dateline/news"
)

// TestShapes reads one story as several kinds of program write it.
func TestShapes(t *testing.T) {
	for name, in := range map[string]string{
		"plain":       `{"headline": "Port opens", "text": "It opened at dawn.", "date": "2016-01-02"}`,
		"crawler":     `{"title": "Port opens", "maintext": "It opened at dawn.", "date_publish": "2016-01-02 10:15:00", "source_domain": "fjord.example", "authors": ["Ines Hald"]}`,
		"linked data": `{"headline": "Port opens", "articleBody": "It opened at dawn.", "datePublished": "2016-01-02T10:15:00Z", "author": {"@type": "Person", "name": "Ines Hald"}}`,
		"HTML":        `{"title": "Port &amp;opens", "content": "<p>It opened <b>at</b> dawn.</p>", "published_at": 1451729700}`,
		"a list":      `[{"headline": "Port opens", "body": "It opened at dawn.", "published": "2 Jan 2016"}]`,
		"enveloped":   `{"total": 1, "articles": [{"headline": "Port opens", "body": "It opened at dawn.", "published": "2 Jan 2016"}]}`,
		"one a line":  "{\"headline\": \"Port opens\", \"body\": \"It opened at dawn.\", \"date\": \"20160102\"}\n{\"title\": 7}",
	} {
		b, err := Decode(batch.Input{Bytes: []byte(in)})
		if err != nil || len(b.Stories) == 0 {
			t.Errorf("%s: %v", name, err)
			continue
		}
		s := b.Stories[0]
		if !strings.HasSuffix(s.Text, "\n\nIt opened at dawn.") || strings.ReplaceAll(s.Headline, "&", "") != "Port opens" || s.Published.String() != "2016-01-02" {
			t.Errorf("%s: %q of %s", name, s.Text, s.Published)
		}
	}
}

// TestEnvelope keeps what an object says beside the words.
func TestEnvelope(t *testing.T) {
	b, err := Decode(batch.Input{Bytes: []byte(`{"id": "f7", "slug": "PORT-KILL", "ednote": "KILL", "urgency": 2, "embargoed": "2016-01-03T06:00:00Z", "tags": ["Sea", "Trade"], "title": "Port opens", "version": "3", "rights": "Fjord"}`)})
	if err != nil {
		t.Fatal(err)
	}
	e := b.Stories[0].Envelope
	if e.GUID != "f7" || e.Urgency != 2 || e.Signal != news.SignalKill || e.Embargo.Hour() != 6 || len(e.Subjects) != 2 || e.Version != 3 || e.Rights != "Fjord" {
		t.Errorf("%+v", e)
	}
}

// TestRefused says of each thing that is no story what to do.
func TestRefused(t *testing.T) {
	for in, words := range map[string]string{
		`{"kind": "x"}`:                  "name it text",
		`[]`:                             "no object",
		`[1, 2]`:                         "",
		`"x"`:                            "neither",
		`{"text": "x"`:                   "no JSON",
		strings.Repeat("[", 100_000):     "deep",
		`{"text": [[["x"]]], "a": "[["}`: "name it text",
		"":                               "no JSON",
	} {
		b, err := Decode(batch.Input{Bytes: []byte(in)})
		if words == "" && (err != nil || len(b.Refused) != 2) || words != "" && (err == nil || !strings.Contains(err.Error(), words)) {
			t.Errorf("%.30s: %v", in, err)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(`[{"headline": "Port opens", "html": "<p>It opened.", "authors": [{"name": "Ines"}], "date": 1451729700000}]`))
	f.Add([]byte(`{"items": [{"title": "A", "description": "B", "urgency": "3", "embargo": "2016"}], "x": {"y": [1]}}`))
	for i := range uint64(6) {
		f.Add([]byte(mutate.Text(`{"headline": "Port opens", "text": "It opened at dawn.", "date": "2016-01-02"}`, i)))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		out, err := Decode(batch.Input{Bytes: b})
		if err != nil {
			return
		}
		for _, s := range out.Stories {
			if s.Text == "" || !utf8.ValidString(s.Text) {
				t.Fatalf("a story of %q", s.Text)
			}
		}
	})
}
