package event_test

import (
	"context"
	"strings"
	"testing"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/grammar/mend"
	"github.com/datelinewire/dateline/grammar/role"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/read/date"
	"github.com/datelinewire/dateline/read/event"
	"github.com/datelinewire/dateline/read/judge"
	"github.com/datelinewire/dateline/read/name"
	"github.com/datelinewire/dateline/read/pledge"
	"github.com/datelinewire/dateline/text"
	"github.com/datelinewire/dateline/world"
)

// neighbours are sentences of our own, each with an event that a reader finds
// in it: type, mode, status, actors > recipients ("-" for do not care). A line
// "none" means that no event may be found, a "! " at its head that it is known
// not to be read so.
const neighbours = `
Peru will sign a border treaty with Ecuador in Quito on Friday.	SUPPORT - planned PER,ECU
Chile and Peru have signed a border treaty.	SUPPORT - happened CHL,PER
Norway called off talks with Iceland on herring quotas.	CONSULT - cancelled NOR,ISL
Ghana's foreign minister visited Lagos on Tuesday.	CONSULT visit happened GHA>NGA
Ghana's foreign minister may visit Togo next month.	CONSULT visit possible GHA>TGO
Ghana's foreign minister did not visit Togo.	CONSULT visit not_happened GHA>TGO
Kenya denied that its foreign minister had visited Somalia.	CONSULT visit denied KEN>SOM
Brazil urged Paraguay to release the two journalists.	REQUEST yield happened BRA>PRY
Brazil urged Paraguay to release the two journalists.	RETREAT release sought PRY
Italy condemned Libya for seizing a fishing boat.	ACCUSE disapprove happened ITA>LBY
Sudan was accused by Chad of arming rebels.	ACCUSE allege happened TCD>SDN
Japan imposed sanctions on Myanmar.	SANCTION embargo happened JPN>MMR
Japan is considering sanctions against Myanmar.	SANCTION embargo possible JPN>MMR
France refused to extradite the banker to Panama.	REJECT - happened FRA
Turkey threatened to attack Kurdish positions in Syria.	THREATEN violence happened TUR
Ethiopian troops entered Somalia on Monday.	MOBILIZE troops happened ETH
! Israeli jets bombed a depot in Syria overnight.	ASSAULT aerial happened ISR>SYR
Uganda withdrew its troops from Congo.	RETREAT withdraw happened UGA
Uganda has not yet withdrawn its troops from Congo.	RETREAT withdraw not_happened UGA
Spain expelled two Venezuelan diplomats on Thursday.	SANCTION expel happened ESP>VEN
Mexico sent 40 tonnes of food to Cuba.	AID - happened MEX>CUB
Mexico will send food and medicine to Cuba.	AID - planned MEX>CUB
Germany promised to help Tunisia.	AGREE - happened DEU
Poland and Ukraine agreed to open a new border crossing.	AGREE - happened POL,UKR
India and Nepal held joint military exercises in October.	COOPERATE - happened IND,NPL
Nigeria's health minister resigned on Monday.	RETREAT resign happened NGA
Nigeria's health minister refused to resign.	REJECT - happened NGA
Belarus apologised to Latvia over the incident.	CONCEDE - happened BLR>LVA
Zambia recognised Kosovo.	SUPPORT - happened ZMB>XKX
Egypt recalled its ambassador from Qatar.	SANCTION withdraw happened EGY>QAT
Iranian-backed rebels attacked a Saudi convoy in Yemen.	ASSAULT - happened UNK>SAU
Two Germans and four Nigerian oil workers were kidnapped by armed militants during a raid on a boat.	ASSAULT abduct happened UNK>DEU,NGA
U.S.-led forces killed nine militants in Afghanistan.	ASSAULT - happened USA>AFG
Soldiers in Mali arrested three opposition leaders on Friday.	COERCE arrest happened MLI>MLI
The president of Senegal accused the opposition of planning a coup.	ACCUSE allege happened SEN>SEN
Kenya's opposition urged the government to release a detained editor.	REQUEST yield happened KEN>KEN
Turkish police arrested four Iranian journalists in Ankara.	COERCE arrest happened TUR>IRN
Hungary has stepped up its patrols.	MOBILIZE troops happened HUN>
Portugal, Spain and Morocco signed an accord on fishing with Mauritania.	SUPPORT - happened PRT,ESP,MAR>MRT
Zambia asked Angola to hand over two fugitives, and Angola refused.	REJECT - happened AGO>ZMB
! Norway promised to send doctors, and Sweden agreed to pay for them.	AGREE - happened NOR>
Thailand declared a state of emergency in the south.	COERCE martial-law happened THA
Peru rejected a Chilean proposal.	REJECT - happened PER>CHL
The visit of the Serbian president to Croatia was postponed.	CONSULT visit postponed SRB>HRV
Talks between Cyprus and Turkey are to begin on Monday.	CONSULT - planned CYP,TUR
A meeting between Georgia and Armenia was cancelled.	CONSULT - cancelled GEO,ARM
Bolivia plans to close its embassy in Chile.	SANCTION withdraw planned BOL>CHL
Canada praised Jordan for taking in refugees.	SUPPORT - happened CAN>JOR
Moscow asked Minsk for help.	REQUEST assist happened RUS>BLR
Oman hosted the leaders of Yemen and Kuwait.	CONSULT visit happened YEM,KWT>OMN
Chad and Niger are negotiating a border treaty.	CONSULT - ongoing TCD,NER
Poland and Latvia met to negotiate a pact on rail traffic.	CONSULT - happened POL,LVA
If Greece vetoes the deal, Macedonia will leave the talks.	REJECT - possible GRC
Finnish champions won the relay by two seconds in Lahti.	none
The price of rice rose in Thailand.	none
Heavy rain fell on Sri Lanka.	none
The treaty hall in Lima was built in 1890.	none
A Peruvian singer recorded an album in Paris.	none
`

// TestNeighbours demands that each sentence is read as it says, and each with a
// "!" is not: one that is read now loses its mark.
func TestNeighbours(t *testing.T) {
	read := newReading(t)
	for _, line := range strings.Split(strings.TrimSpace(neighbours), "\n") {
		line, known := strings.CutPrefix(line, "! ")
		sentence, want, _ := strings.Cut(line, "\t")
		r := read(sentence)
		switch right := has(r, want); {
		case right && known:
			t.Errorf("read now, take its mark away: %s", sentence)
		case !right && !known:
			t.Errorf("not read: %s\n\twant %s", sentence, want)
			for _, e := range r.Events {
				t.Errorf("\thave %s", e.Summary)
			}
		}
	}
}

func has(r *fact.Reading, want string) bool {
	if want == "none" {
		return len(r.Events) == 0
	}
	f := strings.Fields(want)
	for _, e := range r.Events {
		if e.Type != f[0] || string(e.Status) != f[2] || f[1] != "-" && (e.Mode == nil || *e.Mode != f[1]) {
			continue
		}
		a, b, ok := strings.Cut(f[3], ">")
		if !ok && strings.Contains(a, ",") {
			if codes(append(append([]fact.Party{}, e.Actors...), e.Recipients...)) == a {
				return true
			}
			continue
		}
		if codes(e.Actors) == a && (!ok || codes(e.Recipients) == b) {
			return true
		}
	}
	return false
}

func codes(ps []fact.Party) string {
	var out []string
	for _, p := range ps {
		out = append(out, p.Code)
	}
	return strings.Join(out, ",")
}

// newReading returns a function that reads one paragraph with all that events
// need.
func newReading(t *testing.T) func(string) *fact.Reading {
	t.Helper()
	parser, err := mend.LoadParser()
	must(t, err)
	wd, err := world.Load()
	must(t, err)
	names, err := name.New(wd)
	must(t, err)
	dates, err := date.New(date.Options{})
	must(t, err)
	lex, err := event.Load()
	must(t, err)
	promises, err := pledge.Load(lex)
	must(t, err)
	judgement, err := judge.Load()
	must(t, err)
	roles, err := role.Load()
	must(t, err)
	passes := []read.Pass{names.Pass(), dates, event.Pass(lex, judgement, roles), pledge.Pass(promises, roles)}
	split := text.NewSplitter()
	return func(s string) *fact.Reading {
		d := split.Document(s, []text.Paragraph{{Span: text.Span{End: uint32(len(s))}}})
		if err := parser.Parse(t.Context(), d); err != nil {
			t.Fatal(err)
		}
		r := &fact.Reading{}
		w := read.NewWork(&news.Story{}, d, r, calendar.Date(2012, 4, 25))
		for _, p := range passes {
			must(t, p.Run(context.Background(), w))
		}
		return r
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
