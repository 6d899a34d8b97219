package plain

import (
	"fmt"
	"strings"
	"time"

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
	st := news.Parse(s, sentOn(s, day), places)
	st.Trouble = append(trouble, st.Trouble...)
	moments(&st)
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
	Body           []string     // paragraphs
	Story          news.Story   // what else is known of it; its text and parts are made from the above
	Marks          map[int]Mark // what is known of single paragraphs of Body, by index; may be nil
}

// Mark is what a page says of one paragraph.
type Mark struct {
	Kind text.Kind
	// At is when a post of a live page was published, on its first paragraph.
	At time.Time
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
	var posts []news.Post
	for i, p := range d.Body {
		m, n := d.Marks[i], len(parts)
		add(m.Kind, p)
		if !m.At.IsZero() && len(parts) > n {
			posts = append(posts, news.Post{At: m.At, Span: parts[n].Span})
		} else if len(posts) > 0 {
			posts[len(posts)-1].End = uint32(b.Len())
		}
	}
	if err := CheckSize(b.String()); err != nil {
		return news.Story{}, err
	}
	known := d.Story
	if known.Published.IsZero() {
		known.Published = day
	}
	st := news.ParseParts(b.String(), parts, known.Published, places)
	moments(&st)
	if !known.Issued.IsZero() {
		st.Issued = known.Issued
	}
	st.Source, st.URL, st.Envelope, st.Posts = known.Source, known.URL, known.Envelope.Or(st.Envelope), posts
	if len(d.Marks) > 0 {
		st.Section = "" // a sub-head over the first paragraph names no section of the paper
	}
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
