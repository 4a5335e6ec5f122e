package station

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"net"
	"strings"
	"sync"
	"time"

	"phongtrao/internal/base/fault"
)

// A camera and a service worker need a secure page, so a station speaks TLS in the park. The house above has a root of its own that phones
// are told to trust once. It can speak for addresses of local networks alone, by its own words (name constraints): whoever stole it could
// not pretend to be a bank. Each station is given an issuer below it for a month, and makes its own certificates for whatever address
// the park's network gives it that morning.
const (
	rootYears   = 10
	issuerDays  = 30
	leafDays    = 5
	clocksApart = 48 * time.Hour // certificates begin earlier by this: clocks of phones and boxes differ
	leavesMax   = 64             // certificates kept for addresses
)

// localNames are the ends of names that mean something in a local network only.
var localNames = []string{"internal", "local", "lan", "home.arpa", "localhost"}

// localNets are the addresses that exist in local networks only.
var localNets = nets("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "127.0.0.0/8", "::1/128", "fc00::/7", "fe80::/10")

func nets(all ...string) (out []*net.IPNet) {
	for _, s := range all {
		_, n, err := net.ParseCIDR(s)
		if err != nil {
			panic(err) // it is written above
		}
		out = append(out, n)
	}
	return out
}

// Local reports whether a certificate can be made for a host: an address of a local network, or a name in one.
func Local(host string) bool {
	if ip := net.ParseIP(strings.Trim(host, "[]")); ip != nil {
		for _, n := range localNets {
			if n.Contains(ip) {
				return true
			}
		}
		return false
	}
	for _, end := range localNames {
		if host == end || strings.HasSuffix(host, "."+end) {
			return true
		}
	}
	return false
}

func serial() *big.Int {
	b := make([]byte, 16)
	rand.Read(b) // never fails
	return new(big.Int).SetBytes(b)
}

// authority is a template for a certificate that issues others.
func authority(name string, from, until time.Time, below int) *x509.Certificate {
	return &x509.Certificate{
		SerialNumber: serial(), Subject: pkix.Name{CommonName: name, Organization: []string{"Phong Trào"}},
		NotBefore: from, NotAfter: until, IsCA: true, BasicConstraintsValid: true, MaxPathLen: below, MaxPathLenZero: below == 0,
		KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageCRLSign, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		PermittedDNSDomainsCritical: true, PermittedDNSDomains: localNames, PermittedIPRanges: localNets,
	}
}

// newRoot makes the certificate that phones are told to trust.
func newRoot(now time.Time) (*ecdsa.PrivateKey, []byte, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, nil, err
	}
	c := authority("Phong Trào · mạng nội bộ của các điểm", now.Add(-clocksApart), now.AddDate(rootYears, 0, 0), 1)
	c.ExtKeyUsage = nil // Apple's devices want none on a root
	der, err := x509.CreateCertificate(rand.Reader, c, c, key.Public(), key)
	return key, der, err
}

// issue makes the certificate of a station's issuer.
func issue(root []byte, key crypto.Signer, pub any, name string, now, until time.Time) ([]byte, error) {
	top, err := x509.ParseCertificate(root)
	if err != nil {
		return nil, err
	}
	if most := now.AddDate(0, 0, issuerDays); until.After(most) {
		until = most
	}
	return x509.CreateCertificate(rand.Reader, authority("Trạm "+name, now.Add(-clocksApart), until, 0), top, pub, key)
}

// Issuer makes certificates at a station.
type Issuer struct {
	cert *x509.Certificate
	key  crypto.Signer
	now  func() time.Time

	mu     sync.Mutex
	leaves map[string]*tls.Certificate
}

// NewIssuer returns the issuer of a station.
func NewIssuer(cert []byte, key crypto.Signer, now func() time.Time) (*Issuer, error) {
	c, err := x509.ParseCertificate(cert)
	if err != nil {
		return nil, err
	}
	return &Issuer{cert: c, key: key, now: now, leaves: map[string]*tls.Certificate{}}, nil
}

// Is reports whether it is the issuer that a station has now.
func (i *Issuer) Is(s Self) bool { return bytes.Equal(i.cert.Raw, s.issuer) }

// Until returns when the issuer ends.
func (i *Issuer) Until() time.Time { return i.cert.NotAfter }

// Certificate answers a phone that calls: with a certificate for the name it called, or for the address at which it called.
func (i *Issuer) Certificate(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
	host := hello.ServerName
	if host == "" && hello.Conn != nil {
		if h, _, err := net.SplitHostPort(hello.Conn.LocalAddr().String()); err == nil {
			host, _, _ = strings.Cut(h, "%")
		}
	}
	return i.For(host)
}

// For returns a certificate for a host of the local network.
func (i *Issuer) For(host string) (*tls.Certificate, error) {
	if !Local(host) {
		return nil, fault.New(fault.Denied, "Trạm chỉ có chứng thư cho địa chỉ trong mạng nội bộ, không phải “%s”.", host)
	}
	i.mu.Lock()
	defer i.mu.Unlock()
	now := i.now()
	if c, ok := i.leaves[host]; ok && now.Before(c.Leaf.NotAfter.Add(-24*time.Hour)) {
		return c, nil
	}
	if len(i.leaves) >= leavesMax {
		clear(i.leaves)
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	c := &x509.Certificate{SerialNumber: serial(), Subject: pkix.Name{CommonName: host},
		NotBefore: i.cert.NotBefore, NotAfter: now.AddDate(0, 0, leafDays),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}}
	if c.NotAfter.After(i.cert.NotAfter) {
		c.NotAfter = i.cert.NotAfter
	}
	if ip := net.ParseIP(host); ip != nil {
		c.IPAddresses = []net.IP{ip}
	} else {
		c.DNSNames = []string{host}
	}
	der, err := x509.CreateCertificate(rand.Reader, c, i.cert, key.Public(), i.key)
	if err != nil {
		return nil, err
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, err
	}
	made := &tls.Certificate{Certificate: [][]byte{der, i.cert.Raw}, PrivateKey: key, Leaf: leaf}
	i.leaves[host] = made
	return made, nil
}

// Fingerprint is how people compare a root: the hash of the certificate in groups.
func Fingerprint(root []byte) string {
	sum := sha256.Sum256(root)
	const hexDigits = "0123456789ABCDEF"
	var b strings.Builder
	for n, x := range sum[:16] {
		if n > 0 && n%2 == 0 {
			b.WriteByte(' ')
		}
		b.WriteByte(hexDigits[x>>4])
		b.WriteByte(hexDigits[x&15])
	}
	return b.String()
}
