package event

// complement takes the mode of a request, refusal or threat from the event
// that it is about, and the party asked from that event's actor.
func (r *reader) complement(d *draft) {
	if d.mode != "*" {
		return
	}
	d.mode = ""
	in := r.inner(d)
	if len(d.recips) == 0 && d.comp >= 0 && d.frame.kind == Request {
		c := r.Within(d.comp)
		for _, p := range r.parties(c.Surface) {
			if !hasParty(d.actors, p) {
				d.recips = addParty(d.recips, p)
			}
		}
	}
	if in == nil {
		d.mode = r.modeByWord(d)
		d.worded = d.mode != ""
		return
	}
	if len(d.recips) == 0 && d.frame.kind == Request {
		for _, p := range in.actors {
			if !hasParty(d.actors, p) {
				d.recips = addParty(d.recips, p)
			}
		}
	}
	if len(d.recips) == 0 && d.frame.kind == Threaten {
		for _, p := range in.recips {
			if !hasParty(d.actors, p) {
				d.recips = addParty(d.recips, p)
			}
		}
	}
	d.mode = modeAbout(d.frame.kind, in)
}

// inner returns the event that a draft's complement or object names.
func (r *reader) inner(d *draft) *draft {
	var best *draft
	lo, hi := int32(-1), int32(-2)
	if d.comp >= 0 {
		lo, hi = r.t.Left[d.comp], r.t.Right[d.comp]
	}
	for _, o := range r.drafts {
		if o == d || o.frame.kind == State {
			continue
		}
		if o.trigger == d.comp || o.carrier == d.comp {
			return o
		}
		if int32(o.trigger) >= lo && int32(o.trigger) <= hi && best == nil && !(o.noun && r.setting(o.trigger)) {
			best = o
		}
		if best == nil && o.noun && d.comp < 0 && !r.setting(o.trigger) && o.trigger > d.trigger && int32(o.trigger) <= r.t.Right[d.trigger] {
			best = o
		}
	}
	return best
}

// setting reports whether noun i is only where or when something was said.
func (r *reader) setting(i int) bool {
	p, _ := r.Preposition(i)
	return r.lex.classes["setting"][p]
}

func modeAbout(k Type, in *draft) string {
	switch k {
	case Request, Reject:
		switch in.frame.kind {
		case Consult:
			return "meet"
		case Retreat, Concede:
			return "yield"
		case Aid, Cooperate, Support:
			return "assist"
		}
		return "change"
	case Threaten:
		switch in.frame.kind {
		case Assault:
			return "violence"
		case Coerce:
			if in.mode == "arrest" {
				return "arrest"
			}
			return "restrict"
		case Sanction:
			if in.mode == "expel" {
				return "expel"
			}
			return "relations"
		}
	}
	return ""
}

// modeByWord reads the mode from the words of the complement where they name
// no event.
func (r *reader) modeByWord(d *draft) string {
	hi := r.t.Right[d.trigger]
	if o := d.clause.Object; d.frame.kind == Reject && o > d.trigger {
		hi = r.t.Right[o] // what is rejected, not where
	}
	lo := int32(d.trigger) + 1
	if d.comp > d.trigger && d.frame.kind == Request {
		lo = max(lo, r.t.Left[d.comp]) // what they are asked to do, not who they are
	}
	for j := int32(d.trigger) + 1; j <= hi; j++ {
		l := r.Lemma(int(j))
		if r.lex.classes["setting"][l] && (d.frame.kind == Reject || l == "after" || l == "during") {
			break // only where or when
		}
		if mode := r.lex.worded[d.frame.kind][l]; mode != "" && (mode != "meet" || j >= lo) {
			return mode
		}
	}
	return ""
}
