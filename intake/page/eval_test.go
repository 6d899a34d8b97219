package page

import (
	"compress/gzip"
	"encoding/json"
	"io"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/datelinewire/dateline/intake/language"
	"github.com/datelinewire/dateline/intake/moment"
	"github.com/datelinewire/dateline/internal/shared"
	"github.com/datelinewire/dateline/text"
)

// peer is a page of the article extraction benchmark.
type peer struct {
	id, url, body string
	page          []byte
}

func peers(t *testing.T) []peer {
	t.Helper()
	dir := shared.Path(t, "data/peers/articles")
	b, err := os.ReadFile(filepath.Join(dir, "ground-truth.json"))
	if err != nil {
		t.Fatal(err)
	}
	var truth map[string]struct {
		ArticleBody string `json:"articleBody"`
		URL         string `json:"url"`
	}
	if err := json.Unmarshal(b, &truth); err != nil {
		t.Fatal(err)
	}
	var out []peer
	for _, id := range slices.Sorted(maps.Keys(truth)) {
		out = append(out, peer{id[:8], truth[id].URL, truth[id].ArticleBody, gunzip(t, filepath.Join(dir, "html", id+".html.gz"))})
	}
	return out
}

// TestArticles measures the article texts against the article extraction
// benchmark, by its own measure: shares of 4-word shingles, averaged over
// pages. Run it with -v for the figures.
func TestArticles(t *testing.T) {
	var precision, recall float64
	var dates, heads, decks int
	all := peers(t)
	for _, want := range all {
		st, err := Story(Input{Bytes: want.page, URL: want.url})
		if err != nil {
			t.Logf("%s: %v", want.url, err)
			continue
		}
		var body strings.Builder
		for _, p := range st.Parts {
			if p.Kind != text.Headline && p.Kind != text.Deck {
				body.WriteString(st.Text[p.Start:p.End] + "\n")
			}
		}
		p, r := overlap(body.String(), want.body)
		precision, recall = precision+p, recall+r
		if p+r < 1.6 {
			t.Logf("%.2f %.2f %s %s", p, r, want.id, want.url)
		}
		if !st.Published.IsZero() {
			dates++
		}
		if st.Headline != "" {
			heads++
		}
		if st.Deck != "" {
			decks++
		}
	}
	n := float64(len(all))
	precision, recall = precision/n, recall/n
	f1 := 2 * precision * recall / (precision + recall)
	t.Logf("%d pages: precision %.3f recall %.3f F1 %.4f; %d with a date, %d with a headline, %d with a deck",
		len(all), precision, recall, f1, dates, heads, decks)
	if f1 < 0.965 {
		t.Errorf("F1 %.4f is below the floor of 0.965", f1)
	}
}

// TestSeenDays looks on the benchmark's pages whether what readers see, and the
// address, give the day that the page gives out of sight: each is evidence
// without the other.
func TestSeenDays(t *testing.T) {
	right, wrong, silent := 0, 0, 0
	for _, p := range peers(t) {
		doc, ok := parse(string(p.page))
		if !ok {
			continue
		}
		at, err := url.Parse(p.url)
		if err != nil {
			t.Fatal(err)
		}
		s := sheetOf(doc, at)
		hidden := ""
		if l := s.main(); l != nil {
			hidden = l.published
		}
		hidden = firstOf(append([]string{hidden}, s.meta["article:published_time"]...)...)
		m, err := moment.Read(hidden)
		if err != nil {
			continue
		}
		s.linked, s.meta = nil, map[string][]string{}
		got, _, ok := s.issued(time.Time{})
		switch {
		case !ok:
			silent++
		case got.Day() == m.Day(), m.Exact && got.Day().Sub(m.Day()) == 1, m.Exact && m.Day().Sub(got.Day()) == 1:
			right++ // a day beside it is that of another zone's calendar
		default:
			wrong++
			t.Logf("%s by %s, out of sight %s: %s", got.Day(), got.from, hidden, p.url)
		}
	}
	t.Logf("%d right, %d wrong, %d without a day", right, wrong, silent)
	if right*10 < (right+wrong)*9 {
		t.Errorf("%d of %d is below nine in ten", right, right+wrong)
	}
}

func gunzip(t testing.TB, path string) []byte {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func shingles(s string) map[string]int {
	words := strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' })
	out := map[string]int{}
	if len(words) < 4 {
		out[strings.Join(words, " ")]++
		return out
	}
	for i := 0; i+4 <= len(words); i++ {
		out[strings.Join(words[i:i+4], " ")]++
	}
	return out
}

func overlap(got, want string) (precision, recall float64) {
	a, b := shingles(got), shingles(want)
	var both, na, nb int
	for k, n := range a {
		both += min(n, b[k])
		na += n
	}
	for _, n := range b {
		nb += n
	}
	if na == 0 || nb == 0 {
		return 0, 0
	}
	return float64(both) / float64(na), float64(both) / float64(nb)
}

// TestTongues compares the languages that the benchmark's pages say with what
// their text shows.
func TestTongues(t *testing.T) {
	same, other, unsure := 0, 0, 0
	for _, p := range peers(t) {
		st, err := Story(Input{Bytes: p.page, URL: p.url})
		if err != nil || st.Language == "" {
			continue
		}
		switch g := language.Of(st.Text, ""); {
		case g.Code == st.Language:
			same++
		case !g.Sure:
			unsure++
			t.Logf("unsure, %+v where the page says %s: %s", g, st.Language, p.url)
		default:
			other++
			t.Logf("%s where the page says %s: %s", g.Code, st.Language, p.url)
		}
	}
	t.Logf("%d as the page says, %d another, %d unsure", same, other, unsure)
	if other > 8 {
		t.Errorf("%d pages are in another language than they say", other)
	}
}
