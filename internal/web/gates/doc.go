// Package gates is where a site is set up, watched on the day, closed.
package gates
