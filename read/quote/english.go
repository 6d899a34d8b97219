package quote

import "github.com/datelinewire/dateline/lang"

// english is the vocabulary that the pass asks for, by the names of its sets
// in lang/en, where the heads of the files say what each holds.
type english struct {
	article, definite, indefinite, modal, negation                                                                            *lang.Set
	addingVerb, addresseeVerb, addressVerb, bareClauseVerb, nameVerb, quoteVerb, sayingParticiple                             *lang.Set
	adverbialOpener, anonymity, claimNoun, contrast, notInserted, personEnding, settingPreposition, speakerNoun, unsaidOpener *lang.Set
}

func newEnglish(ask *lang.Request) *english {
	return &english{
		article:    ask.Set("article"),
		definite:   ask.Set("possessive", "this-that", "these-those"),
		indefinite: ask.Set("a-an", "some-other", "one-to-four"),
		modal:      ask.Set("modal"),
		negation:   ask.Set("negation"),

		addingVerb:       ask.Set("adding-verb"),
		addresseeVerb:    ask.Set("addressee-verb"),
		addressVerb:      ask.Set("address-verb"),
		bareClauseVerb:   ask.Set("bare-clause-verb"),
		nameVerb:         ask.Set("name-verb"),
		quoteVerb:        ask.Set("quote-verb"),
		sayingParticiple: ask.Set("saying-participle"),

		adverbialOpener:    ask.Set("adverbial-opener"),
		anonymity:          ask.Set("anonymity-phrase"),
		claimNoun:          ask.Set("claim-noun"),
		contrast:           ask.Set("contrast"),
		notInserted:        ask.Set("not-inserted"),
		personEnding:       ask.Set("person-ending"),
		settingPreposition: ask.Set("setting-preposition"),
		speakerNoun:        ask.Set("speaker-noun", "body", "title-head", "person", "calling"),
		unsaidOpener:       ask.Set("unsaid-opener"),
	}
}
