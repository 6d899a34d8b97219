package sqlite

import (
	"encoding/binary"
	"errors"
	"math"
	"strings"

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

// coded returns what each writes of some rows: the strings of all, then each row
// with its length before it.
func coded[T any](rows []T, each func(*coder, *T)) []byte {
	c := newCoder()
	var parts []byte
	for i := range rows {
		c.b = nil
		row := rows[i]
		each(c, &row)
		parts = binary.AppendUvarint(parts, uint64(len(c.b)))
		parts = append(parts, c.b...)
	}
	out := binary.AppendUvarint(nil, uint64(len(c.all)))
	for _, s := range c.all {
		out = binary.AppendUvarint(out, uint64(len(s)))
	}
	return append(append(out, strings.Join(c.all, "")...), parts...)
}

// decoded reads what coded wrote; like has what the rows have in common beside
// that.
func decoded[T any](b []byte, like T, each func(*coder, *T)) ([]T, error) {
	c := &coder{reading: true, b: b}
	if err := c.strings(); err != nil {
		return nil, err
	}
	var out []T
	for rest := c.b; len(rest) > 0; {
		n, size := binary.Uvarint(rest)
		if size <= 0 || n > uint64(len(rest)-size) {
			return nil, errCoded
		}
		c.b = rest[size : size+int(n)]
		row := like
		each(c, &row)
		if c.bad || len(c.b) > 0 {
			return nil, errCoded
		}
		out, rest = append(out, row), rest[size+int(n):]
	}
	return out, nil
}

// strings reads the strings of what coded wrote.
func (c *coder) strings() error {
	next := func() (int, bool) {
		n, size := binary.Uvarint(c.b)
		if size <= 0 || n > uint64(len(c.b)) {
			return 0, false
		}
		c.b = c.b[size:]
		return int(n), true
	}
	n, ok := next()
	if !ok {
		return errCoded
	}
	lengths := make([]int, n)
	sum := 0
	for i := range lengths {
		if lengths[i], ok = next(); !ok {
			return errCoded
		}
		sum += lengths[i]
	}
	if sum > len(c.b) {
		return errCoded
	}
	whole := string(c.b[:sum])
	c.all = make([]string, n)
	for i, n := range lengths {
		c.all[i], whole = whole[:n], whole[n:]
	}
	c.b = c.b[sum:]
	return nil
}
