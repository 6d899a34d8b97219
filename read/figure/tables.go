package figure

import "strings"

// irregulars are plurals that do not end in s, and nouns counted as they are.
func irregulars() map[string]bool {
	return set(`people men women children troops police personnel staff aircraft feet teeth mice cattle
	sheep fish deer spacecraft hovercraft policemen servicemen fishermen gunmen clergymen businessmen
	lawmen firemen seamen militiamen tribesmen clansmen spokesmen congressmen statesmen airmen crewmen
	guardsmen infantrymen horsemen frenchmen englishmen dutchmen irishmen policewomen media criteria
	crew infantry species series headquarters paratroopers seamen hectares tonnes grandchildren schoolchildren stepchildren marines workmen`)
}

// timeUnits are the units of lengths of time.
func timeUnits() map[string]bool {
	return set("seconds minutes hours days nights weeks fortnights months years decades centuries")
}

// lengths are the measures that stand in the singular before a noun.
func lengths() map[string]bool {
	return set(`kilogram gram kilometre kilometer metre meter centimetre centimeter millimetre millimeter mile foot inch yard ton tonne
	acre hectare gallon litre liter barrel ounce megawatt gigawatt kilowatt kiloton megaton degree megabyte gigabyte terabyte`)
}

// per are the nouns that a rate is counted by.
func per() map[string]bool {
	return set(`second minute hour day night week month quarter year decade barrel bushel ounce ton tonne gallon litre liter gram kilogram
	pound kilo acre hectare mile kilometre kilometer metre meter share head person capita household piece unit student pupil passenger
	child worker employee vote seat ticket flight trip kilowatt megawatt inhabitant`)
}

// holds are the verbs whose subject owns what is counted behind them: has,
// produces, employs. Who arrests or finds three men does not own them.
func holds() map[string]bool {
	return set(`have own control hold produce export import employ operate spend need lose gain keep contain comprise consume use pump grow
	earn receive deploy possess maintain contribute buy purchase sell build number host house supply generate boast field owe add cut
	create reduce increase raise be`)
}

// closers are words at which a noun phrase that begins with a number is over.
func closers() map[string]bool {
	return set(`a an the this that these those his her its their our my your and or but nor of in on at to for
	from by with without within into onto over under across against between among through during after before since
	until till as than because while when where which who whom whose what how if though although so yet per
	is are was were be been being am has have had do does did will would shall should can could may might must
	not also only just even still now then there here it he she they we you i them him us me
	says said died killed wounded injured went came left took made got gave remain remains including
	plus versus vs towards toward beyond throughout out up down off away about around earlier later ago more less each every apiece annually altogether overall`)
}

// partyNouns are plurals of which the two are the parties of a story.
func partyNouns() map[string]bool {
	return set(`sides countries governments presidents ministers delegations capitals nations neighbours neighbors leaders parties
	states ministries allies rivals peoples premiers parliaments foes enemies powers republics kingdoms diplomats negotiators`)
}

// readLevels returns the verb forms whose subject is what the figure behind
// them measures.
func readLevels() map[string]bool {
	return set(`reached reach reaches hit hits totalled totaled totals total amounted amounts amount stood stands stand rose rises rise
		risen fell falls fall fallen grew grows grow grown dropped drops drop climbed climbs climb jumped jumps jump
		soared surged slumped shrank shrinks shrunk declined declines decline increased increases increase decreased decreases decrease
		exceeded exceeds exceed passed topped surpassed was were is are be been worth cost costs averaged averages average
		expanded contracted slipped plunged edged remained remains equalled equaled equals accounted accounts make made
		gained lost valued estimated contributed covers covered cover handles handled`)
}

func set(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}
