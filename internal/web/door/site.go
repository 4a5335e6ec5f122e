package door

import (
	"net"
	"net/http"
	"net/url"

	"phongtrao/internal/people"
)

// SiteOf is where a page was opened, as its browser sees it. Behind a gateway that speaks TLS the program does not know the scheme, but the
// browser says it with everything that it posts; another site's word was refused before.
func SiteOf(r *http.Request) people.Site {
	s := people.Site{Host: r.Host, Origin: "http://" + r.Host}
	if host, _, err := net.SplitHostPort(r.Host); err == nil {
		s.Host = host
	}
	if r.TLS != nil {
		s.Origin = "https://" + r.Host
	}
	if said, err := url.Parse(r.Header.Get("Origin")); err == nil && said.Host == r.Host {
		s.Origin = said.Scheme + "://" + said.Host
	}
	return s
}
