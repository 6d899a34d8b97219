package role

// Label says what an argument is to its predicate, by PropBank: numbered
// roles, whose sense the roleset gives, and modifiers.
type Label uint8

// The labels. R- is a relative pronoun that stands for the argument, C- the
// further part of one that is split.
const (
	None Label = iota
	Arg0       // mostly the doer
	Arg1       // mostly what it is done to
	Arg2
	Arg3
	Arg4
	Arg5
	Adjectival // ARGM-ADJ: an adjective of a nominal predicate
	Adverbial
	Cause
	Companion
	Construction
	Direction
	Discourse
	Extent
	Goal
	LightVerb // ARGM-LVB: the light verb of a nominal predicate
	Place
	Manner
	Modal
	Negation
	Secondary // ARGM-PRD: secondary predication
	Nominal   // ARGM-PRR: the nominal predicate of a light verb
	Purpose
	Reciprocal
	Time
	RelArg0
	RelArg1
	RelArg2
	RelArg3
	RelAdverbial
	RelCause
	RelPlace
	RelManner
	RelTime
	MoreArg0
	MoreArg1
	MoreArg2
	MoreArg3
	MorePlace
	MoreConstruction
	LabelCount
)

// labelNames are PropBank's labels. Grammar: the weights number them.
var labelNames = [LabelCount]string{
	"_", "ARG0", "ARG1", "ARG2", "ARG3", "ARG4", "ARG5",
	"ARGM-ADJ", "ARGM-ADV", "ARGM-CAU", "ARGM-COM", "ARGM-CXN", "ARGM-DIR", "ARGM-DIS", "ARGM-EXT", "ARGM-GOL", "ARGM-LVB", "ARGM-LOC",
	"ARGM-MNR", "ARGM-MOD", "ARGM-NEG", "ARGM-PRD", "ARGM-PRR", "ARGM-PRP", "ARGM-REC", "ARGM-TMP",
	"R-ARG0", "R-ARG1", "R-ARG2", "R-ARG3", "R-ARGM-ADV", "R-ARGM-CAU", "R-ARGM-LOC", "R-ARGM-MNR", "R-ARGM-TMP",
	"C-ARG0", "C-ARG1", "C-ARG2", "C-ARG3", "C-ARGM-LOC", "C-ARGM-CXN",
}

// String returns the label as PropBank writes it.
func (l Label) String() string { return labelNames[l] }

// Core reports whether the label is one of the numbered roles, which a
// predicate has once at most.
func (l Label) Core() bool { return l >= Arg0 && l <= Arg5 }

// ParseLabel returns the label that PropBank writes so; false where there is
// none.
func ParseLabel(s string) (Label, bool) {
	for l, name := range labelNames {
		if name == s && l > 0 {
			return Label(l), true
		}
	}
	return None, false
}
