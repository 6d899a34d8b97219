package record_test

import (
	"testing"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/record"
)

func TestEntityKey(t *testing.T) {
	person := func(name, country string) string {
		return record.EntityKey(&fact.Entity{Kind: fact.Person, Name: name, Country: &country})
	}
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{person("Khamrokhon Zarifi", "TJK"), person("Hamrohon Zarifi", "TJK"), true},
		{person("Sergey Petrov", "RUS"), person("Serguei  PETROV", "RUS"), true},
		{person("Sergei Petrov", "RUS"), person("Sergei Petrov", "BGR"), false},
		{person("Abdullo Yusupov", "TJK"), person("Abdulo Jusupov", "TJK"), true},
		{person("Hassan Ali", "EGY"), person("Hussein Ali", "EGY"), false},
		{person("Ana Lopez", ""), person("Ana López", ""), true},
		{person("Ana Lopez", ""), person("Ana Lopes", ""), false},
	} {
		if (c.a == c.b) != c.same {
			t.Errorf("%s and %s: same %v, want %v", c.a, c.b, c.a == c.b, c.same)
		}
	}
	linked := &fact.Entity{Kind: fact.Person, Name: "Anybody", Links: map[string]string{"wikidata": "Q1"}}
	if k := record.EntityKey(linked); k != "person/Q1" {
		t.Errorf("linked: %s", k)
	}
	if k := record.EntityKey(&fact.Entity{Kind: fact.Person, Name: "a witness", Anonymous: true}); k != "" {
		t.Errorf("nobody by name: %s", k)
	}
}
