package model

import (
	"strings"

	"github.com/datelinewire/dateline/text"
)

// Pasts is the past tense of irregular verbs, by lemma.
type Pasts map[string]string

// ReadPasts returns the table of irregular verbs: of each the past tense that
// stands first.
func ReadPasts() Pasts {
	out := Pasts{}
	for line := range strings.Lines(irregularFile) {
		if f := strings.Fields(line); len(f) == 3 && f[0] != "#" {
			out[f[0]], _, _ = strings.Cut(f[1], ",")
		}
	}
	return out
}

// Of returns the past tense of a verb by a participle of it: injured for
// injuring, went for gone. A regular verb writes its end as the participle does,
// so that letters that are doubled stay so.
func (p Pasts) Of(participle, lemma string, tag text.Tag) string {
	if past, ok := p[lemma]; ok {
		return past
	}
	stem, ok := strings.CutSuffix(strings.ToLower(participle), "ing")
	switch {
	case tag == text.TagVBN || !ok:
		return participle
	case strings.HasSuffix(lemma, "e"): // tied, agreed
		return lemma + "d"
	case strings.HasSuffix(stem, "y") && len(stem) > 1 && !strings.ContainsRune("aeiou", rune(stem[len(stem)-2])):
		return stem[:len(stem)-1] + "ied"
	}
	return stem + "ed"
}
