package source

import (
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/datelinewire/dateline/internal/fault"
)

// access returns the header lines that give access to a source. The setting
// or variable holds one of
//
//	basic USER:PASSWORD
//	bearer TOKEN
//	HEADER-NAME: VALUE
//
// Errors never repeat it.
func access(name string, look func(string) (string, bool)) (http.Header, error) {
	if name == "" {
		return nil, nil
	}
	bad := func(text string) (http.Header, error) {
		return nil, &fault.Error{Op: "give access", Kind: fault.Invalid, ID: name, Err: errors.New(text)}
	}
	v, ok := "", false
	if look != nil {
		v, ok = look(name)
	}
	if !ok || strings.TrimSpace(v) == "" {
		where := fmt.Sprintf("set secret.%s in the configuration", name)
		if variable, env := strings.CutPrefix(name, "env:"); env {
			where = "set the environment variable " + variable
		}
		return bad("what gives access is not there: " + where)
	}
	v = strings.TrimSpace(v)
	kind, rest, _ := strings.Cut(v, " ")
	h := http.Header{}
	switch head, value, ok := strings.Cut(v, ":"); {
	case strings.EqualFold(kind, "basic"):
		h.Set("Authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte(strings.TrimSpace(rest))))
	case strings.EqualFold(kind, "bearer"):
		h.Set("Authorization", "Bearer "+strings.TrimSpace(rest))
	case ok && head != "" && !strings.ContainsAny(head, " \t\r\n") && !strings.ContainsAny(value, "\r\n"):
		h.Set(head, strings.TrimSpace(value))
	default:
		return bad("it is none of basic USER:PASSWORD, bearer TOKEN and HEADER: VALUE")
	}
	return h, nil
}
