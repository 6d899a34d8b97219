package train

import (
	"slices"
	"sort"
	"strings"

	"github.com/datelinewire/dateline/syntax/conllu"
	"github.com/datelinewire/dateline/syntax/gradient"
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

// firstWeight is how many words of the other treebanks a word of the first
// counts for: where their guidelines differ, the first is followed.
const firstWeight = 8

// lexicon learns lemmas: rules by the ends of forms, one vote a form, and the
// forms that the rules get wrong. known tells which words there are, raw is
// running text, or empty.
func lexicon(files [][]*conllu.Sentence, known func(string) bool, raw string) (string, error) {
	seen := make(map[string]tally) // key of the folded form -> lemmas
	shown := make(map[string]string)
	for i, file := range files {
		weight := 1
		if i == 0 {
			weight = firstWeight
		}
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
				seen[k][w.Lemma] += weight
				shown[k] = w.Form
			}
		}
	}
	rules := rules(seen)
	verbs := verbs(seen)
	lx, err := model.ParseLexicon(rules + "\n\n\n\n" + verbs)
	if err != nil {
		return "", err
	}
	lx.Known = known
	var whole []string
	for k, t := range seen {
		tag, pos := text.Tag(k[0]), text.Pos(k[1])
		lemma, n, all := t.best()
		if lx.ByRule(k[2:], tag, pos) == lemma || n*2 < all || pos == text.VERB && lx.Irregular(k[2:], tag) {
			continue
		}
		whole = append(whole, tag.String()+" "+pos.String()+"\t"+k[2:]+"\t"+lemma)
	}
	whole = append(whole, names(seen)...)
	origins, err := origins(seen, raw)
	if err != nil {
		return "", err
	}
	whole = append(whole, origins...)
	sort.Strings(whole)
	return rules + "\n\n" + strings.Join(whole, "\n") + "\n\n" + verbs + "\n\n" + pairs(seen), nil
}

// leastPair is how many words must have a pair of tags.
const leastPair = 20

// pairs lists the pairs of tags that words have together.
func pairs(seen map[string]tally) string {
	count := make(map[string]int)
	for k, t := range seen {
		_, _, all := t.best()
		count[text.Tag(k[0]).String()+" "+text.Pos(k[1]).String()] += all
	}
	var out []string
	for p, n := range count {
		if n >= leastPair {
			out = append(out, p)
		}
	}
	sort.Strings(out)
	return strings.Join(out, "\n")
}

// names returns entries for names written small, from those that the files have
// three times or more with their capital and not small.
func names(seen map[string]tally) []string {
	total := make(map[string]tally) // small form -> lemmas
	for k, t := range seen {
		lemma, n, _ := t.best()
		if text.Pos(k[1]) != text.PROPN || text.Tag(k[0]) != text.TagNNP || !strings.EqualFold(lemma, k[2:]) {
			continue
		}
		low := strings.ToLower(lemma)
		if total[low] == nil {
			total[low] = make(tally)
		}
		total[low][lemma] += n
	}
	var out []string
	for low, t := range total {
		lemma, n, _ := t.best()
		if n < 3 || lemma == low || seen[model.LexiconKey(text.TagNNP, text.PROPN, low)] != nil {
			continue
		}
		out = append(out, text.TagNNP.String()+" "+text.PROPN.String()+"\t"+low+"\t"+lemma)
	}
	return out
}

// originWords is how many words of running text are searched for adjectives of
// origin, originLeast how often one must be there with its capital.
const (
	originWords = 4_000_000
	originLeast = 8
)

// origins returns entries for adjectives that keep their capital (Peruvian,
// Dutch): words with such an ending that running text does not write small.
func origins(seen map[string]tally, raw string) ([]string, error) {
	if raw == "" {
		return nil, nil
	}
	r, err := gradient.ReadRaw(raw, originWords)
	if err != nil {
		return nil, err
	}
	count := make(map[string]int, len(r.Forms))
	for i, f := range r.Forms {
		count[f] = r.Count[i]
	}
	var out []string
	for _, f := range r.Forms {
		low := strings.ToLower(f)
		if f == low || count[f] < originLeast || count[low]*100 > count[f] || !ofOrigin(low) || f[1:] != low[1:] ||
			seen[model.LexiconKey(text.TagJJ, text.ADJ, low)] != nil {
			continue
		}
		out = append(out, text.TagJJ.String()+" "+text.ADJ.String()+"\t"+low+"\t"+f)
	}
	return out, nil
}

// ofOrigin reports whether a word ends as adjectives of origin do.
func ofOrigin(low string) bool {
	for _, end := range [...]string{"an", "ese", "ish", "tch", "nch", "ek", "eli", "stani", "qi", "ic", "iti", "mani", "meni", "ami"} {
		if len(low) > len(end)+1 && strings.HasSuffix(low, end) {
			return true
		}
	}
	return false
}

// verbs lists the lemmas of verbs that a form spells out.
func verbs(seen map[string]tally) string {
	var out []string
	for k, t := range seen {
		lemma, n, _ := t.best()
		if text.Pos(k[1]) != text.VERB || lemma != strings.ToLower(lemma) || len(lemma) < 2 || n < 2 && text.Tag(k[0]) == text.TagGW {
			continue
		}
		out = append(out, lemma)
	}
	sort.Strings(out)
	return strings.Join(slices.Compact(out), "\n")
}

// Relex returns a weight file with a lexicon made anew from the training files,
// and the network as it was.
func Relex(file string, c Corpora) ([]byte, error) {
	m, err := model.Decode(file)
	if err != nil {
		return nil, err
	}
	var sents [][]*conllu.Sentence
	for _, path := range c.Train {
		s, err := readFile(path)
		if err != nil {
			return nil, err
		}
		sents = append(sents, s)
	}
	if m.Lemmas, err = lexicon(sents, knownWords(strings.Split(m.Vocabulary, "\n")), c.Raw); err != nil {
		return nil, err
	}
	return m.Encode(), nil
}

// knownWords returns which words the parser's vocabulary has.
func knownWords(list []string) func(string) bool {
	index := make(map[string]bool, len(list))
	for _, w := range list {
		index[w] = true
	}
	return func(w string) bool { return index[w] }
}

// rules returns for each end of a form the commonest script, where the next
// shorter end does not say the same.
func rules(seen map[string]tally) string {
	votes := make(map[string]tally)
	for k, t := range seen {
		form := k[2:]
		if !model.Inflects(text.Tag(k[0])) {
			continue
		}
		lemma, _, _ := t.best()
		low := strings.ToLower(form)
		if len(low) != len(form) {
			continue
		}
		script := model.ScriptFor(low, strings.ToLower(lemma), true)
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
