package iptc

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/intake/batch"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/internal/mutate"
	"github.com/datelinewire/dateline/internal/shared"
	"github.com/datelinewire/dateline/news"
)

func Example() {
	b, err := Decode(batch.Input{Bytes: []byte(anpa)})
	if err != nil {
		fmt.Println(err)
		return
	}
	s := b.Stories[0]
	fmt.Println(s.Headline, "|", s.Dateline.Place, "|", s.Envelope.Signal, "|", s.Issued)
	// Output: Norway and Denmark agree on harbour dues | Oslo | urgent | 2015-12-31 14:05:00 +0000 UTC
}

func one(t *testing.T, s string) news.Story {
	t.Helper()
	b, err := Decode(batch.Input{Bytes: []byte(s), Day: calendar.Date(2016, 1, 3)})
	if err != nil || len(b.Stories) != 1 {
		t.Fatalf("%+v, %v", b, err)
	}
	return b.Stories[0]
}

// TestCase reads the case from the field, whole and without its control
// characters.
func TestCase(t *testing.T) {
	raw, err := os.ReadFile(shared.Path(t, "cases/19-wire-formats/input-iptc7901.txt"))
	if err != nil {
		t.Fatal(err)
	}
	bareText := strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' {
			return -1
		}
		return r
	}, string(raw))
	for name, s := range map[string]string{"whole": string(raw), "bare": bareText} {
		if !Is([]byte(s)) {
			t.Fatalf("%s: not recognised", name)
		}
		st := one(t, s)
		if st.Headline != "Croatia signs ferry contract with Italy" || st.Dateline == nil || st.Dateline.Place != "Split" || st.Dateline.Date != calendar.Date(2015, 9, 12) || len(st.Parts) != 4 {
			t.Errorf("%s: %+v %+v", name, st, st.Dateline)
		}
		if strings.Contains(st.Text, "dpa ik") || strings.Contains(st.Text, "GMT") || strings.Contains(st.Text, "/Italy") || strings.Contains(st.Text, "0123") {
			t.Errorf("%s: %q", name, st.Text)
		}
		if !st.Issued.Equal(time.Date(2015, 9, 12, 10, 15, 0, 0, time.UTC)) || st.Envelope.Urgency != 3 || st.Envelope.Slug != "Croatia/Italy/Ferries/" || st.Source != "dpa" {
			t.Errorf("%s: %+v", name, st)
		}
	}
}

const anpa = "\x16\x16\x01a0417\x1fdis-\r\nu i\x13\x11 BC-EU--Harbour Talks 12-31 0045\r\n\x02" +
	"^BC-EU--Harbour Talks, URGENT,<\r\n^Norway and Denmark agree on harbour dues<\r\n^Eds: ADDS quote.<\r\n^By PER HOLM=\r\n^Fjord Press=\r\n" +
	"\tOSLO, Norway (FP) _ Norway and Denmark agreed on lower dues\r\nfor ferries on Thursday.\r\n" +
	"\t``It took two years,'' the minister said.\r\n\x03FP-NY-12-31-15 1405GMT<\r\n\x04"

// TestANPA reads a message with all that ANPA 1312 has.
func TestANPA(t *testing.T) {
	st := one(t, anpa)
	if st.Headline != "Norway and Denmark agree on harbour dues" || st.Byline != "Per Holm" || st.Dateline == nil || st.Dateline.Place != "Oslo" {
		t.Errorf("%+v %+v", st, st.Dateline)
	}
	e := st.Envelope
	if e.Urgency != 3 || e.Signal != news.SignalUrgent || e.Note != "Eds: ADDS quote." || !strings.HasPrefix(e.Slug, "BC-EU--Harbour Talks") || e.GUID != "a0417/20151231" {
		t.Errorf("%+v", e)
	}
	if !strings.HasSuffix(st.Text, "Norway and Denmark agreed on lower dues for ferries on Thursday.\n\n\"It took two years,\" the minister said.") {
		t.Errorf("%q", st.Text)
	}
	// Without the stamp the day is the header's, of the year before.
	st = one(t, strings.Replace(anpa, "FP-NY-12-31-15 1405GMT<", "", 1))
	if st.Published != calendar.Date(2015, 12, 31) || !st.Issued.IsZero() {
		t.Errorf("%s %s", st.Published, st.Issued)
	}
}

// TestSignals: keywords and priorities say what kind a message is, and kills
// which one they mean.
func TestSignals(t *testing.T) {
	for head, want := range map[string]news.Signal{
		"npr0001 1 pl 20":                                            news.SignalFlash,
		"npr0002 2 pl 20":                                            news.SignalUrgent,
		"npr0003 4 pl 20\r\n\r\nKILL KILL KILL =":                    news.SignalKill,
		"npr0004 4 pl 20\r\n\r\nCORRECTION: Port/Fire/ =":            news.SignalCorrection,
		"npr0005 4 pl 20\r\n\r\nADVISORY to editors =":               news.SignalAdvisory,
		"npr0006 4 pl 20\r\n\r\nThe kill was not a correction, no =": news.SignalNone,
	} {
		st := one(t, "\x01"+head+"\r\n\x02\r\n    Please do not use npr0123 on the port fire. It is wrong.\r\n\x03021015 GMT Jan 16\r\n\x04")
		if st.Envelope.Signal != want {
			t.Errorf("%q: %q", head, st.Envelope.Signal)
		}
		named := len(st.Envelope.Replaces) > 0 && st.Envelope.Replaces[0] == "npr0123"
		if named != (want == news.SignalKill || want == news.SignalCorrection) {
			t.Errorf("%q: %q", head, st.Envelope.Replaces)
		}
	}
}

// TestSeveral: of a file of messages the broken one is refused, the others are
// stories; one that breaks off says so.
func TestSeveral(t *testing.T) {
	msg := "\x16\x16\x01npr0009 4 pl 20\r\nPort/\r\nPort opens =\r\n\x02\r\n    The port opened on Monday at dawn.\r\n\x03021015 GMT Jan 16\r\n\x04"
	b, err := Decode(batch.Input{Bytes: []byte(msg + "\x01nothing of the kind\r\n\x02x\x03\x04" + msg + msg[:60])})
	if err != nil || len(b.Stories) != 3 || len(b.Refused) != 1 || !strings.Contains(b.Refused[0].Reason, "header") || len(b.Stories[2].Trouble) == 0 {
		t.Fatalf("%+v, %v", b, err)
	}
	for _, s := range []string{"", "\x01", "\x01\x02\x03\x04", "\x01what\x02text\x03"} {
		if _, err := Decode(batch.Input{Bytes: []byte(s)}); fault.KindOf(err) != fault.Invalid || err == nil {
			t.Errorf("%q: %v", s, err)
		}
	}
}

func TestIs(t *testing.T) {
	for s, want := range map[string]bool{
		anpa: true, "": false, "Ferry opens\n\nIt left.": false, "npr0009 4 pl 20 X\n\n    Text": true, "npr0009 4 pl 20 people came\nand left": false,
	} {
		if Is([]byte(s)) != want {
			t.Errorf("%q: %v", s, !want)
		}
	}
}

func BenchmarkDecode(b *testing.B) {
	for b.Loop() {
		if _, err := Decode(batch.Input{Bytes: []byte(anpa)}); err != nil {
			b.Fatal(err)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for n := range uint64(20) {
		f.Add([]byte(mutate.Text(anpa, n)))
		f.Add([]byte(mutate.Text("\x01npr0009 4 pl 20\r\nPort/\r\nPort opens =\r\n\x02\r\n    It opened. npr ab\r\n\x03021015 GMT Jan 16\r\n\x04", n)))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		Is(b)
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
