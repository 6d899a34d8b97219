package sqlite

import (
	"context"
	"encoding/json"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/record"
)

// recoded is the schema from which on insets are coded as digests are.
const recoded = 16

// oldDetail is a detail as insets had it before that, a list of them in JSON.
type oldDetail struct {
	Kind       record.FactKind `json:"k"`
	Figure     *fact.Figure    `json:"f"`
	Quote      *fact.Quote     `json:"q"`
	Office     *fact.Office    `json:"o"`
	Gist       *record.Gist    `json:"g"`
	Who        []string        `json:"w"`
	Keys       []string        `json:"y"`
	Start, End int
}

// recodeInsets writes all insets as they are coded now. Nothing is read anew for
// that: on a record of 100,000 stories it takes half a minute.
func recodeInsets(ctx context.Context, t *tx) error {
	last := int64(-1)
	for {
		type row struct {
			version int64
			data    []byte
		}
		var rows []row
		err := t.all(ctx, "SELECT version, data FROM inset WHERE version>? ORDER BY version LIMIT 500", []any{last}, func(scan func(...any) error) error {
			var r row
			err := scan(&r.version, &r.data)
			rows = append(rows, r)
			return err
		})
		if err != nil || len(rows) == 0 {
			return err
		}
		for _, r := range rows {
			last = r.version
			data, err := t.s.recode(r.data)
			if err == nil {
				_, err = t.do(ctx, "UPDATE inset SET data=? WHERE version=?", data, r.version)
			}
			if err != nil {
				return err
			}
		}
	}
}

// recode returns an inset as it is coded now. One that is damaged is left as it
// is, for the doctor to find.
func (s *Store) recode(packed []byte) ([]byte, error) {
	var old []oldDetail
	data, err := s.pack.Unpack(packed)
	if err != nil || json.Unmarshal(data, &old) != nil {
		return packed, nil
	}
	all := make([]record.IndexedDetail, len(old))
	for i, d := range old {
		all[i].Detail = record.Detail{Kind: d.Kind, Figure: d.Figure, Quote: d.Quote, Office: d.Office, Gist: d.Gist, Who: d.Who, Keys: d.Keys, Start: d.Start, End: d.End}
	}
	return s.pack.Digest(insetOf(all)), nil
}
