package text

// Pos is a universal part-of-speech tag (UPOS of Universal Dependencies v2).
type Pos uint8

// The universal parts of speech.
const (
	NoPos Pos = iota
	ADJ
	ADP
	ADV
	AUX
	CCONJ
	DET
	INTJ
	NOUN
	NUM
	PART
	PRON
	PROPN
	PUNCT
	SCONJ
	SYM
	VERB
	X
	PosCount
)

// Grammar: a tag set, in the order of its constants.
var posNames = [PosCount]string{"_", "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"}

// String returns the tag as CoNLL-U writes it.
func (p Pos) String() string { return posNames[p] }

// Tag is a Penn Treebank tag as the English UD treebanks use it (XPOS).
type Tag uint8

// The Penn tags.
const (
	NoTag Tag = iota
	TagCC
	TagCD
	TagDT
	TagEX
	TagFW
	TagIN
	TagJJ
	TagJJR
	TagJJS
	TagLS
	TagMD
	TagNN
	TagNNS
	TagNNP
	TagNNPS
	TagPDT
	TagPOS
	TagPRP
	TagPRPS // PRP$
	TagRB
	TagRBR
	TagRBS
	TagRP
	TagSYM
	TagTO
	TagUH
	TagVB
	TagVBD
	TagVBG
	TagVBN
	TagVBP
	TagVBZ
	TagWDT
	TagWP
	TagWPS // WP$
	TagWRB
	TagADD
	TagAFX
	TagGW
	TagHYPH
	TagNFP
	TagXX
	TagLRB   // -LRB-
	TagRRB   // -RRB-
	TagOpen  // ``
	TagClose // ''
	TagComma
	TagStop
	TagColon
	TagDollar
	TagHash
	TagCount
)

// Grammar: a tag set, in the order of its constants.
var tagNames = [TagCount]string{"_", "CC", "CD", "DT", "EX", "FW", "IN", "JJ", "JJR", "JJS", "LS", "MD", "NN", "NNS", "NNP", "NNPS", "PDT", "POS", "PRP", "PRP$", "RB", "RBR", "RBS", "RP", "SYM", "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "WDT", "WP", "WP$", "WRB", "ADD", "AFX", "GW", "HYPH", "NFP", "XX", "-LRB-", "-RRB-", "``", "''", ",", ".", ":", "$", "#"}

// String returns the tag as CoNLL-U writes it.
func (t Tag) String() string { return tagNames[t] }

// Ent is the name recogniser's label: which kind of name, and whether the
// token begins it.
type Ent uint8

// The labels.
const (
	Outside Ent = iota
	BeginPerson
	InPerson
	BeginPlace
	InPlace
	BeginOrganization
	InOrganization
	EntCount
)

// Grammar: a tag set, in the order of its constants.
var entNames = [EntCount]string{"O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG"}

// String returns the label in IOB2 notation.
func (e Ent) String() string { return entNames[e] }

// Feats are the morphological features that readers of the tree ask for.
type Feats uint16

// The features.
const (
	Past Feats = 1 << iota // Tense=Past
	Pres                   // Tense=Pres
	Finite
	Infinitive
	Participle
	Gerund
	Passive // Voice=Pass
	Plural
	Singular
	ThirdPerson
	FirstPerson
	SecondPerson
	Possessive // Poss=Yes
	Comparative
	Superlative
	Imperative
)

// Dep is a universal dependency relation with its English subtype.
type Dep uint8

// The relations of the English UD treebanks.
const (
	NoDep Dep = iota
	DepRoot
	DepAcl
	DepAclRelcl
	DepAdvcl
	DepAdvclRelcl
	DepAdvmod
	DepAmod
	DepAppos
	DepAux
	DepAuxPass
	DepCase
	DepCc
	DepCcPreconj
	DepCcomp
	DepCompound
	DepCompoundPrt
	DepConj
	DepCop
	DepCsubj
	DepCsubjOuter
	DepCsubjPass
	DepDep
	DepDet
	DepDetPredet
	DepDiscourse
	DepDislocated
	DepExpl
	DepFixed
	DepFlat
	DepGoeswith
	DepIobj
	DepList
	DepMark
	DepNmod
	DepNmodDesc
	DepNmodPoss
	DepNmodUnmarked
	DepNsubj
	DepNsubjOuter
	DepNsubjPass
	DepNummod
	DepObj
	DepObl
	DepOblAgent
	DepOblUnmarked
	DepOrphan
	DepParataxis
	DepPunct
	DepReparandum
	DepVocative
	DepXcomp
	DepCount
)

// Grammar: a tag set, in the order of its constants.
var depNames = [DepCount]string{"_", "root", "acl", "acl:relcl", "advcl", "advcl:relcl", "advmod", "amod", "appos", "aux", "aux:pass", "case", "cc", "cc:preconj", "ccomp", "compound", "compound:prt", "conj", "cop", "csubj", "csubj:outer", "csubj:pass", "dep", "det", "det:predet", "discourse", "dislocated", "expl", "fixed", "flat", "goeswith", "iobj", "list", "mark", "nmod", "nmod:desc", "nmod:poss", "nmod:unmarked", "nsubj", "nsubj:outer", "nsubj:pass", "nummod", "obj", "obl", "obl:agent", "obl:unmarked", "orphan", "parataxis", "punct", "reparandum", "vocative", "xcomp"}

// String returns the relation as CoNLL-U writes it.
func (d Dep) String() string { return depNames[d] }

// ParsePos, ParseTag, ParseDep and ParseEnt give the value with that name;
// false where there is none.
func ParsePos(s string) (Pos, bool) { return find[Pos](posNames[:], s) }

// ParseTag is to Tag what ParsePos is to Pos.
func ParseTag(s string) (Tag, bool) { return find[Tag](tagNames[:], s) }

// ParseDep is to Dep what ParsePos is to Pos.
func ParseDep(s string) (Dep, bool) { return find[Dep](depNames[:], s) }

// ParseEnt is to Ent what ParsePos is to Pos.
func ParseEnt(s string) (Ent, bool) { return find[Ent](entNames[:], s) }

func find[T ~uint8](names []string, s string) (T, bool) {
	for i, n := range names {
		if n == s {
			return T(i), true
		}
	}
	return 0, false
}
