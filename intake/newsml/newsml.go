// Package newsml reads NewsML-G2 and EventsML-G2: news items become stories,
// events and planning items become plans. What goes in is one item, or a
// message around many; what comes out is a batch in which an item that is
// wrong is refused and the others are not.
//
//	b, err := newsml.Decode(batch.Input{Bytes: file})
//
// Limits: those of package markup; remote content is not fetched, catalogues
// are not resolved (a code stands for its last part), and of several
// renditions of a text the first that holds words is taken. Pictures, sound,
// film and lists of concepts are refused as no story.
package newsml

import (
	"fmt"

	"github.com/datelinewire/dateline/intake/batch"
	"github.com/datelinewire/dateline/intake/markup"
)

// Decode returns what the document holds. It fails with Invalid where it is
// broken, or is one item that is wrong.
func Decode(in batch.Input) (*batch.Batch, error) {
	root, trouble, err := markup.Parse(in.Bytes)
	if err != nil {
		return nil, err
	}
	d := decoder{in: in, trouble: trouble}
	if root.Name == "newsMessage" {
		if err := d.message(root); err != nil {
			return nil, err
		}
		return &d.out, nil
	}
	if err := d.item(root); err != nil {
		return nil, err
	}
	return &d.out, nil
}

type decoder struct {
	in      batch.Input
	trouble []string
	out     batch.Batch
}

// message takes the items of a message; the faults of one do not touch the
// others.
func (d *decoder) message(root *markup.Node) error {
	set := root.Find("itemSet")
	if set == nil {
		return batch.Invalid("newsMessage/itemSet is missing: a message has its items there")
	}
	held := len(set.All("newsItem")) > 0
	for i, item := range set.Kids {
		if item.Name == "" || item.Name == "packageItem" && held {
			continue // a package only orders what stands beside it
		}
		if err := d.item(item); err != nil {
			name := item.Attr("guid")
			if name == "" {
				name = fmt.Sprintf("%s, the %dth in the message", item.Name, i+1)
			}
			d.out.Refuse(name, batch.Reason(err), []byte(item.Words()))
		}
	}
	return nil
}

// item takes one item of any kind.
func (d *decoder) item(n *markup.Node) error {
	switch n.Name {
	case "newsItem":
		return d.news(n)
	case "conceptItem", "knowledgeItem":
		return d.concepts(n)
	case "planningItem":
		return d.planning(n)
	}
	switch n.Name {
	case "events", "concept":
		return d.events(n, head{})
	case "contentSet":
		return d.fragment(n)
	case "packageItem", "groupSet":
		return d.parcel(n)
	}
	return batch.Invalid("<%s> is no item with news or events: send newsItem, planningItem, conceptItem or newsMessage", n.Name)
}

// parcel refuses a package, naming what is in it.
func (d *decoder) parcel(n *markup.Node) error {
	refs := 0
	for range n.Below("itemRef") {
		refs++
	}
	d.out.Refuse(n.Attr("guid"), fmt.Sprintf("it is a package that names %d items and holds none: send the items", refs), []byte(n.Words()))
	return nil
}
