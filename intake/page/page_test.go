package page

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/internal/mutate"
)

const sample = `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Ferry line opens | Norpress</title>
<meta property="og:site_name" content="Norpress"><meta property="og:description" content="Boats will cross the sound six times a day">
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":["NewsArticle"],"headline":"Ferry line opens",
"datePublished":"2012-05-02T07:30:00+02:00","articleSection":"Coast","author":[{"name":"Ines Hald"},{"name":"Ole Brun"}]}]}</script></head>
<body><nav><a href="/">Home</a><a href="/coast">Coast</a></nav><header><h1>Ferry line opens</h1></header>
<article><p>ARVIK, May 2 (Norpress) &mdash; The first ferry between Arvik and Sund left the quay at dawn on Wednesday with four hundred people and a brass band on board.</p>
<script>alert("never shown")</script><style>.x{color:red}</style>
<p>The crossing takes forty minutes, a third of the way by road, and costs 12 crowns for those who live on either side of the sound.</p>
<p onclick="evil()">The owners said they would run six boats a day until <b>October</b>, and more if the <a href="javascript:evil()">demand</a> is there.</p>
<div style="display:none">hidden words</div>
<figure><img src=x onerror=evil()><figcaption>A caption</figcaption></figure>
<p>Critics on the council had called the line a waste of money. They did not answer calls on Wednesday, and their office was closed.</p></article>
<footer>Copyright. All rights reserved. <a href="/terms">Terms</a></footer></body></html>`

func TestStory(t *testing.T) {
	st, err := Story(Input{Bytes: []byte(sample), ContentType: "text/html", URL: "https://norpress.example/coast/ferry"})
	if err != nil {
		t.Fatal(err)
	}
	for what, pair := range map[string][2]string{
		"headline": {st.Headline, "Ferry line opens"}, "deck": {st.Deck, "Boats will cross the sound six times a day"},
		"section": {st.Section, "Coast"}, "byline": {st.Byline, "Ines Hald, Ole Brun"}, "source": {st.Source, "Norpress"},
		"language": {st.Language, "en"}, "day": {st.Published.String(), "2012-05-02"},
		"issued": {st.Issued.UTC().Format(time.RFC3339), "2012-05-02T05:30:00Z"},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s: got %q, want %q", what, pair[0], pair[1])
		}
	}
	if st.Dateline == nil || len(st.Trouble) > 0 {
		t.Errorf("dateline %+v, trouble %q", st.Dateline, st.Trouble)
	}
	for _, bad := range []string{"alert", "color", "hidden", "<", "Home", "rights reserved", "caption", "evil"} {
		if strings.Contains(st.Text, bad) {
			t.Errorf("%q came through:\n%s", bad, st.Text)
		}
	}
	if n := strings.Count(st.Text, "Ferry line opens"); n != 1 {
		t.Errorf("the headline stands %d times", n)
	}
	if !strings.Contains(st.Text, "until October, and more if the demand is there.") {
		t.Errorf("inline markup broke the words:\n%s", st.Text)
	}
}

// inTime fails where f takes longer than limit by the clock, which is wide since
// the machine may be busy: what takes for ever, or a hundred times its due, is
// seen all the same.
func inTime(t *testing.T, limit time.Duration, what string, f func()) {
	t.Helper()
	start := time.Now()
	f()
	if took := time.Since(start); took > limit {
		t.Errorf("%s took %v, more than %v", what, took.Round(time.Millisecond), limit)
	}
}

// TestHostile gives pages made to overflow a stack, fill the memory or take
// for ever: each gives a story or a clear error, in time.
func TestHostile(t *testing.T) {
	const words = "The council met on Tuesday and voted to widen the channel after eleven years. "
	n := 100_000
	attrs := func() string {
		var b strings.Builder
		for i := range 20_000 {
			fmt.Fprintf(&b, `<font a%d="1"><p>%s`, i, "word ")
		}
		return b.String()
	}
	for name, page := range map[string]string{
		"100,000 nested divs":      "<html><body>" + strings.Repeat("<div>", n) + words + strings.Repeat("</div>", n),
		"100,000 nested, unclosed": "<html><body>" + strings.Repeat("<div><span>", n/2) + words,
		"nested with words":        "<html><body>" + strings.Repeat("<div>"+"word ", n/4) + words,
		"100,000 paragraphs":       "<html><body>" + strings.Repeat("<p>"+"word ", n) + words,
		"nested tables":            "<html><body>" + strings.Repeat("<table><tr><td>", n/3) + words,
		"nested formatting":        "<html><body>" + strings.Repeat("<b><i><a href=x>", n/3) + words,
		"formatting for ever":      "<html><body>" + attrs() + words,
		"nested lists":             "<html><body>" + strings.Repeat("<ul><li>", n/2) + words,
		"nested svg":               "<html><body><svg>" + strings.Repeat("<g>", n) + words,
		"unclosed comment":         "<html><body>" + words + "<!--" + strings.Repeat("x", n),
		"unclosed script":          "<html><body>" + words + "<script>" + strings.Repeat("x", n),
		"a long attribute":         "<html><body>" + words + "<p class='" + strings.Repeat("x", 1<<22) + "'>",
		"a long line":              "<html><body><p>" + strings.Repeat("word ", 200_000),
		"no closing tags":          "<html><body><article><h1>Channel<p>" + words + "<p>" + words,
		"entities":                 "<html><body><p>" + strings.Repeat("&amp;lt;&#x41;&bogus;", n/10) + words,
		"nested selects":           "<html><body>" + strings.Repeat("<select><option>", n/2) + words,
		"nested templates":         "<html><body>" + strings.Repeat("<template>", n) + words,
		"frameset":                 "<html><frameset>" + strings.Repeat("<frame>", n) + words,
		"broken json":              "<html><head><script type='application/ld+json'>" + strings.Repeat("[", n) + "</script></head><body><p>" + words,
	} {
		inTime(t, 30*time.Second, name, func() {
			st, err := Story(Input{Bytes: []byte(page), ContentType: "text/html; charset=utf-8"})
			if err != nil && fault.KindOf(err) != fault.Invalid {
				t.Errorf("%s: %v", name, err)
			}
			if err == nil && st.Text == "" {
				t.Errorf("%s: a story without text", name)
			}
		})
	}
}

func TestNoWords(t *testing.T) {
	_, err := Story(Input{Bytes: []byte("<html><body><script>app()</script><div id=root></div>")})
	if err == nil || fault.KindOf(err) != fault.Invalid || !strings.Contains(err.Error(), "browser") {
		t.Error(err)
	}
}

func TestText(t *testing.T) {
	for in, want := range map[string]string{
		"plain words":                      "[plain words]",
		"<p>One <b>bold</b>.</p><p>Two":    "[One bold. Two]",
		"a<br>b<br><br>c":                  "[a b c]",
		"<script>x</script>seen":           "[seen]",
		"x &lt;b&gt; y":                    "[x <b> y]",
		"<ul><li>a<li>b</ul>":              "[a b]",
		"<table><tr><td>a<td>b</table>":    "[a b]",
		"":                                 "[]",
		"<img src=x onerror=alert(1)>":     "[]",
		strings.Repeat("<div>", 500) + "a": "[a]",
	} {
		if got := fmt.Sprint(Text(in)); got != want {
			t.Errorf("%.40q: got %s, want %s", in, got, want)
		}
	}
}

func FuzzStory(f *testing.F) {
	f.Add([]byte(sample))
	for i, s := range shapes(f, dayShapes) {
		f.Add([]byte(s.page))
		f.Add([]byte(mutate.Text(s.page, uint64(i))))
	}
	f.Add([]byte("<b><p></b><table><b><tr>x<select><svg><p>"))
	f.Add([]byte("<html><head><title>a</title><script type=application/ld+json>[{\"@type\":\"NewsArticle\",\"author\":{}}]</script><p>b"))
	f.Fuzz(func(t *testing.T, b []byte) {
		st, err := Story(Input{Bytes: b, URL: "https://example.org/2012/04/23/a"})
		if err != nil {
			if fault.KindOf(err) != fault.Invalid {
				t.Fatal(err)
			}
			return
		}
		for _, p := range st.Parts {
			if p.Start > p.End || int(p.End) > len(st.Text) {
				t.Fatalf("part %v outside a text of %d bytes", p, len(st.Text))
			}
		}
		for _, p := range st.Posts {
			if p.Start > p.End || int(p.End) > len(st.Text) || p.At.IsZero() {
				t.Fatalf("post %v outside a text of %d bytes", p, len(st.Text))
			}
		}
		again, err := Story(Input{Bytes: b, URL: "https://example.org/2012/04/23/a"})
		if err != nil || !reflect.DeepEqual(st, again) {
			t.Fatalf("read again it is another: %v\n%+v\n%+v", err, st, again)
		}
	})
}
