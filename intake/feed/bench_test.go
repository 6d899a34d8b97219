package feed

import (
	"fmt"
	"strings"
	"testing"
)

// usual makes a feed as news sites send it: a hundred items of some 250 words,
// with teaser, categories and dates.
func usual() string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Norpress</title><link>https://norpress.example/</link><language>en-gb</language>`)
	for i := range 100 {
		fmt.Fprintf(&b, `<item><title>Ferry line %d opens &amp;amp; runs</title><link>https://norpress.example/%d?utm_source=rss</link><guid isPermaLink="false">n%d</guid><dc:creator>Ines Hald</dc:creator><category>Coast</category><category>Transport</category><pubDate>Wed, 02 May 2012 07:%02d:00 +0200</pubDate><description>Boats cross six times a day</description><media:content url="https://norpress.example/%d.jpg" medium="image"/><content:encoded><![CDATA[`, i, i, i, i%60, i)
		for range 6 {
			fmt.Fprintf(&b, `<p>The ferry to the islands left at dawn with <b>%d</b> people on board, the port's <a href="/office">office</a> said on Wednesday, and it came back at dusk. It is the first boat in four years that crosses the sound without a stop at Arvik.</p>`+"\n", 100+i)
		}
		b.WriteString(`]]></content:encoded></item>`)
	}
	b.WriteString(`</channel></rss>`)
	return b.String()
}

// BenchmarkRead says how many items a second one core reads.
func BenchmarkRead(b *testing.B) {
	s := []byte(usual())
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		f, err := Read(Input{Bytes: s, URL: "https://norpress.example/rss"})
		if err != nil || len(f.Stories) != 100 {
			b.Fatal(err)
		}
	}
	b.ReportMetric(100*float64(b.N)/b.Elapsed().Seconds(), "items/s")
}
