package page

import (
	"strings"
	"time"

	"golang.org/x/net/html"

	"github.com/datelinewire/dateline/intake/moment"
)

// fewest is how many posts a live page has at least.
const fewest = 3

// post is where on the page a post of a live page lies.
type post struct {
	from, stamp int // its first line, and the one that says when
	at          time.Time
	clock       time.Duration // of the day, where at is not known
}

// posts returns the blocks of a live page, in the order of the page; nil for
// any other page. A live page is a row of posts, each with a time and words of
// its own.
func (s *sheet) posts(issued issue) []block {
	found := s.stamped()
	if len(found) < fewest || s.liveliness(found) < 3 {
		return nil
	}
	s.resolve(found, issued)
	in := s.box(found)
	var out []block
	for i := s.head + 1; i < found[0].from && s.head >= 0; i++ {
		if l := &s.lines[i]; l.isProse() {
			out = append(out, l.block())
		}
	}
	for n, p := range found {
		to := len(s.lines)
		if n+1 < len(found) {
			to = found[n+1].from
		}
		first := true
		for i := p.from; i < to; i++ {
			l := &s.lines[i]
			if i == p.stamp && isClock(l.text) || l.letters == 0 || l.mark&zones != 0 || !within(l.node, in) {
				continue
			}
			b := l.block()
			if first {
				b.at, first = p.at, false
			}
			out = append(out, b)
		}
	}
	return out
}

// stamped returns the places behind the headline where a line says when, and
// running text follows before the next.
func (s *sheet) stamped() []post {
	var found []post
	words := 0 // letters of running text since the last
	keep := func() {
		if n := len(found); n > 0 && words < 20 {
			found = found[:n-1]
		}
		words = 0
	}
	for i := max(s.head+1, 0); i < len(s.lines); i++ {
		l := &s.lines[i]
		if l.mark&zones != 0 {
			continue
		}
		p, ok := stampOf(l)
		if !ok {
			if !l.isHeading() && l.inLink*2 < l.letters {
				words += l.letters
			}
			continue
		}
		keep()
		p.from, p.stamp = i, i
		if i > 0 && s.lines[i-1].isHeading() && i-1 > s.head {
			p.from = i - 1
		}
		found = append(found, p)
	}
	keep()
	return found
}

// stampOf returns the moment or the time of day that is all that a line says.
func stampOf(l *line) (post, bool) {
	if len(l.text) > 60 || l.inLink == l.letters && len(l.stamps) == 0 {
		return post{}, false
	}
	for _, st := range l.stamps {
		if m, err := moment.Read(st.value); err == nil && m.Exact {
			return post{at: m.Time}, true
		}
	}
	if !isClock(l.text) {
		return post{}, false
	}
	words := l.text // without "Posted at"
	for i, r := range l.text {
		if r >= '0' && r <= '9' {
			words = l.text[i:]
			break
		}
	}
	if m, err := moment.Read("2000-01-01 " + words); err == nil && m.Exact {
		return post{clock: m.Time.Sub(m.Time.Truncate(24 * time.Hour))}, true
	}
	for _, p := range moment.Find(l.text) {
		if m, err := moment.Read(l.text[p.Start:p.End]); err == nil && m.Exact {
			return post{at: m.Time}, true
		}
	}
	return post{}, false
}

// liveliness weighs the evidence that a row of posts is a live page.
func (s *sheet) liveliness(found []post) int {
	n := 0
	if l := s.main(); l != nil && (l.kind == "LiveBlogPosting" || l.posts > 0) {
		n += 3
	}
	if tables().has("live", strings.ToLower(s.headline()+" | "+s.title)) {
		n += 2
	}
	up, down := 0, 0
	for i := range max(len(found)-1, 0) {
		a, b := found[i], found[i+1]
		switch {
		case a.at.Before(b.at), a.at.Equal(b.at) && a.clock < b.clock:
			up++
		case b.at.Before(a.at), a.at.Equal(b.at) && a.clock > b.clock:
			down++
		}
	}
	// A row of mere times of day turns once past midnight.
	if turns := min(up, down); turns*5 <= max(up, down) || turns == 1 && found[0].at.IsZero() {
		n++
	}
	return n
}

// resolve gives posts of which only the time of day is known the day of the
// page; where the row turns past midnight, the day before or after.
func (s *sheet) resolve(found []post, issued issue) {
	if issued.Time.IsZero() {
		return
	}
	y, m, d := issued.Time.Date()
	day := time.Date(y, m, d, 0, 0, 0, 0, issued.Time.Location())
	newestFirst := runs(found, true) < runs(found, false)
	last := time.Duration(-1)
	for n := range found {
		p := &found[n]
		if newestFirst {
			p = &found[len(found)-1-n]
		}
		if !p.at.IsZero() {
			continue
		}
		if p.clock < last {
			day = day.AddDate(0, 0, 1)
		}
		last = p.clock
		p.at = day.Add(p.clock)
	}
}

// runs returns how long a row of posts goes on by its times of day alone, each
// less than a day behind the one before, read from its last post or its first.
// The right way round it is short: read the wrong way each step is nearly a day.
func runs(found []post, fromLast bool) time.Duration {
	const day = 24 * time.Hour
	sum, last := time.Duration(0), time.Duration(-1)
	for i := range found {
		p := &found[i]
		if !p.at.IsZero() {
			continue
		}
		step := p.clock - last
		if fromLast {
			step = -step
		}
		if last >= 0 {
			sum += (step + day) % day
		}
		last = p.clock
	}
	return sum
}

// box returns the smallest element that holds the first lines of all posts.
func (s *sheet) box(found []post) *html.Node {
	in := s.lines[found[0].from].node
	for _, p := range found[1:] {
		n := s.lines[p.from].node
		for in != nil && !within(n, in) {
			in = in.Parent
		}
	}
	return in
}

// within reports whether a node lies in another, or is it.
func within(n, in *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == in {
			return true
		}
	}
	return in == nil
}
