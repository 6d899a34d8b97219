package news

import "time"

// Envelope is what a source says of a story beside its words: what wire
// formats put round a text, and what feeds and pages have in their heads. The
// zero value says nothing.
type Envelope struct {
	// GUID is the source's own name for the story. Versions of one story
	// share it.
	GUID string `json:",omitempty"`
	// Version is the source's number of this version, 0 where it gives none.
	Version int `json:",omitempty"`
	// Replaces are GUIDs and slugs of stories that this one takes the place
	// of, or that it kills or corrects.
	Replaces []string `json:",omitempty"`
	Slug     string   `json:",omitempty"`
	// Urgency is from 1, most urgent, to 9, as the IPTC counts; 0: not said.
	Urgency int       `json:",omitempty"`
	Signal  Signal    `json:",omitempty"`
	Embargo time.Time `json:",omitzero"` // not to be published before
	Updated time.Time `json:",omitzero"` // when this version was issued
	// Note is what the editor says to other editors.
	Note string `json:",omitempty"`
	// Canonical is the address under which the story is known, without what
	// only tracks readers.
	Canonical string   `json:",omitempty"`
	Authors   []string `json:",omitempty"`
	Subjects  []string `json:",omitempty"`
	// Rights are the source's words on who may use the story.
	Rights string `json:",omitempty"`
	// Excerpt says that the text is not the whole story.
	Excerpt bool `json:",omitempty"`
	// DayFrom says what the day of publication rests on, for people: the
	// page's own words, or where it says so. "" where a format has a field.
	DayFrom string `json:",omitempty"`
}

// Signal is what kind of message a story is to an editor.
type Signal string

// The signals. SignalNone, the zero value, is a story for readers.
const (
	SignalNone       Signal = ""
	SignalFlash      Signal = "flash"
	SignalUrgent     Signal = "urgent"
	SignalCorrection Signal = "correction" // of a story that went before
	SignalKill       Signal = "kill"       // a story that went before must not be used
	SignalAdvisory   Signal = "advisory"   // to editors, not for readers
	SignalHold       Signal = "hold"       // not to be used until released
	SignalUpdate     Signal = "update"     // takes the place of a story
	SignalTake       Signal = "take"       // goes on where another ends
)

// Or returns the envelope with what it does not say taken from another, field by
// field. What only names and counts versions is not taken.
func (e Envelope) Or(o Envelope) Envelope {
	if e.Signal == SignalNone {
		e.Signal = o.Signal
	}
	for _, f := range [...]struct {
		to   *string
		from string
	}{{&e.GUID, o.GUID}, {&e.Slug, o.Slug}, {&e.Note, o.Note}, {&e.Canonical, o.Canonical}, {&e.Rights, o.Rights}} {
		if *f.to == "" {
			*f.to = f.from
		}
	}
	for _, f := range [...]struct {
		to   *time.Time
		from time.Time
	}{{&e.Embargo, o.Embargo}, {&e.Updated, o.Updated}} {
		if f.to.IsZero() {
			*f.to = f.from
		}
	}
	if len(e.Authors) == 0 {
		e.Authors = o.Authors
	}
	return e
}
