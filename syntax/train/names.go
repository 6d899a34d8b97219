package train

import (
	"sort"
	"strings"

	"github.com/datelinewire/dateline/syntax/conllu"
	"github.com/datelinewire/dateline/text"
)

// mention is a span of words of one kind of thing, first to last inclusive.
type mention struct {
	first, last int
	kind        string
}

// mentions reads the Entity= brackets of the MISC column as GUM writes them:
// "(id-kind-..." opens, "id)" closes, "(id-kind-...)" does both.
func mentions(s *conllu.Sentence) []mention {
	var out []mention
	type open struct {
		id, kind string
		at       int
	}
	var stack []open
	for i := range s.Words {
		v := misc(s.Words[i].Misc, "Entity")
		for len(v) > 0 {
			if v[0] == '(' {
				end := strings.IndexAny(v[1:], "()")
				if end < 0 {
					end = len(v) - 1
				}
				f := strings.SplitN(v[1:1+end], "-", 3)
				v = v[1+end:]
				if len(f) < 2 {
					continue
				}
				if strings.HasPrefix(v, ")") {
					out = append(out, mention{i, i, f[1]})
					v = v[1:]
					continue
				}
				stack = append(stack, open{f[0], f[1], i})
				continue
			}
			id, rest, ok := strings.Cut(v, ")")
			if !ok {
				break
			}
			v = rest
			for k := len(stack) - 1; k >= 0; k-- {
				if stack[k].id == id {
					out = append(out, mention{stack[k].at, i, stack[k].kind})
					stack = append(stack[:k], stack[k+1:]...)
					break
				}
			}
		}
	}
	return out
}

func misc(s, key string) string {
	for part := range strings.SplitSeq(s, "|") {
		if v, ok := strings.CutPrefix(part, key+"="); ok {
			return v
		}
	}
	return ""
}

// titles are words before a person's name that the name sets leave out.
const titles = " President Mr Mr. Mrs Mrs. Ms Ms. Dr Dr. Sen. Senator Rep. Representative Gen. General Col. Colonel Capt. Captain Lt. Sgt. Minister Secretary King Queen Prince Princess Pope Professor Prof. Sir Lord Lady Judge Justice Governor Gov. Mayor Chancellor Emperor Admiral Saint St. Rev. Bishop Archbishop Chairman Director Congressman "

// MentionLabels makes flat name labels of the mentions whose head is a proper
// noun: the run of proper nouns around the head, with of and what it names
// inside, without titles. Longer mentions come first.
func MentionLabels(s *conllu.Sentence) []int16 {
	out := make([]int16, len(s.Words))
	all := mentions(s)
	sort.SliceStable(all, func(i, j int) bool { return all[i].last-all[i].first > all[j].last-all[j].first })
	begin := map[string]text.Ent{"person": text.BeginPerson, "place": text.BeginPlace, "organization": text.BeginOrganization}
	for _, m := range all {
		b, ok := begin[m.kind]
		if !ok {
			continue
		}
		first, last := nameIn(s, m)
		for first <= last && out[first] != 0 {
			first++
		}
		for i := first; i <= last && out[i] == 0; i++ {
			out[i] = int16(b) + 1
			if i == first {
				out[i] = int16(b)
			}
		}
	}
	return out
}

// nameIn returns the name in a mention; first > last where there is none.
func nameIn(s *conllu.Sentence, m mention) (first, last int) {
	proper := func(i int) bool { return i >= m.first && i <= m.last && strings.HasPrefix(s.Words[i].Xpos, "NNP") }
	head := m.first
	for i := m.first; i <= m.last; i++ {
		if h := s.Words[i].Head - 1; h < m.first || h > m.last {
			head = i
			break
		}
	}
	if !proper(head) {
		return 1, 0
	}
	first, last = head, head
	for proper(first - 1) {
		first--
	}
	for {
		switch {
		case proper(last + 1):
			last++
			continue
		case m.kind != "person" && last+1 <= m.last && s.Words[last+1].Form == "of" && proper(last+2):
			last += 2
			continue
		case m.kind != "person" && last+2 <= m.last && s.Words[last+1].Form == "of" && s.Words[last+2].Form == "the" && proper(last+3):
			last += 3
			continue
		}
		break
	}
	if m.kind == "person" {
		for i := first; i < last; i++ {
			if strings.Contains(titles, " "+s.Words[i].Form+" ") {
				first = i + 1
			}
		}
		if first == last && strings.Contains(titles, " "+s.Words[first].Form+" ") {
			return 1, 0 // the President is nobody's name
		}
	}
	return first, last
}
