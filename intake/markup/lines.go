package markup

import "strings"

// Lines makes paragraphs of words and breaks as they come, each one line with
// single spaces. The zero value is ready.
type Lines struct {
	out    []string
	b      strings.Builder
	breaks int
}

// Text adds words to the paragraph that is open.
func (l *Lines) Text(s string) {
	if strings.TrimSpace(s) != "" {
		l.breaks = 0
	}
	l.b.WriteString(s)
}

// Space parts what came from what comes, within a paragraph.
func (l *Lines) Space() { l.b.WriteByte(' ') }

// Break notes the end of a line: the second in a row ends the paragraph.
func (l *Lines) Break() {
	if l.breaks++; l.breaks > 1 {
		l.End()
	} else {
		l.Space()
	}
}

// End ends the paragraph, if any is open.
func (l *Lines) End() {
	if s := strings.Join(strings.Fields(l.b.String()), " "); s != "" {
		l.out = append(l.out, s)
	}
	l.b.Reset()
	l.breaks = 0
}

// Paragraphs ends the paragraph that is open and returns all of them.
func (l *Lines) Paragraphs() []string {
	l.End()
	return l.out
}
