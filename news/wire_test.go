package news

import (
	"strings"
	"testing"

	"github.com/datelinewire/dateline/calendar"
)

func TestByline(t *testing.T) {
	for in, want := range map[string]string{
		"By PER HOLM":                    "Per Holm = Per Holm",
		"by Per Holm and Ida Dahl":       "Per Holm and Ida Dahl = Per Holm; Ida Dahl",
		"Per Holm, Ida Dahl & Jon Vik":   "Per Holm, Ida Dahl & Jon Vik = Per Holm; Ida Dahl; Jon Vik",
		"By Per Holm, Harbour Reporter,": "Per Holm, Harbour Reporter = Per Holm",
		"FP":                             "FP = FP",
		"Byrne Holm":                     "Byrne Holm = Byrne Holm",
		"":                               " = ",
		"Reported by Ida Dahl, Port Correspondent": "Ida Dahl, Port Correspondent = Ida Dahl",
		"By PER HOLM, IDA DAHL and JON VIK-LUND":   "Per Holm, Ida Dahl and Jon Vik-Lund = Per Holm; Ida Dahl; Jon Vik-Lund",
		"Per Holm in Oslo and Ida Dahl in Bergen":  "Per Holm in Oslo and Ida Dahl in Bergen = Per Holm; Ida Dahl",
		"By Per Holm and Ida Dahl, Fjord Press":    "Per Holm and Ida Dahl, Fjord Press = Per Holm; Ida Dahl",
	} {
		line, authors := Byline(in)
		if got := line + " = " + strings.Join(authors, "; "); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestSignal(t *testing.T) {
	for code, want := range map[string]Signal{"sig:update": SignalUpdate, "KILL": SignalKill, "http://x/withheld": SignalHold, "usable": "", "": ""} {
		if got := SignalOf(code); got != want {
			t.Errorf("%q: %q", code, got)
		}
	}
	for line, want := range map[string]Signal{
		"URGENT: port opens": SignalUrgent, "BC-Ports-KILL": SignalKill, "BULLETIN KILL": SignalKill, "URGENT CORRECTION": SignalCorrection, "URGENT: KILL DEVIL HILLS EMPTIED": SignalUrgent, "BULLETIN killed": SignalUrgent, "The kill was urgent": "", "Kill the engine, says captain": "", "1st Ld-Writethru": "", "BC-EU--Port Talks, 1st Ld-Writethru,0120": SignalUpdate, "BC-Kill Devil Hills": "", "BC-Ports, Correction": SignalCorrection, "PM-Ports, 2nd Take": SignalTake, "HOLD for release": SignalHold, "": "",
	} {
		if got := SignalIn(line); got != want {
			t.Errorf("%q: %q", line, got)
		}
	}
}

// TestEnvelope: what the lines round a story say of it to editors.
func TestEnvelope(t *testing.T) {
	for in, want := range map[string]string{
		"BC-Arvik--Harbour, 2nd Ld,0210\nHarbour opens\n\nIt opened on Friday.": "BC-Arvik--Harbour, 2nd Ld|update|Harbour opens",
		"ARVIK-HARBOUR/ (UPDATE 2)\n\nHarbour opens\n\nIt opened on Friday.":    "ARVIK-HARBOUR/ (UPDATE 2)|update|Harbour opens",
		"UPDATE 2-Harbour opens\n\nIt opened on Friday.":                        "|update|Harbour opens",
		"REFILE-UPDATE 2-Harbour opens\n\nIt opened on Friday.":                 "|correction|Harbour opens",
		"FLASH - Harbour of Arvik opens\n\nIt opened on Friday.":                "|flash|Harbour of Arvik opens",
		"MANDATORY KILL\n\nBC-Arvik--Harbour\n\nEditors: it did not open.":      "BC-Arvik--Harbour|kill|MANDATORY KILL",
		"World\n\nKILL: Harbour opens\n\nEditors: it did not open.":             "|kill|Harbour opens",
		"World\n\nADVISORY\n\nThe story is expected at noon.":                   "|advisory|ADVISORY",
		"ADVISORY\n\nHarbour talks\n\nThe story is expected at noon.":           "|advisory|Harbour talks",
		"Hold for release at 0600 GMT\n\nHarbour opens\n\nIt opened on Friday.": "|hold|Harbour opens",
		"CORRECTED-Harbour opens on Friday\n\nIt opened on Friday.":             "|correction|Harbour opens on Friday",
		"Harbour opens\n\nEds: CORRECTS day.\n\nIt opened on Friday.":           "|correction|Harbour opens",
		"Kill the engine, captain says\n\nThe ferry lay still on Friday.":       "||Kill the engine, captain says",
		"UN-Arvik talks end\n\nThe talks ended on Friday.":                      "||UN-Arvik talks end",
		"EU: harbour dues must fall\n\nThe dues fell on Friday.":                "||EU: harbour dues must fall",
	} {
		st := Parse(in, calendar.Day{}, nil)
		if got := st.Envelope.Slug + "|" + string(st.Envelope.Signal) + "|" + st.Headline; got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// TestNumber: the number over a message is not its headline, and names it
// together with its day.
func TestNumber(t *testing.T) {
	for in, want := range map[string]string{
		"fjp0123\nHarbour opens\n\nARVIK, 3 Nov 2016 (FJP) - It opened on Friday.\n":                         "fjp0123/20161103|Harbour opens",
		"fjp0123\nBC-Arvik--Harbour,0120\nHarbour opens\n\nARVIK, 3 Nov 2016 (FJP) - It opened on Friday.\n": "fjp0123/20161103|Harbour opens",
		"fjp0124\nKILL KILL KILL\n\nEditors: kill fjp0123.\n":                                                "|KILL KILL KILL",
		"fjp0123\nHarbour opens\n\nIt opened on Friday.\n":                                                   "|Harbour opens",
		"Harbour opens\n\nARVIK, 3 Nov 2016 (FJP) - It opened on Friday.\n":                                  "|Harbour opens",
	} {
		st := Parse(in, calendar.Day{}, nil)
		if got := st.Envelope.GUID + "|" + st.Headline; got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
