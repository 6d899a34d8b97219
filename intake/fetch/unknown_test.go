package fetch

import (
	"errors"
	"net"
	"net/url"
	"strings"
	"testing"

	"github.com/datelinewire/dateline/internal/fault"
)

// TestUnknownHost tells a host that nobody knows, which no waiting mends, from one
// that could not be asked for.
func TestUnknownHost(t *testing.T) {
	for kind, notFound := range map[fault.Kind]bool{fault.Invalid: true, fault.Temporary: false} {
		dns := &net.DNSError{Err: "no such host", Name: "wire.invalid", IsNotFound: notFound, IsTemporary: !notFound}
		err := described("https://wire.invalid/feed", &url.Error{Op: "Get", URL: "https://wire.invalid/feed", Err: &net.OpError{Op: "dial", Err: dns}})
		if fault.KindOf(err) != kind || notFound != strings.Contains(err.Error(), "there is no such host (wire.invalid)") {
			t.Errorf("%v, want kind %v", err, kind)
		}
	}
	if err := described("https://wire.invalid/", errors.New("it broke off")); fault.KindOf(err) != fault.Temporary {
		t.Errorf("%v", err)
	}
}
