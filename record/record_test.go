package record

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/news"
)

func TestParseQuery(t *testing.T) {
	for in, want := range map[string]string{
		"grain":                 "any[[{[grain] false}]] not[] where map[]",
		"grain deal":            "any[[{[grain] false}] [{[deal] false}]] not[] where map[]",
		`"grain deal" -Geneva`:  "any[[{[grain deal] false}]] not[{[Geneva] false}] where map[]",
		"“grain deal”":          "any[[{[grain deal] false}]] not[] where map[]",
		"a OR b c":              "any[[{[a] false} {[b] false}] [{[c] false}]] not[] where map[]",
		"OR a OR":               "any[[{[a] false}]] not[] where map[]",
		"min*":                  "any[[{[min] true}]] not[] where map[]",
		"U.S.-led":              "any[[{[U S led] false}]] not[] where map[]",
		"source:\"The Post\" x": "any[[{[x] false}]] not[] where map[source:The Post]",
		"http://a.org/b":        "any[[{[http a org b] false}]] not[] where map[]",
		"12:30 Summit:":         "any[[{[12 30] false}] [{[Summit] false}]] not[] where map[]",
		"\"unclosed":            "any[[{[unclosed] false}]] not[] where map[]",
		"* - \" ()":             "any[] not[] where map[]",
		"country:rus":           "any[] not[] where map[country:rus]",
	} {
		q, err := ParseQuery(in)
		if got := fmt.Sprintf("any%v not%v where %v", q.Any, q.Not, q.Where); err != nil || got != want {
			t.Errorf("%q: got %s, %v; want %s", in, got, err, want)
		}
	}
	q, err := ParseQuery("actor:rus type:Visit status:planned since:2012 until:2012-04 pair:fra-deu topic:Military")
	f := q.Facts
	if err != nil || !q.Asks || f.Actor != "RUS" || f.Mode != "visit" || f.Status != fact.Planned || f.Party != "FRA" || f.Other != "DEU" ||
		f.Topic != "military" || q.Since != calendar.Date(2012, 1, 1) || q.Until != calendar.Date(2012, 4, 30) {
		t.Errorf("%+v, %v", q, err)
	}
	for in, words := range map[string]string{
		"aktor:RUS":               "the fields are actor",
		"since:yesterday":         "YYYY",
		"status:done":             "planned",
		"pair:RUS":                "RUS-TJK",
		"-rain":                   "add a word",
		strings.Repeat("x", 2001): "shorten",
	} {
		_, err := ParseQuery(in)
		if fault.KindOf(err) != fault.Invalid || err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("%.20q: error %v does not say %q", in, err, words)
		}
	}
}

func FuzzParseQuery(f *testing.F) {
	for _, s := range []string{"a \"b c\" -d OR e*", "actor:RUS type:visit since:2012", "“", ":", "since:", "-", "\xff:x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		q, err := ParseQuery(s)
		if err != nil {
			if fault.KindOf(err) != fault.Invalid {
				t.Fatal(err)
			}
			return
		}
		for _, group := range q.Any {
			for _, term := range group {
				if len(term.Words) == 0 {
					t.Fatalf("%q gives a term without words", s)
				}
			}
		}
	})
}

func TestAt(t *testing.T) {
	noon := time.Date(2012, 4, 23, 12, 0, 0, 0, time.UTC)
	issued := noon.Add(-time.Hour)
	for _, c := range []struct {
		name string
		s    news.Story
		want time.Time
	}{
		{"nothing known", news.Story{}, noon},
		{"issued", news.Story{Issued: issued}, issued},
		{"from the future", news.Story{Issued: noon.Add(time.Hour)}, noon},
		{"the same day", news.Story{Published: calendar.Date(2012, 4, 23)}, noon},
		{"an earlier day", news.Story{Published: calendar.Date(2012, 4, 20)}, time.Date(2012, 4, 20, 0, 0, 0, 0, time.UTC)},
		{"a later day", news.Story{Published: calendar.Date(2012, 4, 25)}, noon},
	} {
		if got := At(&c.s, &news.Version{Received: noon}); !got.Equal(c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// TestSimilar holds MinHash to what it is used for: edited, cut and wrapped
// copies are found, other stories are not.
func TestSimilar(t *testing.T) {
	var words []string
	for i := range 400 {
		words = append(words, fmt.Sprintf("word%d", i*7919%997))
	}
	whole := strings.Join(words, " ")
	sig := Sign(whole)
	cut := Sign(strings.Join(words[:330], " "))
	wrapped := Sign(strings.ToUpper(strings.ReplaceAll(whole, " ", ",\n")))
	words[17], words[200], words[333] = "other", "another", "third"
	edited := Sign(strings.Join(words, " "))
	for name, o := range map[string]Signature{"cut": cut, "wrapped": wrapped, "edited": edited} {
		if like := sig.Similar(&o); like < CopyAt {
			t.Errorf("%s: %.2f", name, like)
		}
	}
	for i := range 50 {
		var b strings.Builder
		for k := range 400 {
			fmt.Fprintf(&b, "term%d ", (k*7919+i*131)%(1500+i))
		}
		o := Sign(b.String())
		if like := sig.Similar(&o); like > 0.1 {
			t.Errorf("other story %d: %.2f", i, like)
		}
	}
	short := Sign("Too short to have copies.")
	if !short.IsZero() || short.Bands() != nil || SignatureFrom(sig.Bytes()) != sig || SignatureFrom([]byte{1}) != (Signature{}) {
		t.Error("short texts have no signature, and signatures outlive the trip through a database")
	}
}

func TestCursor(t *testing.T) {
	v, n, ok, err := ParseCursor(Cursor(-5, 1<<40))
	if v != -5 || n != 1<<40 || !ok || err != nil {
		t.Error(v, n, ok, err)
	}
	if _, _, _, err := ParseCursor("x"); fault.KindOf(err) != fault.Invalid || err == nil {
		t.Error(err)
	}
}

func TestCut(t *testing.T) {
	for _, s := range []string{"", "short", strings.Repeat("word ", 100), strings.Repeat("ж", 300)} {
		got := Cut(s, 100)
		if len(got) > 103 || strings.ContainsRune(got, '\ufffd') {
			t.Errorf("%q", got)
		}
	}
}
