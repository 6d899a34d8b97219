package page

import (
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/datelinewire/dateline/internal/shared"
	"github.com/datelinewire/dateline/text"
)

// TestArticles measures the article texts against the article extraction
// benchmark, by its own measure: shares of 4-word shingles, averaged over
// pages. Run it with -v for the figures.
func TestArticles(t *testing.T) {
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
	var precision, recall float64
	var dates, heads, decks int
	var took time.Duration
	for id, want := range truth {
		page := gunzip(t, filepath.Join(dir, "html", id+".html.gz"))
		start := time.Now()
		st, err := Story(Input{Bytes: page, URL: want.URL})
		took += time.Since(start)
		if err != nil {
			t.Logf("%s: %v", want.URL, err)
			continue
		}
		var body strings.Builder
		for _, p := range st.Parts {
			if p.Kind != text.Headline && p.Kind != text.Deck {
				body.WriteString(st.Text[p.Start:p.End] + "\n")
			}
		}
		p, r := overlap(body.String(), want.ArticleBody)
		precision, recall = precision+p, recall+r
		if p < 0.9 || r < 0.9 {
			t.Logf("%.2f %.2f %s %s", p, r, id[:8], want.URL)
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
	n := float64(len(truth))
	precision, recall = precision/n, recall/n
	f1 := 2 * precision * recall / (precision + recall)
	t.Logf("%d pages: precision %.3f recall %.3f F1 %.4f; %d with a date, %d with a headline, %d with a deck; %.0f pages a second",
		len(truth), precision, recall, f1, dates, heads, decks, n/took.Seconds())
	if f1 < 0.964 {
		t.Errorf("F1 %.3f is below the floor of 0.964", f1)
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
