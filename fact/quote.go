package fact

import "strings"

// Denies reports whether the quote is of what its speaker denies, so that it
// must not be shown as said: he denied that the dam had broken. The text is
// that of the story.
func (q *Quote) Denies(story string) bool {
	if q.Cue == nil || q.Cue.Start < 0 || q.Cue.End > len(story) || q.Cue.Start >= q.Cue.End {
		return false
	}
	switch strings.ToLower(story[q.Cue.Start:q.Cue.End]) {
	case "deny", "denies", "denied", "denying":
		return q.Kind != "direct"
	}
	return false
}
