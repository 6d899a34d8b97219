package plain_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/intake/plain"
	"github.com/datelinewire/dateline/internal/shared"
	"github.com/datelinewire/dateline/text"
)

// TestEmbargo: until when a story may not be used, in the words of those who
// send it.
func TestEmbargo(t *testing.T) {
	const story = "\n\nHarbour opens\n\nOSLO, May 3 (NTB) - The harbour of Arvik opened on Thursday."
	for line, want := range map[string]string{
		"EMBARGOED UNTIL 0001 GMT MAY 4":                         "2012-05-04T00:01:00Z",
		"Embargoed until 10 a.m. EDT Friday, May 4":              "2012-05-04T14:00:00Z",
		"Not for release before 18:00 CET on 4 May 2012":         "2012-05-04T17:00:00Z",
		"Hold for release at 0630 GMT":                           "2012-05-03T06:30:00Z",
		"Strictly embargoed until noon":                          "",
		"EMBARGO: the report of 3 May is not to be quoted today": "",
	} {
		st, err := plain.Story([]byte(line+story), "", calendar.Date(2012, 5, 3), nil)
		got := ""
		if err == nil && !st.Envelope.Embargo.IsZero() {
			got = st.Envelope.Embargo.Format(time.RFC3339)
		}
		if got != want || st.Headline != "Harbour opens" || (want == "") != (len(st.Trouble) > 0) {
			t.Errorf("%q: %q, headline %q, trouble %q, %v", line, got, st.Headline, st.Trouble, err)
		}
	}
}

// TestStamp: the day on which a message was sent goes before that of taking in.
func TestStamp(t *testing.T) {
	st, err := plain.Story([]byte("Harbour opens\n\nOSLO (NTB) - The harbour of Arvik opened on Thursday.\n\n031415 GMT May 12"), "", calendar.Date(2014, 1, 1), nil)
	if err != nil || st.Day() != calendar.Date(2012, 5, 3) || !st.Issued.Equal(time.Date(2012, 5, 3, 14, 15, 0, 0, time.UTC)) {
		t.Errorf("day %v, issued %v, %v", st.Day(), st.Issued, err)
	}
}

// TestCaseText reads the shared case of an agency's text.
func TestCaseText(t *testing.T) {
	b, err := os.ReadFile(shared.Path(t, "cases/19-wire-formats/input-ap-text.txt"))
	if err != nil {
		t.Fatal(err)
	}
	st, err := plain.Story(b, "", calendar.Date(2020, 1, 1), places(t))
	if err != nil {
		t.Fatal(err)
	}
	var body []string
	for _, p := range st.Parts {
		if p.Kind == text.Body {
			body = append(body, st.Text[p.Start+p.Lead:p.End])
		}
	}
	words, _, _ := strings.Cut(st.Headline, " ferry")
	if words != "Croatia signs" || st.Byline != "Iva Kolar" || st.Dateline == nil || st.Dateline.Place != "Split" || st.Dateline.Date != calendar.Date(2015, 9, 12) || len(body) != 2 {
		t.Errorf("%q by %q, %+v, %d paragraphs", st.Headline, st.Byline, st.Dateline, len(body))
	}
}
