package event

import "github.com/datelinewire/dateline/grammar/modality"

// statusOf works out the status of a draft from its own words and from all that
// governs it, and in whose mouth it is put.
func (r *reader) statusOf(d *draft) effect {
	x := r.Status(modality.Query{
		Predicate: d.trigger, Carrier: d.carrier, Nominal: d.noun, Carried: d.carry.effect,
		Violent: d.frame.kind.Quad() == 4, Refuses: d.negFrame,
		Stated: func(h int) bool { return r.saidThere(d, h) },
		Asserted: func(i int) bool {
			d.asserter = r.speaker(i)
			return d.asserter != nil
		},
	})
	d.refusal = d.refusal || x.Refusal
	d.past = d.past || x.Past
	return x.Status
}

// saidThere reports whether a purpose is what a meeting, call or summons was
// for and itself no more than words: called the king to congratulate him.
func (r *reader) saidThere(d *draft, h int) bool {
	if d.frame.kind.Quad() != 3 && d.frame.kind != Support && d.frame.kind != Concede {
		return r.Predicate(h) == "use" && d.frame.kind == Assault // used the field to launch an attack
	}
	if r.Predicate(h) == "use" || r.lex.classes["voiced"][r.Predicate(h)] {
		return true // marched to demand, used the speech to criticise
	}
	if d.frame.kind == Request || d.frame.kind == Reject || d.frame.kind == Threaten {
		return false
	}
	for _, o := range r.drafts {
		if o.trigger == h && (o.frame.kind == Consult || o.frame.kind == Accuse) {
			return true
		}
	}
	return false
}
