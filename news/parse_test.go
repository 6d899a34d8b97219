package news

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/internal/mutate"
	"github.com/datelinewire/dateline/internal/shared"
	"github.com/datelinewire/dateline/text"
)

const rest = "Officials of both countries met on the border."

func TestDatelines(t *testing.T) {
	given := calendar.Date(2012, 4, 25)
	f := func(in, want string) {
		t.Helper()
		st := Parse(in+rest, given, func(name string) bool { return name == "South Korea" })
		got := "none"
		if d := st.Dateline; d != nil {
			got = fmt.Sprintf("%s|%s|%s|%s", d.Place, d.Date, d.Basis, d.Agency)
			if lead := st.Parts[0].Lead; in[:lead] != strings.TrimRight(in, " ") {
				t.Errorf("%q: the lead is %q", in, in[:lead])
			}
		}
		if got != want {
			t.Errorf("%q: got %s, want %s", in, got, want)
		}
	}
	f("MOSCOW, April 23 (Itar-Tass) —— ", "Moscow|2012-04-23|given|Itar-Tass")
	f("DUSHANBE, 23 April, Asia-Plus -- ", "Dushanbe|2012-04-23|given|Asia-Plus")
	f("BEIJING, March 21 (Xinhua) -- ", "Beijing|2012-03-21|given|Xinhua")
	f("(Reuters) - ", "|2012-04-25|given|Reuters")
	f("PARIS (AP) _ ", "Paris|2012-04-25|given|AP")
	f("KABUL, Afghanistan (AP) — ", "Kabul|2012-04-25|given|AP")
	f("MOSCOW. April 23. INTERFAX - ", "Moscow|2012-04-23|given|Interfax")
	f("MOSCOW, December 30. /TASS/. ", "Moscow|2011-12-30|given|TASS")
	f("WASHINGTON/LONDON, Jan 5 (Reuters) - ", "Washington|2012-01-05|given|Reuters")
	f("UNITED NATIONS, Sept. 3, 2010 (IPS) - ", "United Nations|2010-09-03|text|IPS")
	f("Kyiv, 3 May 2014. Ukrinform. ", "Kyiv|2014-05-03|text|Ukrinform")
	f("Tehran, Nov 10, IRNA – ", "Tehran|2011-11-10|given|IRNA")
	f("COLOMBO, May 30 (PTI) ", "Colombo|2012-05-30|given|PTI")
	f("(AP) PARIS -- ", "Paris|2012-04-25|given|AP")
	f("AFP, NAIROBI, 5 January - ", "Nairobi|2012-01-05|given|AFP")
	f("BUENOS AIRES, Tuesday, March 6 (EFE) - ", "Buenos Aires|2012-03-06|given|EFE")
	f("PORT-AU-PRINCE, March 2 (AFP) - ", "Port-au-Prince|2012-03-02|given|AFP")
	f("N'DJAMENA, March 2 (AFP) - ", "N'Djamena|2012-03-02|given|AFP")
	f("ST. JOHN'S, March 2 (CMC) - ", "St. John's|2012-03-02|given|CMC")
	f("SHARM EL-SHEIKH, Egypt, March 2 (MENA) - ", "Sharm el-Sheikh|2012-03-02|given|MENA")
	f("WASHINGTON, D.C., April 2 (Nordpress) - ", "Washington|2012-04-02|given|Nordpress")
	f("RIO DE JANEIRO, 2 April (Nordpress): ", "Rio de Janeiro|2012-04-02|given|Nordpress")
	f("MOSCOW, April 23 - RIA Novosti. ", "Moscow|2012-04-23|given|RIA Novosti")
	f("SÃO PAULO, 23.04.2012 (Nordpress) – ", "São Paulo|2012-04-23|text|Nordpress")
	f("BAKU. May 5. Trend: ", "Baku|2012-05-05|given|Trend")
	f("Oslo, April 20 (Nordpress) - ", "Oslo|2012-04-20|given|Nordpress")
	f("LA PAZ, April 20 — ", "La Paz|2012-04-20|given|")
	f("MAY PEN, May 4 (CMC) - ", "May Pen|2012-05-04|given|CMC")
	f("SEOUL, South Korea — ", "Seoul|2012-04-25|given|")
	f("Geneva, 26 April 2011 – ", "Geneva|2011-04-26|text|")
	f("NICOSIA, 23 Apr. 2011 (CNA) - ", "Nicosia|2011-04-23|text|CNA")
	f("LONDON--(BUSINESS WIRE)-- ", "London|2012-04-25|given|Business Wire")
	f("MOSCOW, April 23, 14:05 GMT (Itar-Tass) - ", "Moscow|2012-04-23|given|Itar-Tass")
	f("April 23, MOSCOW (Itar-Tass) - ", "Moscow|2012-04-23|given|Itar-Tass")
	f("ANNAPOLIS, Md. (AP) _ ", "Annapolis|2012-04-25|given|AP")
	f("ARVIK, W.Va. (AP) _ ", "Arvik|2012-04-25|given|AP")
	f("ARVIK, PA. (AP) -- ", "Arvik|2012-04-25|given|AP")
	f("ARVIK, Nfld. — ", "Arvik|2012-04-25|given|")
	f("ARVIK (SOUTH KOREA), 7 NOV 88 (RADIO FJORD CHANNEL 4) -- [TALK] [THE MAYOR] [TEXT] ", "Arvik|1988-11-07|text|RADIO FJORD CHANNEL 4")
	f("ARVIK, 7 NOV 03 [FJORD TELEVISION)-- [EXCERPTS] ", "Arvik|2003-11-07|text|FJORD TELEVISION")
	f("ARVIK, NOV 7 '99 (FJORD - ANSA) -- ", "Arvik|1999-11-07|text|FJORD - ANSA")
	f("ARVIK, 7 NOV (ACAN - EFE) -- [TEXT] BERGEN, 6 NOV (NTB) -- ", "Arvik|2011-11-07|given|ACAN-EFE")
	f("ARVIK, NO DATE (HARBOUR HERALD) -- [SPEECH] [CONTINUED] ", "Arvik|2012-04-25|given|HARBOUR HERALD")
	f("NO CITY (SOUTH KOREA), 7 NOV 88 -- [TEXT] ", "South Korea|1988-11-07|text|")
	f("CLANDESTINE, 7 NOV 88 (RADIO FJORD) -- [TEXT] ", "|1988-11-07|text|RADIO FJORD")
	f("On board the ferry ARVIK (AFP) - ", "none")
	f("ON BOARD THE FERRY ARVIK (AFP) - ", "|2012-04-25|given|AFP")
	f("[Arvik, Ukrinform] ", "Arvik|2012-04-25|given|Ukrinform")
	f("[South Korea, Harbour Agency] ", "South Korea|2012-04-25|given|Harbour Agency")
	f("[Arvik, South Korea] ", "none")
	f("(Arvik, 3 May, NTB) - ", "Arvik|2012-05-03|given|NTB")
	f("South Korea: ", "none")
	f("SOUTH KOREA: ", "South Korea|2012-04-25|given|")
	f("SOUTH KOREA | ", "South Korea|2012-04-25|given|")
	f("SOUTH KOREA and ARVIK (AFP) - ", "South Korea|2012-04-25|given|AFP")
	f("TRINIDAD AND TOBAGO (AFP) - ", "Trinidad and Tobago|2012-04-25|given|AFP")
	f("Arvik, 4 jun (EFE).- ", "Arvik|2012-06-04|given|EFE")
	f("ARVIK, Sept 4 (ANA-MPA)/ -- ", "Arvik|2012-09-04|given|ANA-MPA")
	f("ARVIK -(Fjord News)- ", "Arvik|2012-04-25|given|Fjord News")
	f("", "none")
	f("ARVIK: ", "none")
	f("ARVIK, Nov 7 12 people on the ferry of ", "none")
	f("ARVIK - ", "none")
	f("On April 21, U.S. and Finnish officials left. ", "none")
	f("On Friday July 16, 2010 – a year ago – ", "none")
	f("AT&T, Comcast — ", "none")
	f("COLUMN (Berg and Lund): ", "none")
	f("Moscow and Dushanbe - ", "none")
	f("NATO - ", "none")
	f("IMF (International Monetary Fund) - ", "none")
	f("UPDATE - ", "none")
	f("The ministers (both Finns) - ", "none")
	f("On April 23 (a Monday) - ", "none")
	f("March 5, 2012 - ", "none")
	f("President Putin, April 23 - ", "none")
}

func TestYear(t *testing.T) {
	f := func(in, want string) {
		t.Helper()
		st := Parse(in, calendar.Day{}, nil)
		if st.Dateline == nil {
			t.Fatalf("%q: no dateline", in)
		}
		var b strings.Builder
		b.WriteString(st.Dateline.Date.String())
		for _, s := range st.Dateline.Evidence {
			b.WriteString("|" + in[s.Start:s.End])
		}
		if b.String() != want {
			t.Errorf("%q: got %s, want %s", in, &b, want)
		}
	}
	// Bounds on both sides, and the weekday of the day itself.
	f("OSLO, April 23 (Nord) - The minister will fly to Riga on Monday. Trade reached 5 million dollars in 2011. The fair will be held in 2014.", "2012-04-23|Monday|2011|2014")
	// The lower bound and a weekday told as past.
	f("OSLO, Nov 29 (Nord) - The pass was reopened on Tuesday. Trade amounted to 5 million dollars in 2004.", "2005-11-29|Tuesday|2004")
	// The upper bound and a weekday told as past.
	f("OSLO, Nov 24 (Nord) - The deal was signed on Wednesday. The station will move by July 1, 2011.", "2010-11-24|Wednesday|July 1, 2011")
	// A whole date near the dateline's.
	f("OSLO, May 2 (Nord) - Relief arrived a day after the flood of May 1, 2009, which destroyed a bridge.", "2009-05-02|May 1, 2009")
	// A copyright line.
	f("OSLO, May 2 (Nord) - Relief arrived by air.\n\n© 2009 Nord", "2009-05-02|2009")
	// Not enough: no year at all, or no weekday told as past.
	f("OSLO, May 2 (Nord) - Relief arrived on Saturday.", "")
	f("OSLO, May 2 (Nord) - The minister will fly to Riga on Thursday. He has been in office since January 2004.", "")
	f("OSLO, May 2 (Nord) - The minister said 2012 people were fed on Monday.", "")
}

func TestLayout(t *testing.T) {
	f := func(in, want string) {
		t.Helper()
		st := Parse(in, calendar.Day{}, nil)
		var kinds []string
		for _, p := range st.Parts {
			kinds = append(kinds, p.Kind.String())
		}
		if got := strings.Join(kinds, " "); got != want {
			t.Errorf("%q: got %s, want %s", in, got, want)
		}
	}
	f("", "")
	f(rest, "body")
	f("Oslo to host talks", "body")
	f("Oslo to host talks\n\n"+rest, "headline body")
	f(rest+"\n\n"+rest, "body body")
	f("All news\n\nOslo to host talks\n\nThe ministers will meet for two days\n\nOSLO, May 3 (Nord) - "+rest+"\n\n"+rest, "section headline deck body body")
	f("World | Europe\nOslo to host talks\nBy Anna de Vries\n\nOSLO (AP) — "+rest, "section headline byline body")
	f("CORRECTION: the name of the port\n\nOslo to host talks\n\nOSLO, May 3 (Nord) - "+rest+"\n\nCopyright 2012 Nord", "note headline body boilerplate")
	f("Oslo to host talks\n\n3 May 2012, 14:05 GMT\n\nOSLO, May 3 (Nord) - "+rest+"\n\nA long history\n\n"+rest+"\n\n(Reporting by A. Berg)", "headline boilerplate body section body boilerplate")
	f("Oslo to host talks\n\nOSLO, May 3 (Nord)\n\n"+rest, "headline body body")
	f("Oslo to host talks\n\nARVIK, Norway (AP) _\n\n"+rest, "headline body body")
	f("BC-Arvik--Harbour, 2nd Ld,0210\nOslo to host talks\nAFP Photo 12\nEds: RECASTS lede.\nBy PER HOLM\nFjord Press Writer\nOSLO (AP) _ "+rest+"\n\n"+rest+"\n___\nIda Dahl in Bergen contributed to this report.\n\n(Copyright 2012 Nord)\n\nAP-WF-05-03-12 0915GMT", "note headline boilerplate note byline byline body body boilerplate boilerplate boilerplate boilerplate")
	f("ARVIK-HARBOUR/DUES (UPDATE 1)\nURGENT\n\nUPDATE 1-Oslo to host talks\n\nOSLO (NTB) - "+rest+" ntb ph kd", "note note headline body boilerplate")
	f("Norway/Ports/\nOslo to host talks\n\nOSLO (NTB) - "+rest, "note headline body")
	f("FLASH: Oslo to host talks\n\nOSLO (NTB) - "+rest, "headline body")
	f("KILL KILL KILL\n\nBC-Arvik--Harbour\n\nEditors: kill the above story. It is wrong.", "note note note")
	f("Not for release before 0600 GMT on 4 May\n\nOslo to host talks\n\nOSLO (NTB) - "+rest+"\n\n(more)", "note headline body boilerplate")
	f("Oslo to host talks\n\nPer Holm in Oslo and Ida Dahl in Bergen\n\n"+rest, "headline byline body")
	f("Oslo to host talks\n\nReported by Ida Dahl, Chief Harbour Correspondent\n\n"+rest, "headline byline body")
	f("Oslo to host talks\n\n"+rest+"\n\n(c) the ferries of Arvik are to be sold.\n\n(c) 2012 Nord", "headline body body boilerplate")
	f("Oslo to host talks\n\n"+rest+"\n\nc) the ferries of Arvik are to be sold.\n\n(Copyright 2012 Nord)", "headline body body boilerplate")
	f("Oslo to host talks\n\nBC Ferries and Per Holm\n\n"+rest, "headline deck body")
	f("Oslo to host talks\n\nARVIK - The Canadian Press\n"+rest, "headline body body")
	f("Oslo to host talks\nOSLO, May 3 (Nord) - "+strings.Repeat(rest+" ", 4)+"\n\nEds: updates with quote", "headline body note")
}

// TestNothingLost sees to it that the parts hold all words of the text, in
// order.
func TestNothingLost(t *testing.T) {
	in := " All news\n\n\tOslo — talks \r\n\r\nOSLO, May 3 (Nord) - " + rest + "\u00a0\n"
	check(t, in)
}

func check(t *testing.T, in string) {
	t.Helper()
	st := Parse(in, calendar.Day{}, func(string) bool { return true })
	if st.Text != in {
		t.Fatal("the text was changed")
	}
	at := uint32(0)
	for _, p := range st.Parts {
		if p.Start < at || p.End <= p.Start || int(p.End) > len(in) || p.Lead > p.End-p.Start {
			t.Fatalf("%q: bad part %+v", in, p)
		}
		if utf8.ValidString(in) && (!utf8.RuneStart(in[p.Start]) || !utf8.ValidString(in[p.Start:p.Start+p.Lead])) {
			t.Fatalf("%q: part %+v is cut inside a rune", in, p)
		}
		at = p.End
	}
	if d := st.Dateline; d != nil && (d.End <= d.Start || int(d.End) > len(in)) {
		t.Fatalf("%q: bad dateline %+v", in, d)
	}
	text.New(in, st.Parts)
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"", "MOSCOW, April 23 (Itar-Tass) —— Go", "(AP) PARIS _ x", "By A\n\nB.", "OSLO, 1.1.2012/2", "A/B/C, May", "\xff(\xff) - a", "OSLO, May 2 (N) - on Monday 2009 © 2008", "\xff0", "\xfc)A.\xc5000"} {
		f.Add(s)
	}
	for i, s := range shared.Wire(f) {
		f.Add(mutate.Text(s, uint64(i)))
	}
	f.Fuzz(func(t *testing.T, s string) {
		check(t, s)
		check(t, mutate.Text(s, uint64(len(s))))
	})
}

func TestOrdinaryName(t *testing.T) {
	for in, want := range map[string]string{
		"MOSCOW": "Moscow", "DAR ES SALAAM": "Dar es Salaam", "FRANKFURT AM MAIN": "Frankfurt am Main",
		"SANA'A": "Sana'a", "L'AQUILA": "L'Aquila", "McALLEN": "McAllen", "THE HAGUE": "The Hague",
		"AL-ARISH": "Al-Arish", "ULAN-UDE": "Ulan-Ude", "Moscow": "Moscow", "ÓBIDOS": "Óbidos",
		"COTE D'IVOIRE": "Cote d'Ivoire", "D.C.": "D.C.",
	} {
		if got := OrdinaryName(in); got != want {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
	}
}

func TestWords(t *testing.T) {
	w, err := readWords()
	if err != nil {
		t.Fatal(err)
	}
	if w.month["sept"] != 9 || w.weekday["sunday"] != 0 || w.weekday["sat"] != 6 || w.agency["itar-tass"] != "Itar-Tass" || !w.region.Has("ariz") {
		t.Errorf("%v, %v, %q", w.month, w.weekday, w.agency["itar-tass"])
	}
}
