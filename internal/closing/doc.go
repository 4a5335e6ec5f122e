// Package closing keeps the signed minutes by which sites are closed.
package closing
