// Package wall is the wall: one number, its age, how sure it is.
package wall
