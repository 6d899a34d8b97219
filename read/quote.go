package read

import (
	"strconv"

	"github.com/datelinewire/dateline/fact"
)

// AddQuote appends a quote, gives it an id, and indexes its content, which is
// made of spans of tokens [first, end).
func (w *Work) AddQuote(q fact.Quote, content [][2]int) {
	q.ID = "q" + strconv.Itoa(len(w.Reading.Quotes)+1)
	w.Reading.Quotes = append(w.Reading.Quotes, q)
	if w.quoteOf == nil {
		w.quoteOf = make([]int32, len(w.Doc.Tokens))
	}
	for _, c := range content {
		mark(w.quoteOf[c[0]:c[1]], len(w.Reading.Quotes))
	}
}

// QuoteAt returns the quote in whose content token i stands, or nil: of quotes
// within quotes the one that was found last.
func (w *Work) QuoteAt(i int) *fact.Quote {
	n := at(w.quoteOf, i)
	if n == 0 {
		return nil
	}
	return &w.Reading.Quotes[n-1]
}
