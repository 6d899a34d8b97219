package feed

import "strings"

// Bounds on texts.
const (
	maxDeck    = 300 // bytes
	maxTrailer = 160 // bytes of a line behind a text
)

// body returns the paragraphs of an item and its deck, "" for none, and the
// language of what was taken. Of its texts the fuller one is taken that is not
// navigation: letters inside links do not count where most are.
func (e *entry) body() (body []string, deck, lang string, excerpt bool) {
	best, most := -1, -1
	all := make([]prose, len(e.texts))
	for i, w := range e.texts {
		all[i] = w.prose()
		if n := all[i].weight(); n > most && len(all[i].paragraphs) > 0 {
			best, most = i, n
		}
	}
	if best < 0 {
		return nil, "", "", e.partial
	}
	body, excerpt = withoutTrailers(all[best].paragraphs)
	for i, p := range all {
		if i > best && len(p.paragraphs) == 1 && isDeck(p.paragraphs[0], body) {
			deck = p.paragraphs[0]
			break
		}
	}
	return body, deck, e.texts[best].lang, excerpt || e.partial
}

// weight returns how much a text says.
func (p prose) weight() int {
	if p.linked*2 > p.signs {
		return p.signs - p.linked
	}
	return p.signs
}

// isDeck reports whether a summary is a deck: whole, short, and not the body's
// own beginning.
func isDeck(s string, body []string) bool {
	return len(s) < maxDeck && !breaksOff(s) && !strings.Contains(strings.Join(body, " "), s)
}

// breaksOff reports whether a text says at its end that it goes on.
func breaksOff(s string) bool {
	s = strings.TrimRight(s, " ])")
	return strings.HasSuffix(s, "…") || strings.HasSuffix(s, "...")
}

// withoutTrailers leaves out what the feed put behind a text, and reports
// whether the text goes on elsewhere.
func withoutTrailers(paragraphs []string) (body []string, excerpt bool) {
	for range 2 {
		n := len(paragraphs)
		if n == 0 {
			break
		}
		t, ok := trailerOf(paragraphs[n-1])
		if !ok || n == 1 {
			break
		}
		excerpt = excerpt || t.more
		paragraphs = paragraphs[:n-1]
	}
	if n := len(paragraphs); n > 0 && breaksOff(paragraphs[n-1]) {
		excerpt = true
	}
	return paragraphs, excerpt
}

// trailerOf returns what a line is that is none of the story.
func trailerOf(line string) (trailer, bool) {
	if len(line) > maxTrailer {
		return trailer{}, false
	}
	line = strings.TrimLeft(strings.ToLower(line), "[(>»→ ")
	for _, t := range tables().trailers {
		if strings.HasPrefix(line, t.begins) && strings.Contains(line[len(t.begins):], t.has) && (t.has != "" || len(line) < len(t.begins)+60) {
			return t, true
		}
	}
	return trailer{}, false
}
