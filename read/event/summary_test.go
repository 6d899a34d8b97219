package event_test

import (
	"slices"
	"testing"
)

// TestTold reads what is told of events aloud: the words of the story, with
// names for pronouns, a verb that fits the status, and nothing that only hangs
// on.
func TestTold(t *testing.T) {
	read := newReading(t)
	for _, c := range []struct{ text, want string }{
		{"Chad promised on Monday to send 40 tonnes of maize to Niger, where the harvest has failed.", "Chad will send 40 tonnes of maize to Niger"},
		{"Peru's foreign minister, Elena Quispe, arrived in Quito on Friday. She will meet President Lasso on Saturday.", "Peru's foreign minister Elena Quispe will meet President Lasso on Saturday"},
		{"Gabon and Benin signed a fishing accord in Libreville, the ministry said on Tuesday.", "Gabon and Benin signed a fishing accord in Libreville"},
		{"Nepal has not signed the treaty.", "Nepal has not signed the treaty"},
		{"A spokesman said that Bolivia would visit Chile in May.", "Bolivia will visit Chile in May"},
		{"Kenya voiced concern over the closing of the border.", "Kenya voiced concern over the closing of the border"},
		{"Malta offered Tunisia two patrol boats.", "Malta offered Tunisia two patrol boats"},
		{"Ghana invited Togo to talks in Accra.", "Ghana invited Togo to talks in Accra"},
		{"Oman arrested three men and expelled the envoy of Yemen.", "Oman expelled the envoy of Yemen"},
		{"Soldiers from Sudan, who had crossed the river at night, attacked a village in Chad.", "Soldiers from Sudan attacked a village in Chad"},
		{"Danish Transport Minister Lise Bruun came to Riga on Monday. Latvia asked the minister to widen the harbour.", "Latvia asked Danish Transport Minister Lise Bruun to widen the harbour"},
		{"Cuban Foreign Minister Raul Pino flew to Havana. Pino will receive his Haitian counterpart Luc Jean on Sunday.", "Cuban Foreign Minister Raul Pino will receive his Haitian counterpart Luc Jean on Sunday"},
		{"Police in Minsk foiled what they called a plot by bankers who had come from abroad to seize the parliament of Belarus on the day of the vote.", "Police in Minsk foiled what they called a plot by bankers"},
		{"The president of Chile is to travel to Lima on June 3.", "The president of Chile is to travel to Lima on June 3"},
	} {
		r := read(c.text)
		var all []string
		for _, e := range r.Events {
			all = append(all, e.Summary)
		}
		if !slices.Contains(all, c.want) {
			t.Errorf("%s\n\ttold as %q\n\twant    %q", c.text, all, c.want)
		}
	}
}
