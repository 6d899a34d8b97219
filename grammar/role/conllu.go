package role

import (
	"slices"
	"strconv"
	"strings"

	"github.com/datelinewire/dateline/syntax/conllu"
)

// Keys in the MISC column of CoNLL-U. Pred=announce.01 stands at a predicate;
// Args=4:ARG0,9:ARGM-TMP at the head word of an argument, with the words that
// it is an argument of, by number in the sentence.
const (
	predicateKey = "Pred"
	argumentsKey = "Args"
)

// Annotate writes the roles into the MISC column of the sentences of the
// document that they were read from, in place of roles that stand there.
func (r *Roles) Annotate(sents []*conllu.Sentence) {
	preds, args := r.columns()
	token := int32(0)
	for _, s := range sents {
		first := token
		for i := range s.Words {
			w := &s.Words[i]
			w.Misc = set(w.Misc, predicateKey, preds[token])
			var list []string
			for _, a := range args[token] {
				list = append(list, strconv.Itoa(int(a.predicate-first)+1)+":"+a.label.String())
			}
			w.Misc = set(w.Misc, argumentsKey, strings.Join(list, ","))
			token++
		}
	}
}

// link is an argument seen from its head.
type link struct {
	predicate int32
	label     Label
}

// columns returns the sense of each predicate and what each token is an
// argument of, in the order of the predicates.
func (r *Roles) columns() (senses map[int32]string, args map[int32][]link) {
	senses, args = map[int32]string{}, map[int32][]link{}
	for i := range r.Predicates {
		p := &r.Predicates[i]
		senses[p.Token] = p.Sense.Name
		for _, a := range p.Args {
			args[a.Token] = append(args[a.Token], link{p.Token, a.Label})
		}
	}
	return senses, args
}

// set returns the MISC column with the key's value; without the key where the
// value is empty.
func set(misc, key, value string) string {
	var parts []string
	if misc != "" && misc != "_" {
		parts = strings.Split(misc, "|")
	}
	parts = slices.DeleteFunc(parts, func(s string) bool { return strings.HasPrefix(s, key+"=") })
	if value != "" {
		parts = append(parts, key+"="+value)
	}
	if len(parts) == 0 {
		return "_"
	}
	return strings.Join(parts, "|")
}
