package sqlite

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/zeebo/xxh3"
)

// SQLite ends a -wal file at the first frame whose checksum does not fit, and
// what was committed after it is gone without a word. So each transaction
// counts itself, and after it has been acknowledged by the disk its number is
// written into a file beside the store. The file may lag behind; it is never
// ahead unless commits were lost, or an older copy was put in place.
const tallySuffix = "-tally"

// counted writes the number of the commit that has just been made. Without
// the file no loss would be noticed, but nothing is lost by that: the write
// itself is done, so an error is left for Check to find.
func (s *Store) counted(commits int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.tally == nil && !s.closed {
		f, err := os.OpenFile(s.path+tallySuffix, os.O_RDWR|os.O_CREATE, fileMode)
		if err != nil {
			return
		}
		s.tally = f
	}
	if s.tally != nil {
		s.tally.WriteAt([]byte(tallyLine(commits)), 0)
	}
}

func tallyLine(commits int64) string {
	n := fmt.Sprintf("%020d", commits)
	return fmt.Sprintf("%s %016x\n", n, xxh3.HashString(n))
}

// tallied returns the number of the last commit that was acknowledged, 0 where
// the file is not there or not whole.
func (s *Store) tallied() int64 {
	b, err := os.ReadFile(s.path + tallySuffix)
	var n int64
	if err != nil {
		return 0
	}
	if _, err := fmt.Sscanf(string(b), "%d", &n); err != nil || tallyLine(n) != string(b) {
		return 0
	}
	return n
}

// lost compares the number of commits with the last acknowledged one, and
// writes a loss into the record, where Check finds it until it is repaired.
func (s *Store) lost(ctx context.Context) error {
	const op = "open store"
	told := s.tallied() // first: what others commit meanwhile is not lost
	var commits int64
	if err := s.w.QueryRowContext(ctx, "SELECT commits FROM tally").Scan(&commits); err != nil {
		return s.fail(op, s.path, err)
	}
	if told <= commits {
		return nil
	}
	why := fmt.Sprintf("%d commits are missing: the last one acknowledged was number %d, the last one here is %d. "+
		"The -wal file was damaged or taken away, or an older copy of the file was put in place. What came in last may have to be taken in again", told-commits, told, commits)
	s.notes = append(s.notes, why)
	return s.write(ctx, op, s.path, func(t *tx) error {
		_, err := t.do(ctx, "INSERT INTO aside (at, story, headline, why, data) VALUES (?,'','',?,'')", s.now().UnixMicro(), why)
		return errors.Join(err, t.count(ctx, told))
	})
}

// problems of a line each are cut where SQLite says several in one.
func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}
