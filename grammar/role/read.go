package role

import (
	"sync"

	"github.com/datelinewire/dateline/grammar/role/feature"
	"github.com/datelinewire/dateline/grammar/role/roleset"
	"github.com/datelinewire/dateline/lang"
	"github.com/datelinewire/dateline/lang/en"
	"github.com/datelinewire/dateline/text"
)

// Reader finds predicates and their arguments. Its methods may be used by many
// goroutines at once.
type Reader struct {
	inventory       *roleset.Inventory
	spot, arguments *runner
	odds            *odds
	topics          *lang.Set
	pool            sync.Pool
}

// Load returns the reader with the weights that the program carries.
func Load() (*Reader, error) { return New(embedded) }

// New returns a reader with the weights of a file, as File.Encode writes it.
func New(file string) (*Reader, error) {
	f, err := Decode(file)
	if err != nil {
		return nil, err
	}
	r := &Reader{odds: newOdds(), spot: newRunner(&f.Spot), arguments: newRunner(&f.Arguments)}
	if r.inventory, err = roleset.Parse(f.Rolesets); err != nil {
		return nil, err
	}
	words, err := en.Load()
	if err != nil {
		return nil, err
	}
	ask := words.Ask()
	if r.topics = ask.Set("topic-preposition"); ask.Err() != nil {
		return nil, ask.Err()
	}
	clusters := feature.NewClusters(f.Words, f.Groups)
	r.pool.New = func() any { return &scratch{view: feature.View{Clusters: clusters}} }
	return r, nil
}

// batch is the number of places that go through a network together.
const batch = 256

// scratch is the room that one goroutine needs for a document.
type scratch struct {
	view  feature.View
	keys  []feature.Key
	sums  []int16
	cands []feature.Candidate
	ends  []int
	room  room
	best  decoder
}

// Read finds the predicates of d, which must have tags, lemmas and trees.
func (r *Reader) Read(d *text.Document) *Roles {
	s := r.pool.Get().(*scratch)
	defer r.pool.Put(s)
	s.view.Load(d)
	out := &Roles{}
	for k := 0; k < len(d.Sentences); {
		s.room.reset()
		first := k
		for ; k < len(d.Sentences) && (k == first || s.room.n < batch); k++ {
			r.spotSentence(d, s, k)
		}
		r.spot.run(&s.room)
		at := 0
		for ; first < k; first++ {
			at = r.found(d, s, out, first, at)
		}
	}
	r.argue(d, s, out.Predicates)
	return out
}

// Inventory returns the rolesets that senses are taken from.
func (r *Reader) Inventory() *roleset.Inventory { return r.inventory }

// Fill finds the arguments of predicates that are known with their senses, in
// the order of the text. It sets Args of each.
func (r *Reader) Fill(d *text.Document, all []Predicate) *Roles {
	s := r.pool.Get().(*scratch)
	defer r.pool.Put(s)
	s.view.Load(d)
	r.argue(d, s, all)
	return &Roles{all}
}

// spotSentence puts the tokens of a sentence into the room.
func (r *Reader) spotSentence(d *text.Document, s *scratch, k int) {
	for i := d.Sentences[k].First; i < d.Sentences[k].Last; i++ {
		s.keys = s.view.Spot(s.keys[:0], int(i), Known(r.inventory.Of(d.Tokens[i].Lemma)))
		r.spot.add(s.room.place(r.spot), s.keys)
	}
	if d.Sentences[k].First < d.Sentences[k].Last {
		s.room.end()
	}
}

// Known returns which classes a lemma's rolesets are of, as features want it.
func Known(all []roleset.Choice) uint32 {
	known := uint32(0)
	for i := range all {
		known |= uint32(all[i].Class)
		if all[i].Seen > 0 {
			known |= uint32(all[i].Class) << 4
		}
	}
	return known
}

// found appends the predicates of a sentence whose scores begin at place at,
// and returns where the next one's do.
func (r *Reader) found(d *text.Document, s *scratch, out *Roles, k, at int) int {
	for i := d.Sentences[k].First; i < d.Sentences[k].Last; i++ {
		row := s.room.scores[at*Columns : (at+1)*Columns]
		at++
		if sense := r.sense(d, int(i), s.view.Class(int(i)), row); sense != nil {
			out.Predicates = append(out.Predicates, Predicate{Token: i, Sense: sense, P: 100 - r.odds.share(row[:roleset.LightNumber+1], 0)})
		}
	}
	return at
}

// argue finds the arguments of all predicates.
func (r *Reader) argue(d *text.Document, s *scratch, all []Predicate) {
	for len(all) > 0 {
		s.room.reset()
		s.cands, s.ends = s.cands[:0], s.ends[:0]
		k := 0
		for ; k < len(all) && s.room.n < batch; k++ {
			from := len(s.cands)
			if !all[k].Sense.Auxiliary {
				s.cands = s.view.Candidates(s.cands, int(all[k].Token))
				r.weigh(s, &all[k], s.cands[from:])
				s.room.end()
			}
			s.ends = append(s.ends, len(s.cands))
		}
		r.arguments.run(&s.room)
		from := 0
		for i := range all[:k] {
			to := s.ends[i]
			scores := s.room.scores[from*Columns : to*Columns]
			for n, l := range s.best.decode(s.cands[from:to], scores, all[i].Token) {
				if l != None {
					p := r.odds.share(scores[n*Columns:n*Columns+int(LabelCount)], int(l))
					all[i].Args = append(all[i].Args, Argument{s.cands[from+n].Token, l, p})
				}
			}
			from = to
		}
		all = all[k:]
	}
}

// weigh puts the candidates of a predicate into the room.
func (r *Reader) weigh(s *scratch, p *Predicate, cands []feature.Candidate) {
	e := r.arguments.encoder.Embed
	s.sums = grow(s.sums, e)
	clear(s.sums[:e])
	s.keys = s.view.Predicate(s.keys[:0], int(p.Token), p.Sense)
	r.arguments.add(s.sums[:e], s.keys)
	for _, c := range cands {
		row := s.room.place(r.arguments)
		copy(row, s.sums[:e])
		s.keys = s.view.Argument(s.keys[:0], int(p.Token), c, p.Sense)
		r.arguments.add(row, s.keys)
	}
}
