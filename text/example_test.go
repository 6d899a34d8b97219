package text_test

import (
	"fmt"

	"github.com/datelinewire/dateline/text"
)

func ExampleNew() {
	d := text.New("“We don't know.” Minister Lo said in St. Moritz. He left at 5 p.m.", nil)
	for _, s := range d.Sentences {
		for i := s.First; i < s.Last; i++ {
			fmt.Print("|", d.Form(int(i)))
		}
		fmt.Println("|")
	}
	// Output:
	// |“|We|do|n't|know|.|”|Minister|Lo|said|in|St.|Moritz|.|
	// |He|left|at|5|p.m.|
}
