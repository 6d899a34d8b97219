package service

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
)

// Verdict is what a person says of a fact of a story's newest reading.
type Verdict struct {
	Fact    string // its id in the reading that was looked at
	Against string // names that reading: see Against; "": whichever stands
	Action  record.Action
	Fill    map[record.Slot]string // for Correct: what people typed, by slot; what is not there stays
	By      string
	Note    string
}

// Against names the reading that a verdict is made against: another reading of
// the same words may call another fact by the same name.
func Against(r *fact.Reading) string { return r.Story.ID + " " + r.Reader }

func judgeFail(id string, kind fault.Kind, format string, a ...any) error {
	return &fault.Error{Op: "judge fact", Kind: kind, ID: id, Err: fmt.Errorf(format, a...)}
}

// Judge keeps a verdict: Accept, Reject or Correct. It fails with Conflict
// where the story was changed or read again since it was looked at, or was
// killed; with NotFound where the reading has no such fact; with Invalid where
// a slot is filled with what it cannot hold, or nothing is said otherwise.
func (s *Service) Judge(ctx context.Context, id string, v Verdict) (record.Judgement, error) {
	e, r, err := s.judged(ctx, id, v.Against)
	if err != nil {
		return record.Judgement{}, err
	}
	j := record.Judgement{
		StoryID: e.Version.StoryID, ContentID: e.Story.ID, FactID: v.Fact,
		Action: v.Action, By: someone(v.By), Note: v.Note, At: s.now(),
	}
	if !record.NameFact(&j, r) {
		return j, judgeFail(v.Fact, fault.NotFound, "the newest reading has no such fact: `dateline story %s --facts` lists those that it has", e.Version.StoryID)
	}
	switch v.Action {
	case record.Accept, record.Reject:
	case record.Correct:
		if err := s.fill(r, &j, v.Fill); err != nil {
			return j, err
		}
		if len(j.Claim.Set) == 0 {
			return j, judgeFail(v.Fact, fault.Invalid, "nothing is said otherwise than it stands: change a slot, or accept it")
		}
	default:
		return j, judgeFail(v.Fact, fault.Invalid, "the answer must be accept, reject or correct")
	}
	defer s.changed()
	return j, s.store.Judge(ctx, j)
}

// judged returns the newest version of a story with its reading as people
// judged it, for a person to judge.
func (s *Service) judged(ctx context.Context, id, against string) (*record.Entry, *fact.Reading, error) {
	e, err := s.store.Story(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	if e.Version.Kind == news.Kill {
		return nil, nil, judgeFail(id, fault.Conflict, "the story was killed: its facts no longer count, whatever is said of them")
	}
	r, err := s.Reading(ctx, &e)
	if err != nil {
		return nil, nil, err
	}
	if r == nil {
		return nil, nil, judgeFail(id, fault.NotFound, "the story has not been read yet: wait until it is")
	}
	if against != "" && against != Against(r) {
		return nil, nil, judgeFail(id, fault.Conflict, "the story was changed or read again since its page was made, and the name may stand for another fact now")
	}
	return &e, r, nil
}

// Missed is a fact that a person adds to a story.
type Missed struct {
	Kind    record.FactKind
	Words   string // of the story, in one sentence
	Against string // as in Verdict
	Fill    map[record.Slot]string
	By      string
	Note    string
}

// AddFact keeps a fact that a reader missed. It fails with Conflict as Judge
// does, or where the reading has the fact; with Invalid where the words are
// none of the story's, or stand there twice, or a slot that the fact needs is
// empty or wrong.
func (s *Service) AddFact(ctx context.Context, id string, m Missed) (record.Judgement, error) {
	e, r, err := s.judged(ctx, id, m.Against)
	if err != nil {
		return record.Judgement{}, err
	}
	j := record.Judgement{
		StoryID: e.Version.StoryID, ContentID: e.Story.ID, Kind: m.Kind,
		Action: record.Add, By: someone(m.By), Note: m.Note, At: s.now(), Claim: &record.Claim{},
	}
	at, err := wordsIn(r, m.Words)
	if err != nil {
		return j, err
	}
	j.Words, j.Claim.At = r.Story.Text[at.Start:at.End], at.Start
	if err := s.fill(r, &j, m.Fill); err != nil {
		return j, err
	}
	if err := whole(&j); err != nil {
		return j, err
	}
	j.Type = j.Claim.Type
	after := record.Apply(r, []record.Judgement{j})
	if len(after.Events)+len(after.Pledges)+len(after.Quotes)+len(after.Figures) == len(r.Events)+len(r.Pledges)+len(r.Quotes)+len(r.Figures) {
		return j, judgeFail(id, fault.Conflict, "a %s of that kind is read from these words already: correct that one", m.Kind)
	}
	defer s.changed()
	if err := s.store.Judge(ctx, j); err != nil {
		return j, err
	}
	js, err := s.store.Judgements(ctx, j.StoryID)
	if err == nil && len(js) > 0 {
		j.ID = js[len(js)-1].ID
		j.FactID = record.AddedID(j.ID)
	}
	return j, err
}

// whole reports, as an error, a fact that lacks what makes it one.
func whole(j *record.Judgement) error {
	need := func(what string) error {
		return judgeFail(j.Words, fault.Invalid, "say %s", what)
	}
	switch c := j.Claim; {
	case record.SlotsOf(j.Kind) == nil:
		return judgeFail(string(j.Kind), fault.Invalid, "a fact that is added is one of event, pledge, quote, figure")
	case j.Kind == record.EventFact && c.Type == "":
		return need("what sort of event it is (type)")
	case j.Kind == record.PledgeFact && len(c.By) == 0:
		return need("who promises (actor)")
	case j.Kind == record.QuoteFact && len(c.By) == 0:
		return need("whose words they are (speaker)")
	case j.Kind == record.FigureFact && !slices.Contains(c.Set, record.SlotValue):
		return need("which number it is (value)")
	case j.Kind == record.EventFact && c.Status == "":
		c.Status = fact.Happened
	case j.Kind == record.PledgeFact && c.State == "":
		c.State = "open"
	}
	return nil
}

// wordsIn returns where words stand in a story, whatever breaks its lines.
func wordsIn(r *fact.Reading, words string) (fact.Span, error) {
	bad := func(why string) (fact.Span, error) {
		return fact.Span{}, judgeFail(words, fault.Invalid, "%s", why)
	}
	parts := strings.Fields(words)
	if len(parts) == 0 {
		return bad("say which words of the story it stands on")
	}
	for i := range parts {
		parts[i] = regexp.QuoteMeta(parts[i])
	}
	find, err := regexp.Compile(strings.Join(parts, `\s+`))
	if err != nil {
		return bad("these words cannot be looked for: take fewer")
	}
	found := find.FindAllStringIndex(r.Story.Text, 2)
	switch len(found) {
	case 0:
		return bad("the newest version of the story does not have these words: copy them from it")
	case 2:
		return bad("the story has these words more than once: take some more of them")
	}
	at := fact.Span{Start: found[0][0], End: found[0][1]}
	inside := func(x fact.Span) bool { return x.Start <= at.Start && at.End <= x.End }
	if len(r.Story.Sentences) > 0 && !slices.ContainsFunc(r.Story.Sentences, inside) {
		return bad("the words must stand in one sentence: take those of one")
	}
	return at, nil
}

// Looked is a fact as it stands, or an empty one, to be filled in.
type Looked struct {
	Story, Headline string
	Read            string // what a verdict is made against
	Kind            record.FactKind
	Fact            string // its id; "" for one that is to be added
	Words           string
	Around          string // the sentence
	Fields          []Field
	By              string // the rule or the person that it is from
}

// Look returns a fact of a story's newest reading with its slots, or where id
// is "" the empty slots of a fact of that kind. It fails as Judge does.
func (s *Service) Look(ctx context.Context, story, id string, kind record.FactKind) (*Looked, error) {
	e, r, err := s.judged(ctx, story, "")
	if err != nil {
		return nil, err
	}
	out := &Looked{Story: e.Version.StoryID, Headline: e.Story.Headline, Read: Against(r), Kind: kind, Fact: id}
	c := record.Claim{}
	if id != "" {
		var ev fact.Evidence
		var ok bool
		if c, out.Kind, ev, ok = record.ClaimOf(r, id); !ok {
			return nil, judgeFail(id, fault.NotFound, "the newest reading has no such fact: open the story again")
		}
		out.Words, out.By = r.Story.Text[ev.Start:ev.End], ev.By
		if all := r.Story.Sentences; ev.Sentence >= 0 && ev.Sentence < len(all) {
			out.Around = r.Story.Text[all[ev.Sentence].Start:all[ev.Sentence].End]
		}
	}
	if record.SlotsOf(out.Kind) == nil {
		return nil, &fault.Error{Op: "add fact", Kind: fault.Invalid, ID: string(kind), Err: errors.New("a fact that is added is one of event, pledge, quote, figure")}
	}
	w, err := s.theWorld()
	if err != nil {
		return nil, err
	}
	for _, slot := range record.SlotsOf(out.Kind) {
		out.Fields = append(out.Fields, fieldOf(slot, out.Kind, &c, w))
	}
	return out, nil
}

// Facts returns all facts of a story's newest reading that can be judged, as
// people judged them, in the order of their words.
func (s *Service) Facts(ctx context.Context, story string) ([]Looked, error) {
	e, r, err := s.judged(ctx, story, "")
	if err != nil {
		return nil, err
	}
	w, err := s.theWorld()
	if err != nil {
		return nil, err
	}
	var ids []string
	for i := range r.Events {
		ids = append(ids, r.Events[i].ID)
	}
	for i := range r.Pledges {
		ids = append(ids, r.Pledges[i].ID)
	}
	for i := range r.Quotes {
		ids = append(ids, r.Quotes[i].ID)
	}
	for i := range r.Figures {
		ids = append(ids, r.Figures[i].ID)
	}
	var out []Looked
	at := map[string]int{}
	for _, id := range ids {
		c, kind, ev, ok := record.ClaimOf(r, id)
		if !ok {
			continue
		}
		x := Looked{Story: e.Version.StoryID, Headline: e.Story.Headline, Read: Against(r), Kind: kind, Fact: id, Words: r.Story.Text[ev.Start:ev.End], By: ev.By}
		for _, slot := range record.SlotsOf(kind) {
			x.Fields = append(x.Fields, fieldOf(slot, kind, &c, w))
		}
		at[id] = ev.Start
		out = append(out, x)
	}
	slices.SortStableFunc(out, func(a, b Looked) int { return at[a.Fact] - at[b.Fact] })
	return out, nil
}
