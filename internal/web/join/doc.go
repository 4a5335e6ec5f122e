// Package join is where workers sign up without an account.
package join
