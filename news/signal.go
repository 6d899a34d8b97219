package news

import (
	"regexp"
	"strings"
	"unicode"
)

// SignalOf returns the signal that a code or keyword stands for: "sig:update",
// "KILL". What is unknown is SignalNone.
func SignalOf(code string) Signal {
	if i := strings.LastIndexAny(code, ":/#"); i >= 0 {
		code = code[i+1:]
	}
	return table().signal[fold(strings.Trim(code, " .-*=()[]"))]
}

// cycle is what a slug begins with: for both of a day's papers, or one.
var cycle = regexp.MustCompile(`^(?:BC|AM|PM|AP)-+[A-Z0-9]`)

// SignalIn returns the signal of the first keyword in a line to editors, such
// as a slug or the top line of a message. Only words in capitals count, as
// keywords are sent, and behind the comma of a slug words in any case: BC-Port
// Talks, 1st Ld-Writethru.
func SignalIn(line string) Signal {
	if _, version, ok := strings.Cut(line, ","); ok && cycle.MatchString(line) {
		line = strings.ToUpper(version)
	}
	words := letters(line)
	for i, w := range words {
		if len(w) < 2 || strings.ToUpper(w) != w {
			continue
		}
		switch s := SignalOf(w); {
		case s == SignalNone:
		case (s == SignalUrgent || s == SignalFlash) && i+1 < len(words) && strings.Contains(line, w+" "+words[i+1]) && takesBack(words[i+1]):
			return SignalOf(words[i+1]) // BULLETIN KILL: how soon says less than what
		default:
			return s
		}
	}
	return SignalNone
}

// takesBack reports whether a word is a keyword in capitals of a message that
// kills or corrects another.
func takesBack(w string) bool {
	s := SignalOf(w)
	return strings.ToUpper(w) == w && (s == SignalKill || s == SignalCorrection)
}

// letters returns the words of a line that are made of letters.
func letters(line string) []string {
	return strings.FieldsFunc(line, func(r rune) bool { return !unicode.IsLetter(r) })
}

// isSignal reports whether a line is nothing but keywords and their counts:
// FLASH, MANDATORY KILL, KILL KILL KILL, 2nd Take.
func isSignal(line string) bool {
	if len(line) > 60 {
		return false
	}
	words := strings.FieldsFunc(line, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	known := 0
	for _, w := range words {
		switch {
		case SignalOf(w) != SignalNone:
			known++
		case !table().ordinal.Has(fold(w)) && !isDigits(w) && strings.ToUpper(w) != w:
			return false
		}
	}
	return known > 0 && known*2 >= len(words)
}

func isDigits(s string) bool { return strings.Trim(s, "0123456789") == "" }

// announces returns the headline behind a keyword and its mark, of a flash or
// an alert that is sent as one line: "FLASH: Minister resigns", and those that
// agencies set before a headline of a story told anew: "UPDATE 2-Talks end".
// It is "" where the line has no keyword or no headline behind it.
func announces(line string) (headline string, s Signal) {
	word, rest, ok := strings.Cut(line, " ")
	mark := strings.IndexAny(line, ":-–—")
	if !ok && mark < 0 {
		return "", SignalNone
	}
	if mark > 0 && mark < 20 {
		rest = strings.TrimLeft(line[mark:], ":-–— ")
		word = strings.TrimSpace(line[:mark])
	}
	first := letters(word)
	if len(first) == 0 || strings.ToUpper(first[0]) != first[0] || len(first) > 2 {
		return "", SignalNone
	}
	if s = SignalOf(first[0]); s == SignalNone || len(strings.Fields(rest)) < 2 {
		return "", SignalNone
	}
	return rest, s
}
