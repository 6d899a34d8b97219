// Package fact holds what was read in a story: a Reading and the facts in it,
// in the shape of the project's reading schema. Every fact carries Evidence:
// the sentence, the words, and the rule that read them.
//
// All spans are byte offsets into Story.Text, end exclusive, on rune
// boundaries.
package fact

import (
	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/text"
)

// Span is a range of bytes of the story's text.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// SpanOf turns a text.Span into a Span.
func SpanOf(s text.Span) Span { return Span{int(s.Start), int(s.End)} }

// Reading is what one reader found in one version of one story.
type Reading struct {
	ID       string    `json:"id,omitempty"` // the caller's own id
	Reader   string    `json:"reader"`
	Story    Story     `json:"story"`
	Entities []Entity  `json:"entities"`
	Dates    []Date    `json:"dates"`
	Events   []Event   `json:"events"`
	Quotes   []Quote   `json:"quotes"`
	Figures  []Figure  `json:"figures"`
	Pledges  []Pledge  `json:"pledges"`
	Trouble  []Trouble `json:"trouble"`
}

// Story is the story as the reading saw it.
type Story struct {
	ID         string      `json:"id"`
	Source     *string     `json:"source"`
	URL        *string     `json:"url"`
	Section    *string     `json:"section"`
	Headline   *string     `json:"headline"`
	Deck       *string     `json:"deck"`
	Byline     *string     `json:"byline"`
	Language   string      `json:"language"`
	Dateline   *Dateline   `json:"dateline"`
	Text       string      `json:"text"`
	Sentences  []Span      `json:"sentences"`
	Paragraphs []Paragraph `json:"paragraphs"`
	Retold     []Retelling `json:"retold,omitempty"`
}

// Retelling is a further place where the story tells an event that the
// reading holds already.
type Retelling struct {
	Event    string   `json:"event"`
	Evidence Evidence `json:"evidence"`
}

// Paragraph is a block of the story and what part of it it is.
type Paragraph struct {
	Span
	Kind string `json:"kind"`
}

// Dateline says where and when a story was filed, and by which agency.
type Dateline struct {
	Place        *string      `json:"place"`
	Country      *string      `json:"country"`
	Date         calendar.Day `json:"date"`
	DateBasis    *string      `json:"date_basis"` // given, text or inferred
	DateEvidence []Span       `json:"date_evidence,omitempty"`
	Agency       *string      `json:"agency"`
	Span         *Span        `json:"span,omitempty"`
}

// Evidence points at the words from which a fact was read, and names the rule.
type Evidence struct {
	Sentence int    `json:"sentence"` // index in Story.Sentences
	Start    int    `json:"start"`
	End      int    `json:"end"`
	Trigger  *Span  `json:"trigger,omitempty"`
	By       string `json:"by"` // pass and rule, e.g. event/visit, or a person: see ByPerson
}

// Words returns the words that a fact hangs on: its trigger, else all of them.
func (e *Evidence) Words() Span {
	if e.Trigger != nil {
		return *e.Trigger
	}
	return Span{e.Start, e.End}
}

// EntityKind is what sort of thing an entity is.
type EntityKind string

// The kinds of entity.
const (
	Person       EntityKind = "person"
	Organization EntityKind = "organization"
	Country      EntityKind = "country"
	Place        EntityKind = "place"
	Facility     EntityKind = "facility"
	Unit         EntityKind = "unit"
	Group        EntityKind = "group"
	Other        EntityKind = "other"
)

// MentionKind is how a mention refers to its entity.
type MentionKind string

// The kinds of mention. A metonym is a place or seat that stands for those
// who govern from it (Moscow reiterated).
const (
	Name    MentionKind = "name"
	Nominal MentionKind = "nominal"
	Pronoun MentionKind = "pronoun"
	Metonym MentionKind = "metonym"
)

// Entity is someone or something that the story speaks of.
type Entity struct {
	ID        string            `json:"id"`
	Kind      EntityKind        `json:"kind"`
	Name      string            `json:"name"`
	Country   *string           `json:"country"` // ISO 3166-1 alpha-3
	Sectors   []string          `json:"sectors,omitempty"`
	Offices   []Office          `json:"offices,omitempty"`
	MemberOf  []string          `json:"member_of,omitempty"`
	Links     map[string]string `json:"links,omitempty"` // wikidata, geonames, iso3, org; lat and lon for places
	Anonymous bool              `json:"anonymous,omitempty"`
	Mentions  []Mention         `json:"mentions"`
}

// Mention is one place where the story names or means an entity.
type Mention struct {
	Start int         `json:"start"`
	End   int         `json:"end"`
	Kind  MentionKind `json:"kind"`
}

// Office is a post that a person holds or held.
type Office struct {
	Title    string       `json:"title"`
	Of       *string      `json:"of"`    // country or group code, else the organisation's name
	Basis    string       `json:"basis"` // text, world or both
	From     calendar.Day `json:"from"`
	To       calendar.Day `json:"to"`
	Evidence *Evidence    `json:"evidence,omitempty"`
	// Since is the earlier story that the office is known from; nil where it
	// is this story's or the world's. Its basis is then world: it was known
	// beforehand.
	Since *Since `json:"since,omitempty"`
}

// Since names an earlier story from which something is known.
type Since struct {
	Story    string       `json:"story"`
	Headline string       `json:"headline,omitempty"`
	Day      calendar.Day `json:"day"`
}

// Date is an expression of time and what it resolves to.
type Date struct {
	Start    int                `json:"start"`
	End      int                `json:"end"`
	Kind     string             `json:"kind"` // point, interval, duration or set
	Value    *calendar.Interval `json:"value"`
	Duration *string            `json:"duration"` // ISO 8601
	Repeat   *string            `json:"repeat"`
	By       string             `json:"by,omitempty"`
}

// Confidence is how sure the reader is.
type Confidence string

// The confidences. On the development suites high is right at least 95 times
// in 100.
const (
	High   Confidence = "high"
	Medium Confidence = "medium"
	Low    Confidence = "low"
)

// Party is an actor of an event: who, and in which capacity.
type Party struct {
	Entity  *string  `json:"entity"` // id of an Entity
	Code    string   `json:"code"`   // ISO 3166-1 alpha-3, XKX, IGO, NGO, MNC, IMG, ISM or UNK
	Sectors []string `json:"sectors,omitempty"`
	Span    *Span    `json:"span,omitempty"`
}

// OfState reports whether a party's code is that of a country, and not of a
// body of several, of a firm or of nobody known.
func OfState(code string) bool {
	switch code { // Grammar: the codes that a party may have beside the countries'
	case "", "IGO", "UNO", "EUR", "NGO", "MNC", "IMG", "ISM", "UNK":
		return false
	}
	return true
}

// Status is what the text asserts of an event on the day of publication.
type Status string

// The statuses.
const (
	Happened    Status = "happened"
	Ongoing     Status = "ongoing"
	Planned     Status = "planned"
	Possible    Status = "possible"
	Sought      Status = "sought"
	Cancelled   Status = "cancelled"
	Postponed   Status = "postponed"
	Denied      Status = "denied"
	NotHappened Status = "not_happened"
)

// Event is something that someone does, did, will or would do.
type Event struct {
	ID         string             `json:"id"`
	Type       string             `json:"type"` // PLOVER type or STATE
	Mode       *string            `json:"mode"`
	Contexts   []string           `json:"contexts,omitempty"`
	Codes      Codes              `json:"codes"`
	Actors     []Party            `json:"actors"`
	Recipients []Party            `json:"recipients"`
	Topics     []Topic            `json:"topics,omitempty"`
	Place      *string            `json:"place"`
	Time       *calendar.Interval `json:"time"`
	Status     Status             `json:"status"`
	AssertedBy *string            `json:"asserted_by"` // entity id; nil: the story itself
	Background bool               `json:"background,omitempty"`
	Predicate  *Predicate         `json:"predicate,omitempty"`
	TimeBasis  *string            `json:"time_basis,omitempty"` // stated where there is a time
	Summary    string             `json:"summary,omitempty"`
	Confidence Confidence         `json:"confidence,omitempty"`
	// P is the probability, from 0 to 1, that no slot says anything false; the
	// confidence is cut from it.
	P *float64 `json:"p,omitempty"`
	// Rank is the place among the story's facts, 1 for the one that matters most;
	// nil where it is background or beside the point.
	Rank     *int     `json:"rank,omitempty"`
	Evidence Evidence `json:"evidence"`
}

// Predicate is the word that carries an event, by its lemma and its sense in
// PropBank (announce.01); Roleset is nil where no sense is known.
type Predicate struct {
	Lemma   string  `json:"lemma"`
	Roleset *string `json:"roleset"`
}

// Codes are the event's codes in the codebooks of others. Plover is empty for
// what PLOVER does not code.
type Codes struct {
	Plover    string  `json:"plover,omitempty"`
	Cameo     string  `json:"cameo,omitempty"`
	Quad      int     `json:"quad,omitempty"`
	Goldstein float64 `json:"goldstein"`
	// Source and Target are the parties as the codebooks write them (RUS,
	// RUSGOV). Guessed says that they go beyond the event's actors and
	// recipients: the codebooks want both sides of every event, and what the
	// words leave open is filled from the sentence.
	Source  []string `json:"source,omitempty"`
	Target  []string `json:"target,omitempty"`
	Guessed bool     `json:"guessed,omitempty"`
}

// Topic is what an event is about.
type Topic struct {
	Span
	Entity *string `json:"entity,omitempty"`
}

// Quote is somebody's words or their gist.
type Quote struct {
	ID          string             `json:"id"`
	Kind        string             `json:"kind"` // direct, indirect or mixed
	Speaker     *string            `json:"speaker"`
	SpeakerSpan *Span              `json:"speaker_span,omitempty"`
	Anonymous   bool               `json:"anonymous,omitempty"`
	Cue         *Span              `json:"cue,omitempty"`
	Content     []Span             `json:"content"`
	Addressee   *string            `json:"addressee"`
	Place       *string            `json:"place"`
	Time        *calendar.Interval `json:"time"`
	Confidence  Confidence         `json:"confidence,omitempty"`
	P           *float64           `json:"p,omitempty"`    // see Event.P
	Rank        *int               `json:"rank,omitempty"` // see Event.Rank
	Evidence    Evidence           `json:"evidence"`
}

// Figure is a quantity that the story states.
type Figure struct {
	ID          string             `json:"id"`
	Value       float64            `json:"value"`
	Upper       *float64           `json:"upper"`
	Unit        *string            `json:"unit"` // ISO 4217, percent, or a plain noun
	Qualifier   string             `json:"qualifier,omitempty"`
	Measure     *string            `json:"measure"`
	Of          []string           `json:"of,omitempty"` // entity ids
	Period      *calendar.Interval `json:"period"`
	DerivedFrom []string           `json:"derived_from,omitempty"`
	Confidence  Confidence         `json:"confidence,omitempty"`
	P           *float64           `json:"p,omitempty"`    // see Event.P
	Rank        *int               `json:"rank,omitempty"` // see Event.Rank
	Evidence    Evidence           `json:"evidence"`
}

// Pledge is something that a party said would be done.
type Pledge struct {
	ID         string             `json:"id"`
	By         []Party            `json:"by"`
	To         []Party            `json:"to,omitempty"`
	What       Span               `json:"what"`
	Event      *string            `json:"event"`
	Made       *calendar.Interval `json:"made"`
	Due        *calendar.Interval `json:"due"`
	Asserted   string             `json:"asserted"` // open, kept, missed or withdrawn
	State      string             `json:"state"`    // asserted plus the clock at AsOf: open, overdue, kept, missed, withdrawn
	AsOf       *calendar.Day      `json:"as_of,omitempty"`
	Confidence Confidence         `json:"confidence,omitempty"`
	P          *float64           `json:"p,omitempty"`    // see Event.P
	Rank       *int               `json:"rank,omitempty"` // see Event.Rank
	Evidence   []Evidence         `json:"evidence"`
}

// Trouble is something that went wrong while reading, and where.
type Trouble struct {
	Pass    string `json:"pass"`
	Message string `json:"message"`
	Start   int    `json:"start,omitempty"`
	End     int    `json:"end,omitempty"`
}

// Ptr returns a pointer to a copy of v: many fields of a reading may be null.
func Ptr[T any](v T) *T { return &v }
