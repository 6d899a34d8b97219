package config

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// value reads and prints one kind of setting.
type value interface {
	Set(string) error
	String() string
}

type stringValue string

func (v *stringValue) String() string { return string(*v) }

func (v *stringValue) Set(s string) error {
	if strings.TrimSpace(s) == "" {
		return errors.New("must not be empty")
	}
	*v = stringValue(s)
	return nil
}

type addressValue string

func (v *addressValue) String() string { return string(*v) }

func (v *addressValue) Set(s string) error {
	if _, port, err := net.SplitHostPort(s); err != nil || port == "" {
		return fmt.Errorf("%q is not an address: want HOST:PORT, as in 127.0.0.1:7117", s)
	}
	*v = addressValue(s)
	return nil
}

// namesValue is a list of hosts, parted by commas; each may have a port, and
// http:// or https:// before it.
type namesValue []url.URL

func (v *namesValue) String() string {
	var all []string
	for _, u := range *v {
		all = append(all, strings.TrimPrefix(u.String(), "//"))
	}
	return strings.Join(all, ",")
}

func (v *namesValue) Set(s string) error {
	var all []url.URL
	for name := range strings.SplitSeq(s, ",") {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		u, err := hostURL(name)
		if err != nil {
			return err
		}
		all = append(all, u)
	}
	*v = all
	return nil
}

func hostURL(name string) (url.URL, error) {
	address := name
	if !strings.Contains(name, "://") {
		address = "//" + name
	}
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" ||
		u.User != nil || u.RequestURI() != "/" || u.Fragment != "" || strings.Contains(u.Host, "*") {
		return url.URL{}, fmt.Errorf("%q is no name: want HOST, HOST:PORT or https://HOST, as in wire.example.org", name)
	}
	return url.URL{Scheme: u.Scheme, Host: strings.ToLower(u.Host)}, nil
}

// originValue is an address without a path; empty is none.
type originValue url.URL

func (v *originValue) String() string { return (*url.URL)(v).String() }

func (v *originValue) Set(s string) error {
	if s = strings.TrimSuffix(strings.TrimSpace(s), "/"); s == "" {
		*v = originValue{}
		return nil
	}
	u, err := hostURL(s)
	if err != nil || u.Scheme == "" {
		return fmt.Errorf("%q is no address: want https://HOST, as in https://wire.example.org", s)
	}
	*v = originValue(u)
	return nil
}

type boolValue bool

func (v *boolValue) String() string { return strconv.FormatBool(bool(*v)) }

func (v *boolValue) Set(s string) error {
	b, err := strconv.ParseBool(s)
	if err != nil {
		return fmt.Errorf("%q: want true or false", s)
	}
	*v = boolValue(b)
	return nil
}

type intValue struct {
	at       *int
	min, max int
}

func (v *intValue) String() string { return strconv.Itoa(*v.at) }

func (v *intValue) Set(s string) error {
	n, err := strconv.Atoi(s)
	if err != nil || n < v.min || n > v.max {
		return fmt.Errorf("%q: want a whole number from %d to %d", s, v.min, v.max)
	}
	*v.at = n
	return nil
}

type durationValue time.Duration

func (v *durationValue) String() string { return time.Duration(*v).String() }

func (v *durationValue) Set(s string) error {
	d, err := time.ParseDuration(s)
	if err != nil || d <= 0 {
		return fmt.Errorf("%q: want a length of time, as in 20s or 1m30s", s)
	}
	*v = durationValue(d)
	return nil
}

type choiceValue struct {
	at      *string
	choices []string
}

func (v *choiceValue) String() string { return *v.at }

func (v *choiceValue) Set(s string) error {
	if !slices.Contains(v.choices, s) {
		return fmt.Errorf("%q: want one of %s", s, strings.Join(v.choices, ", "))
	}
	*v.at = s
	return nil
}
