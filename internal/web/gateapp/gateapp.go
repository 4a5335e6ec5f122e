// Package gateapp is the program of the phones at gates, which works without a network.
package gateapp
