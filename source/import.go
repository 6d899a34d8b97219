package source

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/intake/archive"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
)

// ImportID is the id of the source whose items are what was imported.
const ImportID = "import"

// Bounds on what an import stores in one transaction, and on how long what was
// taken waits for it.
const (
	mostTogether  = 200
	bytesTogether = 4 << 20
	longestWait   = 2 * time.Second
	// mostRetries is how often it is tried again, a second later, while another
	// program writes.
	mostRetries = 10
	// importLog is how many lines of its log are kept: each part that was
	// refused is one.
	importLog = 2000
)

// ImportOptions are what an import is made from. Store must be given.
type ImportOptions struct {
	Store  record.Store
	Places news.Places
	// MaxFile is the most bytes of one part, MaxStory the most of one story's
	// text; the defaults of package intake.
	MaxFile, MaxStory int
	Day               calendar.Day       // of publication where a part does not say
	Source            string             // for stories that do not say who sent them
	Again             bool               // take files again that were taken before
	Jobs              int                // parts taken apart at a time; 0: one a core
	Tell              func(ImportReport) // called now and again with how far it is; may be nil
	Now               func() time.Time
}

// Import takes the files that are named, and all below the folders that are,
// of any format, archives among them. What was taken is on record, and where it
// was taken up to, whenever the program ends: the same import goes on from there.
// It fails where the record cannot be written or the context ends; what is wrong
// with a file is in the report and in the log of the source ImportID.
func Import(ctx context.Context, o ImportOptions, paths ...string) (ImportReport, error) {
	m, err := newImporter(ctx, o)
	if err != nil {
		return ImportReport{}, err
	}
	return m.run(ctx, func(yield func(job) bool) {
		for e := range archive.Tree(paths...) {
			if !m.file(ctx, e, yield) {
				return
			}
		}
	})
}

// ImportStream takes what comes in from elsewhere, as Import takes a file: an
// mbox, a web archive, lines of JSON, a story. Where it was broken off nothing
// says where to go on; what is on record already is not taken twice.
func ImportStream(ctx context.Context, o ImportOptions, name string, r io.Reader) (ImportReport, error) {
	m, err := newImporter(ctx, o)
	if err != nil {
		return ImportReport{}, err
	}
	return m.run(ctx, func(yield func(job) bool) {
		f := &importFile{name: name}
		err := archive.Stream(ctx, name, r, archive.Options{MaxBytes: o.MaxFile}, f.visit(yield))
		m.walked(f, err, yield)
	})
}

// importer is one import under way.
type importer struct {
	o   ImportOptions
	src record.Source

	mu      sync.Mutex
	pending record.Poll
	bytes   int         // of what is pending
	at      *importFile // whose parts are taken now
	done    int         // parts of it
	report  ImportReport
	failed  error // of the record
}

// importFile is a file whose parts are taken.
type importFile struct {
	name, key string // key is empty where nobody comes back to it
	state     string // tells this state of the file from another
	changed   time.Time
	from      int // the number of the first part that was not taken before
}

// job is a part to be taken, or the end of a file.
type job struct {
	file *importFile
	part *archive.Part
}

func newImporter(ctx context.Context, o ImportOptions) (*importer, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Jobs <= 0 {
		o.Jobs = runtime.GOMAXPROCS(0)
	}
	m := &importer{o: o}
	var err error
	m.src, err = own(ctx, o.Store, record.SourceSettings{ID: ImportID, Name: "Imported files", Address: "import:", Kind: record.ImportSource}, o.Now())
	return m, err
}

// own returns a source that nobody asks, and adds it where it is not there.
func own(ctx context.Context, store record.Store, s record.SourceSettings, now time.Time) (record.Source, error) {
	src, err := store.Source(ctx, s.ID)
	if fault.KindOf(err) != fault.NotFound {
		return src, err
	}
	s.Added = now.UTC()
	if err := store.PutSource(ctx, s); err != nil && fault.KindOf(err) != fault.Conflict {
		return record.Source{}, err
	}
	return store.Source(ctx, s.ID)
}

// run takes the parts, several at a time, and stores what came of them in their
// order.
func (m *importer) run(ctx context.Context, jobs func(yield func(job) bool)) (ImportReport, error) {
	stop := m.flushNowAndAgain(ctx)
	err := line.Ordered(ctx, m.o.Jobs, jobs, m.take, func(t taken) error { return m.keep(ctx, t) })
	stop()
	if err == nil {
		err = m.failed
	}
	err = errors.Join(err, m.flush(context.WithoutCancel(ctx)))
	m.report.close()
	return m.report, err
}

// flushNowAndAgain stores what waits, also where nothing more comes for a while.
// It returns what ends that.
func (m *importer) flushNowAndAgain(ctx context.Context) func() {
	ctx, cancel := context.WithCancel(ctx)
	var wg sync.WaitGroup
	wg.Go(func() {
		for {
			select {
			case <-ctx.Done():
				return
			case <-time.After(longestWait):
				m.mu.Lock()
				if err := m.flushLocked(context.WithoutCancel(ctx)); err != nil {
					m.failed = errors.Join(m.failed, err)
				}
				m.mu.Unlock()
			}
		}
	})
	return func() { cancel(); wg.Wait() }
}

// file yields the parts of a file, and reports whether to go on.
func (m *importer) file(ctx context.Context, e archive.Entry, yield func(job) bool) bool {
	f := &importFile{name: e.Path, changed: e.Changed}
	if e.Passed != "" || e.Refused != "" {
		return yield(job{f, &archive.Part{Name: e.Path, Passed: e.Passed, Refused: e.Refused}})
	}
	path, err := filepath.Abs(e.Path)
	if err != nil {
		path = e.Path
	}
	f.key, f.state = record.ItemKey("import "+path), fmt.Sprintf("%d %d", e.Size, e.Changed.UnixNano())
	whole, err := m.resume(ctx, f)
	switch {
	case err != nil:
		m.walked(f, err, yield)
		return false
	case whole:
		return yield(job{file: f})
	}
	r, err := os.Open(e.Path)
	if err != nil {
		f.key = "" // it is tried again
		return yield(job{f, &archive.Part{Name: e.Path, Refused: fmt.Sprintf("it cannot be opened: %v", err)}})
	}
	defer r.Close()
	err = archive.Walk(ctx, archive.File{Name: e.Path, Bytes: r, Size: e.Size}, archive.Options{MaxBytes: m.o.MaxFile, From: f.from}, f.visit(yield))
	return m.walked(f, err, yield)
}

// resume looks up how far a file was taken, and reports whether that is all of
// it.
func (m *importer) resume(ctx context.Context, f *importFile) (whole bool, err error) {
	if m.o.Again {
		return false, nil
	}
	seen, err := m.o.Store.Seen(ctx, ImportID, f.key)
	if err != nil {
		return false, err
	}
	was := seen[f.key].Content
	if was == f.state+wholeMark {
		f.from = -1
		return true, nil
	}
	var size, at int64
	var from int
	if n, _ := fmt.Sscanf(was, "%d %d part %d", &size, &at, &from); n == 3 && fmt.Sprintf("%d %d", size, at) == f.state {
		f.from = from
	}
	return false, nil
}

// wholeMark is behind the state of a file that was taken whole.
const wholeMark = " whole"

// errLeft is a walk that is left because nobody takes its parts any more.
var errLeft = errors.New("left")

func (f *importFile) visit(yield func(job) bool) func(*archive.Part) error {
	return func(p *archive.Part) error {
		if !yield(job{f, p}) {
			return errLeft
		}
		return nil
	}
}

// walked yields the end of a file, and reports whether to go on.
func (m *importer) walked(f *importFile, err error, yield func(job) bool) bool {
	if err == nil {
		return yield(job{file: f})
	}
	if !errors.Is(err, errLeft) && !errors.Is(err, context.Canceled) {
		m.mu.Lock()
		m.failed = errors.Join(m.failed, err)
		m.mu.Unlock()
	}
	return false
}
