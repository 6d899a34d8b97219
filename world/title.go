package world

import "slices"

// TitleClass is a class of titles.
type TitleClass uint8

// The classes of titles.
const (
	NoTitle TitleClass = iota
	HeadOfState
	HeadOfGovernment
	DeputyHead
	Minister
	DeputyMinister
	Ambassador
	Envoy
	Spokesperson
	Adviser
	Official
	Legislator
	Judge
	MilitaryRank
	Police
	Intelligence
	CentralBank
	PartyLeader
	Regional
	IntlOfficial
	Executive
	Analyst
	Academic
	Media
	Medical
	Religious
	Royal
	FirstFamily
	CivilSociety
	Sport
	Relation
	Former
	Honorific
)

var titleClasses = [...]string{
	"", "head_of_state", "head_of_government", "deputy_head", "minister", "deputy_minister", "ambassador",
	"envoy", "spokesperson", "adviser", "official", "legislator", "judge", "military_rank", "police", "intelligence", "central_bank",
	"party_leader", "regional", "intl_official", "executive", "analyst", "academic", "media", "medical", "religious", "royal",
	"first_family", "civil_society", "sport", "relation", "former", "honorific",
}

// TitleClassOf returns the class with a name.
func TitleClassOf(name string) (TitleClass, bool) {
	i := slices.Index(titleClasses[:], name)
	return TitleClass(max(i, 0)), i > 0
}

// String returns the class's name.
func (c TitleClass) String() string { return titleClasses[c] }

// Sectors returns the PLOVER sectors of those who bear a title of the class;
// nil where it has none of its own.
func (c TitleClass) Sectors() []string {
	switch c {
	case HeadOfState, HeadOfGovernment, DeputyHead, Minister, DeputyMinister, Ambassador, CentralBank, Regional, Royal, Official:
		return []string{"GOV"}
	case Legislator:
		return []string{"LEG"}
	case Judge:
		return []string{"JUD"}
	case MilitaryRank:
		return []string{"MIL"}
	case Police:
		return []string{"COP"}
	case Intelligence:
		return []string{"SPY"}
	case PartyLeader:
		return []string{"PTY"}
	case Executive:
		return []string{"BUS"}
	case Academic:
		return []string{"EDU"}
	case Media:
		return []string{"JRN"}
	case Medical:
		return []string{"MED"}
	case Religious:
		return []string{"REL"}
	case Former:
		return []string{"ELI"}
	case CivilSociety, Sport, Analyst:
		return []string{"CVL"}
	}
	return nil
}

// Title is a title or post. Level orders candidates from 0 to 100.
type Title struct {
	Name  string
	Class TitleClass
	Level int
}

// Agent is a word for people in a role, with its CAMEO sector codes run
// together (GOVMIL).
type Agent struct{ Role, Code string }

func (w *World) loadRoles() {
	const size = 12
	w.titles = make([]Title, len(w.sec[secTitles])/size)
	for i := range w.titles {
		at := size * i
		w.titles[i] = Title{w.str(secTitles, at), TitleClass(w.sec[secTitles].U32(at + 4)), int(w.sec[secTitles].U32(at + 8))}
	}
	w.agents = make([]Agent, len(w.sec[secAgents])/8)
	for i := range w.agents {
		w.agents[i] = Agent{w.str(secAgents, 8*i), w.str(secAgents, 8*i+4)}
	}
}

// TitleAt returns the title with an index of KindTitle.
func (w *World) TitleAt(i int) *Title { return &w.titles[i] }

// AgentAt returns the role with an index of KindAgent.
func (w *World) AgentAt(i int) *Agent { return &w.agents[i] }
