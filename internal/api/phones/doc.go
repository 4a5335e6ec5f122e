// Package phones answers the phones at gates.
package phones
