// Package tickets is where officers keep places, lists, tickets of an event.
package tickets
