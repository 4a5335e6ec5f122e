// Package station is a park's own node: the point in a box.
package station
