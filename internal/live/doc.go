// Package live keeps the numbers of the day in memory, as walls show them.
package live
