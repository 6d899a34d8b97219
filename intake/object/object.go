// Package object reads stories that programs write as objects of JSON without
// keeping to a standard: one, a list of them, or a list inside an object. What
// goes in is JSON; what comes out is stories, whose parts are known by the names
// that programs usually give them (fields.tsv).
//
//	b, err := object.Decode(batch.Input{Bytes: []byte(`{"headline": "Port opens", "text": "It opened at dawn."}`)})
//
// Limits: 20,000 objects in one input, 50 levels. An object without a text and
// without a headline is refused; fields that nobody knows are passed over.
package object

import (
	"bytes"
	_ "embed" // the table of fields
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/datelinewire/dateline/intake/batch"
	"github.com/datelinewire/dateline/intake/envelope"
	"github.com/datelinewire/dateline/intake/markup"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/text"
)

const (
	maxObjects = 20_000
	maxDepth   = 50
)

//go:embed fields.tsv
var fieldsFile string

// field is a name and the part of a story that it is of.
type field struct{ name, part string }

var fields = sync.OnceValue(func() []field {
	var out []field
	for line := range strings.Lines(fieldsFile) {
		if name, part, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok && line[0] != '#' {
			out = append(out, field{name, part})
		}
	}
	return out
})

// Decode returns the stories of the objects. It fails with Invalid where the
// bytes are no JSON, or hold no story.
func Decode(in batch.Input) (*batch.Batch, error) {
	if deep(in.Bytes) {
		return nil, batch.Invalid("it nests more than %d deep: that is no story", maxDepth)
	}
	d := json.NewDecoder(bytes.NewReader(in.Bytes))
	d.UseNumber()
	out := &batch.Batch{}
	for n := 0; ; n++ {
		var v any
		err := d.Decode(&v)
		if errors.Is(err, io.EOF) && n > 0 {
			break
		}
		if err != nil && n == 0 {
			return nil, batch.Invalid("it is no JSON that can be read (%w): send it whole", err)
		}
		if err != nil {
			out.Refuse("", fmt.Sprintf("what comes after %d objects is no JSON that can be read (%v)", n, err), nil)
			break
		}
		take(out, in, v)
	}
	if len(out.Stories) == 0 && len(out.Refused) == 1 {
		return nil, batch.Invalid("%s", out.Refused[0].Reason)
	}
	if len(out.Stories)+len(out.Refused) == 0 {
		return nil, batch.Invalid("there is no object in it: send one with a headline and a text")
	}
	return out, nil
}

// deep reports whether brackets nest too deep for the JSON to be a story.
func deep(b []byte) bool {
	depth, quoted, escaped := 0, false, false
	for _, c := range b {
		switch {
		case escaped:
			escaped = false
		case quoted && c == '\\':
			escaped = true
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			if depth++; depth > maxDepth {
				return true
			}
		case c == '}' || c == ']':
			depth--
		}
	}
	return false
}

// take takes an object, each object of a list, or those of the one list that an
// object without a text of its own holds.
func take(out *batch.Batch, in batch.Input, v any) {
	list, ok := v.([]any)
	if m, isObject := v.(map[string]any); isObject {
		list = []any{v}
		if parts := partsOf(m); parts["text"] == nil && parts["html"] == nil {
			if inner := listIn(m); inner != nil {
				list = inner
			}
		}
	} else if !ok {
		out.Refuse("", "it is neither an object nor a list of objects", nil)
		return
	}
	for i, v := range list {
		if i == maxObjects {
			out.Refuse("", fmt.Sprintf("it holds more than %d objects: split it", maxObjects), nil)
			return
		}
		m, ok := v.(map[string]any)
		if !ok {
			out.Refuse(strconv.Itoa(i+1), "it is no object", nil)
			continue
		}
		s, err := story(in, partsOf(m))
		if err != nil {
			b, _ := json.Marshal(m) // it was decoded from JSON
			out.Refuse(first(s.Envelope.GUID, s.URL, strconv.Itoa(i+1)), batch.Reason(err), b)
			continue
		}
		out.Stories = append(out.Stories, s)
	}
}

// listIn returns the only list of objects among the values of an object.
func listIn(m map[string]any) []any {
	var found []any
	for _, v := range m {
		list, ok := v.([]any)
		if !ok || len(list) == 0 {
			continue
		}
		if _, ok := list[0].(map[string]any); !ok {
			continue
		}
		if found != nil {
			return nil
		}
		found = list
	}
	return found
}

// partsOf returns the values of an object by the parts of a story.
func partsOf(m map[string]any) map[string]any {
	plain := make(map[string]any, len(m))
	for _, k := range slices.Sorted(maps.Keys(m)) {
		if v := m[k]; words(v) != nil {
			plain[strings.ToLower(strings.NewReplacer("_", "", "-", "", " ", "", ":", "").Replace(k))] = v
		}
	}
	out := map[string]any{}
	for _, f := range fields() {
		if v, ok := plain[f.name]; ok && out[f.part] == nil {
			out[f.part] = v
		}
	}
	return out
}

// words returns what a value says: a string, a number, the strings of a list, the
// name of an object such as an author's. It returns nil for nothing.
func words(v any) []string {
	switch v := v.(type) {
	case string:
		if v = strings.TrimSpace(v); v != "" {
			return []string{v}
		}
	case json.Number:
		return []string{v.String()}
	case map[string]any:
		for _, name := range [...]string{"name", "title"} {
			if s, ok := v[name].(string); ok {
				return []string{s}
			}
		}
	case []any:
		var out []string
		for _, x := range v {
			if _, nested := x.([]any); !nested {
				out = append(out, words(x)...)
			}
		}
		return out
	}
	return nil
}

// story makes a story of its parts.
func story(in batch.Input, parts map[string]any) (news.Story, error) {
	part := func(name string) string { return strings.Join(words(parts[name]), ", ") }
	var d envelope.Draft
	d.Headline, d.Deck = flat(part("headline")), flat(part("deck"))
	d.Byline, d.Dateline, d.Located, d.Issued = part("byline"), part("dateline"), part("located"), stamp(part("issued"))
	s := &d.Story
	s.Source, s.Section, s.Language, s.URL = part("source"), part("section"), part("language"), part("url")
	e := &s.Envelope
	e.GUID, e.Slug, e.Note, e.Rights, e.Subjects = part("guid"), part("slug"), part("note"), part("rights"), words(parts["subjects"])
	e.Version, _ = strconv.Atoi(part("version")) // none where it is no number
	if n, err := strconv.Atoi(part("urgency")); err == nil && n > 0 && n < 10 {
		e.Urgency = n
	}
	e.Updated, _ = envelope.Time(stamp(part("updated")))
	e.Embargo, _ = envelope.Time(stamp(part("embargo")))
	e.Signal = news.SignalOf(part("signal"))
	for _, line := range [...]string{e.Slug, e.Note} {
		if e.Signal == news.SignalNone {
			e.Signal = news.SignalIn(line)
		}
	}
	if d.Issued != "" {
		if _, day := envelope.Time(d.Issued); day.IsZero() {
			s.Trouble = append(s.Trouble, "its date is "+strconv.Quote(d.Issued)+", which cannot be read: it was left out")
		}
	}
	if html := strings.Join(words(parts["html"]), "\n"); html != "" {
		d.Body = markup.HTML(html)
	}
	if body := strings.Join(words(parts["text"]), "\n\n"); len(d.Body) == 0 && body != "" {
		d.Body = paragraphs(body)
	}
	if len(d.Body) == 0 && d.Deck != "" {
		d.Body, d.Deck, e.Excerpt = []string{d.Deck}, "", true
	}
	if len(d.Body) == 0 && d.Headline == "" {
		return *s, batch.Invalid("it has no text: name it text, body or html")
	}
	return d.Compose(in)
}

// paragraphs returns those of a text that may be HTML.
func paragraphs(s string) []string {
	if strings.Contains(s, "</") || strings.Contains(s, "<p>") || strings.Contains(s, "<br") {
		return markup.HTML(s)
	}
	var out []string
	for _, p := range text.Paragraphs(s) {
		out = append(out, s[p.Start:p.End])
	}
	return out
}

// flat returns a text that may be HTML as one line.
func flat(s string) string {
	if strings.ContainsAny(s, "<&") {
		return strings.Join(markup.HTML(s), " ")
	}
	return s
}

// stamp writes a moment that is given in seconds or milliseconds since 1970 as
// others are.
func stamp(s string) string {
	n, err := strconv.ParseFloat(s, 64)
	switch {
	case err != nil || n < 1e8 || n >= 1e14 || len(s) == len("20060102") || len(s) == len("20060102150405"):
		return s
	case n >= 1e11:
		n /= 1000
	}
	return time.Unix(int64(n), 0).UTC().Format(time.RFC3339)
}

func first(s ...string) string {
	for _, v := range s {
		if v != "" {
			return v
		}
	}
	return ""
}
