// Package idcard reads what the code of a citizen card says, as a gate does on the phone.
package idcard
