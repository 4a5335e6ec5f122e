// Package rehearse plays a day at the gates, from a seed.
package rehearse
