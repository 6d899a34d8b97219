package syntax

import "github.com/datelinewire/dateline/text"

// clitics sets the lemmas of 's and 'd that stand for has and had: auxiliaries
// of a past participle that are not the passive's.
func clitics(d *text.Document) {
	for i := range d.Tokens {
		t := &d.Tokens[i]
		if t.Dep != text.DepAux || t.Head < 0 || t.Flags&text.Joined == 0 || t.Lemma != "be" && t.Lemma != "would" {
			continue
		}
		if w := d.Form(i); d.Tokens[t.Head].Tag == text.TagVBN && (w[len(w)-1] == 's' || w[len(w)-1] == 'd') && len(w) <= len("’s") {
			t.Lemma = "have"
		}
	}
}
