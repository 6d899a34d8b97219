package feed

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/datelinewire/dateline/internal/shared"
	"github.com/datelinewire/dateline/news"
)

// fromCase returns the stories of an input of the development data.
func fromCase(t *testing.T, name, address string) []news.Story {
	t.Helper()
	b, err := os.ReadFile(shared.Path(t, "cases/"+name))
	if err != nil {
		t.Fatal(err)
	}
	f, err := Read(Input{Bytes: b, URL: address})
	if err != nil {
		t.Fatal(err)
	}
	return f.Stories
}

// equal compares what is asked of each story with a list.
func equal(t *testing.T, name string, stories []news.Story, ask func(*news.Story) string, want ...string) {
	t.Helper()
	if len(stories) != len(want) {
		t.Fatalf("%s: %d stories, want %d", name, len(stories), len(want))
	}
	for i := range stories {
		if got := ask(&stories[i]); got != want[i] {
			t.Errorf("%s, story %d: %q, want %q", name, i+1, got, want[i])
		}
	}
}

// moments writes the moment in UTC and the day.
func moments(s *news.Story) string {
	if s.Issued.IsZero() {
		return s.Published.String()
	}
	return s.Issued.UTC().Format("2006-01-02 15:04Z") + " on " + s.Published.String()
}

func location(s *news.Story) string { return s.URL }
func headline(s *news.Story) string { return s.Headline }

// TestCases reads the small inputs of the development data that are feeds.
func TestCases(t *testing.T) {
	equal(t, "zones", fromCase(t, "01-feed-zones/input.xml", ""), moments,
		"2021-09-04 13:30Z on 2021-09-04", "2021-09-04 19:44Z on 2021-09-05", "2021-09-06 03:30Z on 2021-09-06",
		"2021-09-05 23:00Z on 2021-09-06", "2021-09-06 01:00Z on 2021-09-06", "2021-09-07 02:00Z on 2021-09-06")
	equal(t, "forms of dates", fromCase(t, "02-feed-date-forms/input.xml", ""), func(s *news.Story) string { return s.Published.String() },
		"2022-10-02", "2023-07-14", "2014-09-19", "2014-09-16", "2014-06-19", "2014-06-19", "2014-06-19", "2014-06-19")
	equal(t, "titles", fromCase(t, "04-feed-title-entities/input.xml", ""), headline,
		"Jahresrückblick: Müller & Sons shut mill", "'No more', says mayor of Lahr", "Profit < 5% at AT&T rival, R&D cut",
		"How to use the <b> tag", "Nvidia’s rival signs deal")
	equal(t, "base", fromCase(t, "05-feed-relative/input.xml", ""), location,
		"https://isle.example/news/post/1", "https://isle.example/posts/2", "https://isle.example/posts/3")
	equal(t, "no base", fromCase(t, "05-feed-relative/input-nobase.xml", ""), location,
		"https://isle.example/post/1", "https://isle.example/posts/2", "https://isle.example/posts/3")
	equal(t, "atom, fetched", fromCase(t, "05-feed-relative/input-atom.xml", "http://127.0.0.1:9/feed/atom.xml"), location, "http://127.0.0.1:9/feed/opam-2/opam-2/")
	equal(t, "atom, a file", fromCase(t, "05-feed-relative/input-atom.xml", ""), location, "https://isle.example/blog/opam-2/opam-2/")
}

// items makes a feed of items.
func items(parts ...string) string {
	return `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Norpress</title><link>https://norpress.example/</link><item>` +
		strings.Join(parts, "</item><item>") + `</item></channel></rss>`
}

func TestTitles(t *testing.T) {
	for in, want := range map[string]string{
		`Ferry &amp;amp; rail`:                                    "Ferry & rail",
		`<![CDATA[Ferry &amp; rail]]>`:                            "Ferry & rail",
		`<![CDATA[Ferry]]> and <![CDATA[rail]]>`:                  "Ferry and rail",
		`Fans &lt;3 the ferry`:                                    "Fans <3 the ferry",
		`If a &lt; b, then b &gt; a`:                              "If a < b, then b > a",
		`&lt;b&gt;Ferry&lt;/b&gt; line`:                           "Ferry line",
		`&amp;lt;em&amp;gt;Ferry&amp;lt;/em&amp;gt; line`:         "Ferry line",
		`Ferry&lt;br/&gt;line`:                                    "Ferry line",
		`Ferry <i>line</i>`:                                       "Ferry line",
		`Ferry line&lt;script&gt;x()&lt;/script&gt;`:              "Ferry line",
		`The &lt;title&gt; of a page`:                             "The <title> of a page",
		`Port &amp; Quay`:                                         "Port & Quay",
		`AT&T and R&D`:                                            "AT&T and R&D",
		`Port&nbsp;fees up 5&#160;%`:                              "Port fees up 5 %",
		`Caf&eacute; &doesnotexist; shut`:                         "Café &doesnotexist; shut",
		`The harbour&#146;s fees`:                                 "The harbour’s fees",
		"The\n   ferry\tline":                                     "The ferry line",
		`Search ?a=1&copy=2`:                                      "Search ?a=1&copy=2",
		`&lt;a href="https://x.example/"&gt;Ferry&lt;/a&gt; line`: "Ferry line",
	} {
		out := read(t, items("<title>"+in+"</title>"))
		if len(out) != 1 || out[0].Headline != want {
			t.Errorf("%s: %q, want %q", in, out[0].Headline, want)
		}
	}
	atom := `<feed xmlns="http://www.w3.org/2005/Atom"><title>N</title><entry><title type="text">How &lt;b&gt;bold&lt;/b&gt; works</title></entry></feed>`
	if out := read(t, atom); out[0].Headline != "How <b>bold</b> works" {
		t.Errorf("text is text: %q", out[0].Headline)
	}
}

func TestTexts(t *testing.T) {
	long := strings.Repeat("The ferry left at dawn and came back at dusk. ", 8)
	links := strings.Repeat(`<li><a href="/x">An unrelated story of the day before</a></li>`, 9)
	for name, c := range map[string]struct{ item, want string }{
		"the fuller one":        {`<description>` + long + `</description><content:encoded>Short.</content:encoded>`, strings.TrimSpace(long)},
		"content over teaser":   {`<description>The ferry…</description><content:encoded><![CDATA[<p>One.</p><p>Two and more.</p>]]></content:encoded>`, "One.\n\nTwo and more."},
		"not navigation":        {`<description>The ferry left.</description><content:encoded><![CDATA[<ul>` + links + `</ul>]]></content:encoded>`, "The ferry left."},
		"escaped twice":         {`<description>&amp;lt;p&amp;gt;One &amp;amp;amp; all.&amp;lt;/p&amp;gt;&amp;lt;p&amp;gt;Two.&amp;lt;/p&amp;gt;</description>`, "One & all.\n\nTwo."},
		"twice in CDATA":        {`<description><![CDATA[&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;]]></description>`, "One.\n\nTwo."},
		"markup not escaped":    {`<description><p>One<br>line.</p><p>Two.</description>`, "One line.\n\nTwo."},
		"plain lines":           {"<description>One.\n\nTwo.</description>", "One.\n\nTwo."},
		"captions and players":  {`<description><![CDATA[<figure><img src="a"><figcaption>A boat.</figcaption></figure><iframe src="b"></iframe><p>One.</p><video>No.</video>]]></description>`, "One."},
		"an open player":        {`<description><![CDATA[<p>One.</p><video src="a"><p>Two.</p>]]></description>`, "One.\n\nTwo."},
		"what is not shown":     {`<description><![CDATA[<p>One.</p><div style="display: none">Not.</div>]]></description>`, "One."},
		"where it was first":    {`<description><![CDATA[<p>One.</p><p>The post <a href="/a">Ferry</a> appeared first on <a href="/">Norpress</a>.</p>]]></description>`, "One."},
		"read more":             {`<description><![CDATA[<p>One.</p><p><a href="/a">Read more</a></p>]]></description>`, "One."},
		"a body of XHTML":       {`<body xmlns="http://www.w3.org/1999/xhtml"><p>One.</p><p>Two.</p></body>`, "One.\n\nTwo."},
		"a media item":          {`<media:group><media:title>Ferry</media:title><media:description>One.</media:description><media:content url="a"><media:description>Caption.</media:description></media:content></media:group>`, "One."},
		"a lost end of CDATA":   {`<description><![CDATA[<p>One.</p></description></item><item><title>F</title><description><![CDATA[<p>Two.</p>]]></description>`, "One."},
		"a lost end of element": {`<description>One.`, "One."},
	} {
		out := read(t, items("<title>F</title>"+c.item))
		if len(out) == 0 || strings.TrimPrefix(out[0].Text, "F\n\n") != c.want {
			t.Errorf("%s: %+v, want %q", name, out, c.want)
		}
	}
	for in, want := range map[string]bool{
		`<description>The ferry left …</description>`:                                                           true,
		`<description>The ferry left. [...]</description>`:                                                      true,
		`<description><![CDATA[<p>The ferry left.</p><p><a href="/a">Continue reading</a></p>]]></description>`: true,
		`<description>The ferry left.</description>`:                                                            false,
	} {
		if out := read(t, items("<title>F</title>"+in)); out[0].Envelope.Excerpt != want {
			t.Errorf("%s: excerpt is %v", in, !want)
		}
	}
}

// TestIdentity names stories by ids where those name them, else by addresses,
// else by title and day.
func TestIdentity(t *testing.T) {
	guid := func(s *news.Story) string { return s.Envelope.GUID }
	equal(t, "ids", read(t, items(`<title>A</title><guid>1</guid>`, `<title>B</title><guid>2</guid><link>/b</link>`)), guid, "1", "2")
	equal(t, "addresses", read(t, items(`<title>A</title><link>/a?utm_source=rss</link>`, `<title>B</title><guid isPermaLink="true">https://norpress.example/b</guid>`)), guid,
		"https://norpress.example/a", "https://norpress.example/b")
	equal(t, "one id for all", read(t, items(`<title>A</title><guid>1</guid><link>/a</link>`, `<title>B</title><guid>1</guid><link>/b</link>`)), guid,
		"https://norpress.example/a", "https://norpress.example/b")
	versions := read(t, items(`<title>A</title><guid>1</guid><link>/a</link>`, `<title>A, more</title><guid>1</guid><link>/a</link>`))
	equal(t, "versions", versions, guid, "1", "1")
	equal(t, "versions", versions, location, "https://norpress.example/a", "https://norpress.example/a")
	home := read(t, items(`<title>A</title><guid>https://norpress.example/</guid><link>https://norpress.example/</link>`, `<title>B</title><guid>https://norpress.example/</guid><link>https://norpress.example/</link>`, `<title>B</title><link>/</link>`))
	if home[0].Envelope.GUID == home[1].Envelope.GUID || home[1].Envelope.GUID != home[2].Envelope.GUID || home[0].Envelope.GUID == "" || home[0].URL != "" {
		t.Errorf("the site's address for all: %q, %q, %q", guid(&home[0]), guid(&home[1]), guid(&home[2]))
	}
	out := read(t, items(`<title>A</title><link>https://Norpress.example:443/a?id=7&amp;utm_medium=rss#top</link>`))
	if out[0].Envelope.Canonical != "https://norpress.example/a?id=7" {
		t.Errorf("canonical %q", out[0].Envelope.Canonical)
	}
}

func TestPeople(t *testing.T) {
	for in, want := range map[string]string{
		"Ines Hald":                             "Ines Hald",
		"ines@norpress.example (Ines Hald)":     "Ines Hald",
		"Ines Hald &lt;ines@norpress.example>":  "Ines Hald",
		"By Ines Hald and Tom Roe":              "Ines Hald|Tom Roe",
		"Ines Hald, Tom Roe &amp; Ana de Souza": "Ines Hald|Tom Roe|Ana de Souza",
		"Hald, Ines":                            "Hald, Ines",
		"Marks and Spencer":                     "Marks and Spencer",
		"Norpress":                              "Norpress",
		"desk@norpress.example":                 "desk@norpress.example",
		"https://norpress.example/ines":         "",
	} {
		out := read(t, items(`<title>F</title><author>`+in+`</author>`))
		if got := strings.Join(out[0].Envelope.Authors, "|"); got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
	atom := `<feed xmlns="http://www.w3.org/2005/Atom"><title>N</title><author><name>Desk</name></author><entry><title>A</title></entry>` +
		`<entry><title>B</title><author><name>Ines Hald</name></author><author><name>Tom Roe</name></author></entry>` +
		`<entry><title>C</title><source><title>Elsewhere</title><author><name>Ana Souza</name></author></source></entry></feed>`
	equal(t, "atom", read(t, atom), func(s *news.Story) string { return s.Source + ": " + s.Byline }, "N: Desk", "N: Ines Hald, Tom Roe", "Elsewhere: Ana Souza")
}

func TestDates(t *testing.T) {
	item := func(dates ...string) string {
		var all []string
		for _, d := range dates {
			all = append(all, "<title>F"+d+"</title><pubDate>"+d+"</pubDate>")
		}
		return items(all...)
	}
	equal(t, "the month first, by the feed", read(t, item("07/04/2023", "07/14/2023 - 10:30")), moments, "2023-07-04", "2023-07-14 10:30Z on 2023-07-14")
	open := read(t, item("07/04/2023", "3 May 2023"))
	if !open[0].Published.IsZero() || len(open[0].Trouble) != 1 || !strings.Contains(open[0].Trouble[0], "nothing in the feed decides") {
		t.Errorf("left open: %v %q", open[0].Published, open[0].Trouble)
	}
	f, err := Read(Input{Bytes: []byte(item("2 May 2030 10:00 GMT", "Thu, 01 Jan 1970 00:00:00 GMT", "2 May 2023 10:00 GMT")), Now: time.Date(2023, 5, 2, 9, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "not believed", f.Stories, moments, "", "", "2023-05-02 10:00Z on 2023-05-02")
	zone := strings.Replace(item("2 May 2023 09:00 IST"), "<channel>", "<channel><language>en-ie</language>", 1)
	equal(t, "a zone by the language", read(t, zone), moments, "2023-05-02 08:00Z on 2023-05-02")
	atom := `<feed xmlns="http://www.w3.org/2005/Atom"><title>N</title><entry><title>A</title><published>2023-05-02T09:00:00+02:00</published><updated>2023-05-03T09:00:00Z</updated></entry><entry><title>B</title><updated>2023-05-03T09:00:00Z</updated></entry></feed>`
	out := read(t, atom)
	equal(t, "published and updated", out, moments, "2023-05-02 07:00Z on 2023-05-02", "2023-05-03 09:00Z on 2023-05-03")
	if out[0].Envelope.Updated.UTC().Format(time.DateTime) != "2023-05-03 09:00:00" {
		t.Errorf("updated %v", out[0].Envelope.Updated)
	}
}

func TestLanguages(t *testing.T) {
	language := func(s *news.Story) string { return s.Language }
	equal(t, "of feed and item", read(t, `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr-CA"><title>N</title><entry><title>A</title></entry><entry xml:lang="de"><title>B</title></entry><entry><title>C</title><content xml:lang="ES_mx">x</content></entry></feed>`), language, "fr", "de", "es")
	equal(t, "rss", read(t, strings.Replace(items("<title>A</title>", `<title>B</title><dc:language>pt</dc:language>`), "<channel>", "<channel><language>deu</language>", 1)), language, "de", "pt")
	equal(t, "json", read(t, `{"version":"https://jsonfeed.org/version/1.1","language":"it","items":[{"id":"1","title":"A"},{"id":2,"title":"B","language":"en-GB"}]}`), language, "it", "en")
	equal(t, "none", read(t, strings.Replace(items("<title>A</title>"), "<channel>", "<channel><language>none</language>", 1)), language, "") // the text will say
}

func TestBases(t *testing.T) {
	const atom = `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="/news/"><title>N</title><entry xml:base="2012/"><title>A</title><link href="a"/></entry><entry><title>B</title><link href="b" xml:base="https://other.example/x/y"/></entry><entry><title>C</title><link href="/c"/></entry></feed>`
	equal(t, "bases in bases", read(t, atom), location, "https://norpress.example/news/2012/a", "https://other.example/x/b", "https://norpress.example/c")
	equal(t, "a base with a file", read(t, strings.Replace(atom, "/news/", "/news/feed.xml", 1)), location, "https://norpress.example/news/2012/a", "https://other.example/x/b", "https://norpress.example/c")
}

func TestSitemaps(t *testing.T) {
	const head = `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">`
	out := read(t, head+`<url><loc>https://norpress.example/a?x=1&y=2</loc><news:news><news:publication><news:name>Norpress</news:name><news:language>de</news:language></news:publication><news:publication_date>2012-05-02T07:30+02:00</news:publication_date><news:title>Ferry &amp;amp; rail</news:title><news:keywords>Ferry, Rail</news:keywords></news:news></url><url><loc>https://norpress.example/b</loc></url></urlset>`)
	if len(out) != 1 {
		t.Fatalf("%d stories", len(out))
	}
	s := out[0]
	if got := strings.Join([]string{s.Headline, s.Source, s.Language, s.URL, moments(&s), strings.Join(s.Envelope.Subjects, "|")}, "; "); got != "Ferry & rail; Norpress; de; https://norpress.example/a?x=1&y=2; 2012-05-02 05:30Z on 2012-05-02; Ferry|Rail" || !s.Envelope.Excerpt {
		t.Errorf("%s", got)
	}
	f, err := Read(Input{Bytes: []byte(`<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://norpress.example/news.xml</loc></sitemap></sitemapindex>`)})
	if err != nil || len(f.Next) != 1 || f.Next[0] != "https://norpress.example/news.xml" {
		t.Errorf("an index: %+v, %v", f, err)
	}
	if _, err := Read(Input{Bytes: []byte(head + `<url><loc>https://norpress.example/b</loc></url></urlset>`)}); err == nil || !strings.Contains(err.Error(), "without news") {
		t.Errorf("a map without news: %v", err)
	}
}

func TestFeedItself(t *testing.T) {
	f, err := Read(Input{URL: "https://norpress.example/f/rss", Bytes: []byte(`<rss version="2.0" xmlns:a="http://www.w3.org/2005/Atom"><channel><title>Nor&amp;amp;press</title><link>https://norpress.example/</link><a:link rel="self" href="/rss"/><a:link rel="hub" href="https://hub.example/"/><a:link rel="next" href="rss?page=2"/><copyright>© Norpress</copyright><lastBuildDate>Wed, 02 May 2012 07:30:00 GMT</lastBuildDate><item><title>A</title><source url="https://other.example/rss">Other</source></item></channel></rss>`)})
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Join([]string{f.Format, f.Title, f.Link, f.Self, f.Hubs[0], f.Next[0], f.Rights, f.Updated.String(), f.Stories[0].Source, f.Stories[0].Envelope.Rights}, "; ")
	if want := "RSS 2.0; Nor&press; https://norpress.example/; https://norpress.example/rss; https://hub.example/; https://norpress.example/rss?page=2; © Norpress; 2012-05-02 07:30:00 +0000 UTC; Other; © Norpress"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// TestBrokenJSON takes what is there before a feed breaks off, and passes over
// items of another shape.
func TestBrokenJSON(t *testing.T) {
	const whole = `{"version":"https://jsonfeed.org/version/1","title":"N","items":[{"id":"1","title":"A","content_text":"One.\n\nTwo."},{"id":"2","title":["B"]},{"id":"3","title":"C","summary":"S"}]}`
	out := read(t, whole)
	equal(t, "an item of another shape", out, headline, "A", "C")
	if out[0].Text != "A\n\nOne.\n\nTwo." || len(out[0].Trouble) == 0 {
		t.Errorf("%+v", out[0])
	}
	equal(t, "cut off", read(t, whole[:strings.Index(whole, `,"summary"`)]), headline, "A")
}
