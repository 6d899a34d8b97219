package fetch

import (
	_ "embed"
	"fmt"
	"net/netip"
	"strconv"
	"strings"
	"syscall"

	"github.com/datelinewire/dateline/internal/fault"
)

//go:embed special.tsv
var special string // never changed

// globalUnicast is all of IPv6 that IANA gives out addresses of (IPv6 Address
// Space registry): what lies outside it is nobody's.
const globalUnicast = "2000::/3"

// block is a row of special.tsv.
type block struct {
	prefix netip.Prefix
	carry  int // the byte at which an IPv4 address begins that decides; 0: none
}

// blocks returns the rows of special.tsv. It fails where one is not sound,
// which a test rules out.
func blocks() ([]block, error) {
	var out []block
	for line := range strings.Lines(special) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if strings.HasPrefix(line, "#") {
			continue
		}
		p, err := netip.ParsePrefix(f[0])
		if err != nil {
			return nil, err
		}
		b := block{prefix: p}
		if len(f) == 4 {
			if b.carry, err = strconv.Atoi(f[3]); err != nil || b.carry < 1 || b.carry > 12 {
				return nil, fmt.Errorf("%s: no IPv4 address begins at byte %s", p, f[3])
			}
		}
		out = append(out, b)
	}
	return out, nil
}

// Public reports whether an address is one of the public Internet: a host's,
// set aside for no special purpose. Addresses that carry an IPv4 one (mapped,
// translated, 6to4) are judged by that.
func Public(ip netip.Addr) bool {
	all, err := blocks()
	return err == nil && public(ip, all)
}

func public(ip netip.Addr, all []block) bool {
	ip = ip.Unmap().WithZone("")
	if !ip.IsValid() {
		return false
	}
	for _, b := range all {
		if !b.prefix.Contains(ip) {
			continue
		}
		if b.carry == 0 {
			return false
		}
		bytes := ip.As16()
		return public(netip.AddrFrom4([4]byte(bytes[b.carry:b.carry+4])), all)
	}
	return ip.Is4() || netip.MustParsePrefix(globalUnicast).Contains(ip)
}

// guard refuses a connection after the name was resolved and before a byte is
// sent: the address that is dialled counts, so that a name which points inside
// is of no use, nor one that points elsewhere each time it is asked.
func guard(_, address string, _ syscall.RawConn) error {
	ap, err := netip.ParseAddrPort(address)
	if err != nil {
		return &fault.Error{Op: "connect", Kind: fault.Denied, ID: address, Err: err}
	}
	if !Public(ap.Addr()) {
		return &fault.Error{
			Op: "connect", Kind: fault.Denied,
			Err: fmt.Errorf("it points inside, to %s: addresses of this machine, of private networks and for special purposes are refused unless fetch.private is set in the configuration", ap.Addr().Unmap()),
		}
	}
	return nil
}
