package newsml

import (
	"strings"
	"time"

	"github.com/datelinewire/dateline/intake/batch"
	"github.com/datelinewire/dateline/intake/markup"
	"github.com/datelinewire/dateline/intake/schedule"
)

// planning takes a planning item: what a source means to cover, and has
// covered already.
func (d *decoder) planning(n *markup.Node) error {
	h, err := headOf(n)
	if err != nil {
		return err
	}
	p := d.plan(h)
	meta, set := n.Find("contentMeta"), n.Find("newsCoverageSet")
	if set == nil {
		return batch.Invalid("planningItem/newsCoverageSet is missing: it says what is planned")
	}
	p.Title = meta.Find("headline").Words()
	p.Place = nameOf(meta.Find("located"))
	lines := summary(meta)
	if h.env.Note != "" {
		lines = append(lines, h.env.Note)
	}
	var c cover
	for _, coverage := range set.All("newsCoverage") {
		for _, plan := range coverage.All("planning") {
			lines = append(lines, c.planning(plan))
		}
		for ref := range coverage.Below("deliveredItemRef") {
			if id := ref.Attr("guidref") + ref.Attr("residref"); id != "" {
				p.Stories = append(p.Stories, id)
			}
		}
	}
	for _, title := range [...]string{c.headline, h.env.Slug, c.note, "Coverage planned by " + h.source} {
		if p.Title == "" {
			p.Title = title
		}
	}
	p.Text = strings.Join(lines, "\n\n")
	p.From, p.To, p.AllDay = c.from, c.to, c.allDay
	if p.From.IsZero() {
		p.From, p.To, p.AllDay = c.due, time.Time{}, c.dueDay
	}
	d.out.Plans = append(d.out.Plans, p)
	return nil
}

// cover gathers what the parts of a coverage say: when the event is covered,
// and when the first piece is due.
type cover struct {
	headline, note string
	from, to, due  time.Time
	allDay, dueDay bool
}

// planning takes one planned piece and returns it as a line for people.
func (c *cover) planning(n *markup.Node) string {
	scheduled := n.Find("scheduled").Words()
	if t, days, ok := schedule.Moment(scheduled); ok && (c.due.IsZero() || t.Before(c.due)) {
		c.due, c.dueDay = t, days > 0
	}
	for _, a := range n.All("assignedTo") {
		if t, days, ok := schedule.Moment(a.Attr("coversfrom")); ok && (c.from.IsZero() || t.Before(c.from)) {
			c.from, c.allDay = t, days > 0
		}
		if t, days, ok := schedule.Moment(a.Attr("coversto")); ok {
			if t = t.AddDate(0, 0, days); t.After(c.to) {
				c.to = t
			}
		}
	}
	line := codeOf(n.Find("itemClass"))
	for _, part := range [...]string{n.Find("headline").Words(), n.Find("edNote").Words()} {
		if part != "" && line != "" {
			line += ": "
		}
		line += part
	}
	if scheduled != "" {
		line += " (due " + scheduled + ")"
	}
	if c.headline == "" {
		c.headline = n.Find("headline").Words()
	}
	if c.note == "" {
		c.note = n.Find("edNote").Words()
	}
	return line
}
