package feed

import (
	"fmt"
	"html"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html/charset"

	"github.com/datelinewire/dateline/intake/plain"
	"github.com/datelinewire/dateline/internal/shared"
	"github.com/datelinewire/dateline/news"
)

// notOurs says why a value that the other parser hands out has no place in a
// story: by the last words of the way to it.
var notOurs = [...]struct{ suffix, why string }{
	{".base", "links inside a text are not kept, so their base is not; that of addresses is tested by them"},
	{".type", "stories are plain text: how a text was marked up is not kept"},
	{"_detail.email", "mail addresses of people are not kept beside their names"},
	{".email", "mail addresses of people are not kept beside their names"},
	{".url", "addresses of people, pictures and programs are not kept"},
	{".scheme", "subjects are kept by name"},
	{".label", "subjects are kept by name"},
	{".rel", "of links the story's own, and the feed's, are kept"},
	{".href", "of links the story's own, and the feed's, are kept"},
	{"_detail.language", "of a feed the language of the whole is kept"},
	{".info", "a note of Atom 0.3 to those who open the feed in a browser"},
	{".category", "of a feed no subjects are kept"},
	{"_parsed", "moments of creation, expiry and validity are not news"},
}

// score is how many of the files of a folder come out right.
type score struct {
	right, all, none int
	why              map[string]int // files that ask for nothing of ours
	wrong            []string
}

// TestPeers holds stories to what the cases of another feed parser expect of a
// feed. Run it with -v for the figures, what is wrong, and what is not ours.
func TestPeers(t *testing.T) {
	dir := shared.Path(t, "data/peers/feedparser")
	floors := map[string]int{"wellformed": 97, "illformed": 80, "encoding": 90, "entities": 98, "json": 100} // in 100
	for _, folder := range slices.Sorted(func(yield func(string) bool) {
		for f := range floors {
			if !yield(f) {
				return
			}
		}
	}) {
		s := &score{why: map[string]int{}}
		err := filepath.WalkDir(filepath.Join(dir, folder), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			b, err := os.ReadFile(path)
			if err == nil {
				s.file(strings.TrimPrefix(path, dir+"/"), b)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: %d of %d files right (%.1f %%); %d ask for nothing of ours", folder, s.right, s.all, 100*float64(s.right)/float64(s.all), s.none)
		for _, w := range s.wrong {
			t.Log("   ", w)
		}
		for _, w := range slices.Sorted(func(yield func(string) bool) {
			for w, n := range s.why {
				if !yield(fmt.Sprintf("%4d: %s", n, w)) {
					return
				}
			}
		}) {
			t.Log("    not ours", w)
		}
		if s.right*100 < floors[folder]*s.all {
			t.Errorf("%s is below the floor of %d %%", folder, floors[folder])
		}
	}
}

var expectLine = regexp.MustCompile(`(?m)Expect:[ \t]*(.*?)[ \t\r]*(?:-->|"?,?$)`)

// file adds one case to the score.
func (s *score) file(name string, b []byte) {
	text, _, err := plain.Decode(b, declared(b, header(b)))
	if err != nil {
		s.why["it holds no text"]++
		s.none++
		return
	}
	m := expectLine.FindStringSubmatch(text)
	if why := notAsked(name, text); m == nil || why != "" {
		s.why[why]++
		s.none++
		return
	}
	if strings.Contains(m[1], " or ") {
		m[1] = parted(m[1], " or ")[0]
	}
	list, others := expectations(m[1])
	v, err := viewOf(b)
	asked, wrong := 0, ""
	for _, e := range list {
		got, ours := v.value(e, err)
		if !ours {
			s.why[whyNot(e.path)]++
			continue
		}
		asked++
		if !slices.ContainsFunc(got, e.met) {
			wrong = fmt.Sprintf("%s: %s is %q, not %q %s", name, e.path, got, e.want, e.tuple)
		}
	}
	if len(others) > 0 && asked == 0 {
		s.why["what it asks is no value: "+cut(others[0])]++
	}
	switch {
	case asked == 0 && (len(list) > 0 || len(others) > 0):
		s.none++
		return
	case asked == 0 && err != nil && !strings.HasPrefix(m[1], "bozo"):
		wrong = fmt.Sprintf("%s: %v", name, err)
	case asked == 0 && strings.HasPrefix(m[1], "bozo"):
		s.why["it asks only whether the feed is broken"]++
		s.none++
		return
	}
	if s.all++; wrong == "" {
		s.right++
		return
	}
	s.wrong = append(s.wrong, wrong)
}

// notAsked says why a whole case is not asked, or "".
func notAsked(name, text string) string {
	switch {
	case strings.Contains(name, "/cdf/"):
		return "it is CDF, which nobody sends any more"
	case strings.Contains(text[:min(len(text), 2000)], "Content-L"):
		return "it asks for headers of HTTP that are not handed to a decoder"
	}
	return ""
}

func cut(s string) string {
	s, _, _ = strings.Cut(s, "=")
	return s[:min(len(s), 40)]
}

func whyNot(path string) string {
	for _, n := range notOurs {
		if strings.HasSuffix(path, n.suffix) {
			return n.why
		}
	}
	parts := strings.Split(path, ".")
	if parts[0] == "entries" && len(parts) > 2 {
		return "an item's " + strings.Split(parts[2], "_")[0] + " has no place in a story"
	}
	return "a feed's " + strings.Split(parts[min(1, len(parts)-1)], "_")[0] + " is not kept"
}

// met reports whether a value is as it was to be. Markup counts for nothing:
// stories have none.
func (e expectation) met(got string) bool {
	switch {
	case e.tuple != "":
		return got == tupleOf(e.tuple)
	case e.want == "None":
		return got == ""
	}
	if strings.HasSuffix(e.path, ".author") {
		e.want = strings.Join(byline(e.want), ", ") // which cannot say more than names
	}
	return bare(got) == bare(e.want) || bare(got) == bare(html.EscapeString(e.want)) || bare(html.EscapeString(got)) == bare(e.want)
}

var anyTag = regexp.MustCompile(`(?s)<!--.*?-->|</?[A-Za-z][^>]*>`)

// bare returns the letters and signs of a text, without markup and spaces.
func bare(s string) string {
	s = html.UnescapeString(html.UnescapeString(anyTag.ReplaceAllString(s, "")))
	return strings.Join(strings.Fields(s), "")
}

// view is a feed as the cases ask for it.
type view struct{ p *composer }

func viewOf(b []byte) (*view, error) {
	in := Input{Bytes: b, ContentType: header(b), URL: "http://127.0.0.1:8097/feed"}
	if _, err := Read(in); err != nil { // all of it, whatever is looked at
		return nil, err
	}
	s, trouble, err := repair(b, in.ContentType)
	if err != nil {
		return nil, err
	}
	c, _, err := parse(s)
	if err != nil {
		return nil, err
	}
	c.Trouble = trouble
	return &view{c.composer(in)}, nil
}

// header returns the content type that a case says it was served with.
func header(b []byte) string {
	_, rest, ok := strings.Cut(string(b[:min(len(b), 2000)]), "Content-type:")
	if !ok {
		return ""
	}
	line, _, _ := strings.Cut(rest, "\n")
	return strings.TrimSpace(line)
}

// value returns what stands where a case looks, in each place where it may
// stand, and whether stories have such a thing at all.
func (v *view) value(e expectation, failed error) (got []string, ours bool) {
	path := strings.Split(e.path, ".")
	switch {
	case e.path == "encoding" && failed == nil:
		return []string{v.encoding(e.want)}, true
	case failed != nil:
		return nil, true
	case path[0] == "feed":
		return v.feed(strings.Join(path[1:], "."))
	case e.path == "len":
		return []string{strconv.Itoa(len(v.p.entries))}, true
	}
	n, err := strconv.Atoi(path[1])
	if err != nil || n >= len(v.p.entries) {
		return nil, err == nil
	}
	return v.entry(n, strings.Join(path[2:], "."))
}

func (v *view) feed(what string) ([]string, bool) {
	c := v.p.channel
	switch what {
	case "title", "title_detail.value":
		return []string{c.Title}, true
	case "link":
		return []string{c.Link}, true
	case "description", "subtitle", "tagline", "description_detail.value", "subtitle_detail.value", "tagline_detail.value":
		return []string{c.Description}, true
	case "rights", "copyright", "rights_detail.value", "copyright_detail.value":
		return []string{c.Rights}, true
	case "language":
		return []string{c.Language}, true
	case "updated", "modified", "published":
		return c.built, true
	case "updated_parsed", "modified_parsed", "published_parsed":
		return []string{tupleOf(c.Updated.UTC().Format("2006-01-02 15:04:05"))}, true
	}
	return nil, false
}

func (v *view) entry(n int, what string) ([]string, bool) {
	e := &v.p.entries[n]
	env := v.p.envelope(e, n)
	var st news.Story
	v.p.date(e, &st, &env)
	_, _, lang, _ := e.body()
	v.p.describe(e, &st, lang, &env)
	first, rest, _ := strings.Cut(what, ".")
	switch first {
	case "title", "title_detail":
		if rest == "language" {
			return []string{e.title.lang}, true
		}
		return []string{e.title.line()}, rest == "" || rest == "value"
	case "summary", "description", "content", "summary_detail":
		return v.text(e, strings.TrimLeft(rest, "0123456789."))
	case "link":
		return []string{v.p.links[n]}, true
	case "links":
		return []string{v.p.links[n]}, rest == "0.href" && v.p.links[n] != ""
	case "id", "guid":
		return []string{e.id, v.p.full(e.id, e)}, true
	case "language":
		return []string{st.Language}, true
	case "rights":
		return []string{env.Rights}, rest == ""
	case "source":
		return []string{st.Source}, rest == "title" || rest == "title_detail.value"
	case "author":
		return append(env.Authors, strings.Join(env.Authors, ", ")), rest == ""
	case "author_detail", "authors":
		return env.Authors, strings.HasSuffix(rest, "name")
	case "tags":
		at, _, _ := strings.Cut(rest, ".")
		i, err := strconv.Atoi(at)
		if err != nil || i >= len(env.Subjects) {
			return nil, true
		}
		return []string{env.Subjects[i]}, strings.HasSuffix(rest, "term")
	case "published_parsed", "updated_parsed", "modified_parsed", "issued_parsed":
		return []string{tupleOf(st.Issued.UTC().Format("2006-01-02 15:04:05")), tupleOf(env.Updated.UTC().Format("2006-01-02 15:04:05"))}, true
	case "published", "updated", "modified", "issued":
		return append(slices.Clone(e.published), e.updated...), true
	}
	return nil, false
}

// text returns the texts of an item, whichever of them its story takes.
func (v *view) text(e *entry, what string) ([]string, bool) {
	var out []string
	for _, w := range e.texts {
		switch what {
		case "language":
			if w.value != "" {
				out = append(out, w.lang)
			}
		case "", "value":
			if text := strings.Join(w.prose().paragraphs, " "); text != "" {
				out = append(out, text)
			}
		default:
			return nil, false
		}
	}
	if len(out) == 0 {
		out = []string{""}
	}
	return out, true
}

// encoding returns want where the feed was read in that encoding: it was
// guessed, or nothing in what was declared failed.
func (v *view) encoding(want string) string {
	for _, t := range v.p.Trouble {
		if _, guess, ok := strings.Cut(t, "taken for "); ok {
			_, a := charset.Lookup(guess)
			_, b := charset.Lookup(want)
			if a != "" && a == b {
				return want
			}
			return guess
		}
		if strings.Contains(t, "replaced") {
			return t
		}
	}
	return want
}
