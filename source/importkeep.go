package source

import (
	"context"
	"fmt"
	"path"
	"time"

	"github.com/datelinewire/dateline/intake"
	"github.com/datelinewire/dateline/intake/archive"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
)

// taken is what came of a part.
type taken struct {
	job
	format intake.Format
	batch  *intake.Batch
	err    error
}

// take takes a part apart. Nothing that comes in ends the program.
func (m *importer) take(_ context.Context, j job) (t taken) {
	t.job = j
	if j.part == nil || j.part.Passed != "" || j.part.Refused != "" {
		return t
	}
	defer func() {
		if r := recover(); r != nil {
			t.batch, t.err = nil, fmt.Errorf("the program failed over it: %v", r)
		}
	}()
	p := j.part
	t.format, t.batch, t.err = takePart(p, intake.Input{Day: m.o.Day, Source: m.o.Source, MaxBytes: m.o.MaxFile, Places: m.o.Places})
	return t
}

// takePart takes in a part of a file; in says what else is known.
func takePart(p *archive.Part, in intake.Input) (intake.Format, *intake.Batch, error) {
	in.Bytes, in.ContentType, in.URL, in.Fetched, in.Name = p.Bytes, p.ContentType, p.URL, p.Fetched, path.Base(p.Name)
	if in.Format = intake.Detect(in); p.In == "mbox" {
		in.Format = intake.Mail
	}
	b, err := intake.Take(in)
	if b != nil {
		for i := range b.Stories {
			b.Stories[i].Trouble = append(b.Stories[i].Trouble, p.Trouble...)
		}
	}
	return in.Format, b, err
}

// keep puts what came of a part beside what waits to be stored.
func (m *importer) keep(ctx context.Context, t taken) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.failed != nil {
		return m.failed
	}
	if m.at != t.file {
		m.report.Files++
		m.at, m.done = t.file, max(t.file.from, 0)
	}
	switch {
	case t.part == nil:
		m.end(t.file)
	default:
		m.part(&t)
		m.done = t.part.N + 1
	}
	if m.o.Tell != nil {
		m.o.Tell(m.report)
	}
	if len(m.pending.Items) >= mostTogether || m.bytes >= bytesTogether {
		return m.flushLocked(ctx)
	}
	return nil
}

// end notes that a file was taken whole.
func (m *importer) end(f *importFile) {
	m.at = nil
	switch {
	case f.from < 0:
		m.report.Before++
	case f.key != "":
		m.pending.Items = append(m.pending.Items, record.PolledItem{Key: f.key, Content: f.state + wholeMark})
	}
}

// part puts a part's stories and plans among what waits, and what is wrong with
// it into the log.
func (m *importer) part(t *taken) {
	m.report.Parts++
	p := t.part
	switch {
	case p.Passed != "":
		m.report.passed(p.Passed)
		return
	case p.Refused != "":
		m.refuse(p.Name, p.Refused, p.Bytes)
		return
	case t.err != nil:
		m.refuse(p.Name, plainly(t.err), p.Bytes)
		return
	}
	for _, r := range t.batch.Refused {
		name := p.Name
		if r.Name != "" {
			name += ": " + r.Name
		}
		m.refuse(name, r.Reason, r.Bytes)
	}
	for i := range t.batch.Stories {
		m.story(t, i)
	}
	for i := range t.batch.Plans {
		if err := record.CheckPlan(&t.batch.Plans[i]); err != nil {
			m.refuse(p.Name, "a plan: "+plainly(err), nil)
			continue
		}
		m.report.Plans++
		m.pending.Plans = append(m.pending.Plans, t.batch.Plans[i])
	}
	m.report.format(string(t.format), p.In, len(t.batch.Stories), len(t.batch.Plans))
}

func (m *importer) story(t *taken, i int) {
	s := &t.batch.Stories[i]
	if most := m.o.MaxStory; most > 0 && len(s.Text) > most {
		m.refuse(t.part.Name, fmt.Sprintf("a story of %d bytes; the limit is %d (setting limit.story)", len(s.Text), most), []byte(s.Text))
		return
	}
	name := fmt.Sprint(t.part.Name, " ", i)
	if s.Envelope.GUID != "" {
		name = s.Source + "\x00" + s.Envelope.GUID
	}
	m.report.Stories++
	e := record.Entry{Story: *s}
	e.Story.ID = ""
	listedBy(&e, t)
	m.bytes += len(s.Text)
	m.pending.Items = append(m.pending.Items, record.PolledItem{Key: record.ItemKey(name), Content: news.IDOf(s.Source, s.Text), Entry: e})
}

// listedBy lists a story without a date by when it was archived, or when its file
// was last changed: it is no news of today.
func listedBy(e *record.Entry, t *taken) {
	if !e.Story.Issued.IsZero() || !e.Story.Day().IsZero() {
		return
	}
	at, how := t.part.Fetched, "when it was archived"
	if at.IsZero() {
		at, how = t.file.changed, "when its file was last changed"
	}
	if !at.IsZero() {
		e.Version.Listed = at
		e.Story.Trouble = append(e.Story.Trouble, "it has no date that can be read: it is listed by "+how)
	}
}

// refuse puts a part that is not taken into the report and the log.
func (m *importer) refuse(name, why string, kept []byte) {
	m.report.refused(name, why)
	m.bytes += min(len(kept), record.MaxKept)
	m.pending.Log = append(m.pending.Log, record.LogLine{At: m.o.Now(), Failed: true, Text: name + ": " + why, Bytes: append([]byte{}, kept[:min(len(kept), record.MaxKept)]...)})
}

func (m *importer) flush(ctx context.Context) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.flushLocked(ctx)
}

// flushLocked stores what waits in one transaction, and with it how far the file
// was taken that is under way.
func (m *importer) flushLocked(ctx context.Context) error {
	p := m.pending
	if m.at != nil && m.at.key != "" {
		p.Items = append(p.Items, record.PolledItem{Key: m.at.key, Content: fmt.Sprintf("%s part %d", m.at.state, m.done)})
	}
	if len(p.Items)+len(p.Plans)+len(p.Log) == 0 {
		return nil
	}
	st := &m.src.State
	now := m.o.Now().UTC().Truncate(time.Second)
	st.Polled, st.Well, st.Changed = now, now, now
	if st.Error = ""; m.report.NRefused > 0 {
		st.Error = fmt.Sprintf("of the last import %d parts were refused: each is told below, with its bytes", m.report.NRefused)
	}
	p.SourceID, p.State, p.KeepLog = ImportID, *st, importLog
	added, err := m.o.Store.PutPolls(ctx, p)
	for try := 0; try < mostRetries && fault.KindOf(err) == fault.Temporary; try++ {
		select {
		case <-ctx.Done():
			return err
		case <-time.After(time.Second):
			added, err = m.o.Store.PutPolls(ctx, p)
		}
	}
	if err != nil {
		return err
	}
	st.Items += added[0]
	m.report.New += added[0]
	m.pending, m.bytes = record.Poll{}, 0
	return nil
}
