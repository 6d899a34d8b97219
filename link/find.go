package link

import (
	"cmp"
	"slices"

	"github.com/datelinewire/dateline/fact"
)

// field is all happenings, to be found by what those have in common of which
// one may say what became of another. It only spares asking: whatever follows a
// plan by follows is found, and nothing else counts.
type field struct {
	all   []*Happening
	lists map[sign]*days
	story map[string][]*Happening // by the stories that tell of them, but for what was done
}

// sign is what a happening is found by: its type or its predicate, and one who
// is in it, or that nobody is known.
type sign struct {
	part byte // of doers, affected, or all
	kind string
	who  string
}

// days are happenings by their first day.
type days struct {
	told   []*Happening // sorted
	others []*Happening // plans, what was called off, what was denied
	longer int          // how many days the longest of told goes on
	loose  []*Happening // of told, those whose days are not known
}

func newField(all []*Happening) *field {
	f := &field{all: all, lists: map[sign]*days{}, story: map[string][]*Happening{}}
	for _, h := range all {
		for _, s := range h.signs() {
			if f.lists[s] == nil {
				f.lists[s] = &days{}
			}
			f.lists[s].add(h)
		}
		if h.Best.stage == told {
			continue
		}
		for _, r := range h.Reports {
			if had := f.story[r.StoryID]; len(had) == 0 || had[len(had)-1] != h {
				f.story[r.StoryID] = append(had, h)
			}
		}
	}
	for _, d := range f.lists {
		slices.SortStableFunc(d.told, func(a, b *Happening) int { return cmp.Compare(a.Best.first, b.Best.first) })
	}
	return f
}

func (d *days) add(h *Happening) {
	switch {
	case h.Best.stage != told:
		d.others = append(d.others, h)
	case h.Best.From.IsZero() && h.Best.To.IsZero():
		d.loose = append(d.loose, h)
	default:
		d.told = append(d.told, h)
		d.longer = max(d.longer, h.Best.lasts())
	}
}

// kinds returns the names under which happenings of like kind are found.
func (h *Happening) kinds() []string {
	out := []string{h.Best.Event.Type}
	if p := h.Best.Event.Predicate; p != nil {
		out = append(out, "by "+p.Lemma)
	}
	return out
}

func (h *Happening) signs() []sign {
	sides := &h.Best.sides
	whole := &h.Best.whole
	var out []sign
	for _, kind := range h.kinds() {
		for part, codes := range [...][]string{sides[0].codes, sides[1].codes, slices.Concat(whole.codes, whole.keys)} {
			if len(codes) == 0 {
				codes = []string{""}
			}
			for _, c := range codes {
				out = append(out, sign{byte(part), kind, c})
			}
		}
	}
	slices.SortFunc(out, func(a, b sign) int {
		return cmp.Or(cmp.Compare(a.part, b.part), cmp.Compare(a.kind, b.kind), cmp.Compare(a.who, b.who))
	})
	return slices.Compact(out)
}

// sought returns the signs of what may follow a plan, see follows; all says that
// whatever is of its kind may.
func (p *Happening) sought() (signs []sign, all bool) {
	sides := &p.Best.sides
	whole := &p.Best.whole
	var out []sign
	add := func(part byte, kind string, who []string) {
		for _, w := range who {
			out = append(out, sign{part, kind, w})
		}
	}
	for _, kind := range p.kinds() {
		switch {
		case p.Best.kind.Mutual():
			add(2, kind, slices.Concat(whole.codes, whole.keys))
		case len(sides[0].codes) > 0:
			add(0, kind, append([]string{""}, sides[0].codes...))
		case len(sides[1].codes) > 0:
			add(1, kind, append([]string{""}, sides[1].codes...))
		default:
			return nil, true
		}
	}
	if p.Best.Event.Type == "CONSULT" { // what settles it
		for _, kind := range [...]string{"AGREE", "SUPPORT", "CONSULT"} { // Grammar: the types of settles
			add(2, kind, whole.codes)
		}
	}
	slices.SortFunc(out, func(a, b sign) int {
		return cmp.Or(cmp.Compare(a.part, b.part), cmp.Compare(a.kind, b.kind), cmp.Compare(a.who, b.who))
	})
	return slices.Compact(out), false
}

// later returns what follows a plan, in the order in which it was told last. Of
// what was done only that is looked at whose days the plan may have had.
func (f *field) later(p *Happening) []*Happening {
	var out []*Happening
	seen := map[*Happening]bool{p: true}
	take := func(hs []*Happening) {
		for _, h := range hs {
			if !seen[h] {
				seen[h] = true
				if follows(p, h) {
					out = append(out, h)
				}
			}
		}
	}
	signs, all := p.sought()
	if all {
		take(f.all)
	}
	for _, s := range signs {
		if d := f.lists[s]; d != nil {
			take(d.others)
			take(d.loose)
		}
	}
	spans := p.spans(out)
	for _, s := range signs {
		if d := f.lists[s]; d != nil {
			for _, w := range spans {
				take(d.between(w))
			}
		}
	}
	slices.SortFunc(out, func(a, b *Happening) int { // of one moment, what was put off is told before to when
		return cmp.Or(a.last().At.Compare(b.last().At), int(b.Best.stage)-int(a.Best.stage), cmp.Compare(a.ID, b.ID))
	})
	return out
}

// spans returns the days on which a plan may have been held, given what else
// followed it: its own, those to which it was moved, and where it had none for
// a while, the half year after it was announced. See fitsTime.
func (p *Happening) spans(others []*Happening) [][2]int {
	out := [][2]int{{p.Best.first - grace, p.Best.last + grace}}
	loose := !p.Best.Dated
	for _, h := range others {
		loose = loose || h.Best.Event.Status == fact.Postponed
		if h.Best.Dated {
			out = append(out, [2]int{h.Best.first - grace, h.Best.last + grace})
		}
	}
	if loose {
		first := p.Reports[0].number()
		out = append(out, [2]int{min(first, int(p.Reports[0].At.Unix()/86400)), first + halfYear})
	}
	return joined(out)
}

// joined returns spans in order, those that touch as one.
func joined(spans [][2]int) [][2]int {
	slices.SortFunc(spans, func(a, b [2]int) int { return cmp.Or(a[0]-b[0], a[1]-b[1]) })
	out := spans[:1]
	for _, s := range spans[1:] {
		if last := &out[len(out)-1]; s[0] <= last[1]+1 {
			last[1] = max(last[1], s[1])
		} else {
			out = append(out, s)
		}
	}
	return out
}

// between returns what was told of the days of a span.
func (d *days) between(span [2]int) []*Happening {
	from, _ := slices.BinarySearchFunc(d.told, span[0]-d.longer, func(h *Happening, day int) int { return h.Best.first - day })
	to, _ := slices.BinarySearchFunc(d.told, span[1]+1, func(h *Happening, day int) int { return h.Best.first - day })
	return d.told[from:max(from, to)]
}
