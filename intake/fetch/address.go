package fetch

import (
	"fmt"
	"net/netip"
	"syscall"

	"github.com/datelinewire/dateline/internal/fault"
)

// inside lists what is not part of the public Internet besides what netip
// tells itself: IANA's special-purpose registries (RFC 6890 and after).
var inside = [...]string{
	"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "198.18.0.0/15", "198.51.100.0/24",
	"203.0.113.0/24", "240.0.0.0/4", "100::/64", "2001:db8::/32", "fec0::/10",
}

// Public tells whether an address is one of the public Internet. Addresses
// that carry an IPv4 one inside (mapped, NAT64, 6to4, compatible) are judged
// by that.
func Public(ip netip.Addr) bool {
	ip = ip.Unmap().WithZone("")
	if v4, ok := embedded(ip); ok {
		return Public(v4)
	}
	if !ip.IsValid() || ip.IsLoopback() || ip.IsPrivate() || ip.IsLinkLocalUnicast() || ip.IsMulticast() ||
		ip.IsUnspecified() || ip.IsInterfaceLocalMulticast() {
		return false
	}
	for _, p := range inside {
		if netip.MustParsePrefix(p).Contains(ip) {
			return false
		}
	}
	return true
}

// embedded gives the IPv4 address inside an IPv6 one.
func embedded(ip netip.Addr) (netip.Addr, bool) {
	if !ip.Is6() {
		return netip.Addr{}, false
	}
	b := ip.As16()
	at := -1
	switch {
	case netip.MustParsePrefix("64:ff9b::/96").Contains(ip):
		at = 12
	case netip.MustParsePrefix("2002::/16").Contains(ip):
		at = 2
	case netip.MustParsePrefix("::/96").Contains(ip) && ip != netip.IPv6Unspecified() && ip != netip.IPv6Loopback():
		at = 12
	}
	if at < 0 {
		return netip.Addr{}, false
	}
	return netip.AddrFrom4([4]byte(b[at : at+4])), true
}

// guard refuses a connection after the name was resolved and before a byte is
// sent, so that a name which points inside is of no use either.
func guard(_, address string, _ syscall.RawConn) error {
	ap, err := netip.ParseAddrPort(address)
	if err != nil {
		return &fault.Error{Op: "connect", Kind: fault.Denied, ID: address, Err: err}
	}
	if !Public(ap.Addr()) {
		return &fault.Error{
			Op: "connect", Kind: fault.Denied,
			Err: fmt.Errorf("it points inside, to %s: addresses of this machine and of private networks are refused unless fetch.private is set in the configuration", ap.Addr().Unmap()),
		}
	}
	return nil
}
