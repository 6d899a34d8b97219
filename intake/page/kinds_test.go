package page

import (
	"fmt"
	"strings"
	"testing"

	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/text"
)

// taken takes in a page, with the texts that the shapes of days share.
func taken(page, url string) (news.Story, error) {
	return Story(Input{Bytes: []byte(fill.Replace(page)), ContentType: "text/html; charset=utf-8", URL: url})
}

// teasers is a list of n headlines that lead elsewhere.
func teasers(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `<div><h3><a href="/n/%d">Council of town %d votes on its budget</a></h3><p>The council voted on Monday after a long debate about the pool.</p></div>`, i, i)
	}
	return b.String()
}

// TestRefused: pages that are no stories say what they are.
func TestRefused(t *testing.T) {
	for name, c := range map[string]struct{ page, url, why string }{
		"not found, no heading":   {`<title>Error 404 - West Post</title><div>We are sorry. That page is gone.</div>`, "", "no such page"},
		"not found, German":       {`<title>West Post</title><main><h1>Seite nicht gefunden</h1><p>Die gewünschte Seite gibt es nicht mehr.</p></main>`, "", "no such page"},
		"not found, with teasers": {`<title>Page not found - West Post</title><h1>Oops! That page can&rsquo;t be found.</h1>` + teasers(6), "", "no such page"},
		"a gate":                  {`<title>Attention Required!</title><h1>Please verify you are a human</h1><p>Press and hold the button.</p>`, "", "browser"},
		"a gate with a number":    {`<title>Access to this page has been denied.</title><p>Please enable cookies. Reference ID: 8841-22.</p>`, "", "browser"},
		"a server in trouble":     {`<title>503 Service Unavailable</title><h1>Service Unavailable</h1><p>The server is busy. Please come back later.</p>`, "", "trouble"},
		"a login":                 {`<title>Log in - West Post</title><h1>Log in</h1><form><input type=email><input type=password><button>Go</button></form><p>Log in to read on.</p>`, "", "log in"},
		"a front page":            {`<title>West Post</title><meta property="og:type" content="website"><main>` + teasers(12) + `</main>`, "https://westpost.example/", "no article"},
		"a list of a topic":       {`<title>Fishery | West Post</title><h1>Fishery</h1>` + teasers(8), "https://westpost.example/topic/fishery", "no article"},
		"results of a search":     {`<title>Search results for ferry</title><h1>Search results for ferry</h1>` + teasers(5), "https://westpost.example/search?q=ferry", "no article"},
		"nothing but a question":  {`<title>West Post</title><div class="cookie-consent"><p>We and our partners use cookies and similar technologies to process personal data. You can manage your choices in the privacy settings.</p></div>`, "", ""},
	} {
		st, err := taken(c.page, c.url)
		if err == nil || fault.KindOf(err) != fault.Invalid || !strings.Contains(err.Error(), c.why) {
			t.Errorf("%s: %v\n%s", name, err, st.Text)
		}
	}
}

// TestNotRefused: stories are taken in that look like what is refused.
func TestNotRefused(t *testing.T) {
	for name, c := range map[string]struct{ page, url string }{
		"a brief":                   {`<title>Ferry late</title><h1>Ferry late</h1><p>The ferry from Arvik was two hours late on Monday because of fog, the line said.</p>`, ""},
		"many teasers behind":       {`<title>Ferry back</title><article><h1>Ferry back on its route</h1>{story}</article>` + teasers(20), "https://westpost.example/ferry"},
		"a headline like a gate's":  {`<title>Just a moment of peace</title><h1>Just a moment of peace</h1>{story}{story}`, ""},
		"a story about a page":      {`<title>404: the town that is on no map</title><h1>404: the town that is on no map</h1>{story}{story}{story}`, ""},
		"a story about cookies":     {`<title>Firm fined over cookies</title><h1>Firm fined over cookies</h1><p>The data protection office fined the firm for cookies that it set without asking, and for keeping personal data of two million users.</p>{story}`, ""},
		"a story of many sub-heads": {`<title>Six questions</title><h1>Six questions about the ferry</h1>` + strings.Repeat(`<h2>Who pays?</h2><p>The council pays half of it, its clerk said, and the owners pay the rest over ten years.</p>`, 6), ""},
	} {
		if st, err := taken(c.page, c.url); err != nil || len(st.Text) < 80 {
			t.Errorf("%s: %v %q", name, err, st.Text)
		}
	}
}

// TestAuthors: who wrote a story, by what the page says of it.
func TestAuthors(t *testing.T) {
	for head, want := range map[string]string{
		`<p class="author">Ines Hald</p>`:                                                           "Ines Hald",
		`<p>By Ines Hald and Ole Brun</p>`:                                                          "Ines Hald, Ole Brun",
		`<p>By Ines Hald, Ole Brun and Kim Soo-jin</p>`:                                             "Ines Hald, Ole Brun, Kim Soo-jin",
		`<p>BY INES HALD | 9 March 2014</p>`:                                                        "Ines Hald",
		`<p>9 March 2014 &bull; by Ines Hald, Shipping Correspondent</p>`:                           "Ines Hald",
		`<p>Von Ines Hald</p>`:                                                                      "Ines Hald",
		`<p>Par Ines Hald, à Arvik</p>`:                                                             "Ines Hald",
		`<p>Ines Hald in Arvik</p>`:                                                                 "Ines Hald",
		`<p class="byline">West Post &ndash; Ines Hald</p>`:                                         "Ines Hald",
		`<div class="meta"><a rel="author" href="/ines">Ines Hald</a> <a href="#">Follow</a></div>`: "Ines Hald",
		`<span itemprop="author" itemscope itemtype="https://schema.org/Person"><b itemprop="name">Ines Hald</b></span>`: "Ines Hald",
		`<p>By the way, the ferry is back after months of waiting in the yard, its owners said.</p>`:                     "",
		`<p>Fire in Arvik and flood in Sund</p>`:                                "",
		`<div class="author"><a href="#">Facebook</a></div><p>By Ines Hald</p>`: "Ines Hald",
		`<div class="byline">Published 9 March 2014</div>`:                      "",
		`<div class="byline"><a rel="author" href="#">Share</a></div>`:          "",
		``: "",
	} {
		st, err := taken(`<title>Ferry back - West Post</title><meta property="og:site_name" content="West Post"><h1>Ferry back on its route</h1>`+head+`{story}`, "")
		if err != nil || st.Byline != want {
			t.Errorf("%s: %q, want %q (%v)", head, st.Byline, want, err)
		}
	}
}

// TestHeadlines: the headline is what readers see.
func TestHeadlines(t *testing.T) {
	const want = "Ferry back on its route after three months"
	for name, head := range map[string]string{
		"a short title":          `<title>Ferry</title><h1>` + want + `</h1>`,
		"another for searchers":  `<title>Arvik ferry news 2014 | West Post</title><meta property="og:title" content="Arvik ferry: all you need to know"><h1>` + want + `</h1>`,
		"a logo as heading":      `<title>` + want + ` | West Post</title><meta property="og:site_name" content="West Post"><h1><a href="/">West Post</a></h1><h2>` + want + `</h2>`,
		"a section as heading":   `<title>` + want + ` - West Post</title><h1>Coast</h1><div class="headline">` + want + `</div>`,
		"the site before it":     `<title>West Post: ` + want + `</title><meta property="og:site_name" content="West Post"><meta property="og:title" content="` + want + `">`,
		"no heading":             `<title>` + want + ` - West Post</title><meta property="og:site_name" content="West Post">`,
		"two headings":           `<title>` + want + `</title><h1>Newsletter of the coast</h1><h1>` + want + `</h1>`,
		"a heading in a sidebar": `<title>` + want + `</title><div class="sidebar"><h1>Most read today on the coast</h1></div><h1>` + want + `</h1>`,
	} {
		st, err := taken(head+`{story}`, "https://westpost.example/a")
		if err != nil || st.Headline != want || strings.Count(st.Text, want) != 1 {
			t.Errorf("%s: %q (%v)\n%s", name, st.Headline, err, st.Text)
		}
	}
}

// TestClutter: what stands about and between the story's paragraphs stays out.
func TestClutter(t *testing.T) {
	for name, clutter := range map[string]string{
		"consent at the foot": `<p>We use cookies. We and our partners store and access information on a device and process personal data. Manage your choices at any time.</p>`,
		"consent in a dialog": `<div role="dialog"><h2>Your privacy</h2><p>Our 30 partners would like to use cookies, if you agree to it.</p></div>`,
		"a paywall":           `<div class="paywall"><h3>Go on reading</h3><p>Subscribe now for one crown a week and get all our stories, wherever you are.</p></div>`,
		"a newsletter":        `<p>Sign up for our newsletter and get the best of the coast in your inbox each Friday.</p>`,
		"an advert":           `<p>ADVERTISEMENT</p><div class="ad-slot"><p>Buy boats cheaply at the boat shop by the quay in Arvik.</p></div>`,
		"read also":           `<p>Read also: <a href="/b">Harbour of Sund to be dredged again in the spring</a></p>`,
		"a list of others":    `<h3>More on this story</h3><ul><li><a href="/b">Harbour of Sund dredged</a></li><li><a href="/c">Old mill sold</a></li></ul>`,
		"a tweet":             `<blockquote class="twitter-tweet"><p>The ferry is back. We are glad of it, and so is the band.</p>&mdash; Arvik Port (@arvikport) <a href="#">March 9, 2014</a></blockquote>`,
		"a caption":           `<figure><img src=a><figcaption>The ferry on Monday.</figcaption></figure><p class="wp-caption-text">The ferry at the quay of Arvik on a summer day</p>`,
		"a clock":             `<p>10:15 GMT</p><p>Updated 3 hours ago</p>`,
		"comments":            `<section id="comments"><article><p>It was about time that they did something about this boat, say I.</p></article></section>`,
		"sharing":             `<ul class="share-buttons"><li>Share on Facebook</li><li>Tweet</li></ul>`,
	} {
		page := `<title>Ferry back</title><body><article><h1>Ferry back on its route</h1><p>The ferry between Arvik and Sund is back on its route, its owners said on Monday.</p>` + clutter + `<p>Four hundred people waited on the quay for the first boat, and a band of the harbour played.</p></article>`
		st, err := taken(page, "")
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if body := paragraphs(&st, text.Body); len(body) != 2 || len(st.Parts) != 3 {
			t.Errorf("%s: %q\n%s", name, body, st.Text)
		}
	}
}

// TestLocked: of a story for subscribers the beginning is kept, and marked so.
func TestLocked(t *testing.T) {
	st, err := taken(`<title>Ferry back</title><h1>Ferry back on its route</h1><p>The ferry between Arvik and Sund is back on its route after three months in the yard, its owners said on Monday, and four hundred people were there.</p><p>A band of the harbour played on the quay, and the mayor gave a speech.</p><p>This article is for subscribers only. Already a subscriber? Log in.</p>`, "")
	if err != nil || !st.Envelope.Excerpt || strings.Contains(st.Text, "subscriber") || len(st.Trouble) == 0 {
		t.Errorf("%v %+v\n%s", err, st.Trouble, st.Text)
	}
}

// TestLive: posts of live pages have their moments, by whatever says them.
func TestLive(t *testing.T) {
	said := func(boat string) string {
		return "<p>The line said that its boat " + boat + " would stay in port until the wind drops, which will be at night.</p>"
	}
	one, two, three := said("Hald"), said("Brun"), said("Gil")
	head := `<title>Storm over Arvik: live updates</title><h1>Storm over Arvik: live updates</h1><p class="date">9 March 2014</p>`
	for name, c := range map[string]struct{ page, want string }{
		"moments in the markup":            {head + `<div><time datetime="2014-03-09T10:00:00Z">10:00</time>` + one + `</div><div><time datetime="2014-03-09T09:00:00Z">09:00</time>` + two + `second</div><div><time datetime="2014-03-09T08:00:00Z">08:00</time>` + three + `third</div>`, "03-09 10:00 03-09 09:00 03-09 08:00"},
		"clocks alone, oldest first":       {head + `<h3>23:10</h3>` + one + `<h3>23:50</h3>` + two + `<h3>00:20</h3>` + three, "03-09 23:10 03-09 23:50 03-10 00:20"},
		"clocks alone, newest first":       {head + `<h3>00:20</h3>` + one + `<h3>23:40</h3>` + two + `<h3>21:05</h3>` + three + `<h3>18:00</h3>` + said("Tor"), "03-10 00:20 03-09 23:40 03-09 21:05 03-09 18:00"},
		"clocks alone, just past midnight": {head + `<h3>00:20</h3>` + one + `<h3>23:40</h3>` + two + `<h3>21:05</h3>` + three, "03-10 00:20 03-09 23:40 03-09 21:05"},
		"clocks with words":                {head + `<p>Posted at 8.15 am</p>` + one + `<p>Posted at 9.15 am</p>` + two + `<p>Posted at 10.15 am</p>` + three, "03-09 08:15 03-09 09:15 03-09 10:15"},
		"no live page":                     {`<title>Ferries</title><h1>When the ferries go</h1><h3>10:00</h3>` + one + `<h3>11:00</h3>` + two, ""},
	} {
		st, err := taken(c.page, "")
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var got []string
		for _, p := range st.Posts {
			got = append(got, p.At.UTC().Format("01-02 15:04"))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %q, want %q\n%s", name, got, c.want, st.Text)
		}
	}
}

// TestCanonical: the address under which a story is known is of its own site,
// and no front page.
func TestCanonical(t *testing.T) {
	for link, want := range map[string]string{
		`<link rel="canonical" href="/ferry">`:                                  "https://www.westpost.example/ferry",
		`<link rel="canonical" href="https://westpost.example/ferry#top">`:      "https://westpost.example/ferry",
		`<meta property="og:url" content="https://www.westpost.example/ferry">`: "https://www.westpost.example/ferry",
		`<link rel="canonical" href="https://www.westpost.example/">`:           "",
		`<link rel="canonical" href="https://other.example/ferry">`:             "",
		`<link rel="canonical" href="javascript:void(0)">`:                      "",
		``: "",
	} {
		st, err := taken(`<title>Ferry back</title>`+link+`<h1>Ferry back on its route</h1>{story}`, "https://www.westpost.example/a?id=4")
		if err != nil || st.Envelope.Canonical != want {
			t.Errorf("%s: %q, want %q (%v)", link, st.Envelope.Canonical, want, err)
		}
	}
}
