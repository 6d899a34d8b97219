package sqlite

import (
	"encoding/binary"
	"errors"
	"math"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
)

// coder writes values as bytes, or reads them: what walks over a value's fields
// does both, so that they cannot differ. Strings stand in a list, each once.
type coder struct {
	reading bool
	b       []byte // what was written, or is left to read
	all     []string
	at      map[string]int // of a string in all, when writing
	bad     bool           // what is read is damaged
}

func newCoder() *coder { return &coder{at: map[string]int{}} }

// errCoded is what is said of bytes that no coder wrote.
var errCoded = errors.New("facts are damaged: dateline doctor --repair makes their index anew")

// number codes a whole number.
func (c *coder) number(n *int) {
	if !c.reading {
		c.b = binary.AppendVarint(c.b, int64(*n))
		return
	}
	x, size := binary.Varint(c.b)
	if size <= 0 {
		c.bad, c.b = true, nil
		return
	}
	*n, c.b = int(x), c.b[size:]
}

// count codes the length of something whose parts take a byte at least, so that
// damage asks for no more room than there are bytes.
func (c *coder) count(n int) int {
	c.number(&n)
	if c.reading && (n < 0 || n > len(c.b)+1) {
		c.bad, c.b, n = true, nil, 0
	}
	return n
}

func (c *coder) flag(f *bool) {
	n := 0
	if *f {
		n = 1
	}
	c.number(&n)
	*f = n == 1
}

// code codes a string, by its place in the list.
func code[S ~string](c *coder, s *S) {
	if c.reading {
		n := 0
		if c.number(&n); n < 0 || n >= len(c.all) {
			c.bad = true
			return
		}
		*s = S(c.all[n])
		return
	}
	n, ok := c.at[string(*s)]
	if !ok {
		n = len(c.all)
		c.at[string(*s)] = n
		c.all = append(c.all, string(*s))
	}
	c.number(&n)
}

// thousandths is how exact a decimal number is that is kept as a whole one.
const thousandths = 1000

// decimal codes a number: in two or three bytes where it has three places at
// most, else in ten.
func (c *coder) decimal(f *float64) {
	n := math.Round(*f * thousandths)
	short := n/thousandths == *f && math.Abs(n) < 1<<40
	if c.flag(&short); short {
		i := int(n)
		c.number(&i)
		*f = float64(i) / thousandths
		return
	}
	bits := int(math.Float64bits(*f))
	c.number(&bits)
	*f = math.Float64frombits(uint64(bits))
}

// day codes a day in two or three bytes.
func (c *coder) day(d *calendar.Day) {
	n := int(d.Year)*512 + int(d.Month)*32 + int(d.DayOfMonth)
	if c.number(&n); c.reading {
		d.Year, d.Month, d.DayOfMonth = int16(n>>9), uint8(n>>5&15), uint8(n&31)
	}
}

func (c *coder) span(s *fact.Span) {
	c.number(&s.Start)
	length := s.End - s.Start
	c.number(&length)
	s.End = s.Start + length
}

func (c *coder) interval(v *calendar.Interval) {
	c.day(&v.From)
	c.day(&v.To)
	code(c, &v.Grain)
	c.flag(&v.Approximate)
}

// optional codes what may be nil.
func optional[T any](c *coder, p **T, each func(*T)) {
	there := *p != nil
	if c.flag(&there); !there {
		*p = nil
		return
	}
	if c.reading {
		*p = new(T)
	}
	each(*p)
}

// many codes a list, and whether it is nil.
func many[T any](c *coder, s *[]T, each func(*T)) {
	n := len(*s) + 1
	if *s == nil {
		n = 0
	}
	if n = c.count(n); n == 0 {
		*s = nil
		return
	}
	if c.reading {
		*s = make([]T, n-1)
	}
	for i := range *s {
		each(&(*s)[i])
	}
}

func (c *coder) text(s *string)    { code(c, s) }
func (c *coder) texts(s *[]string) { many(c, s, c.text) }
func (c *coder) maybe(s **string)  { optional(c, s, c.text) }
