package date

import "github.com/datelinewire/dateline/lang"

// english is the vocabulary that the grammar of time asks for, by the names of
// its sets in lang/en, where the heads of the files say what each holds.
type english struct {
	pointWords
	tenseWords
	yearWords
}

func newEnglish(ask *lang.Request) english {
	return english{newPointWords(ask), newTenseWords(ask), newYearWords(ask)}
}

// pointWords stand in expressions of time and around them.
type pointWords struct {
	ageWord, anaphoricTurn, anchorPreposition, beforeDay, boundFiller, boundPreposition, deadlinePreposition *lang.Set
	lengthCue, nearTurn, nowPreposition, ordinalEnding, paperName, partPrefix, partStart, seasonPreposition  *lang.Set
	september11Noun, sinceWord, untilPreposition, verbMaker, zone                                            *lang.Set
}

func newPointWords(ask *lang.Request) pointWords {
	return pointWords{
		ageWord:             ask.Set("age-word"),
		anaphoricTurn:       ask.Set("anaphoric-turn"),
		anchorPreposition:   ask.Set("anchor-preposition"),
		beforeDay:           ask.Set("before-day"),
		boundFiller:         ask.Set("bound-filler"),
		boundPreposition:    ask.Set("until-preposition", "since-word", "before-after"),
		deadlinePreposition: ask.Set("deadline-preposition"),
		lengthCue:           ask.Set("length-cue"),
		nearTurn:            ask.Set("near-turn"),
		nowPreposition:      ask.Set("now-preposition"),
		ordinalEnding:       ask.Set("ordinal-ending"),
		paperName:           ask.Set("paper-name"),
		partPrefix:          ask.Set("part-prefix"),
		partStart:           ask.Set("part-start"),
		seasonPreposition:   ask.Set("season-preposition"),
		september11Noun:     ask.Set("september-11-noun"),
		sinceWord:           ask.Set("since-word"),
		untilPreposition:    ask.Set("until-preposition"),
		verbMaker:           ask.Set("modal", "before-last"),
		zone:                ask.Set("time-zone"),
	}
}

// tenseWords tell which way a clause points.
type tenseWords struct {
	bindingModal, modal, notSaid, pastAuxiliary, pastModal, haveForm, groupFiller, determiner    *lang.Set
	calledFor, clauseOpener, dueAdverb, dueForm, dueIn, fixForm, planWord, plannedForm, pushForm *lang.Set
	promiseForm, putOffForm, sayForm                                                             *lang.Set
}

func newTenseWords(ask *lang.Request) tenseWords {
	return tenseWords{
		bindingModal:  ask.Set("binding-modal"),
		modal:         ask.Set("modal", "modal-clitic"),
		notSaid:       ask.Set("modal", "is-was"),
		pastAuxiliary: ask.Set("past-auxiliary"),
		pastModal:     ask.Set("past-modal"),
		haveForm:      ask.Set("have-form"),
		groupFiller:   ask.Set("group-filler"),
		determiner:    ask.Set("article", "this-that", "these-those", "possessive", "quantifier"),

		calledFor:    ask.Set("called-for"),
		clauseOpener: ask.Set("clause-opener"),
		dueAdverb:    ask.Set("due-adverb"),
		dueForm:      ask.Set("due-form"),
		dueIn:        ask.Set("due-in"),
		fixForm:      ask.Set("fix-form"),
		planWord:     ask.Set("plan-word"),
		plannedForm:  ask.Set("planned-form"),
		pushForm:     ask.Set("push-form"),
		promiseForm:  ask.Set("promise-form"),
		putOffForm:   ask.Set("put-off-form"),
		sayForm:      ask.Set("say-form"),
	}
}

// yearWords tell years from other numbers.
type yearWords struct {
	countedNoun, eventPlural, loosePreposition, notPlural, peoplePlural, totalNoun, yearOwner, yearPreposition, yearVerb *lang.Set
}

func newYearWords(ask *lang.Request) yearWords {
	return yearWords{
		countedNoun:      ask.Set("counted-noun"),
		eventPlural:      ask.Set("event-plural"),
		loosePreposition: ask.Set("loose-preposition"),
		notPlural:        ask.Set("not-plural"),
		peoplePlural:     ask.Set("people-plural"),
		totalNoun:        ask.Set("total-noun"),
		yearOwner:        ask.Set("year-owner"),
		yearPreposition:  ask.Set("year-preposition"),
		yearVerb:         ask.Set("year-verb"),
	}
}
