package quote

import "github.com/datelinewire/dateline/text"

// segment is a stretch of words between quotation marks: tokens first to
// end-1, without the marks.
type segment struct {
	first, end int
	open       bool // no mark closes it: it goes on in the next paragraph
	resumed    bool // it continues the one before
	done       bool
}

// mark finds the segments. A quotation that is not closed ends with its
// paragraph; where the next paragraph opens with a mark it goes on there.
func (r *reader) mark() {
	begin, closer := -1, ""
	para := int32(-1)
	single := r.singles()
	for i := range r.d.Tokens {
		if p := r.d.Sentences[r.d.Tokens[i].Sentence].Paragraph; p != para {
			if begin >= 0 {
				r.close(begin, i, true)
				begin = -1
			}
			para = p
		}
		f := r.d.Form(i)
		if begin >= 0 {
			if f == closer || closer == "\"" && f == "”" || closer == "”" && f == "\"" {
				r.close(begin, i, false)
				begin = -1
			}
			continue
		}
		if c := closing(f, single); c != "" {
			begin, closer = i+1, c
		}
	}
	if begin >= 0 {
		r.close(begin, len(r.d.Tokens), true)
	}
	for k := range r.segments {
		for i := r.segments[k].first; i < r.segments[k].end; i++ {
			r.inside[i] = int32(k + 1)
		}
	}
}

func (r *reader) close(first, end int, open bool) {
	if end <= first {
		return
	}
	g := segment{first: first, end: end, open: open}
	if n := len(r.segments); n > 0 && r.segments[n-1].open {
		prev := &r.segments[n-1]
		g.resumed = prev.end == first-1
	}
	r.segments = append(r.segments, g)
}

// closing returns the mark that closes what f opens, or "".
func closing(f string, single bool) string {
	switch f {
	case "\"", "”":
		return "\""
	case "“":
		return "”"
	case "„":
		return "“"
	case "«":
		return "»"
	case "``":
		return "''"
	case "''":
		return "''"
	case "‘":
		if single {
			return "’"
		}
	case "'", "`":
		if single {
			return "'"
		}
	}
	return ""
}

// singles reports whether the story quotes with single marks: it has no double
// ones, and its single ones come in pairs.
func (r *reader) singles() bool {
	opened, closed := 0, 0
	for i := range r.d.Tokens {
		switch r.d.Form(i) {
		case "\"", "“", "”", "``", "''", "«":
			return false
		case "‘":
			opened++
		case "’":
			closed++
		case "'":
			if r.d.Tokens[i].Tag == text.TagOpen {
				opened++
			} else if r.d.Tokens[i].Tag == text.TagClose {
				closed++
			}
		}
	}
	return opened > 0 && opened == closed
}

// full reports whether the segment is a sentence, or some, and not a few words
// taken from one.
func (r *reader) full(g *segment) bool {
	first := &r.d.Tokens[g.first]
	verb := false
	for i := g.first; i < g.end && !verb; i++ {
		p := r.d.Tokens[i].Pos
		verb = p == text.VERB || p == text.AUX
	}
	switch r.d.Form(g.end - 1) {
	case ".", "?", "!", "…", "...":
		return first.Flags&text.Capital != 0 || r.finite(g.first, g.end)
	case ",":
		return verb || first.Flags&text.Capital != 0 && !r.borne(g) && (g.end-g.first <= 6 || r.cueAfter(g.end) >= 0)
	}
	if g.end < len(r.d.Tokens) {
		// “The road is closed.” has its stop inside, "A farce". outside.
		return first.Flags&text.Capital != 0 && verb && g.end-g.first >= 3
	}
	return false
}

// borne reports whether the words of a segment are a part of the phrase before
// its opening mark: known as "The Hammer," nicknamed "Tiny,".
func (r *reader) borne(g *segment) bool {
	i := g.first - 2
	if i < 0 || r.d.Tokens[i].Sentence != r.d.Tokens[g.first].Sentence {
		return false
	}
	if _, ok := r.cue(i); ok && !r.modifier(i) {
		return false
	}
	return r.d.Tokens[i].Pos != text.PUNCT
}
