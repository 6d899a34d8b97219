package moment

import (
	"bufio"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/internal/mutate"
)

// read returns what a date says as a line: the moment in UTC and the writer's
// day, or the day alone, or what was wrong.
func read(r *Reader, s string) string {
	m, err := r.Read(s)
	switch {
	case err != nil:
		return "unread"
	case m.Exact:
		return m.Time.UTC().Format("2006-01-02 15:04:05") + " on " + m.Day().String()
	}
	return m.Day().String()
}

// check reads lines "date -> what it says".
func check(t *testing.T, h Hints, lines string) {
	t.Helper()
	for sc := bufio.NewScanner(strings.NewReader(strings.TrimSpace(lines))); sc.Scan(); {
		in, want, ok := strings.Cut(strings.TrimSpace(sc.Text()), " -> ")
		if !ok {
			t.Fatalf("%q is no case", sc.Text())
		}
		if got := read(NewReader([]string{in}, h), in); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

func TestForms(t *testing.T) {
	check(t, Hints{}, `
2012-05-02T07:30:00Z -> 2012-05-02 07:30:00 on 2012-05-02
2012-05-02T07:30:00.125+02:00 -> 2012-05-02 05:30:00 on 2012-05-02
2012-05-02T07:30:00,5-0330 -> 2012-05-02 11:00:00 on 2012-05-02
2012-05-02T07:30+02 -> 2012-05-02 05:30:00 on 2012-05-02
2012-05-02 07:30:00 -> 2012-05-02 07:30:00 on 2012-05-02
2012-05-02 -> 2012-05-02
2012/05/02 07:30 -> 2012-05-02 07:30:00 on 2012-05-02
20120502 -> 2012-05-02
20120502T073000Z -> 2012-05-02 07:30:00 on 2012-05-02
20120502T0730-0500 -> 2012-05-02 12:30:00 on 2012-05-02
20120502073000 -> 2012-05-02 07:30:00 on 2012-05-02
2012-123 -> 2012-05-02
2012123 -> 2012-05-02
1335943800 -> 2012-05-02 07:30:00 on 2012-05-02
1335943800000 -> 2012-05-02 07:30:00 on 2012-05-02
Wed, 02 May 2012 07:30:00 +0200 -> 2012-05-02 05:30:00 on 2012-05-02
Wed,2 May 2012 7:30:00+0200 -> 2012-05-02 05:30:00 on 2012-05-02
wed, 02-may-12 07:30 gmt -> 2012-05-02 07:30:00 on 2012-05-02
2 May 69 07:30 UT -> 1969-05-02 07:30:00 on 1969-05-02
2 May '12 -> 2012-05-02
Wed May  2 07:30:00 2012 -> 2012-05-02 07:30:00 on 2012-05-02
Wed May 02 07:30:00 -0700 2012 -> 2012-05-02 14:30:00 on 2012-05-02
Wed May 2 07:30:00 MSK 2012 -> 2012-05-02 03:30:00 on 2012-05-02
Wed May 02 2012 07:30:00 GMT+0200 (Central European Summer Time) -> 2012-05-02 05:30:00 on 2012-05-02
Weds, 2 May 2012 -> 2012-05-02
Thurs. 3 May 2012 -> 2012-05-03
May 2nd, 2012 at 7:30 p.m. -> 2012-05-02 19:30:00 on 2012-05-02
May 2, 2012, 7:30 P. M. -> 2012-05-02 19:30:00 on 2012-05-02
7:30pm, May 2 2012 -> 2012-05-02 19:30:00 on 2012-05-02
7 PM 2 May 2012 -> 2012-05-02 19:00:00 on 2012-05-02
2 May 2012 12:10 am -> 2012-05-02 00:10:00 on 2012-05-02
2 May 2012 12:10 PM -> 2012-05-02 12:10:00 on 2012-05-02
2 May 2012 17:10 PM -> 2012-05-02 17:10:00 on 2012-05-02
2 May 2012 24:00:00 GMT -> 2012-05-03 00:00:00 on 2012-05-03
Wed, 2 Sept. 2015 07:30 GMT -> 2015-09-02 07:30:00 on 2015-09-02
Wednesday 2 May 2012 - 17:30 -> 2012-05-02 17:30:00 on 2012-05-02
2012 May 2 -> 2012-05-02
2012-May-02 07:30 -> 2012-05-02 07:30:00 on 2012-05-02
14/05/2012 07:30 -> 2012-05-14 07:30:00 on 2012-05-14
05/14/2012 - 07:30 -> 2012-05-14 07:30:00 on 2012-05-14
04.05.2012 17.30 -> 2012-05-04 17:30:00 on 2012-05-04
04.05.12, 17:30 Uhr -> 2012-05-04 17:30:00 on 2012-05-04
17.30 Uhr, 04.05.2012 -> 2012-05-04 17:30:00 on 2012-05-04
99-12-31 -> 1999-12-31
05/05/2012 -> 2012-05-05
04/05/2012 -> unread
Sat, 05/12/2012 -> 2012-05-12
`)
}

func TestLanguages(t *testing.T) {
	check(t, Hints{}, `
dom, 06 mag 2012 18:55:00 GMT -> 2012-05-06 18:55:00 on 2012-05-06
mer., 2 mai 2012 à 17h30 -> 2012-05-02 17:30:00 on 2012-05-02
1er août 2012 -> 2012-08-01
Mittwoch, den 2. Mai 2012 um 17 Uhr -> 2012-05-02 17:00:00 on 2012-05-02
Mi, 02 Mai 2012 17:30:00 MESZ -> 2012-05-02 15:30:00 on 2012-05-02
12. März 2012 -> 2012-03-12
miércoles, 2 de mayo de 2012 5:30 p. m. -> 2012-05-02 17:30:00 on 2012-05-02
mar, 06 mar 2012 10:00:00 +0100 -> 2012-03-06 09:00:00 on 2012-03-06
mar, 04 set 2012 10:00:00 +0200 -> 2012-09-04 08:00:00 on 2012-09-04
6 mar 2012 -> 2012-03-06
qua, 02 de maio de 2012 10:00:00 -0300 -> 2012-05-02 13:00:00 on 2012-05-02
onsdag 2 maj 2012 kl. 17.30 -> 2012-05-02 17:30:00 on 2012-05-02
śr., 2 maja 2012 -> 2012-05-02
Ср, 02 мая 2012 17:30:00 МСК -> 2012-05-02 13:30:00 on 2012-05-02
středa 2. května 2012 -> 2012-05-02
2012. május 2. -> 2012-05-02
2 Mayıs 2012 Çarşamba -> 2012-05-02
Τετ, 02 Μαΐου 2012 10:00 EEST -> 2012-05-02 07:00:00 on 2012-05-02
2. toukokuuta 2012 klo 17.30 -> 2012-05-02 17:30:00 on 2012-05-02
2012年5月2日 下午5:30 -> 2012-05-02 17:30:00 on 2012-05-02
3 listopada 2012 -> unread
`)
	check(t, Hints{Language: "hr"}, "3. listopada 2012. -> 2012-10-03")
	check(t, Hints{Language: "pl-PL"}, "3 listopad 2012 -> 2012-11-03")
}

func TestZones(t *testing.T) {
	check(t, Hints{}, `
Wed, 02 May 2012 02:44:00 GMT+7 -> 2012-05-01 19:44:00 on 2012-05-02
Wed, 02 May 2012 21:00:00 GMT-5 -> 2012-05-03 02:00:00 on 2012-05-02
2 May 2012 09:00 UTC+03:00 -> 2012-05-02 06:00:00 on 2012-05-02
2 May 2012 09:00 UTC +5:30 -> 2012-05-02 03:30:00 on 2012-05-02
2 May 2012 09:00 +5:30 -> 2012-05-02 03:30:00 on 2012-05-02
2 May 2012 09:00 +530 -> 2012-05-02 03:30:00 on 2012-05-02
2 May 2012 09:00 -0700 (PDT) -> 2012-05-02 16:00:00 on 2012-05-02
2 May 2012 09:00 IST +0530 -> 2012-05-02 03:30:00 on 2012-05-02
2 May 2012 09:00 (AEST) -> 2012-05-01 23:00:00 on 2012-05-02
2 May 2012 09:00 z -> 2012-05-02 09:00:00 on 2012-05-02
2 May 2012 09:00 +0000Z -> 2012-05-02 09:00:00 on 2012-05-02
2 May 2012 09:00 U.T.C. -> 2012-05-02 09:00:00 on 2012-05-02
2 May 2012 09:00 JST -> 2012-05-02 00:00:00 on 2012-05-02
2 May 2012 09:00 MSK -> 2012-05-02 05:00:00 on 2012-05-02
2 May 2016 09:00 MSK -> 2016-05-02 06:00:00 on 2016-05-02
2 May 2012 09:00 ET -> 2012-05-02 13:00:00 on 2012-05-02
2 Jan 2012 09:00 ET -> 2012-01-02 14:00:00 on 2012-01-02
2 May 2012 09:00 Eastern Standard Time -> 2012-05-02 14:00:00 on 2012-05-02
2 May 2012 09:00 Europe/Moscow -> 2012-05-02 05:00:00 on 2012-05-02
2 May 2012 09:00 America/New_York -> 2012-05-02 13:00:00 on 2012-05-02
2 May 2012 09:00 +2500 -> unread
2 May 2012 09:00 XQT -> 2012-05-02
2 May 2012 09:00 AMT -> 2012-05-02
2 May 2012 IST 09:00 -> 2012-05-02 03:30:00 on 2012-05-02
`)
	check(t, Hints{Language: "en-IE"}, "2 May 2012 09:00 IST -> 2012-05-02 08:00:00 on 2012-05-02")
	check(t, Hints{Host: "haifa.example.il", Language: "en-us"}, "2 May 2012 09:00 IST -> 2012-05-02 07:00:00 on 2012-05-02")
	check(t, Hints{Host: "news.example.au"}, "2 May 2012 09:00 EST -> 2012-05-01 23:00:00 on 2012-05-02")
	check(t, Hints{Language: "zh-CN"}, "2 May 2012 09:00 CST -> 2012-05-02 01:00:00 on 2012-05-02")
	if m, err := NewReader(nil, Hints{}).Read("2 May 2012 09:00 XQT"); err != nil || !strings.Contains(m.Trouble, "xqt") || m.Exact {
		t.Errorf("an unknown zone: %+v, %v", m, err)
	}
	if m, err := NewReader(nil, Hints{}).Read("2 May 2012 09:00"); err != nil || m.Zoned || !m.Exact {
		t.Errorf("no zone: %+v, %v", m, err)
	}
}

// TestOrder decides on month or day first by all dates of a source.
func TestOrder(t *testing.T) {
	for name, c := range map[string]struct {
		hints Hints
		texts string // the first is read
		want  string
	}{
		"month first by another":     {Hints{}, "07/04/2023|07/14/2023", "2023-07-04"},
		"day first by another":       {Hints{}, "07/04/2023|14/07/2023", "2023-04-07"},
		"by a weekday":               {Hints{}, "07/04/2023|Tue, 06/13/2023|Wed, 05/03/2023", "2023-07-04"},
		"both orders":                {Hints{}, "07/04/2023|14/07/2023|07/14/2023", "unread"},
		"nothing":                    {Hints{}, "07/04/2023|03/05/2023", "unread"},
		"named ones do not count":    {Hints{}, "07/04/2023|14 July 2023", "unread"},
		"none lies ahead":            {Hints{Now: time.Date(2023, 8, 1, 0, 0, 0, 0, time.UTC)}, "07/10/2023|05/03/2023", "2023-07-10"},
		"none after the feed":        {Hints{Latest: []string{"Tue, 01 Aug 2023 10:00:00 GMT"}}, "07/10/2023|05/03/2023", "2023-07-10"},
		"languages but English":      {Hints{Language: "es"}, "07/04/2023", "2023-04-07"},
		"English says nothing":       {Hints{Language: "en-US"}, "07/04/2023", "unread"},
		"a month stays":              {Hints{}, "07/04/2023|08/04/2023|09/04/2023|10/04/2023", "2023-04-07"},
		"the first of months":        {Hints{}, "07/01/2023|08/01/2023|09/01/2023|10/01/2023", "unread"},
		"two digits, the year first": {Hints{}, "12/05/02|99/12/31|13/12/30", "2012-05-02"},
		"dots":                       {Hints{}, "07.04.2023|07/14/2023", "2023-04-07"},
	} {
		texts := strings.Split(c.texts, "|")
		if got := read(NewReader(texts, c.hints), texts[0]); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

func TestUnread(t *testing.T) {
	now := time.Date(2023, 8, 1, 12, 0, 0, 0, time.UTC)
	for in, words := range map[string]string{
		"":                                "empty",
		"some day soon":                   "word",
		"May 2012":                        "missing",
		"2012-05":                         "missing",
		"2 May":                           "missing",
		"07:30":                           "no date",
		"31 June 2012":                    "no such day",
		"2012-02-30":                      "no such day",
		"0000-00-00 00:00:00":             "no such day",
		"2 May 3 June 2012":               "two months",
		"1 2 3 4 5 6":                     "more numbers",
		"Thu, 01 Jan 1970 00:00:00 GMT":   "nobody set it",
		"Wed, 31 Dec 1969 19:00:00 -0500": "nobody set it",
		"0001-01-01T00:00:00Z":            "nobody set it",
		"30 Dec 1899":                     "nobody set it",
		"2 May 0012":                      "cannot be right",
		"2 August 2023 13:00 GMT":         "ahead",
		"4 May 2051":                      "ahead",
		"2 listopad 2012":                 "another language",
		strings.Repeat("9", 60):           "too long",
		strings.Repeat("May ", 60):        "too long",
		"\xff\xfe":                        "",
	} {
		_, err := NewReader([]string{in}, Hints{Now: now}).Read(in)
		if fault.KindOf(err) != fault.Invalid || !strings.Contains(fmt.Sprint(err), words) {
			t.Errorf("%q: %v, want %q", in, err, words)
		}
	}
	if _, err := NewReader(nil, Hints{Now: now}).Read("2 August 2023 11:00 GMT"); err != nil {
		t.Errorf("a zone's worth ahead: %v", err)
	}
}

// TestTables holds the tables sorted, and every zone of them known.
func TestTables(t *testing.T) {
	for name, file := range map[string]string{"words": wordsFile, "zones": zonesFile, "unset": unsetFile} {
		var lines []string
		for line := range strings.Lines(file) {
			if line[0] != '#' {
				lines = append(lines, line)
			}
		}
		if !slices.IsSorted(lines) || len(slices.Compact(slices.Clone(lines))) != len(lines) || len(lines) < 5 {
			t.Errorf("%s.tsv: the rows must be sorted, each once", name)
		}
	}
	for name, rows := range tables().zones {
		for _, r := range rows {
			if location(name, r.offset) == nil {
				t.Errorf("zone %s: there is no %s", name, r.offset)
			}
		}
	}
	for word, ms := range tables().words {
		if word != folded(word) {
			t.Errorf("%q is not in small letters", word)
		}
		for _, m := range ms {
			if m.class == "month" && (m.value < 1 || m.value > 12) || m.class == "weekday" && m.value > 6 {
				t.Errorf("%q: %+v", word, m)
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	for i, s := range []string{"Wed, 02 May 2012 07:30:00 GMT+7", "2012-05-02T07:30:00.1Z", "mar, 06 mar 2012 5 p. m. Europe/Rome", "07/04/23 - 10:30 (EST)"} {
		f.Add(s)
		f.Add(mutate.Text(s, uint64(i)))
	}
	f.Fuzz(func(t *testing.T, s string) {
		m, err := NewReader([]string{s}, Hints{Host: "a.ie"}).Read(s)
		if err != nil && fault.KindOf(err) != fault.Invalid {
			t.Fatal(err)
		}
		if err == nil && (m.Time.IsZero() || m.Time.Year() > 2201) {
			t.Fatalf("%q: %v", s, m)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	texts := []string{"Wed, 02 May 2012 07:30:00 +0200", "2012-05-02T07:30:00Z", "Wed, 02 May 2012 07:30:00 GMT"}
	for b.Loop() {
		r := NewReader(texts, Hints{})
		for _, s := range texts {
			if _, err := r.Read(s); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// TestFind: dates are found in lines with other words, one by one.
func TestFind(t *testing.T) {
	for line, want := range map[string]string{
		"Published 3 May 2012, 10:15 | By Ines Hald":           "3 May 2012, 10:15",
		"Updated: 2012-05-03T10:15:00+02:00":                   "2012-05-03T10:15:00+02:00",
		"Posted on Thu 3 May 2012 at 10:15 pm CET by the desk": "Thu 3 May 2012 at 10:15 pm CET",
		"Created 3 May 2012 Updated 4 May 2012":                "3 May 2012/4 May 2012",
		"Marches Post - 30 December 2023":                      "30 December 2023",
		"Fri, 07/14/2023 - 10:30":                              "Fri, 07/14/2023 - 10:30",
		"12. Mai 2014, 17.30 Uhr":                              "12. Mai 2014, 17.30 Uhr",
		"Le 3 mai 2012 à 10h15":                                "3 mai 2012 à 10h15",
		"May the best win":                                     "",
		"no dates here, in April or on Monday":                 "",
		"May 3rd, 2012":                                        "May 3rd, 2012",
		"3 comments | 12 shares":                               "3/12",
		"Copyright 2012 The Post":                              "2012",
		"":                                                     "",
		"1234567 3 May 2012":                                   "3 May 2012",
	} {
		var got []string
		for _, s := range Find(line) {
			got = append(got, line[s.Start:s.End])
		}
		if g := strings.Join(got, "/"); g != want {
			t.Errorf("%q: %q, want %q", line, g, want)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range [...]string{"Published 3 May 2012, 10:15 | By Ines Hald", "3.5.12", "p. m. 12", "\u0130 1 May", "2012年5月3日"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		last := 0
		for _, p := range Find(s) {
			if p.Start < last || p.End <= p.Start || p.End > len(s) {
				t.Fatalf("%q: %v", s, p)
			}
			last = p.End
			Read(s[p.Start:p.End])
		}
	})
}
