package casing

import "github.com/datelinewire/dateline/text"

// loudness is how a sentence is set.
type loudness uint8

const (
	quiet    loudness = iota // as running text
	capitals                 // all in capitals
	title                    // a capital for each word, small ones aside
)

// setting is how the sentences of a text are set.
type setting struct {
	how []loudness
	any bool // whether one of them is not quiet
}

// count is how many words of a sentence have two letters and more and are no
// small words of headlines; how many of them begin with a capital, how many
// are all in capitals.
type count struct{ words, initial, all int }

// listen finds the sentences in which capitals say nothing. In a text that is
// mostly in capitals a sentence of one word is in capitals too; elsewhere one
// has to be longer, since PARIS or NATO may stand alone.
func (m *Model) listen(d *text.Document) setting {
	l := setting{how: make([]loudness, len(d.Sentences))}
	counts := make([]count, len(d.Sentences))
	words, all := 0, 0
	for k := range d.Sentences {
		counts[k] = m.count(d, &d.Sentences[k])
		words, all = words+counts[k].words, all+counts[k].all
	}
	telex := words >= 8 && all*10 >= words*7
	for k, c := range counts {
		l.how[k] = c.loudness(d, &d.Sentences[k], telex)
		l.any = l.any || l.how[k] != quiet
	}
	return l
}

func (m *Model) count(d *text.Document, s *text.Sentence) count {
	var c count
	for i := s.First; i < s.Last; i++ {
		t := &d.Tokens[i]
		first, all := t.Flags&text.Capital != 0, t.Flags&text.AllCaps != 0
		size := t.End - t.Start
		switch {
		case t.Flags&text.Word == 0, size < 2, size == 2 && first && !all: // 'S
			continue
		case !first && m.small(d.Form(int(i))):
			continue
		}
		c.words++
		if first {
			c.initial++
		}
		if all {
			c.all++
		}
	}
	return c
}

func (c count) loudness(d *text.Document, s *text.Sentence, telex bool) loudness {
	least := 4
	if headline(d, s) {
		least = 3
	}
	switch {
	case c.words == 0:
		return quiet
	case telex && c.all*2 >= c.words, c.words >= least && c.all*10 >= c.words*9:
		return capitals
	case c.words >= least && (c.initial == c.words || c.initial*10 >= c.words*8 && !stopped(d, s)):
		return title
	}
	return quiet
}

// headline reports whether a sentence stands where headlines do.
func headline(d *text.Document, s *text.Sentence) bool {
	kind := d.Paragraphs[s.Paragraph].Kind
	return kind == text.Headline || kind == text.Deck
}

// stopped reports whether a sentence ends with a full stop, as headlines seldom
// do.
func stopped(d *text.Document, s *text.Sentence) bool { return d.Form(int(s.Last)-1) == "." }

// usage returns how the quiet sentences of a text write their words where these
// do not open one; "" for what they write in several ways.
func (l setting) usage(d *text.Document) map[string]string {
	out := map[string]string{}
	for k, how := range l.how {
		if how != quiet {
			continue
		}
		opened := false
		for i := d.Sentences[k].First; i < d.Sentences[k].Last; i++ {
			if d.Tokens[i].Flags&text.Word == 0 {
				continue
			}
			if !opened {
				opened = true
				continue
			}
			form := d.Form(int(i))
			key := Key(form)
			if old, ok := out[key]; ok && old != form {
				form = ""
			}
			out[key] = form
		}
	}
	return out
}
