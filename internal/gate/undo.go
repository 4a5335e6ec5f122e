package gate

// undo carries out undoings: those of this act, and those that waited for what came now.
func (in *intake) undo() error {
	asked := map[string]bool{}
	for _, r := range in.late {
		if asked[r.device] {
			continue
		}
		asked[r.device] = true
		waiting, err := waitingUndoes(&in.tx.View, r.device)
		if err != nil {
			return err
		}
		for _, u := range waiting {
			u = in.adopt(u)
			if err := in.takeBack(u); err != nil {
				return err
			}
		}
	}
	for _, r := range in.fresh {
		if r.Undoes == 0 {
			continue
		}
		if err := in.takeBack(r); err != nil {
			return err
		}
	}
	return nil
}

// takeBack takes back what an undoing names; where it is not here, the undoing waits for it.
func (in *intake) takeBack(u *record) error {
	k := key{u.device, u.Undoes}
	target := in.known[k]
	if target == nil && in.blocks[k] == nil {
		if err := in.recall([]key{k}); err != nil {
			return err
		}
		target = in.known[k]
	}
	if b := in.blocks[k]; target == nil && b != nil {
		return in.takeBlockBack(u, k, b)
	}
	if target == nil {
		if u.undoneBy != -1 {
			in.touch(u)
			u.undoneBy = -1
		}
		return nil
	}
	if u.undoneBy == -1 {
		in.touch(u)
		u.undoneBy = 0
	}
	switch {
	case target.Undoes != 0:
		in.refuseUndo(u, "Không hoàn tác được một lượt hoàn tác.")
		return nil
	case !inTime(target.At, target.believed, u.At, u.believed):
		in.refuseUndo(u, "Quá một phút, không hoàn tác ở cổng được nữa. Hãy báo người phụ trách điểm.")
		return nil
	case target.undoneBy > 0:
		return nil
	}
	in.touch(target)
	target.undoneBy = u.n
	if !target.counts {
		return nil
	}
	target.counts = false
	target.word = target.alone
	return in.pass(target)
}

// refuseUndo names an undoing that came to nothing.
func (in *intake) refuseUndo(u *record, text string) {
	for _, a := range in.group {
		if a.device.ID == u.device {
			a.refused(u.Seq, text)
		}
	}
}

// pass lets the earliest of those behind admit in place of a record that was taken back.
func (in *intake) pass(target *record) error {
	h, err := in.holderOf(target.given())
	if err != nil {
		return err
	}
	h.alive, h.record = false, nil
	if target.subject[0] == 's' {
		return nil
	}
	stored, err := behind(&in.tx.View, in.e.Number, target.given())
	if err != nil {
		return err
	}
	var next *record
	consider := func(r *record) {
		if !r.may || r.counts || r.undoneBy != 0 || r.given() != target.given() || r.Undoes != 0 {
			return
		}
		if next == nil || r.earlier(next.true, next.device, next.Seq) {
			next = r
		}
	}
	for _, r := range stored {
		consider(in.adopt(r))
	}
	for _, r := range in.fresh {
		consider(r)
	}
	for _, r := range in.touched { // what this act put behind a moment ago
		consider(r)
	}
	if next == nil {
		in.freed(target)
		return nil
	}
	in.admit(h, next)
	return nil
}
