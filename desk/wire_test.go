package desk_test

import (
	"context"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/desk"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/record/memory"
	"github.com/datelinewire/dateline/text"
)

// The wire of these tests: three invented stories with readings made by hand,
// so that the pages are tested apart from the reader.

// invented is the source of the stories.
const invented = "Harbour News"

// now is the clock of the tests.
var now = time.Date(2026, 10, 20, 12, 0, 0, 0, time.UTC)

const leaseText = `Asia

Nepal and Portugal to sign rail accord by end of September

Kathmandu wants trains to run before the monsoon

KATHMANDU, July 24 (Harbour News) - Nepal and Portugal promised on Friday to sign an agreement on the Birgunj railway by the end of September.

Transport Minister Sunita Thapa met her Portuguese counterpart Rui Salgado in Kathmandu. "The text is nearly ready," Thapa said. Portugal will lend 240 million dollars.

Opposition leaders said that the ministry had hidden the price. The government denied that a second loan was planned.

Salgado will travel to Pokhara on July 27.`

const visitText = `Europe

Thapa puts off visit to Lisbon

LISBON, August 20 (Harbour News) - Nepali Transport Minister Sunita Thapa has postponed a visit to Portugal that was planned for August 24.

The trip will take place in October, her spokesman said.`

const tradeText = `Economy

Trade between Nepal and Portugal up by a fifth

KATHMANDU, September 2 (Harbour News) - Trade between Nepal and Portugal rose to 96.4 million dollars in 2025.`

// draft is a story and its reading in the making.
type draft struct {
	t *testing.T
	s news.Story
	r *fact.Reading
}

func newDraft(t *testing.T, raw string, day calendar.Day, place string) *draft {
	t.Helper()
	s := news.Story{Source: invented, Language: "en", Text: raw, Published: day}
	kinds := []text.Kind{text.Section, text.Headline}
	if raw == leaseText {
		kinds = append(kinds, text.Deck)
	}
	for i, p := range text.Paragraphs(raw) {
		if i < len(kinds) {
			p.Kind = kinds[i]
		}
		if i == len(kinds) {
			p.Lead = uint32(strings.Index(raw[p.Start:], " - ") + 3)
			s.Dateline = &news.Dateline{Place: place, Date: day, Basis: news.Given, Agency: invented, Span: text.Span{Start: p.Start, End: p.Start + p.Lead - 3}}
		}
		words := raw[p.Start:p.End]
		switch p.Kind {
		case text.Section:
			s.Section = words
		case text.Headline:
			s.Headline = words
		case text.Deck:
			s.Deck = words
		}
		s.Parts = append(s.Parts, p)
	}
	s.ID = news.IDOf(s.Source, raw)
	r := fact.New("test/1")
	r.Story = fact.Story{ID: s.ID, Headline: &s.Headline, Language: "en", Text: raw, Sentences: []fact.Span{{Start: 0, End: len(raw)}}}
	return &draft{t, s, r}
}

// at returns the span of words in the text.
func (d *draft) at(words string) fact.Span {
	d.t.Helper()
	i := strings.Index(d.s.Text, words)
	if i < 0 {
		d.t.Fatalf("the story does not have the words %q", words)
	}
	return fact.Span{Start: i, End: i + len(words)}
}

func (d *draft) evidence(words, trigger, by string) fact.Evidence {
	s := d.at(words)
	e := fact.Evidence{Start: s.Start, End: s.End, By: by}
	if i := strings.Index(words, trigger); trigger != "" && i >= 0 {
		e.Trigger = &fact.Span{Start: s.Start + i, End: s.Start + i + len(trigger)}
	}
	return e
}

func (d *draft) entity(kind fact.EntityKind, name, country, office string, mentions ...string) string {
	e := fact.Entity{ID: "n" + strconv.Itoa(len(d.r.Entities)+1), Kind: kind, Name: name, Country: &country}
	if office != "" {
		e.Offices = []fact.Office{{Title: office, Of: &country, Basis: "text"}}
	}
	for _, m := range mentions {
		s := d.at(m)
		e.Mentions = append(e.Mentions, fact.Mention{Start: s.Start, End: s.End, Kind: fact.Name})
	}
	d.r.Entities = append(d.r.Entities, e)
	return e.ID
}

func (d *draft) event(typ, mode string, status fact.Status, summary string, ev fact.Evidence, when *calendar.Interval, who string, codes ...string) *fact.Event {
	e := fact.Event{
		ID: "e" + strconv.Itoa(len(d.r.Events)+1), Type: typ, Status: status, Summary: summary, Evidence: ev, Time: when,
		Confidence: fact.High, Contexts: []string{"diplomatic"}, Actors: []fact.Party{}, Recipients: []fact.Party{},
	}
	if mode != "" {
		e.Mode = &mode
	}
	if who != "" {
		e.AssertedBy = &who
	}
	for _, c := range codes {
		e.Actors = append(e.Actors, fact.Party{Code: c})
	}
	d.r.Events = append(d.r.Events, e)
	return &d.r.Events[len(d.r.Events)-1]
}

func on(y, m, day int) *calendar.Interval {
	v := calendar.OnDay(calendar.Date(y, m, day))
	return &v
}

func lease(t *testing.T) *draft {
	d := newDraft(t, leaseText, calendar.Date(2026, 7, 24), "Kathmandu")
	thapa := d.entity(fact.Person, "Sunita Thapa", "NPL", "transport minister", "Sunita Thapa", "Thapa said")
	d.entity(fact.Person, "Rui Salgado", "PRT", "transport minister", "Rui Salgado", "Salgado will")
	d.entity(fact.Country, "Nepal", "NPL", "", "Nepal")
	govt := d.entity(fact.Organization, "government", "NPL", "", "The government")
	d.event("AGREE", "", fact.Planned, "Nepal and Portugal to sign an agreement on the Birgunj railway",
		d.evidence("Nepal and Portugal promised on Friday to sign an agreement on the Birgunj railway by the end of September", "sign", "event/sign"), nil, "", "NPL", "PRT")
	d.event("CONSULT", "meet", fact.Happened, "Sunita Thapa met Rui Salgado in Kathmandu",
		d.evidence("Transport Minister Sunita Thapa met her Portuguese counterpart Rui Salgado in Kathmandu", "met", "event/meet"), on(2026, 7, 24), "", "NPL", "PRT")
	d.event("AID", "", fact.Denied, "a second loan to Nepal", d.evidence("a second loan was planned", "loan", "event/lend"), nil, govt, "PRT")
	d.event("CONSULT", "visit", fact.Planned, "Rui Salgado to visit Pokhara", d.evidence("Salgado will travel to Pokhara on July 27", "travel", "event/visit"), on(2026, 7, 27), "", "PRT")
	d.r.Quotes = append(d.r.Quotes, fact.Quote{
		ID: "q1", Kind: "direct", Speaker: &thapa, Content: []fact.Span{d.at("The text is nearly ready")},
		Evidence: d.evidence(`"The text is nearly ready," Thapa said`, "said", "quote/direct"), Confidence: fact.High,
	})
	d.r.Figures = append(d.r.Figures, fact.Figure{ID: "f1", Value: 240e6, Unit: fact.Ptr("USD"), Measure: fact.Ptr("loan"), Evidence: d.evidence("240 million dollars", "240 million dollars", "figure/money"), Confidence: fact.High})
	due := calendar.Until(calendar.Date(2026, 9, 30))
	d.r.Pledges = append(d.r.Pledges, fact.Pledge{
		ID: "p1", By: []fact.Party{{Code: "NPL"}, {Code: "PRT"}}, What: d.at("sign an agreement on the Birgunj railway"),
		Due: &due, Event: fact.Ptr("e1"), Asserted: "open", State: "open", Confidence: fact.High,
		Evidence: []fact.Evidence{d.evidence("promised on Friday to sign an agreement on the Birgunj railway by the end of September", "promised", "pledge/promise")},
	})
	day := d.at("July 27")
	d.r.Dates = append(d.r.Dates, fact.Date{Start: day.Start, End: day.End, Kind: "point", Value: on(2026, 7, 27), By: "date/day"})
	return d
}

func visit(t *testing.T) *draft {
	d := newDraft(t, visitText, calendar.Date(2026, 8, 20), "Lisbon")
	d.entity(fact.Person, "Sunita Thapa", "NPL", "transport minister", "Sunita Thapa")
	d.event("CONSULT", "visit", fact.Postponed, "Sunita Thapa to visit Portugal", d.evidence("a visit to Portugal", "visit", "event/visit"), on(2026, 8, 24), "", "NPL")
	return d
}

func trade(t *testing.T) *draft {
	d := newDraft(t, tradeText, calendar.Date(2026, 9, 2), "Kathmandu")
	d.entity(fact.Country, "Nepal", "NPL", "", "Nepal")
	d.r.Figures = append(d.r.Figures, fact.Figure{ID: "f1", Value: 96.4e6, Unit: fact.Ptr("USD"), Measure: fact.Ptr("trade"), Evidence: d.evidence("96.4 million dollars", "", "figure/money")})
	return d
}

// handReader knows the readings made by hand and reads all else as one event,
// its first four words.
type handReader struct {
	store record.Store
	hand  map[string]*fact.Reading
	stuck int
}

func (h handReader) Read(ctx context.Context, contentIDs ...string) (int, error) {
	es, err := h.store.Waiting(ctx, "test/1", contentIDs...)
	for i := range es {
		if err == nil {
			err = h.store.PutReading(ctx, h.read(&es[i].Story))
		}
	}
	return len(es), err
}

func (h handReader) Preview(_ context.Context, s *news.Story) (*fact.Reading, error) {
	return h.read(s), nil
}

func (h handReader) Stuck() int { return h.stuck }

func (h handReader) Backlog(ctx context.Context) (int, error) {
	if h.store == nil {
		return 0, nil
	}
	return h.store.Backlog(ctx, "test/1")
}

func (h handReader) read(s *news.Story) *fact.Reading {
	if r := h.hand[s.ID]; r != nil {
		return r
	}
	r := fact.New("test/1")
	r.Story = fact.Story{ID: s.ID, Headline: &s.Headline, Language: "en", Text: s.Text, Sentences: []fact.Span{{Start: 0, End: len(s.Text)}}}
	for _, p := range s.Parts {
		if words := strings.Fields(s.Text[p.Start+p.Lead : p.End]); p.Kind == text.Body && len(words) > 4 {
			first := strings.Join(words[:4], " ")
			at := strings.Index(s.Text, first)
			r.Events = append(r.Events, fact.Event{
				ID: "e1", Type: "STATE", Status: fact.Happened, Summary: first, Actors: []fact.Party{}, Recipients: []fact.Party{},
				Evidence: fact.Evidence{Start: at, End: at + len(first), By: "event/first"},
			})
			break
		}
	}
	return r
}

// plainTaker takes pasted text as one story that begins with its headline.
type plainTaker struct{}

func (plainTaker) Text(_ context.Context, raw string, day calendar.Day) ([]news.Story, error) {
	s := news.Story{Source: "paste", Text: raw, Language: "en", Parts: text.Paragraphs(raw), Published: day}
	if len(s.Parts) > 1 {
		s.Parts[0].Kind = text.Headline
		s.Headline = raw[s.Parts[0].Start:s.Parts[0].End]
	}
	s.ID = news.IDOf(s.Source, raw)
	return []news.Story{s}, nil
}

func (plainTaker) URL(context.Context, string, calendar.Day) ([]news.Story, error) {
	return nil, context.DeadlineExceeded
}

// three returns a record with the three stories, and their readings.
func three(t *testing.T) (record.Store, map[string]*fact.Reading) {
	t.Helper()
	store := memory.New()
	t.Cleanup(func() { store.Close() })
	hand := map[string]*fact.Reading{}
	for i, d := range []*draft{lease(t), visit(t), trade(t)} {
		at := d.s.Published.Time().Add(time.Duration(9+i)*time.Hour + 20*time.Minute)
		put(t, store, record.Entry{Story: d.s, Version: news.Version{Received: at}}, d.r)
		hand[d.s.ID] = d.r
	}
	return store, hand
}

// filled returns a desk with the three stories on record.
func filled(t *testing.T) (*desk.Desk, record.Store) {
	t.Helper()
	store, hand := three(t)
	d, err := desk.New(desk.Options{
		Store: store, Listen: home, Reader: handReader{store, hand, 3}, Taker: plainTaker{}, Now: func() time.Time { return now },
		Invented: func(s string) bool { return s == invented }, Poll: 50 * time.Millisecond,
		Country: func(c string) string { return map[string]string{"NPL": "Nepal", "PRT": "Portugal"}[c] },
	})
	if err != nil {
		t.Fatal(err)
	}
	return d, store
}

func put(t testing.TB, store record.Store, e record.Entry, r *fact.Reading) string {
	t.Helper()
	got, err := store.Put(context.Background(), e)
	if err != nil {
		t.Fatal(err)
	}
	if err := store.PutReading(context.Background(), r); err != nil {
		t.Fatal(err)
	}
	return got[0].StoryID
}

func entryOf(d *draft) record.Entry {
	return record.Entry{Story: d.s, Version: news.Version{Received: now}}
}
