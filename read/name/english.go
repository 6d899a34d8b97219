package name

import (
	"strings"

	"github.com/datelinewire/dateline/lang"
)

// english is the vocabulary that the pass asks for, by the names of its sets
// in lang/en, where the heads of the files say what each holds.
type english struct {
	closedWords
	personWords
	bodyWords
	placeWords
	verbWords
	nounWords
}

func newEnglish(ask *lang.Request) *english {
	return &english{
		newClosedWords(ask), newPersonWords(ask), newBodyWords(ask), newPlaceWords(ask), newVerbWords(ask), newNounWords(ask),
	}
}

type closedWords struct {
	article, determiner, indefinite, leadingDeterminer, oneOfPeople, possessive, sheForm, thisThat *lang.Set
	fromToOf, inAt, inOrFrom, placeBefore, placePreposition, towardsPlace, withPreposition         *lang.Set
	detailPreposition, ofAtFor, ofForIn, ofForThe, ofForTo, saysWhich, sourcePreposition           *lang.Set
	nameFiller, negation, ordinalEnding, skippedAuxiliary                                          *lang.Set
}

func newClosedWords(ask *lang.Request) closedWords {
	return closedWords{
		article:           ask.Set("article"),
		determiner:        ask.Set("article", "this-that", "these-those", "possessive", "quantifier"),
		indefinite:        ask.Set("a-an", "some-other"),
		leadingDeterminer: ask.Set("article", "this-that", "possessive"),
		oneOfPeople:       ask.Set("one-of-people"),
		possessive:        ask.Set("possessive"),
		sheForm:           ask.Set("she-form"),
		thisThat:          ask.Set("this-that"),

		fromToOf:         ask.Set("from-to-of"),
		inAt:             ask.Set("in-at"),
		inOrFrom:         ask.Set("in-at", "around", "from-to-of"),
		placeBefore:      ask.Set("in-at", "around", "from-to-of", "toward", "via", "visit-form"),
		placePreposition: ask.Set("in-at", "from-to-of", "across"),
		towardsPlace:     ask.Set("in-at", "around", "toward"),
		withPreposition:  ask.Set("with-preposition"),

		detailPreposition: ask.Set("detail-preposition"),
		ofAtFor:           ask.Set("of-at-for"),
		ofForIn:           ask.Set("of-for-in"),
		ofForThe:          ask.Set("of-for-the"),
		ofForTo:           ask.Set("of-for-to"),
		saysWhich:         ask.Set("says-which"),
		sourcePreposition: ask.Set("source-preposition"),

		nameFiller:       ask.Set("name-filler"),
		negation:         ask.Set("negation"),
		ordinalEnding:    ask.Set("ordinal-ending"),
		skippedAuxiliary: ask.Set("skipped-auxiliary"),
	}
}

type personWords struct {
	bareHead, leadingTitle, ministerNoun, sovereign, spokesmanNoun, toComeWord                    *lang.Set
	counterpartNoun, envoyNoun, focalPlural, guestNoun, sourceNoun, townPlural, whoseMan          *lang.Set
	leavingPrefix, memberLetters, nameSyllable, partyLetter, partyWord, rebelModifier, rebelsNoun *lang.Set
}

func newPersonWords(ask *lang.Request) personWords {
	return personWords{
		bareHead:      ask.Set("bare-head"),
		leadingTitle:  ask.Set("leading-title"),
		ministerNoun:  ask.Set("minister-noun"),
		sovereign:     ask.Set("sovereign"),
		spokesmanNoun: ask.Set("spokesman-noun"),
		toComeWord:    ask.Set("to-come-word"),

		counterpartNoun: ask.Set("counterpart-noun"),
		envoyNoun:       ask.Set("envoy-noun"),
		focalPlural:     ask.Set("focal-plural"),
		guestNoun:       ask.Set("guest-noun"),
		sourceNoun:      ask.Set("source-noun"),
		townPlural:      ask.Set("town-plural"),
		whoseMan:        ask.Set("whose-man"),

		leavingPrefix: ask.Set("leaving-prefix"),
		memberLetters: ask.Set("member-letters"),
		nameSyllable:  ask.Set("name-syllable"),
		partyLetter:   ask.Set("party-letter"),
		partyWord:     ask.Set("party-word"),
		rebelModifier: ask.Set("rebel-modifier"),
		rebelsNoun:    ask.Set("rebels-noun"),
	}
}

type bodyWords struct {
	bareBody, centralBody, delegationNoun, governingNoun, governmentNoun, ministryNoun      *lang.Set
	stateBodyNoun, stateCourt, stateOrgNoun, stateOwner, townBody, unitNoun                 *lang.Set
	everyStatesBody, partyFollowers, seatID, stateInitials, worldwideName                   *lang.Set
	blocKind, bodyKind, firmKind, leagueKind, everySector, stateSector                      *lang.Set
	aidModifier, businessModifier, customsModifier, electionWord, forcesModifier, guardKind *lang.Set
	ministryLead, sportModifier, tradingFirm, tradingRole                                   *lang.Set
	american                                                                                *strings.Replacer
}

func newBodyWords(ask *lang.Request) bodyWords {
	return bodyWords{
		bareBody:       ask.Set("bare-body"),
		centralBody:    ask.Set("central-body"),
		delegationNoun: ask.Set("delegation-noun"),
		governingNoun:  ask.Set("governing-noun"),
		governmentNoun: ask.Set("government-noun"),
		ministryNoun:   ask.Set("ministry-noun"),
		stateBodyNoun:  ask.Set("state-body-noun"),
		stateCourt:     ask.Set("state-court"),
		stateOrgNoun:   ask.Set("state-org-noun"),
		stateOwner:     ask.Set("state-owner"),
		townBody:       ask.Set("town-body"),
		unitNoun:       ask.Set("unit-noun"),

		everyStatesBody: ask.Set("every-states-body"),
		partyFollowers:  ask.Set("party-followers"),
		seatID:          ask.Set("seat-id"),
		stateInitials:   ask.Set("state-initials"),
		worldwideName:   ask.Set("worldwide-name"),
		american:        american(ask),

		blocKind:    ask.Set("bloc-kind"),
		bodyKind:    ask.Set("body-kind"),
		firmKind:    ask.Set("firm-kind"),
		leagueKind:  ask.Set("league-kind"),
		everySector: ask.Set("every-sector"),
		stateSector: ask.Set("state-sector"),

		aidModifier:      ask.Set("aid-modifier"),
		businessModifier: ask.Set("business-modifier"),
		customsModifier:  ask.Set("customs-modifier"),
		electionWord:     ask.Set("election-word"),
		forcesModifier:   ask.Set("forces-modifier"),
		guardKind:        ask.Set("guard-kind"),
		ministryLead:     ask.Set("ministry-lead"),
		sportModifier:    ask.Set("sport-modifier"),
		tradingFirm:      ask.Set("trading-firm"),
		tradingRole:      ask.Set("trading-role"),
	}
}

// american returns what rewrites a name as American texts and the world data
// spell it, articles left out.
func american(ask *lang.Request) *strings.Replacer {
	pairs := []string{" the ", " "}
	for _, row := range ask.Rows("american-spelling") {
		pairs = append(pairs, row.Word, row.Value())
	}
	return strings.NewReplacer(pairs...)
}

type placeWords struct {
	compass, jointPlace, localAdjective, ofPlace, ordinaryWord, placeNoun, placeOf, placesOf, realm, wayOrSide *lang.Set
	astrayTown, dweller, nearGeorgia, straddlingPeople                                                         *lang.Set

	oppositeSide    map[string]string
	combiningForm   map[string]string   // codes of countries
	sharedName      map[string][]string // codes of the countries that share a name
	sharedNameMeant map[string]string
}

func newPlaceWords(ask *lang.Request) placeWords {
	w := placeWords{
		compass:        ask.Set("compass"),
		jointPlace:     ask.Set("joint-place"),
		localAdjective: ask.Set("local-adjective"),
		ofPlace:        ask.Set("of-place"),
		ordinaryWord:   ask.Set("ordinary-word"),
		placeNoun:      ask.Set("place-noun"),
		placeOf:        ask.Set("place-of"),
		placesOf:       ask.Set("places-of"),
		realm:          ask.Set("realm"),
		wayOrSide:      ask.Set("way-or-side"),

		astrayTown:       ask.Set("astray-town"),
		dweller:          ask.Set("dweller"),
		nearGeorgia:      ask.Set("near-georgia"),
		straddlingPeople: ask.Set("straddling-people"),

		combiningForm:   ask.Values("combining-form"),
		oppositeSide:    ask.Values("opposite-side"),
		sharedName:      map[string][]string{},
		sharedNameMeant: ask.Values("shared-name-meant"),
	}
	for _, row := range ask.Rows("shared-name") {
		w.sharedName[row.Word] = strings.Split(row.Value(), "|")
	}
	return w
}

type verbWords struct {
	appealTo, appoint, becomeWord, belongParticiple, callOn, hyphenParticiple, regard, seem, summon, thingVerb, urge, utter *lang.Set
}

func newVerbWords(ask *lang.Request) verbWords {
	return verbWords{
		appealTo:         ask.Set("appeal-to"),
		appoint:          ask.Set("appoint"),
		becomeWord:       ask.Set("become-word"),
		belongParticiple: ask.Set("belong-participle"),
		callOn:           ask.Set("call-on"),
		hyphenParticiple: ask.Set("hyphen-participle"),
		regard:           ask.Set("regard"),
		seem:             ask.Set("seem"),
		summon:           ask.Set("summon"),
		thingVerb:        ask.Set("thing-verb"),
		urge:             ask.Set("urge"),
		utter:            ask.Set("utter"),
	}
}

type nounWords struct {
	civilModifier, numberedNoun, portfolio, utterance           *lang.Set
	defenceAffairs, financeAffairs, foreignAffairs, homeAffairs *lang.Set
}

func newNounWords(ask *lang.Request) nounWords {
	return nounWords{
		civilModifier: ask.Set("civil-modifier"),
		numberedNoun:  ask.Set("numbered-noun"),
		portfolio:     ask.Set("portfolio"),
		utterance:     ask.Set("utterance"),

		defenceAffairs: ask.Set("defence-affairs"),
		financeAffairs: ask.Set("finance-affairs"),
		foreignAffairs: ask.Set("foreign-affairs"),
		homeAffairs:    ask.Set("home-affairs"),
	}
}
