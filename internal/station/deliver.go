package station

import (
	"context"

	"phongtrao/internal/base/db"
	"phongtrao/internal/gate"
)

// DeliverTo hands what stations carry to a house's receiver.
func DeliverTo(r *gate.Receiver, d *db.DB) Deliver {
	return func(ctx context.Context, x Delivery) (gate.Receipt, error) {
		var dev gate.Device
		if err := d.See(ctx, func(v *db.View) (err error) { dev, err = gate.DeviceOf(v, x.Device); return err }); err != nil {
			return gate.Receipt{}, err
		}
		b, unread, err := gate.ReadBatch(x.Body)
		if err != nil {
			return gate.Receipt{}, err
		}
		x.clocks(&b)
		return r.Receive(ctx, dev, &b, unread...)
	}
}

// clocks writes beside each record by how much its phone's clock differs from this house's. Where the phone never measured, it is taken
// from when the carrier received the batch; what it measured, it measured against the carrier.
func (x Delivery) clocks(b *gate.Batch) {
	measured := func(offset **int64) {
		o := x.Shift
		if *offset != nil {
			o += **offset
		} else if b.Sent != 0 {
			o = x.At - b.Sent
		}
		*offset = &o
	}
	for i := range b.Scans {
		measured(&b.Scans[i].Offset)
	}
	for i := range b.Blocks {
		measured(&b.Blocks[i].Offset)
	}
}
