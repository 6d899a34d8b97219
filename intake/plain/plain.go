package plain

import (
	"fmt"
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/text"
)

// MaxText is the most bytes of text in one story, 2 MiB: some 700 pages. What
// is longer is no story but a collection, and is refused.
const MaxText = 2 << 20

// Story returns the story that a plain text holds; its layout is found by
// package news.
func Story(b []byte, declared string, day calendar.Day, places news.Places) (news.Story, error) {
	s, trouble, err := Decode(b, declared)
	if err != nil {
		return news.Story{}, err
	}
	s = strings.Trim(s, " \t\n")
	if err := CheckSize(s); err != nil {
		return news.Story{}, err
	}
	st := news.Parse(s, day, places)
	st.Trouble = append(trouble, st.Trouble...)
	return st, nil
}

// CheckSize refuses a text that is too long for one story.
func CheckSize(s string) error {
	if len(s) <= MaxText {
		return nil
	}
	return &fault.Error{
		Op: "take in", Kind: fault.Invalid,
		Err: fmt.Errorf("its text is %d bytes long, more than the %d of one story: split it into stories, one file each", len(s), MaxText),
	}
}

// Draft is a story whose parts a page or a feed told apart.
type Draft struct {
	Headline, Deck string
	Body           []string   // paragraphs
	Story          news.Story // what else is known of it; its text and parts are made from the above
}

// Compose sets the draft as plain text, one part a paragraph, and finds its
// dateline.
func (d *Draft) Compose(day calendar.Day, places news.Places) (news.Story, error) {
	var b strings.Builder
	var parts []text.Paragraph
	add := func(k text.Kind, s string) {
		if s = strings.Join(strings.Fields(s), " "); s == "" {
			return
		}
		if b.Len() > 0 {
			b.WriteString("\n\n")
		}
		start := uint32(b.Len())
		b.WriteString(s)
		parts = append(parts, text.Paragraph{Span: text.Span{Start: start, End: uint32(b.Len())}, Kind: k})
	}
	add(text.Headline, d.Headline)
	add(text.Deck, d.Deck)
	for _, p := range d.Body {
		add(text.Body, p)
	}
	if err := CheckSize(b.String()); err != nil {
		return news.Story{}, err
	}
	known := d.Story
	if known.Published.IsZero() {
		known.Published = day
	}
	st := news.ParseParts(b.String(), parts, known.Published, places)
	st.Source, st.URL, st.Issued, st.Envelope = known.Source, known.URL, known.Issued, known.Envelope
	st.Trouble = append(known.Trouble, st.Trouble...)
	for _, f := range [...]struct {
		to   *string
		from string
	}{{&st.Section, known.Section}, {&st.Byline, known.Byline}, {&st.Language, known.Language}, {&st.Headline, d.Headline}, {&st.Deck, d.Deck}} {
		if s := strings.Join(strings.Fields(f.from), " "); s != "" {
			*f.to = s
		}
	}
	st.ID = news.IDOf(st.Source, st.Text)
	return st, nil
}
