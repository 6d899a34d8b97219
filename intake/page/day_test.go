package page

import (
	"bufio"
	_ "embed"
	"strings"
	"testing"
	"time"
)

//go:embed testdata/days.txt
var dayShapes string

// fill are the texts that the shapes share.
var fill = strings.NewReplacer(
	"{story}", "<p>The ferry between Arvik and Sund is back on its route after three months in the yard, its owners said.</p>"+
		"<p>Four hundred people waited on the quay for the first boat of the morning, and a band of the harbour played.</p>"+
		"<p>The council had paid for a bus while the ferry lay in the yard, and wants its money back from the owners.</p>",
	"{german}", "<p>Die Fähre zwischen Arvik und Sund fährt nach drei Monaten in der Werft wieder, sagten die Eigner am Sonntag. Am Kai warteten vierhundert Menschen.</p>",
	"{french}", "<p>Le bac entre Arvik et Sund a repris la mer après trois mois au chantier, ont dit dimanche ses propriétaires. Quatre cents personnes attendaient sur le quai.</p>",
	"{spanish}", "<p>El transbordador entre Arvik y Sund ha vuelto a navegar después de tres meses en el astillero, dijeron el domingo sus dueños. Cuatrocientas personas esperaban.</p>",
	"{russian}", "<p>Паром между Арвиком и Сундом снова ходит после трёх месяцев на верфи, сообщили в воскресенье его владельцы. На причале ждали четыреста человек.</p>",
)

// shape is a page and its day.
type shape struct {
	name, url, day string
	fetched        time.Time
	page           string
}

func shapes(t testing.TB, file string) []shape {
	t.Helper()
	var out []shape
	sc := bufio.NewScanner(strings.NewReader(file))
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		line := sc.Text()
		key, value, _ := strings.Cut(line, " ")
		switch {
		case strings.HasPrefix(line, "#"):
		case key == "==":
			out = append(out, shape{name: value})
		case len(out) == 0:
		case key == "url":
			out[len(out)-1].url = value
		case key == "day":
			out[len(out)-1].day = value
		case key == "fetched":
			at, err := time.Parse(time.DateOnly, value)
			if err != nil {
				t.Fatal(err)
			}
			out[len(out)-1].fetched = at.Add(12 * time.Hour)
		default:
			out[len(out)-1].page += fill.Replace(line) + "\n"
		}
	}
	return out
}

// TestClock: the day of the fetch over a headline is the page's clock, whatever
// its element is called, and a story without a day of its own stays without.
func TestClock(t *testing.T) {
	now := time.Date(2021, 5, 17, 12, 0, 0, 0, time.UTC)
	for over, want := range map[string]string{
		`<div id="clock">Monday, 17 May 2021 07:40</div>`: "",
		`<p>17 May 2021</p>`:                              "",
		`<p>Published 17 May 2021</p>`:                    "2021-05-17",
		`<p class="date">17 May 2021</p>`:                 "2021-05-17",
		`<p>9 March 2014</p>`:                             "2014-03-09",
	} {
		page := fill.Replace("<html><head><title>Ferry back on its route</title></head><body>" + over + "<article><h1>Ferry back on its route</h1>{story}</article></body></html>")
		st, err := Story(Input{Bytes: []byte(page), ContentType: "text/html; charset=utf-8", Now: now})
		if err != nil || st.Published.String() != want {
			t.Errorf("%s: %q by %s, %v, want %q", over, st.Published, st.Envelope.DayFrom, err, want)
		}
	}
}

// TestDays measures how often the day of publication is right, over pages of
// many shapes.
func TestDays(t *testing.T) {
	all := shapes(t, dayShapes)
	right := 0
	for _, s := range all {
		st, err := Story(Input{Bytes: []byte(s.page), ContentType: "text/html; charset=utf-8", URL: s.url, Now: s.fetched})
		if err != nil {
			t.Errorf("%s: %v", s.name, err)
			continue
		}
		if got := st.Published.String(); got != s.day {
			t.Logf("%s: %q by %s, want %s", s.name, got, st.Envelope.DayFrom, s.day)
			continue
		}
		right++
	}
	t.Logf("%d of %d pages have the right day", right, len(all))
	if right*100 < len(all)*95 {
		t.Errorf("%d of %d is below 95 in 100", right, len(all))
	}
}
