package page

import (
	"slices"

	"github.com/datelinewire/dateline/internal/config"
)

// Look is how a reader wants pages to look; empty values are the desk's own.
type Look struct {
	Theme string // light or dark; else as the reader's system has it
	View  string // comfortable: roomy lists with decks
	Size  string // large: all type larger
}

// Set sets a choice by its name.
func (l *Look) Set(name, value string) {
	switch name {
	case "theme":
		l.Theme = value
	case "view":
		l.View = value
	case "size":
		l.Size = value
	}
}

func (l *Look) get(name string) string {
	switch name {
	case "theme":
		return l.Theme
	case "view":
		return l.View
	}
	return l.Size
}

// Choice is something that a reader can choose.
type Choice struct {
	Name, Label string
	Options     []Option
}

// Option is a value of a choice.
type Option struct {
	Value, Label string
	On           bool
}

// Values returns the values of a choice; the first is that of who chose nothing.
func (c Choice) Values() []string {
	var out []string
	for _, o := range c.Options {
		out = append(out, o.Value)
	}
	return out
}

// Choices returns what a reader can choose.
func Choices() []Choice {
	return []Choice{
		{"theme", "Colours", []Option{{Value: "auto", Label: "as the system has them"}, {Value: "light", Label: "light"}, {Value: "dark", Label: "dark"}}},
		{"view", "Lists of stories", []Option{{Value: "compact", Label: "compact"}, {Value: "comfortable", Label: "comfortable, with decks"}}},
		{"size", "Type", []Option{{Value: "usual", Label: "usual"}, {Value: "large", Label: "an eighth larger"}}},
	}
}

// Settings is the page of what can be set.
type Settings struct {
	Choices []Choice
	Config  []config.Setting
	Secrets []string
}

// SettingsOf sets the program's settings, with the reader's own before them.
func SettingsOf(all []config.Setting, secrets []string, l Look) Settings {
	p := Settings{Choices: Choices(), Config: all, Secrets: secrets}
	for i := range p.Choices {
		c := &p.Choices[i]
		on := max(0, slices.Index(c.Values(), l.get(c.Name)))
		c.Options[on].On = true
	}
	return p
}
