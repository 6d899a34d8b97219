package source

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/datelinewire/dateline/intake"
	"github.com/datelinewire/dateline/intake/archive"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/news"
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
type file struct {
	path, key, state string
	size             int64
}

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
		v.poll.Items = append(v.poll.Items, record.PolledItem{Key: x.key, Content: v.file(ctx, x, old.Content)})
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
		out = append(out, file{path, record.ItemKey("file " + filepath.ToSlash(name)), fmt.Sprintf("%d %d", info.Size(), info.ModTime().UnixNano()), info.Size()})
		return nil
	})
	if err != nil {
		return nil, false, &fault.Error{Op: "look into folder", Kind: fault.KindOf(err), ID: v.src.Address, Err: fmt.Errorf("the folder cannot be looked into: %w", err)}
	}
	return out, all, nil
}

// errFull is a poll that brings as much as one may: the rest of a file comes with
// the next.
var errFull = errors.New("the poll is full")

// file takes what one file holds, be it an archive, and returns what is noted of
// it: its state, and where it was not taken whole the part to go on from, which
// was noted so before.
func (v *visit) file(ctx context.Context, x file, before string) string {
	next := 0
	if at, ok := strings.CutPrefix(before, x.state+partMark); ok {
		next, _ = strconv.Atoi(at) // from the beginning where it is no number
	}
	name := filepath.Base(x.path)
	f, err := os.Open(x.path)
	if err != nil {
		v.say(true, nil, "%s: it cannot be opened: %v", name, err)
		return x.state
	}
	defer f.Close()
	err = archive.Walk(ctx, archive.File{Name: name, Bytes: f, Size: x.size}, archive.Options{MaxBytes: v.f.o.MaxFile, From: next}, func(p *archive.Part) error {
		if len(v.poll.Items) >= mostItems {
			return errFull
		}
		if err := v.part(ctx, x, p); err != nil {
			return err
		}
		next = p.N + 1
		return nil
	})
	if err != nil {
		v.more = true
		return x.state + partMark + strconv.Itoa(next)
	}
	return x.state
}

// partMark stands between a file's state and the number of the part that comes
// next.
const partMark = " part "

// part takes a part of a file. What cannot be taken is a line in the log, with its
// beginning.
func (v *visit) part(ctx context.Context, x file, p *archive.Part) error {
	switch {
	case p.Refused != "":
		v.say(true, p.Bytes, "%s: %s", p.Name, p.Refused)
		return nil
	case p.Passed != "":
		if p.In == "" {
			v.say(true, nil, "%s: %s", p.Name, p.Passed)
		}
		return nil
	}
	release, err := v.f.room(ctx)
	if err != nil {
		return err
	}
	_, b, err := takePart(p, intake.Input{MaxBytes: v.f.o.MaxFile, Places: v.f.o.Places})
	release()
	if err != nil {
		v.say(true, p.Bytes, "%s: %s", p.Name, plainly(err))
		return nil
	}
	v.held(x, p, b)
	return nil
}

// held takes the stories and plans of one part. A story is known by its source's
// name for it, else by the names of file and part and its number there, so that a
// file which changes makes versions.
func (v *visit) held(x file, p *archive.Part, b *intake.Batch) {
	for i := range b.Refused {
		v.say(true, b.Refused[i].Bytes, "%s: %s: %s", p.Name, b.Refused[i].Name, b.Refused[i].Reason)
	}
	v.plans(p.Name, b.Plans)
	for i := range b.Stories {
		s := &b.Stories[i]
		v.name(s)
		if why := v.rules.against(s); why != "" {
			v.tell(s, why)
			continue
		}
		name := fmt.Sprint(x.key, " ", i)
		switch {
		case s.Envelope.GUID != "":
			name = s.Envelope.GUID
		case p.In != "":
			name = fmt.Sprint(x.key, " ", p.Name, " ", i)
		}
		it := record.PolledItem{Key: record.ItemKey(name), Content: s.ID}
		v.enter(&it, s, time.Time{}, false)
		v.tell(s, "")
		v.poll.Items = append(v.poll.Items, it)
	}
}

// plans has the plans stored that can be, and says of the others why not.
func (v *visit) plans(of string, plans []news.Plan) {
	for i := range plans {
		p := plans[i]
		if v.src.Name != "" {
			p.Source = v.src.Name
		}
		if p.Source == "" {
			p.Source = Title(&v.src.SourceSettings)
		}
		if err := record.CheckPlan(&p); err != nil {
			v.say(true, nil, "%s: the plan %q: %s", of, p.Title, plainly(err))
			continue
		}
		v.poll.Plans = append(v.poll.Plans, p)
	}
}
