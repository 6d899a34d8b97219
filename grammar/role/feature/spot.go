package feature

import "github.com/datelinewire/dateline/text"

// Spot appends the keys by which token i is told to be a predicate, and in
// which sense. known says of what classes there are rolesets for its lemma.
func (v *View) Spot(keys []Key, i int, known uint32) []Key {
	t, w := v.tok(i), &v.words[i]
	dep, tag := uint32(t.Dep), uint32(t.Tag)
	head, headTag := uint32(0), uint32(0)
	if t.Head >= 0 {
		head, headTag = v.words[t.Head].lemma, uint32(v.d.Tokens[t.Head].Tag)
	}
	keys = append(keys,
		mix(400, w.lemma, w.class, 0),
		mix(401, w.form, tag, 0),
		mix(402, tag, dep, 0),
		mix(403, w.lemma, dep, 0),
		mix(404, known, tag, 0),
		mix(405, known, dep, w.class),
		mix(406, w.lemma, w.deps, 0),
		mix(407, w.lemma, head, dep),
		mix(408, head, dep, w.class),
		mix(409, headTag, dep, tag),
		mix(410, w.lemma, w.marker, 0),
		mix(411, w.lemma, w.particle, 0),
		mix(412, w.deps, w.class, 0),
		mix(413, w.ending, tag, 0),
		mix(414, w.lemma, v.beside(i, -1), 0),
		mix(415, w.lemma, v.beside(i, 1), 0),
		mix(416, v.beside(i, -1), tag, 0),
		mix(417, v.beside(i, 1), tag, 0),
		mix(418, uint32(t.Ent), tag, 0),
		mix(419, w.marker, dep, w.class),
		mix(420, w.voice, w.lemma, 0),
		mix(424, w.narrow, w.class, 0),
		mix(425, w.wide, tag, dep),
	)
	return v.company(keys, i, w)
}

// company appends what hangs from token i, word by word: the objects by which
// senses differ.
func (v *View) company(keys []Key, i int, w *word) []Key {
	kids := v.Of(i)
	for _, k := range kids[:min(len(kids), 8)] {
		c := v.tok(int(k))
		if c.Dep == text.DepPunct {
			continue
		}
		a := &v.words[k]
		keys = append(keys,
			mix(421, w.lemma, uint32(c.Dep), a.marker),
			mix(422, w.lemma, uint32(c.Dep), a.lemma),
			mix(423, uint32(c.Dep), a.lemma, w.class),
			mix(426, w.lemma, uint32(c.Dep), 1<<16|a.wide),
			mix(427, w.lemma, uint32(c.Dep), 1<<17|a.narrow),
		)
	}
	return keys
}
