package train

import (
	"sort"
	"strings"

	"github.com/datelinewire/dateline/syntax/conllu"
	"github.com/datelinewire/dateline/syntax/model"
	"github.com/datelinewire/dateline/text"
)

// tally counts values and gives the commonest; ties go by the alphabet.
type tally map[string]int

func (t tally) best() (string, int, int) {
	best, n, all := "", 0, 0
	for s, c := range t {
		all += c
		if c > n || c == n && s < best {
			best, n = s, c
		}
	}
	return best, n, all
}

// lexicon learns lemmas: rules by the ends of forms, one vote a form, and the
// forms that the rules get wrong.
func lexicon(files [][]*conllu.Sentence) (string, error) {
	seen := make(map[string]tally) // key of the folded form -> lemmas
	shown := make(map[string]string)
	for _, file := range files {
		for _, s := range file {
			for _, w := range s.Words {
				tag, ok1 := text.ParseTag(w.Xpos)
				pos, ok2 := text.ParsePos(w.Upos)
				if !ok1 || !ok2 || strings.ContainsAny(w.Form+w.Lemma, "\t\n") || w.Lemma == "" {
					continue
				}
				k := model.LexiconKey(tag, pos, model.Fold(w.Form, pos))
				if seen[k] == nil {
					seen[k] = make(tally)
				}
				seen[k][w.Lemma]++
				shown[k] = w.Form
			}
		}
	}
	rules := rules(seen)
	lx, err := model.ParseLexicon(rules + "\n\n")
	if err != nil {
		return "", err
	}
	var whole []string
	for k, t := range seen {
		tag, pos := text.Tag(k[0]), text.Pos(k[1])
		lemma, n, all := t.best()
		if lx.ByRule(k[2:], tag, pos) == lemma || n*2 < all {
			continue
		}
		whole = append(whole, tag.String()+" "+pos.String()+"\t"+k[2:]+"\t"+lemma)
	}
	sort.Strings(whole)
	return rules + "\n\n" + strings.Join(whole, "\n"), nil
}

// rules gives for each end of a form the commonest script, where the next
// shorter end does not say the same.
func rules(seen map[string]tally) string {
	votes := make(map[string]tally)
	for k, t := range seen {
		form := k[2:]
		lemma, _, _ := t.best()
		low := strings.ToLower(form)
		if len(low) != len(form) {
			continue
		}
		lower := text.Pos(k[1]) != text.PROPN
		script := model.ScriptFor(form, lemma, lower)
		if len(script.Append) > 3 {
			continue // a word by itself, not a rule
		}
		s := script.String()
		for n := 0; n <= model.Longest && n < len(low); n++ {
			e := k[:2] + low[len(low)-n:]
			if votes[e] == nil {
				votes[e] = make(tally)
			}
			votes[e][s]++
		}
	}
	var out []string
	for e, t := range votes {
		s, n, all := t.best()
		if len(e) > 2 {
			if n < 2 || n*2 < all {
				continue
			}
			if shorter, _, _ := votes[e[:2]+e[3:]].best(); shorter == s {
				if up, m, a := votes[e[:2]+e[3:]].best(); up == s && m >= 2 && m*2 >= a {
					continue
				}
			}
		}
		out = append(out, text.Tag(e[0]).String()+" "+text.Pos(e[1]).String()+"\t"+e[2:]+"\t"+s)
	}
	sort.Strings(out)
	return strings.Join(out, "\n")
}
