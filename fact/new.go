package fact

// New returns a reading with nothing in it: its lists are empty, not null.
func New(reader string) *Reading {
	return (&Reading{Reader: reader, Story: Story{Language: "en"}}).Fill()
}

// Fill makes empty lists of those that are nil and required by the schema, so
// that they are written as [] and not as null, and gives r back.
func (r *Reading) Fill() *Reading {
	fill(&r.Entities)
	fill(&r.Dates)
	fill(&r.Events)
	fill(&r.Quotes)
	fill(&r.Figures)
	fill(&r.Pledges)
	fill(&r.Trouble)
	fill(&r.Story.Sentences)
	fill(&r.Story.Paragraphs)
	for i := range r.Events {
		fill(&r.Events[i].Actors)
		fill(&r.Events[i].Recipients)
	}
	for i := range r.Pledges {
		fill(&r.Pledges[i].By)
	}
	return r
}

func fill[T any](s *[]T) {
	if *s == nil {
		*s = []T{}
	}
}
