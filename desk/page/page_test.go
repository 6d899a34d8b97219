package page

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/text"
)

func TestIntervalText(t *testing.T) {
	day := func(s string) calendar.Day {
		d, err := calendar.Parse(s)
		if err != nil && s != "" {
			t.Fatal(err)
		}
		return d
	}
	for _, c := range [...]struct {
		from, to string
		grain    calendar.Grain
		want     string
	}{
		{"2012-04-23", "2012-04-23", calendar.OfDay, "23 April 2012"},
		{"2012-04-23", "2012-04-25", calendar.OfDay, "23–25 April 2012"},
		{"2012-04-30", "2012-05-02", calendar.OfDay, "30 April – 2 May 2012"},
		{"2012-01-01", "2012-03-31", calendar.Quarter, "1st quarter of 2012"},
		{"2011-09", "2011-09", calendar.Month, "September 2011"},
		{"2011-09-01", "2011-09-30", calendar.Month, "September 2011"},
		{"2011-01-01", "2011-12-31", calendar.Year, "2011"},
		{"", "2012-03-31", calendar.Open, "by 31 March 2012"},
		{"2010-05-01", "", calendar.Open, "since 1 May 2010"},
		{"", "", calendar.Open, ""},
	} {
		v := calendar.Interval{From: day(c.from), To: day(c.to), Grain: c.grain}
		if got := IntervalText(&v); got != c.want {
			t.Errorf("%s to %s: %q, want %q", c.from, c.to, got, c.want)
		}
	}
}

// TestKnownSince shows from which story an office is known, with a link.
func TestKnownSince(t *testing.T) {
	r := &fact.Reading{Story: fact.Story{Text: "Saidov came."}, Entities: []fact.Entity{{
		ID: "n1", Kind: fact.Person, Name: "Saidov", Mentions: []fact.Mention{{Start: 0, End: 6, Kind: fact.Name}},
		Offices: []fact.Office{{Title: "minister", Of: fact.Ptr("TJK"), Basis: "world", Since: &fact.Since{Story: "abc", Headline: "Seed promised", Day: calendar.Date(2020, 3, 2)}}},
	}}}
	groups, _ := Facts(r, calendar.Date(2020, 3, 5), Labels{Country: func(iso string) string { return iso }}, "s", View{})
	for _, g := range groups {
		for _, c := range g.Cards {
			for _, m := range c.More {
				if m == (Line{"known since", "2 March 2020: Seed promised", "/story/abc"}) {
					return
				}
			}
		}
	}
	t.Errorf("no row of the story: %+v", groups)
}

func TestDiff(t *testing.T) {
	show := func(cs []Change) string {
		var b strings.Builder
		for _, c := range cs {
			b.WriteString(map[string]string{"": "", "ins": "+", "del": "-"}[c.Kind] + strings.TrimSpace(c.Text) + "|")
		}
		return b.String()
	}
	for _, c := range [...][3]string{
		{"a b c", "a b c", "a b c|"},
		{"four trucks crossed", "forty trucks crossed", "-four|+forty|trucks crossed|"},
		{"a b", "a b c", "a b|+c|"},
		{"a  b\n\nc", "a b c", "a b c|"},
		{"", "new words", "+new words|"},
	} {
		if got := show(Diff(c[0], c[1])); got != c[2] {
			t.Errorf("%q to %q: %s, want %s", c[0], c[1], got, c[2])
		}
	}
}

// FuzzDiff: whatever the texts, what stays and goes is the one before, what
// stays and comes is the one after, white space aside.
func FuzzDiff(f *testing.F) {
	f.Add("the boat left at dawn", "a boat left late at dawn")
	f.Add("a b a b a b", "b a b a a")
	f.Add("", "x")
	f.Fuzz(func(t *testing.T, before, after string) {
		var was, is strings.Builder
		for _, c := range Diff(before, after) {
			if c.Kind != "ins" {
				was.WriteString(c.Text)
			}
			if c.Kind != "del" {
				is.WriteString(c.Text)
			}
		}
		if plain(was.String()) != plain(before) || plain(is.String()) != plain(after) {
			t.Errorf("%q to %q: %q", before, after, Diff(before, after))
		}
	})
}

func plain(s string) string { return strings.Join(strings.Fields(s), "") }

// FuzzBlocks: whatever the marks, the blocks give the text back, and nothing
// fails.
func FuzzBlocks(f *testing.F) {
	f.Add("Zürich’s mayor spoke.", 0, 6, 2, 9)
	f.Add("abc", -1, 99, 1, 2)
	f.Fuzz(func(t *testing.T, s string, a, b, c, d int) {
		if !utf8.ValidString(s) {
			return // the record refuses it
		}
		marks := []Mark{
			{ID: "e1", Span: fact.Span{Start: a, End: b}},
			{ID: "q1", Span: fact.Span{Start: c, End: d}},
			{ID: "n1", Span: fact.Span{Start: a, End: d}, Rank: 2},
		}
		var got strings.Builder
		for _, block := range Blocks(&news.Story{Text: s}, marks) {
			for _, g := range block.Segs {
				got.WriteString(g.Text)
			}
		}
		if got.String() != s {
			t.Errorf("%q became %q", s, got.String())
		}
	})
}

// TestTongue: a story in another language says so in lists and on its page;
// sub-heads and the times of a live page's posts are shown.
func TestTongue(t *testing.T) {
	s := news.Parse("Le bac repart\n\nLe premier bac est parti lundi.\n\nPlus tard\n\nLe second est parti mardi.", calendar.Day{}, nil)
	s.Language = "fr"
	s.Parts[2].Kind = text.Section
	s.Posts = []news.Post{{At: time.Date(2014, 3, 9, 10, 15, 0, 0, time.UTC), Span: s.Parts[2].Span}}
	l := Labels{Invented: func(string) bool { return false }}
	p := StoryOf(Whole{Entry: record.Entry{Story: s}}, l)
	const want = "In French: kept and searchable, not read into facts"
	if p.Tongue != want {
		t.Errorf("page: %q", p.Tongue)
	}
	if len(p.Blocks) != 3 || p.Blocks[1].Kind != "subhead" || p.Blocks[1].At.Hour() != 10 {
		t.Errorf("blocks %+v", p.Blocks)
	}
	for code, says := range map[string]string{"fr": want, "en": "", "": "", "und": "In a language other than English: kept and searchable, not read into facts"} {
		if e := EntryOf(&record.Item{Language: code}, calendar.Day{}, l); e.Tongue != says {
			t.Errorf("%q: %q", code, e.Tongue)
		}
	}
}
