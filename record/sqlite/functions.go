package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"encoding/binary"
	"fmt"
	"net/url"

	"github.com/zeebo/xxh3"
	"modernc.org/sqlite"

	"github.com/datelinewire/dateline/record/pack"
)

// connector opens connections that know the functions which the schema and
// its statements use. They belong to this store's driver and not to the
// process, so that nothing is registered for all.
type connector struct {
	driver *sqlite.Driver
	dsn    string
}

func (c connector) Driver() driver.Driver { return c.driver }

func (c connector) Connect(ctx context.Context) (driver.Conn, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return c.driver.Open(c.dsn)
}

// newDriver returns a driver with the schema's functions:
//
//	pack_json(text), pack_row(text), pack_prose(text)  the packed blob
//	unpack(blob)                                       the text
//	checksum(…)                                        xxh3 of the values and their types
func newDriver(p *pack.Packer) (*sqlite.Driver, error) {
	d := &sqlite.Driver{}
	for _, f := range [...]struct {
		name string
		args int32
		call func([]driver.Value) (driver.Value, error)
	}{
		{"pack_json", 1, func(v []driver.Value) (driver.Value, error) {
			b, err := bytesOf(v[0])
			return p.JSON(b), err
		}},
		{"pack_row", 1, func(v []driver.Value) (driver.Value, error) {
			b, err := bytesOf(v[0])
			return p.Row(b), err
		}},
		{"pack_prose", 1, func(v []driver.Value) (driver.Value, error) {
			b, err := bytesOf(v[0])
			return p.Prose(string(b)), err
		}},
		{"unpack", 1, func(v []driver.Value) (driver.Value, error) {
			b, err := bytesOf(v[0])
			if err != nil {
				return nil, err
			}
			b, err = p.Unpack(b)
			return string(b), err
		}},
		{"checksum", -1, func(v []driver.Value) (driver.Value, error) { return checksum(v), nil }},
	} {
		err := d.RegisterDeterministicScalarFunction(f.name, f.args, func(_ *sqlite.FunctionContext, args []driver.Value) (driver.Value, error) {
			return f.call(args)
		})
		if err != nil {
			return nil, err
		}
	}
	return d, nil
}

func bytesOf(v driver.Value) ([]byte, error) {
	switch v := v.(type) {
	case string:
		return []byte(v), nil
	case []byte:
		return v, nil
	}
	return nil, fmt.Errorf("%T is neither text nor bytes", v)
}

// checksum returns xxh3 over values, each with its type and length before it.
func checksum(values []driver.Value) int64 {
	h := xxh3.New()
	var head [9]byte
	add := func(kind byte, n uint64, rest string) {
		head[0] = kind
		binary.LittleEndian.PutUint64(head[1:], n)
		h.Write(head[:])
		h.WriteString(rest)
	}
	for _, v := range values {
		switch v := v.(type) {
		case int64:
			add('i', uint64(v), "")
		case string:
			add('t', uint64(len(v)), v)
		case []byte:
			add('b', uint64(len(v)), string(v))
		default:
			s := fmt.Sprint(v)
			add('?', uint64(len(s)), s)
		}
	}
	return int64(h.Sum64())
}

// connect names the file in a DSN. Every commit is synced (synchronous FULL):
// what was acknowledged outlives a loss of power.
func (s *Store) connect(more string, most int) *sql.DB {
	dsn := "file:" + (&url.URL{Path: s.path}).EscapedPath() +
		fmt.Sprintf("?_pragma=busy_timeout(%d)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=foreign_keys(1)", busy) + more
	db := sql.OpenDB(connector{s.driver, dsn})
	db.SetMaxOpenConns(most)
	db.SetMaxIdleConns(most)
	return db
}
