package feed

import (
	"regexp"
	"strings"
)

var (
	doctypeAt = regexp.MustCompile(`(?i)<!DOCTYPE`)
	latin     = regexp.MustCompile(`^<!ENTITY\s+%\s+\w+\s+PUBLIC\s+"-//W3C//ENTITIES [^"]{1,60}"\s+"[^"]{0,100}"\s*>`)
)

// Bounds on what a document type may declare and do.
const (
	maxEntities = 2000 // declared
	maxReplaced = 100  // put in for their names
	maxValue    = 200  // bytes of one that is put in
	maxUses     = 1000 // of one that is put in
)

// withoutDoctype takes off a document type and puts the entities that it
// declares into the text. One that declares entities made of other entities,
// or kept elsewhere (SYSTEM and PUBLIC), is refused: such feeds are made to
// blow a reader up, or to make it open files and addresses. A document type
// that is itself kept elsewhere, as that of RSS 0.91, is not asked for.
func withoutDoctype(s string) (string, error) {
	at := doctypeAt.FindStringIndex(s)
	if root := rootTag.FindStringIndex(s); at == nil || root != nil && root[0] < at[0] {
		return s, nil
	}
	entities, end, err := doctype(s[at[0]:])
	if err != nil {
		return "", err
	}
	rest := s[:at[0]] + s[at[0]+end:]
	for _, e := range entities[:min(len(entities), maxReplaced)] {
		// One that stands for a sign of markup stays a name, which XML knows.
		if name := "&" + e.name + ";"; len(e.value) < maxValue && !strings.HasPrefix(e.value, "&#38;") && strings.Count(rest, name) < maxUses {
			rest = strings.ReplaceAll(rest, name, e.value)
		}
	}
	return rest, nil
}

// entity is a name that stands for a text.
type entity struct{ name, value string }

// doctype returns the entities that the document type at the start of s
// declares, and where it ends.
func doctype(s string) ([]entity, int, error) {
	var out []entity
	inside := false
	for at := len("<!DOCTYPE"); at < len(s); {
		rest, n := s[at:], 1
		switch {
		case strings.HasPrefix(rest, "<!--"):
			n = through(rest, "-->")
		case strings.HasPrefix(rest, "<?"):
			n = through(rest, "?>")
		case rest[0] == '"', rest[0] == '\'':
			n = quoted(rest)
		case inside && len(rest) > 8 && strings.EqualFold(rest[:8], "<!ENTITY"):
			e, length, err := declaration(rest)
			if n = length; err != nil {
				return nil, 0, err
			}
			if e.name != "" {
				out = append(out, e)
			}
			if len(out) > maxEntities {
				return nil, 0, invalid("it declares thousands of entities: it was refused")
			}
		case rest[0] == '[':
			inside = true
		case rest[0] == ']':
			inside = false
		case rest[0] == '>' && !inside:
			return out, at + 1, nil
		}
		if n <= 0 {
			break
		}
		at += n
	}
	return nil, 0, invalid("its document type never ends: ask its maker to mend it")
}

// through returns how far s goes up to and with the mark, or 0 where it has
// none.
func through(s, mark string) int {
	i := strings.Index(s, mark)
	if i < 0 {
		return 0
	}
	return i + len(mark)
}

// quoted returns the length of the literal that s begins with, its quotation
// marks included, or 0 where it never ends.
func quoted(s string) int {
	return through(s[1:], s[:1]) + min(1, strings.Count(s[1:], s[:1]))
}

// declaration reads the declaration of an entity that s begins with. It fails
// for all but a name and a text of its own.
func declaration(s string) (entity, int, error) {
	rest := s[len("<!ENTITY"):]
	name := strings.TrimLeft(rest, " \t\r\n")
	end := strings.IndexAny(name, " \t\r\n\"'>")
	switch {
	case end < 0:
		return entity{}, 0, invalid("its document type never ends: ask its maker to mend it")
	case end == 0:
		return entity{}, 0, invalid("it declares an entity without a name: it was refused")
	case latin.MatchString(s):
		return entity{}, len(latin.FindString(s)), nil // HTML's own names, which are known
	case name[0] == '%':
		return entity{}, 0, invalid("it declares entities for its own document type, which can blow up a reader: it was refused")
	}
	value := strings.TrimLeft(name[end:], " \t\r\n")
	if value == "" || value[0] != '"' && value[0] != '\'' {
		return entity{}, 0, invalid("it declares entities that are kept elsewhere, in files or at addresses: it was refused")
	}
	n := quoted(value)
	if n == 0 {
		return entity{}, 0, invalid("its document type never ends: ask its maker to mend it")
	}
	e := entity{name[:end], value[1 : n-1]}
	if strings.Contains(strings.ReplaceAll(e.value, "&#", ""), "&") {
		return entity{}, 0, invalid("it declares entities made of entities, which can blow up a reader: it was refused")
	}
	return e, len(s) - len(value) + n, nil
}
