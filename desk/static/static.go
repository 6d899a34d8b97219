// Package static serves the desk's style sheet, script, fonts and icon from
// the binary. Each file has an address with a fingerprint of its content, so
// that browsers may keep it for ever; it goes out compressed where that helps.
package static

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"mime"
	"net/http"
	"path"
	"slices"
	"strings"

	"github.com/datelinewire/dateline/desk/pack"
)

//go:embed files/*.css files/*.js files/*.svg files/*.woff2
var files embed.FS

// Files holds the static files, ready to be sent.
type Files struct {
	byName map[string]*file
}

type file struct {
	body, packed []byte
	kind, tag    string
}

// New reads the files. Addresses inside style sheets are given their
// fingerprints too.
func New() (*Files, error) {
	entries, err := files.ReadDir("files")
	if err != nil {
		return nil, err
	}
	f := &Files{byName: map[string]*file{}}
	for _, e := range entries {
		name := e.Name()
		body, err := files.ReadFile("files/" + name)
		if err != nil {
			return nil, err
		}
		if path.Ext(name) == ".css" {
			continue
		}
		if err := f.add(name, body); err != nil {
			return nil, err
		}
	}
	sheet, err := joined()
	if err != nil {
		return nil, err
	}
	if err := f.add("desk.css", f.stamp(sheet)); err != nil {
		return nil, err
	}
	return f, f.add("lit.css", lit())
}

// sheets are the style sheets in the order in which they hold: what stands
// later may say more of what stands before. They are sent as one, desk.css.
var sheets = [...]string{"tokens.css", "base.css", "other.css", "record.css", "brief.css", "story.css", "news.css"}

// joined returns the sheets as one.
func joined() ([]byte, error) {
	var out []byte
	for _, name := range sheets {
		b, err := files.ReadFile("files/" + name)
		if err != nil {
			return nil, err
		}
		if name == "tokens.css" {
			if b, err = chosenDark(b); err != nil {
				return nil, err
			}
		}
		out = append(append(out, b...), '\n')
	}
	return out, nil
}

// chosenDark adds to the tokens those of a reader who chose dark: the same that
// hold where the reader's system is dark, so that they are written once. They
// stand before the rules for paper, which hold in any theme.
func chosenDark(sheet []byte) ([]byte, error) {
	const open, auto, paper = "@media (prefers-color-scheme: dark) {", ":root:not([data-theme=light]) {", "@media print {"
	_, rest, ok := bytes.Cut(sheet, []byte(open))
	_, rest, ok2 := bytes.Cut(rest, []byte(auto))
	block, _, ok3 := bytes.Cut(rest, []byte("}"))
	at := bytes.Index(sheet, []byte(paper))
	if !ok || !ok2 || !ok3 || at < 0 {
		return nil, fmt.Errorf("the tokens have no block %s %s, or none for %s", open, auto, paper)
	}
	own := slices.Concat([]byte(":root[data-theme=dark] {"), block, []byte("}\n\n"))
	return slices.Insert(slices.Clone(sheet), at, own...), nil
}

func (f *Files) add(name string, body []byte) error {
	sum := sha256.Sum256(body)
	kind := mime.TypeByExtension(path.Ext(name))
	if path.Ext(name) == ".woff2" {
		kind = "font/woff2"
	}
	out := &file{body: body, kind: kind, tag: hex.EncodeToString(sum[:6])}
	if out.kind != "font/woff2" {
		var err error
		if out.packed, err = pack.Bytes(body); err != nil {
			return err
		}
	}
	f.byName[name] = out
	return nil
}

// stamp puts fingerprints on the files that a style sheet names.
func (f *Files) stamp(sheet []byte) []byte {
	for name, g := range f.byName {
		if path.Ext(name) == ".woff2" {
			sheet = bytes.ReplaceAll(sheet, []byte("url("+name+")"), []byte("url("+name+"?v="+g.tag+")"))
		}
	}
	return sheet
}

// URL returns the address of a file with its fingerprint.
func (f *Files) URL(name string) string {
	if g := f.byName[name]; g != nil {
		return "/static/" + name + "?v=" + g.tag
	}
	return "/static/" + name
}

// ServeHTTP sends the file whose name is the path's wildcard {name}.
func (f *Files) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	g := f.byName[r.PathValue("name")]
	if g == nil {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	body, tag := g.body, `"`+g.tag+`"`
	if g.packed != nil {
		h.Set("Vary", "Accept-Encoding")
		if pack.Takes(r) {
			body, tag = g.packed, `"`+g.tag+`-gzip"` // other bytes, another tag
			h.Set("Content-Encoding", "gzip")
		}
	}
	h.Set("Content-Type", g.kind)
	h.Set("ETag", tag)
	h.Set("Cache-Control", "no-cache")
	if r.URL.Query().Get("v") == g.tag {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	if known(r.Header.Get("If-None-Match"), tag) {
		h.Del("Content-Encoding")
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Length", fmt.Sprint(len(body)))
	if r.Method != http.MethodHead {
		_, _ = w.Write(body) // the reader went away: nothing to tell anyone
	}
}

// known reports whether a reader who has what bears these tags has tag. They are
// compared weakly, as RFC 9110, 13.1.2 has it: a proxy may have weakened them.
func known(have, tag string) bool {
	for _, t := range strings.Split(have, ",") {
		if t = strings.TrimPrefix(strings.TrimSpace(t), "W/"); t == tag || t == "*" {
			return true
		}
	}
	return false
}

// mostFacts is how many facts of a kind can be lit without a script.
const mostFacts = 150

// lit returns the style rules that light a fact and its words when either is
// the target of the address, so that it works without scripts.
func lit() []byte {
	var words, cards strings.Builder
	for _, kind := range "eqfpnd" {
		for i := 1; i <= mostFacts; i++ {
			if words.Len() > 0 {
				words.WriteByte(',')
				cards.WriteByte(',')
			}
			id := fmt.Sprintf("%c%d", kind, i)
			fmt.Fprintf(&words, ":has(#w-%[1]s:target) .w[data-f~=%[1]s],:has(#%[1]s:target) .w[data-f~=%[1]s]", id)
			fmt.Fprintf(&cards, ":has(#w-%[1]s:target) #%[1]s", id)
		}
	}
	return []byte("/* made by static.lit */\n.js-off{}" +
		words.String() + "{background:var(--lit);color:var(--ink)}\n" +
		".record .fact:target," + cards.String() + "{background:var(--tint);box-shadow:-3px 0 0 var(--lit)}\n")
}
