package desk_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/datelinewire/dateline/desk"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/record/memory"
)

// dredging is one matter as seven stories tell it; between them stands a story
// of the same two countries about something else.
var dredging = [...]string{
	"Oman hires Togo's dredger for Sohar\n\nOman has hired a dredger from Togo to deepen the harbour of Sohar, whose sandbank keeps tankers out.",
	"Dredger on its way to Sohar\n\nThe dredger that Oman hired from Togo has left Lome for the harbour of Sohar, where a sandbank keeps tankers out.",
	"Togo and Oman end visas for students\n\nStudents of Oman and Togo need no visas from autumn on, both education ministries said, and scholarships will be doubled.",
	"Storm holds dredger off Sohar\n\nA storm holds the dredger from Togo off the harbour of Sohar. Oman says that the sandbank will wait a week.",
	"Dredger begins on Sohar sandbank\n\nThe dredger from Togo has begun on the sandbank in the harbour of Sohar, the port of Oman said.",
	"Dredger breaks its pump at Sohar\n\nThe pump of the dredger from Togo broke in the harbour of Sohar. Oman wants half of the hire back while the sandbank stays.",
	"Sohar sandbank is half gone\n\nHalf of the sandbank in the harbour of Sohar is gone, Oman said of the dredger that it hired from Togo.",
	"Tankers return to Sohar\n\nTankers call at the harbour of Sohar again: the dredger from Togo has taken the sandbank away, Oman said.",
}

// dredged returns a desk with these stories, a day each, of which another agency
// reprinted the fourth; and the id of each.
func dredged(t *testing.T) (*desk.Desk, []string) {
	t.Helper()
	store := memory.New()
	t.Cleanup(func() { store.Close() })
	var ids []string
	keep := func(source, text string, at time.Time) {
		s := news.Story{Source: source, Text: text, Language: "en", Issued: at}
		s.Headline, _, _ = strings.Cut(text, "\n")
		s.ID = news.IDOf(s.Source, text)
		r := fact.New("test/1")
		body := fact.Paragraph{Span: fact.Span{Start: len(s.Headline) + 2, End: len(text)}, Kind: "body"}
		r.Story = fact.Story{ID: s.ID, Headline: &s.Headline, Language: "en", Text: text, Paragraphs: []fact.Paragraph{body}, Sentences: []fact.Span{{Start: 0, End: len(s.Headline)}, body.Span}}
		for name, code := range map[string]string{"Oman": "OMN", "Togo": "TGO"} {
			at := body.Start + strings.Index(text[body.Start:], name)
			r.Entities = append(r.Entities, fact.Entity{ID: code, Kind: fact.Country, Name: name, Country: &code, Mentions: []fact.Mention{{Start: at, End: at + len(name), Kind: fact.Name}}})
		}
		ids = append(ids, put(t, store, record.Entry{Story: s, Version: news.Version{Received: at}}, r))
	}
	first := now.AddDate(0, 0, -40)
	for i, text := range dredging {
		keep("Gulf Desk", text, first.AddDate(0, 0, 4*i))
	}
	keep("Reprint", dredging[3], first.AddDate(0, 0, 4*3).Add(time.Hour))
	d, err := desk.New(desk.Options{Store: store, Listen: home, Reader: handReader{}, Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	return d, ids
}

// TestStoryLine finds the stories of one matter on the page of each: this one
// marked, two before and two after it, and a page with all of them.
func TestStoryLine(t *testing.T) {
	d, ids := dredged(t)
	for _, c := range []struct {
		of, nth int
		want    []int // by their number; negative: it is marked
	}{
		{0, 1, []int{0, 1, 3, 4, 5}},
		{4, 4, []int{1, 3, 4, 5, 6}},
		{7, 7, []int{3, 4, 5, 6, 7}},
	} {
		_, body := get(t, d, "/story/"+ids[c.of])
		_, list, ok := strings.Cut(body, `id="line"`)
		list, _, _ = strings.Cut(list, "</nav>")
		if !ok {
			t.Fatalf("story %d has no line", c.of)
		}
		has(t, body, fmt.Sprintf(`<a href="#line">%d of 7 stories</a>`, c.nth))
		has(t, list, "The whole line, 7 stories", `href="/story/`+ids[c.of]+`/line"`, "1 copy")
		lacks(t, list, "visas", "Reprint")
		for i, item := range strings.Split(list, "<li")[1:] {
			head, _, _ := strings.Cut(dredging[c.want[i]], "\n")
			has(t, item, strings.ReplaceAll(head, "'", "&#39;"))
			if this := strings.Contains(item, `aria-current="true"`); this != (c.want[i] == c.of) {
				t.Errorf("of story %d, number %d in the list: marked %t", c.of, i, this)
			}
			if link := strings.Contains(item, `href="/story/`+ids[c.want[i]]+`"`); link == (c.want[i] == c.of) {
				t.Errorf("of story %d, number %d in the list: a link %t", c.of, i, link)
			}
		}
	}
	_, body := get(t, d, "/story/"+ids[2])
	lacks(t, body, "Story line")
	_, body = get(t, d, "/story/"+ids[8])
	has(t, body, `<a href="#line">3 of 7 stories</a>`)
	_, body = get(t, d, "/story/"+ids[4]+"/line")
	has(t, body, "7 stories of one line", "The story whose line it is", "Storm holds dredger", "Tankers return")
	lacks(t, body, "visas")
	_, body = get(t, d, "/story/"+ids[2]+"/line")
	has(t, body, "It stands alone")
}
