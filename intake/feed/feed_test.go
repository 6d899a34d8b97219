package feed

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/internal/mutate"
	"github.com/datelinewire/dateline/news"
)

const rss = `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Norpress</title><link>https://norpress.example/</link><language>en-gb</language>
<item><title>Ferry line opens &amp; runs</title><link>/ferry</link><guid isPermaLink="false">n1</guid><category>Coast</category><dc:creator>Ines Hald</dc:creator>
<pubDate>Wed, 02 May 2012 07:30:00 +0200</pubDate><description>Boats cross six times a day</description>
<content:encoded><![CDATA[<p>ARVIK, May 2 (Norpress) -- The ferry left at dawn.</p><p>It was <b>full</b>.</p><script>x()</script>]]></content:encoded></item>
<item><title>No date here</title><link>https://norpress.example/b</link><description>&lt;p&gt;Words.&lt;/p&gt;</description></item>
<item><title>Bad date</title><pubDate>some day soon</pubDate><description>Words.</description></item>
<item></item>
</channel></rss>`

func read(t *testing.T, s string) []news.Story {
	t.Helper()
	out, err := Stories(Input{Bytes: []byte(s), URL: "https://norpress.example/rss"})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestRSS(t *testing.T) {
	out := read(t, rss)
	if len(out) != 3 {
		t.Fatalf("%d stories", len(out))
	}
	st := out[0]
	got := fmt.Sprint(st.Headline, "|", st.Deck, "|", st.Source, "|", st.Section, "|", st.Byline, "|", st.URL, "|", st.Language, "|", st.Published, "|", st.Issued.UTC().Format(time.RFC3339))
	if want := "Ferry line opens & runs|Boats cross six times a day|Norpress|Coast|Ines Hald|https://norpress.example/ferry|en|2012-05-02|2012-05-02T05:30:00Z"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if want := "Ferry line opens & runs\n\nBoats cross six times a day\n\nARVIK, May 2 (Norpress) -- The ferry left at dawn.\n\nIt was full."; st.Text != want {
		t.Errorf("text %q", st.Text)
	}
	if len(st.Trouble) > 0 || len(out[1].Trouble) != 1 || !strings.Contains(out[2].Trouble[0], "some day soon") {
		t.Errorf("trouble %q, %q, %q", st.Trouble, out[1].Trouble, out[2].Trouble)
	}
}

func TestOtherFormats(t *testing.T) {
	for name, s := range map[string]string{
		"atom": `<feed xmlns="http://www.w3.org/2005/Atom"><title>Norpress</title><entry><title type="html">Ferry &lt;i&gt;line&lt;/i&gt;</title><id>urn:1</id><link href="/a"/><updated>2012-05-02T07:30:00Z</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One.</p><p>Two.</p></div></content></entry></feed>`,
		"rdf":  `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Norpress</title></channel><item><title>Ferry line</title><link>https://norpress.example/a</link><description>One.&lt;br&gt;&lt;br&gt;Two.</description><dc:date>2012-05-02T07:30:00Z</dc:date></item></rdf:RDF>`,
		"json": `{"version":"https://jsonfeed.org/version/1.1","title":"Norpress","items":[{"id":"1","url":"https://norpress.example/a","title":"Ferry line","content_html":"<p>One.</p><p>Two.</p>","date_published":"2012-05-02T07:30:00Z"}]}`,
	} {
		out := read(t, s)
		if len(out) != 1 || out[0].Text != "Ferry line\n\nOne.\n\nTwo." || out[0].URL != "https://norpress.example/a" || out[0].Published != calendar.Date(2012, 5, 2) || out[0].Source != "Norpress" {
			t.Errorf("%s: %+v", name, out)
		}
	}
}

func TestRepairs(t *testing.T) {
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder().String(strings.Replace(rss, "utf-8", "utf-16", 1))
	if err != nil {
		t.Fatal(err)
	}
	russian := strings.NewReplacer("utf-8", "windows-1251", "No date here", "Паром открыт", "Words.", "Паром отошёл на рассвете, и все места были заняты.").Replace(rss)
	cp1251, err := charmap.Windows1251.NewEncoder().String(russian)
	if err != nil {
		t.Fatal(err)
	}
	for name, s := range map[string]string{
		"utf-16":                 utf16,
		"windows-1251":           cp1251,
		"undeclared legacy":      strings.Replace(cp1251, ` encoding="windows-1251"`, "", 1),
		"wrong declaration":      strings.Replace(rss, "utf-8", "utf-16", 1),
		"control characters":     strings.ReplaceAll(rss, "Words.", "W\x01o\x08r\x00ds."),
		"leading rubbish":        "\n\n<br />\n" + rss,
		"a doctype of others":    strings.Replace(rss, "<rss", `<!DOCTYPE rss PUBLIC "-//Maker//DTD RSS 0.91//EN" "http://norpress.example/rss.dtd"><rss`, 1),
		"a doctype with markup":  strings.Replace(rss, "<rss", `<!DOCTYPE rss [<!-- it's > here ]> --><?x ]>?><!ELEMENT a (b)><!ATTLIST a b CDATA "]>"><!ENTITY amp "&#38;#38;">]><rss`, 1),
		"a doctype":              strings.Replace(rss, "<rss", `<!DOCTYPE rss [<!ENTITY boat "ferry">]><rss`, 1),
		"cut off":                rss[:strings.Index(rss, "<item></item>")],
		"cut off inside an item": rss[:strings.Index(rss, "<item></item>")] + "<item><title>Cut of",
		"bare ampersand":         strings.ReplaceAll(rss, "Words.", "R&D & words."),
	} {
		t.Run(name, func(t *testing.T) {
			if out := read(t, s); len(out) != 3 {
				t.Errorf("%d stories", len(out))
			}
		})
	}
}

func TestSharedLinks(t *testing.T) {
	s := `<rss><channel><title>N</title><item><title>A</title><link>https://n.example/</link><guid>1</guid></item><item><title>B</title><link>https://n.example/</link><guid>2</guid></item></channel></rss>`
	out := read(t, s)
	if len(out) != 2 || out[0].URL != "https://n.example/#1" || out[1].URL != "https://n.example/#2" {
		t.Errorf("%+v", out)
	}
}

// TestEntities puts what a feed declares into its text, and no more.
func TestEntities(t *testing.T) {
	s := `<!DOCTYPE rss [<!ENTITY boat "ferry"><!ENTITY long '` + strings.Repeat("a", 300) + `'><!ENTITY lt "&#38;#60;">]>` +
		`<rss><channel><title>N</title><item><title>The &boat; is &lt; 3 &long; tall</title></item></channel></rss>`
	if out := read(t, s); len(out) != 1 || !strings.HasPrefix(out[0].Headline, "The ferry is < 3") || strings.Contains(out[0].Headline, "aaa") {
		t.Errorf("%+v", out)
	}
}

// TestHostile gives feeds made to blow up a reader.
func TestHostile(t *testing.T) {
	bomb := `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">`
	for i := range 10 {
		bomb += fmt.Sprintf(`<!ENTITY lol%d "%s">`, i+1, strings.Repeat(fmt.Sprintf("&lol%d;", i), 10))
	}
	bomb += `]><rss><channel><title>&lol9;</title></channel></rss>`
	wide := `<!DOCTYPE x [<!ENTITY a "` + strings.Repeat("a", 900) + `">]><rss><channel><title>` + strings.Repeat("&a;", 100_000) + `</title></channel></rss>`
	for name, c := range map[string]struct{ s, words string }{
		"entity bomb":     {bomb, "refused"},
		"file entity":     {`<!DOCTYPE x [<!ENTITY q SYSTEM "file:///etc/passwd">]><rss><channel><title>&q;</title></channel></rss>`, "kept elsewhere"},
		"web entity":      {`<!DOCTYPE x [<!ENTITY q PUBLIC "-//x" 'http://127.0.0.1/'>]><rss><channel><title>&q;</title></channel></rss>`, "kept elsewhere"},
		"hidden entity":   {`<!DOCTYPE x [<!-- ' --><!ENTITY` + "\n\t" + `q` + "\r" + `SYSTEM 'file:///etc/passwd'>]><rss/>`, "kept elsewhere"},
		"small entity":    {`<!doctype x [<!entity q system "file:///etc/passwd">]><rss/>`, "kept elsewhere"},
		"picture entity":  {`<!DOCTYPE x [<!ENTITY q SYSTEM "a.gif" NDATA gif>]><rss/>`, "kept elsewhere"},
		"own entity":      {`<!DOCTYPE x [<!ENTITY % p "<!ENTITY q 'w'>">%p;]><rss/>`, "own document type"},
		"bare entity":     {`<!DOCTYPE x [<!ENTITY>]><rss/>`, "refused"},
		"quoted entity":   {`<!DOCTYPE x "[" [<!ENTITY a ']>'><!ENTITY q SYSTEM "b">]><rss/>`, "kept elsewhere"},
		"thousands":       {`<!DOCTYPE x [` + strings.Repeat(`<!ENTITY a "b">`, 3000) + `]><rss/>`, "thousands"},
		"endless comment": {`<!DOCTYPE x [<!-- ]><rss/>`, "never ends"},
		"endless quote":   {`<!DOCTYPE x [<!ENTITY a "b]><rss/>`, "never ends"},
		"outside entity":  {`<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/passwd"> <!ENTITY q "%p;&r;">]><rss/>`, "refused"},
		"wide entity":     {wide, ""},
		"comments":        {"<rss><channel><item><description>" + strings.Repeat("<!--", 300_000), ""},
		"open CDATA":      {"<rss><channel>" + strings.Repeat("<item><title><![CDATA[x</title></item>", 30_000) + "]]>", ""},
		"open items":      {"<rss><channel>" + strings.Repeat("<item><title>x", 30_000), ""},
		"open tags":       {"<rss><channel><item><description>" + strings.Repeat("<description a='", 100_000), ""},
		"many attributes": {"<rss " + strings.Repeat("a ", 500_000) + "><channel><item><title>x</title></item></channel></rss>", ""},
		"many items":      {"<rss><channel>" + strings.Repeat("<item><title>x</title></item>", maxItems+10) + "</channel></rss>", ""},
		"many elements":   {"<rss><channel><item>" + strings.Repeat("<a/>", maxTags+10) + "</item></channel></rss>", ""},
		"a title of tags": {"<rss><channel><item><title>" + strings.Repeat("&lt;script>", 100_000) + "</title></item></channel></rss>", ""},
		"escaped a lot":   {"<rss><channel><item><description>" + strings.Repeat("&amp;", 300_000) + "lt;p></description></item></channel></rss>", ""},
		"deep markup":     {"<rss><channel><item><description>" + strings.Repeat("<div>", 200_000) + "</description></item></channel></rss>", ""},
		"many ids":        {"<rss><channel>" + strings.Repeat("<item><title>x</title><guid>1</guid></item>", 10_000) + "</channel></rss>", ""},
		"deep":            {"<rss><channel>" + strings.Repeat("<a>", 100_000), "deep"},
		"endless doctype": {"<!DOCTYPE x [" + strings.Repeat("<!ENTITY", 1000), "never ends"},
		"not a feed":      {"<svg><g/></svg>", "feed"},
		"empty":           {"  ", "nothing"},
		"json":            {`{"version":`, "feed"},
		"deep json":       {`{"version":"https://jsonfeed.org/version/1","items":` + strings.Repeat("[", 100_000), "feed"},
	} {
		start := time.Now()
		_, err := Stories(Input{Bytes: []byte(c.s)})
		if err != nil && (fault.KindOf(err) != fault.Invalid || !strings.Contains(err.Error(), c.words)) || err == nil && c.words != "" {
			t.Errorf("%s: %v", name, err)
		}
		if took := time.Since(start); took > 20*time.Second { // wide: the machine may be busy
			t.Errorf("%s took %v", name, took)
		}
	}
}

func FuzzStories(f *testing.F) {
	f.Add([]byte(rss))
	f.Add([]byte(`<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>a</title><link href="::"/></entry>`))
	f.Add([]byte(`{"version":"https://jsonfeed.org/version/1","items":[{"id":1}]}`))
	f.Add([]byte(`<!DOCTYPE a [<!ENTITY b "c">]><rdf:RDF><item><b>&b;</b>`))
	for i, s := range []string{rss, usual()[:3000], `<urlset><url><loc>https://a.example/</loc><news:news><news:title>A</news:title></news:news></url></urlset>`, `<feed xml:base="/a"><entry xml:lang="de"><title type="xhtml"><div>A <b>b</b></div></title><content type="html">&lt;p&gt;C&lt;/p&gt;</content><link>x</link></entry></feed>`} {
		for k := range 4 {
			f.Add([]byte(mutate.Text(s, uint64(10*i+k))))
		}
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		out, err := Stories(Input{Bytes: b, URL: "https://example.org/feed"})
		if err != nil && fault.KindOf(err) != fault.Invalid {
			t.Fatal(err)
		}
		for _, st := range out {
			if st.Text == "" || st.ID == "" || st.Envelope.GUID == "" || !utf8.ValidString(st.Text) || strings.Contains(st.Text, mark) {
				t.Fatalf("a story without text or id, or with what is none: %+v", st)
			}
		}
	})
}
