package name

import "github.com/datelinewire/dateline/text"

//go:generate go run ../../eval/namelabels -raw ../../../shared/data/raw/news.txt.gz,../../../shared/data/treebanks/gum-train.conllu,../../../shared/data/treebanks/ewt-train.conllu -out label/clusters.bin
//go:generate go run ../../eval/namelabels -out label/weights.bin ../../../shared/data/ner/ewt-train.iob2

// Label sets the labels of names on the tokens of a tagged Document by the
// learned recogniser alone.
func (r *Reader) Label(d *text.Document) {
	s := newBare(r, d)
	s.roles()
	r.model.Apply(d, s.hints(), &s.room)
	d.Has |= text.Labels
}
