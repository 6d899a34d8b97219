package eval

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/datelinewire/dateline/lang"
	"github.com/datelinewire/dateline/lang/en"
	"github.com/datelinewire/dateline/text"
)

// Setting is how the words of a treebank or a labelled file are set before
// they are read; the zero Setting leaves them as they are.
type Setting struct {
	Name  string
	small *lang.Set // what headlines in title case write small
}

// The settings: as telexes have it, and as headlines do that begin all but
// small words with a capital.
const (
	inCapitals = "capitals"
	inTitle    = "title"
)

// Settings returns the zero Setting, "capitals" and "title".
func Settings() ([]Setting, error) {
	l, err := en.Load()
	if err != nil {
		return nil, err
	}
	ask := l.Ask()
	return []Setting{{}, {Name: inCapitals}, {inTitle, ask.Set("headline-small")}}, ask.Err()
}

// Word returns a word as it is set at the beginning of a sentence or inside it.
func (s Setting) Word(form string, opens bool) string {
	switch {
	case s.Name == inCapitals:
		return strings.ToUpper(form)
	case s.Name != inTitle || !opens && s.small.Has(form):
		return form
	}
	r, n := utf8.DecodeRuneInString(form)
	return string(unicode.ToUpper(r)) + form[n:]
}

// mark makes headlines of the paragraphs of a text that is set as these are.
func (s Setting) mark(d *text.Document) {
	if s.Name != inTitle {
		return
	}
	for i := range d.Paragraphs {
		d.Paragraphs[i].Kind = text.Headline
	}
}
