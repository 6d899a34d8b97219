package source

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/datelinewire/dateline/intake"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/record"
)

// Bounds on a folder that is watched.
const (
	mostFiles  = 20_000
	folderMost = 15 * time.Second // between two looks
	// settled is how long a file must not have changed: it may still be
	// written.
	settled = 2 * time.Second
)

// file is one that is new or has changed.
type file struct{ path, key, state string }

// folder takes the files that are new or have changed since the last look.
func (v *visit) folder(ctx context.Context) {
	if v.src.Least == 0 {
		v.pace.least = 5 * time.Second
	}
	if v.src.Most == 0 {
		v.pace.most = folderMost
	}
	found, all, err := v.files()
	if err != nil {
		v.failed(err, nil)
		return
	}
	keys := make([]string, len(found))
	for i := range found {
		keys[i] = found[i].key
	}
	seen, err := v.seen(ctx, keys)
	if err != nil {
		v.failed(err, nil)
		return
	}
	v.more = !all
	for _, x := range found {
		old, known := seen[x.key]
		if known && old.Content == x.state {
			continue
		}
		if len(v.poll.Items) >= mostItems || ctx.Err() != nil {
			v.more = true
			break
		}
		v.file(ctx, x)
		v.poll.Items = append(v.poll.Items, record.PolledItem{Key: x.key, Content: x.state})
	}
	v.well()
}

// files lists the plain files below the folder, in the order of their names,
// but for those whose name begins with a dot and those that are being written.
func (v *visit) files() (out []file, all bool, err error) {
	all = true
	err = filepath.WalkDir(v.src.Address, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			if path == v.src.Address {
				return err
			}
			return nil // what is below it is not to be had now
		}
		if strings.HasPrefix(d.Name(), ".") && path != v.src.Address {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if !d.Type().IsRegular() {
			return nil
		}
		info, err := d.Info()
		if err != nil {
			return nil // it went away
		}
		if len(out) == mostFiles {
			all = false
			return fs.SkipAll
		}
		if v.now.Sub(info.ModTime()) < settled {
			all = false
			return nil
		}
		name, err := filepath.Rel(v.src.Address, path)
		if err != nil {
			name = path
		}
		out = append(out, file{path, record.ItemKey("file " + filepath.ToSlash(name)), fmt.Sprintf("%d %d", info.Size(), info.ModTime().UnixNano())})
		return nil
	})
	if err != nil {
		return nil, false, &fault.Error{Op: "look into folder", Kind: fault.KindOf(err), ID: v.src.Address, Err: fmt.Errorf("the folder cannot be looked into: %w", err)}
	}
	return out, all, nil
}

// file takes what one file holds. One that cannot be taken is a line in the
// log, with its beginning.
func (v *visit) file(ctx context.Context, x file) {
	name := filepath.Base(x.path)
	b, err := readFile(x.path, v.f.o.MaxFile)
	if err == nil {
		var got *intake.Batch
		got, err = v.f.apart(ctx, intake.Input{Bytes: b, Name: name, MaxBytes: v.f.o.MaxFile, Places: v.f.o.Places})
		if err == nil {
			err = v.held(ctx, x, got)
		}
	}
	if err != nil {
		v.say(true, b, "%s: %s", name, plainly(err))
	}
}

// held takes the stories of one file. Each is known by the file's name and its
// number in it, so that a file which changes makes versions.
func (v *visit) held(ctx context.Context, x file, b *intake.Batch) error {
	for i := range b.Refused {
		v.say(true, b.Refused[i].Bytes, "%s: %s: %s", filepath.Base(x.path), b.Refused[i].Name, b.Refused[i].Reason)
	}
	for i := range b.Stories {
		s := &b.Stories[i]
		v.name(s)
		if why := v.rules.against(s); why != "" {
			v.tell(s, why)
			continue
		}
		key := record.ItemKey(fmt.Sprint(x.key, " ", i))
		if s.Envelope.GUID != "" {
			key = record.ItemKey(s.Envelope.GUID)
		}
		it := record.PolledItem{Key: key, Content: s.ID}
		v.enter(&it, s, time.Time{}, false)
		v.tell(s, "")
		v.poll.Items = append(v.poll.Items, it)
	}
	return nil
}

func readFile(path string, most int) ([]byte, error) {
	if most <= 0 {
		most = intake.DefaultMaxBytes
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, int64(most)+1))
	if err == nil && len(b) == 0 {
		err = errors.New("it is empty")
	}
	return b, err
}
