// The queue as a file, where no network comes back: batches as they would have been sent, each signed by the phone.
import { bytesOf } from "./crypt";
import type { Kept } from "./record";
import type { Device } from "./store";
import { batchOf } from "./sync";
import { BATCH, BATCH_DOMAIN, type Beat } from "./wire";

/** The file: the same bytes that were signed, as text. */
export interface Exported {
	gate: 1;
	device: string;
	batches: { body: string; signature: string }[];
}

export async function exportOf(device: Device, records: Kept[], made: number, at: number, beat: Beat, sign: (body: Uint8Array<ArrayBuffer>, domain: string) => Promise<string>): Promise<Blob> {
	const file: Exported = { gate: 1, device: device.id, batches: [] };
	for (let i = 0; i < records.length; i += BATCH) {
		const body = JSON.stringify(batchOf(device.id, records.slice(i, i + BATCH), made, at, beat, 0));
		file.batches.push({ body, signature: await sign(bytesOf(body), BATCH_DOMAIN) });
	}
	return new Blob([JSON.stringify(file)], { type: "application/json" });
}
