package text

// Longest is the number of tokens that a sentence has at most. News writes no
// such sentence; lists, tables and texts without stops do, and are cut, so
// that what is made of a sentence costs no more than its bound allows.
const Longest = 250

// bounded returns j where the sentence of tokens i to j-1 keeps to Longest,
// and otherwise where to cut it: in the second half of what is allowed, behind
// the last semicolon, else behind the last comma, else where it must.
func (d *divider) bounded(i, j int) int {
	if j-i <= Longest {
		return j
	}
	comma := 0
	for k := i + Longest; k > i+Longest/2; k-- {
		if d.t[k].Flags&Joined != 0 {
			continue
		}
		switch d.form(k - 1) {
		case ";":
			return k
		case ",":
			comma = max(comma, k)
		}
	}
	if comma > 0 {
		return comma
	}
	k := i + Longest
	for k > i+1 && d.t[k].Flags&Joined != 0 {
		k--
	}
	return k
}
