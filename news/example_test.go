package news_test

import (
	"fmt"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/news"
)

func ExampleParse() {
	s := news.Parse("Lakes freeze early\n\nOULU, Nov. 3 (Nordpress) -- Two lakes froze on Sunday.", calendar.Date(2024, 11, 4), nil)
	fmt.Println(s.Headline)
	fmt.Println(s.Dateline.Place, s.Dateline.Date, s.Dateline.Basis, s.Dateline.Agency)
	// Output:
	// Lakes freeze early
	// Oulu 2024-11-03 given Nordpress
}
