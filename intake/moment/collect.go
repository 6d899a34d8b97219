package moment

import (
	"errors"
	"fmt"
	"time"
)

// parts is what a date's text has, before it is decided which number is what.
type parts struct {
	numbers  []token  // that are neither of the clock nor of the zone
	between  []string // the sign before each, "" for none or a space
	month    int      // by name, 0 for none
	monthAt  int      // how many numbers stand before the name
	weekday  int      // Sunday is 0; -1 where none is written
	whole    *time.Time
	clock    *clock
	zone     *time.Location
	zoneName string // one that is written and not known
}

// clock is a time of day.
type clock struct{ hour, minute, second, nano int }

// collector walks over the tokens of one date.
type collector struct {
	parts
	r      *Reader
	tokens []token
	at     int
	double string // a word that is a month and a weekday, not decided yet
	later  int    // hours that a word before the time of day adds to it
}

// collect finds the parts of a date. It fails where a word is none of them.
func (r *Reader) collect(s string) (*parts, error) {
	if p, ok := standard(s); ok {
		return p, nil
	}
	tokens, err := lex(s)
	if err != nil {
		return nil, err
	}
	if len(tokens) == 0 {
		return nil, errors.New("it is empty")
	}
	c := collector{r: r, tokens: tokens}
	c.weekday = -1
	for c.at < len(c.tokens) {
		before := c.at
		if err := c.step(); err != nil {
			return nil, err
		}
		c.at = max(c.at, before+1)
	}
	if err := c.settle(); err != nil {
		return nil, err
	}
	return &c.parts, nil
}

// standard reads the two forms that the standards of feeds ask for, which most
// dates have.
func standard(s string) (*parts, bool) {
	for _, layout := range [...]string{time.RFC1123Z, time.RFC3339, "Mon, 02 Jan 2006 15:04:05 GMT"} {
		if len(s) < len(time.RFC3339)-5 || (s[0] <= '9') != (layout[0] <= '9') {
			continue
		}
		if t, err := time.Parse(layout, s); err == nil {
			_, offset := t.Zone()
			return &parts{whole: &t, weekday: -1, clock: &clock{t.Hour(), t.Minute(), t.Second(), t.Nanosecond()}, zone: fixed("", offset)}, true
		}
	}
	return nil, false
}

// peek returns the token n places on, or an empty one.
func (c *collector) peek(n int) token {
	if i := c.at + n; i >= 0 && i < len(c.tokens) {
		return c.tokens[i]
	}
	return token{}
}

// step takes the next token, and those that belong to it.
func (c *collector) step() error {
	t := c.peek(0)
	switch {
	case t.number:
		return c.number(t)
	case t.word:
		return c.word(t)
	case c.offsetHere():
		return c.offset()
	}
	return nil
}

// complete reports whether day, month and year are there.
func (c *collector) complete() bool { return c.whole != nil || len(c.numbers)+min(c.month, 1) > 2 }

// number takes a number: a run of digits that is a whole date, a time of day,
// or one that waits for its place.
func (c *collector) number(t token) error {
	if c.run(t) || c.time(t) {
		return nil
	}
	if len(c.numbers) == 3 {
		return errors.New("it has more numbers than a date has")
	}
	sign := ""
	if p := c.peek(-1); c.at > 0 && !p.word && !p.number {
		sign = p.text
	}
	c.numbers, c.between = append(c.numbers, t), append(c.between, sign)
	c.at++
	return nil
}

// run takes digits without signs: 20120502, 20120502T073000, seconds since
// 1970.
func (c *collector) run(t token) bool {
	if len(c.numbers) > 0 || c.month > 0 {
		return false
	}
	var moment time.Time
	layout, ok := map[int]string{8: "20060102", 12: "200601021504", 14: "20060102150405", 7: "2006002"}[t.digits()]
	switch {
	case ok:
		var err error
		if moment, err = time.Parse(layout, t.text); err != nil {
			return false
		}
		if t.digits() > 8 {
			c.clock = &clock{moment.Hour(), moment.Minute(), moment.Second(), 0}
		}
	case len(c.tokens) == 1 && (t.digits() == 10 || t.digits() == 13):
		seconds := t.value
		if t.digits() == 13 {
			seconds /= 1000
		}
		moment = time.Unix(int64(seconds), 0).UTC()
		c.clock, c.zone = &clock{moment.Hour(), moment.Minute(), moment.Second(), 0}, time.UTC
	default:
		return false
	}
	c.whole = &moment
	c.at++
	if n := c.peek(1); c.peek(0).is("t") && (n.digits() == 6 || n.digits() == 4) {
		h := n.value
		if n.digits() == 4 {
			h *= 100
		}
		c.clock = &clock{h / 10000, h / 100 % 100, h % 100, 0}
		c.at += 2
		c.fraction()
	}
	return true
}

// word takes a word: a zone or half of the day where a time of day is known,
// else a name or one that says nothing.
func (c *collector) word(t token) error {
	tb, language := tables(), c.r.language()
	if half := tb.values(t.text, "half", language); len(half) > 0 {
		c.half(half[0])
		return nil
	}
	if (c.clock != nil || c.complete()) && c.zone == nil && c.zoneName == "" && c.named() {
		return nil
	}
	month, weekday := tb.values(t.text, "month", language), tb.values(t.text, "weekday", language)
	switch {
	case len(month) > 0 && len(weekday) > 0 && len(c.numbers) == 0 && c.weekday < 0:
		c.double, c.weekday = t.text, weekday[0]
	case len(month) > 0:
		return c.name(month)
	case len(weekday) == 1:
		c.weekday = weekday[0]
	case len(tb.words[t.text]) > 0:
	case t.is("t") && c.peek(1).number:
	case c.clock != nil && c.zone == nil && c.zoneName == "":
		c.zoneName = t.text
	case c.zone != nil || c.zoneName != "":
		// What a zone is called beside its offset: (Moscow Standard Time).
	default:
		return fmt.Errorf("%.20q is not a word of dates", t.text)
	}
	return nil
}

// name keeps a month's name; a second one makes it no date.
func (c *collector) name(values []int) error {
	if len(values) > 1 {
		return fmt.Errorf("%q is another month in another language", c.peek(0).text)
	}
	if c.month > 0 {
		return errors.New("it names two months")
	}
	c.month, c.monthAt = values[0], len(c.numbers)
	return nil
}

// settle decides on a word that was left open: a month where no other is
// named and the numbers do not make a date alone, else a weekday.
func (c *collector) settle() error {
	if c.double != "" && c.month == 0 && c.whole == nil && len(c.numbers) < 3 {
		c.month = tables().values(c.double, "month", c.r.language())[0]
		c.weekday = -1
	}
	switch n := len(c.numbers); {
	case c.whole != nil && n == 0, c.month > 0 && n == 2, c.month == 0 && n == 3:
		return nil
	case c.month == 0 && n == 2 && c.numbers[0].digits() == 4 && c.numbers[1].digits() == 3:
		return nil // year and day of the year
	case n == 0 && c.month == 0:
		return errors.New("it is no date")
	case n < 3:
		return errors.New("day, month or year is missing")
	}
	return errors.New("it has more numbers than a date has")
}

// language returns the language of the source as the tables have it.
func (r *Reader) language() string {
	if n := len(r.region); n > 0 && r.region[n-1] >= "a" {
		return r.region[n-1]
	}
	return ""
}
