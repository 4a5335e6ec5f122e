package act

import "phongtrao/internal/base/db"

// Leave asks whether who may do verb to object, for a door that holds a view already; nil is yes. An act asks again.
func (d *Desk) Leave(v *db.View, who Who, verb Verb, object string, writes bool) error {
	_, err := leave(v, who, verb, object, writes)
	return err
}
