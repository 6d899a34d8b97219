package brief_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/datelinewire/dateline/brief"
	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/dossier"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/link"
)

func may(n int) calendar.Day { return calendar.Date(2026, 5, n) }

func cite(story string, day int, words string) dossier.Cite {
	return dossier.Cite{Story: story, Fact: "e1", Headline: "Headline of " + story, Source: "Agency " + story, Day: may(day).String(), Words: words}
}

func line(id, kind, text string, status fact.Status, state link.State, cites ...dossier.Cite) dossier.Line {
	x := dossier.Line{ID: id, Type: kind, Text: text, Status: status, State: state, From: may(20), To: may(20), Dated: true, Sources: len(cites), Reports: cites}
	x.Parties = []dossier.Party{{Name: "Oman", Code: "OMN"}, {Name: "Togo", Code: "TGO"}}
	return x
}

// told is a dossier with something under every heading.
func told() *dossier.Dossier {
	talk := line("talk", "STATE", "Oman praised Togo", fact.Happened, "", cite("a", 19, "Oman praised Togo"))
	signed := line("signed", "AGREE", "Oman and Togo signed a <treaty> on *dates*", fact.Happened, "", cite("b", 19, "signed a <treaty> on *dates*"), cite("c", 19, "the treaty was signed"))
	signed.Best = 1
	off := line("off", "CONSULT", "the sultan will visit Togo", fact.Planned, link.Cancelled, cite("d", 2, "will visit"))
	off.Became, off.Because = "reported as called off", []dossier.Cite{cite("e", 20, "called the visit off")}
	ahead := line("ahead", "CONSULT", "ministers will meet", fact.Planned, link.Ahead, cite("f", 3, "will meet in Lome"))
	ahead.Place = "Lome"
	met := line("met", "CONSULT", "envoys met", fact.Happened, "", cite("b", 19, "envoys met in Lome"))
	old := line("old", "CONSULT", "envoys met in 2025", fact.Happened, "", cite("g", 1, "met"))
	late := dossier.Promise{ID: "late", By: []string{"Togo"}, What: "pay\nfor the dates", Text: "Togo promised to pay for the dates", Desk: "corrected by ana on 7 May 2026", Due: may(10), State: "overdue", Slipped: []calendar.Day{may(3)}, Reports: []dossier.Cite{cite("h", 1, "will pay")}}
	soon := dossier.Promise{ID: "soon", By: []string{"Oman"}, To: []string{"Togo"}, What: "ship dates", Text: "Oman promised to ship dates", Due: may(25), State: "open", Reports: []dossier.Cite{cite("h", 1, "will ship")}}
	far := dossier.Promise{ID: "far", By: []string{"Oman"}, What: "build a port", Text: "Oman promised to build a port", Due: calendar.Date(2027, 5, 1), State: "open", Reports: []dossier.Cite{cite("h", 1, "will build")}}
	figure := &fact.Figure{Value: 96.4e6, Unit: fact.Ptr("USD")}
	return &dossier.Dossier{
		Subject: dossier.Subject{Country: "OMN", Other: "TGO", Name: "Oman and Togo"}, AsOf: may(20), Since: may(18),
		New: []dossier.Line{talk, met, signed, off}, Next: []dossier.Line{ahead}, Changed: []dossier.Line{off}, Agreements: []dossier.Line{signed}, Timeline: []dossier.Line{talk, met, signed, old},
		Overdue: []dossier.Promise{late}, Pledges: []dossier.Promise{soon, far},
		Figures: []dossier.Series{{Measure: "trade", Unit: "USD", Of: []string{"Oman"}, Points: []dossier.Point{
			{Value: 1, Told: may(1), Figure: &fact.Figure{Value: 1}, Reports: []dossier.Cite{cite("g", 1, "1")}},
			{Value: 96.4e6, Told: may(19), From: calendar.Day{Year: 2025}, To: calendar.Day{Year: 2025}, Figure: figure, Reports: []dossier.Cite{cite("b", 19, "96.4 million dollars")}},
		}}},
		Quotes: []dossier.Speaker{{Name: "the sultan", Quotes: []dossier.Said{
			{Kind: "direct", Day: may(19), Cite: cite("a", 19, `"Dates are sweet"`)}, {Kind: "indirect", Day: may(1), Cite: cite("g", 1, "that they were")},
		}}},
	}
}

func set() *brief.Brief {
	return brief.Of(told(), brief.Options{
		Title: "Oman and Togo", About: "OMN-TGO", Invented: func(s string) bool { return s == "Agency a" },
		Withdrawn: []brief.Withdrawn{{Cite: dossier.Cite{Story: "k", Headline: "Port is sold", Source: "Agency k", Day: may(20).String(), Words: "It was\nnot."}, Killed: true}},
	})
}

// TestOf holds a brief to what stands where, in which order, and on what.
func TestOf(t *testing.T) {
	b := set()
	var got []string
	for _, x := range b.Lead {
		got = append(got, "lead: "+x.Told())
	}
	for _, s := range b.Sections {
		for _, x := range s.Items {
			got = append(got, s.ID+": "+strings.TrimPrefix(x.Word+" | ", " | ")+x.Told())
		}
	}
	want := []string{
		"lead: 20 May 2026: The sultan will visit Togo; reported as called off",
		"lead: 20 May 2026: Oman and Togo signed a <treaty> on *dates*",
		"lead: 20 May 2026: Envoys met",
		"next: planned | 20 May 2026: Ministers will meet, in Lome",
		"due: 10 days late | by 10 May 2026: Togo promised to pay for the dates; corrected by ana on 7 May 2026; before that by 3 May 2026",
		"due: in 5 days | by 25 May 2026: Oman promised to ship dates, to Togo",
		"changed: called off | 20 May 2026: The sultan will visit Togo; reported as called off",
		"agreed: happened | 20 May 2026: Oman and Togo signed a <treaty> on *dates*",
		"happened: happened | 20 May 2026: Envoys met",
		"happened: happened | 20 May 2026: Oman praised Togo",
		"figures: 96.4 million USD | 2025: Trade, Oman",
		"said: 19 May 2026: The sultan: “Dates are sweet”",
		"withdrawn: killed | “Port is sold”; It was not.",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if b.Stories != 4 || !b.Invented || b.Empty() {
		t.Errorf("%d stories, invented %v, empty %v", b.Stories, b.Invented, b.Empty())
	}
}

// TestCites holds every line to a source, and the first of them to be the one
// whose words it tells.
func TestCites(t *testing.T) {
	b := set()
	items := slices.Clone(b.Lead)
	for _, s := range b.Sections {
		items = append(items, s.Items...)
	}
	for _, it := range items {
		if len(it.Cites) == 0 {
			t.Errorf("no source: %s", it.Text)
		}
		for _, n := range it.Cites {
			if n < 1 || n > len(b.Sources) || b.Sources[n-1].N != n {
				t.Errorf("%s: there is no source %d", it.Text, n)
			}
		}
	}
	first := b.Sources[b.Lead[1].Cites[0]-1]
	if first.Story != "c" || first.Words != "the treaty was signed" {
		t.Errorf("the treaty is told by %+v", first)
	}
	if off := b.Lead[0].Cites; len(off) != 2 || b.Sources[off[1]-1].Story != "e" {
		t.Errorf("what was called off rests on %v", off)
	}
	if ids := b.StoryIDs(); !slices.Contains(ids, "k") || len(slices.Compact(slices.Sorted(slices.Values(ids)))) != len(ids) {
		t.Errorf("stories %v", ids)
	}
}

// TestRoom gives a section more than it has room for: the rest is counted, and
// gets no source.
func TestRoom(t *testing.T) {
	d := told()
	d.Next = nil
	for i := range 30 {
		d.Next = append(d.Next, line(fmt.Sprint("n", i), "CONSULT", "they will meet", fact.Planned, link.Ahead, cite(fmt.Sprint("s", i), 3, strings.Repeat("word ", 90))))
	}
	b := brief.Of(d, brief.Options{})
	next := b.Sections[0]
	if len(next.Items) != 8 || next.More != 22 {
		t.Errorf("%d items and %d more", len(next.Items), next.More)
	}
	for _, s := range b.Sources {
		if s.Story == "s8" || len(s.Words) > 150 {
			t.Errorf("source %+v", s)
		}
	}
	if none := brief.Of(&dossier.Dossier{AsOf: may(20), Since: may(18)}, brief.Options{Title: "nobody"}); !none.Empty() {
		t.Errorf("%+v", none)
	}
}

// TestMarkdown looks at the file: nothing in a headline is taken for a mark.
func TestMarkdown(t *testing.T) {
	var out bytes.Buffer
	if err := set().Markdown(&out, "http://127.0.0.1:7117"); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"# Morning brief: Oman and Togo\n", "New is what came after 18 May 2026: 4 stories", "\n## Overdue and due\n\n- **10 days late** by 10 May 2026: Togo promised to pay for the dates",
		`signed a \<treaty\> on \*dates\* [`, "](http://127.0.0.1:7117/story/b?fact=e1#w-e1), Agency b, 19 May 2026: “", "sample wire are invented",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("it lacks %q:\n%s", want, &out)
		}
	}
	var none bytes.Buffer
	if err := brief.Of(&dossier.Dossier{AsOf: may(20)}, brief.Options{Title: "nobody"}).Markdown(&none, ""); err != nil || !strings.Contains(none.String(), "Ask for an earlier day") || strings.Contains(none.String(), "Sources") {
		t.Errorf("%v\n%s", err, &none)
	}
}

// TestWord reads the Word file back: it has all lines and all sources, and is the
// same to the byte each time.
func TestWord(t *testing.T) {
	var out, again bytes.Buffer
	b := set()
	if err := b.Word(&out, "http://127.0.0.1:7117"); err != nil {
		t.Fatal(err)
	}
	if err := set().Word(&again, "http://127.0.0.1:7117"); err != nil || !bytes.Equal(out.Bytes(), again.Bytes()) {
		t.Errorf("it is another file the second time, %v", err)
	}
	z, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Morning brief: Oman and Togo", "signed a &lt;treaty&gt; on *dates*", "10 days late", "LateHeading", "96.4 million USD", "Dates are sweet", "Port is sold", "Headline of h"} {
		if !strings.Contains(string(body), want) {
			t.Errorf("it lacks %q", want)
		}
	}
	for _, s := range b.Sources {
		if !strings.Contains(string(body), fmt.Sprintf(`w:name="source%d"`, s.N)) {
			t.Errorf("it lacks source %d", s.N)
		}
	}
}
