package figure

import "github.com/datelinewire/dateline/lang"

// english is the vocabulary that the grammar of figures asks for, by the names
// of its sets in lang/en, where the heads of the files say what each holds.
type english struct {
	nounWords
	phraseWords
	numberWords
}

func newEnglish(ask *lang.Request) english {
	return english{newNounWords(ask), newPhraseWords(ask), newNumberWords(ask)}
}

// nounWords tell what is counted, and who owns it.
type nounWords struct {
	irregular, length, mutual, party, per, timePlural, tradePart, tradeTotal, areaPrefix, notCounted, perPerson, notPer *lang.Set
	level, holds, countingVerb, tellingVerb, askOrOffer, changeVerb                                                     *lang.Set
}

func newNounWords(ask *lang.Request) nounWords {
	return nounWords{
		irregular:  ask.Set("plural-without-s"),
		length:     ask.Set("measure-singular"),
		party:      ask.Set("party-plural"),
		mutual:     ask.Set("mutual"),
		tradePart:  ask.Set("trade-part"),
		tradeTotal: ask.Set("trade-total"),
		per:        ask.Set("per-noun"),
		timePlural: ask.Set("time-plural"),
		areaPrefix: ask.Set("area-prefix"),
		notCounted: ask.Set("not-counted"),
		perPerson:  ask.Set("per-person"),
		notPer:     ask.Set("not-per"),

		level:        ask.Set("level-form"),
		holds:        ask.Set("owning-verb"),
		countingVerb: ask.Set("counting-verb"),
		tellingVerb:  ask.Set("telling-verb"),
		askOrOffer:   ask.Set("ask-or-offer"),
		changeVerb:   ask.Set("change-verb"),
	}
}

// phraseWords tell where a measure begins and ends.
type phraseWords struct {
	closer, possessive, theseThose, pairDeterminer, ofAdjective                *lang.Set
	auxiliaryOrAdverb, beForm, clauseBreak, clauseTime, gapOpener, measureEdge *lang.Set
	ofWorth, phraseOpener, timeOpener                                          *lang.Set
}

func newPhraseWords(ask *lang.Request) phraseWords {
	return phraseWords{
		closer:         ask.Set("phrase-closer"),
		possessive:     ask.Set("possessive"),
		theseThose:     ask.Set("these-those"),
		pairDeterminer: ask.Set("pair-determiner"),
		ofAdjective:    ask.Set("of-adjective"),

		auxiliaryOrAdverb: ask.Set("auxiliary-or-adverb"),
		beForm:            ask.Set("be-form"),
		clauseBreak:       ask.Set("clause-break"),
		clauseTime:        ask.Set("clause-time"),
		gapOpener:         ask.Set("gap-opener"),
		measureEdge:       ask.Set("measure-edge"),
		ofWorth:           ask.Set("of-worth"),
		phraseOpener:      ask.Set("phrase-opener"),
		timeOpener:        ask.Set("time-opener"),
	}
}

// numberWords tell numbers that are no quantities from those that are.
type numberWords struct {
	ageJoiner, ageNoun, ageVerb, agedNoun, personPronoun *lang.Set
	clockMark, partOfDay, zone                           *lang.Set
	beforeOne, foldNoun, labelShort, shortScale          *lang.Set
}

func newNumberWords(ask *lang.Request) numberWords {
	return numberWords{
		ageJoiner:     ask.Set("age-joiner"),
		ageNoun:       ask.Set("age-noun"),
		ageVerb:       ask.Set("age-verb"),
		agedNoun:      ask.Set("aged-noun"),
		personPronoun: ask.Set("person-pronoun"),

		clockMark: ask.Set("clock-mark"),
		partOfDay: ask.Set("hour-part-of-day"),
		zone:      ask.Set("time-zone"),

		beforeOne:  ask.Set("before-one"),
		foldNoun:   ask.Set("fold-noun"),
		labelShort: ask.Set("label-short"),
		shortScale: ask.Set("short-scale"),
	}
}
