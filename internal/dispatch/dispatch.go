// Package dispatch keeps the register of official documents.
package dispatch
