package news

import (
	"crypto/sha256"
	"encoding/base32"
	"strings"
	"time"
)

// Change says what a version of a story is to the one before it.
type Change string

// The changes. A killed story stays on record with its reason and is no
// longer shown as news; an embargoed one is not shown before Version.Until.
const (
	Original   Change = "original"
	Update     Change = "update"
	Correction Change = "correction"
	Kill       Change = "kill"
	Embargo    Change = "embargo"
)

// Version places one Story among the versions of the story that it belongs
// to. Nothing is overwritten: each change adds a version.
type Version struct {
	StoryID    string // id of the story: the Story.ID of its first version
	N          int    // 1 for the first
	Kind       Change
	Received   time.Time
	Note       string    // what changed and why, in the words of who changed it
	By         string    // who wrote it at the desk; empty for what was received
	Supersedes string    // Story.ID of the version before; empty for the first
	Until      time.Time // for an embargo: when it ends
	// Listed is where the story belongs among others by time where neither
	// source nor text gives one and it is older than when it was received;
	// zero: when it was received.
	Listed time.Time `json:",omitzero"`
	// Notice is the Story.ID of the kill, correction, advisory or hold of which
	// this version came: a message of its own that means this story. Empty
	// for all that came as a version itself.
	Notice string `json:",omitempty"`
	// Effective is when the source sent what Notice names; zero without one.
	Effective time.Time `json:",omitzero"`
}

// IDOf returns the id of a story from its content: the same text from the same
// source has the same id on every machine. It is 16 characters of lower-case
// letters and digits (80 bits).
func IDOf(source, text string) string {
	h := sha256.New()
	h.Write([]byte(source))
	h.Write([]byte{0})
	h.Write([]byte(text))
	return strings.ToLower(base32.StdEncoding.EncodeToString(h.Sum(nil)[:10]))
}
