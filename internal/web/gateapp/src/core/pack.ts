// The list that a phone works with, read out of its bytes: internal/gate/packformat.go.
import type { PackHeader } from "./wire";

const magic = "PTPACK1\n";
const fixed = 4 + 1 + 1 + 1 + 1 + 2 + 8 + 8 + 2; // bytes of a row before what is sealed

export interface PackRow {
	serial: number;
	site: number;
	slot: number; // 255 for none
	class: number;
	revoked: boolean;
	unit: number; // 65535 for none
	sealed: Uint8Array<ArrayBuffer>;
}

/** A pack with its ways in: by number, by the tag of a short code, by the tag of a whole name. Throws where the bytes are no pack. */
export class Pack {
	readonly header: PackHeader;
	readonly rows: number;
	private readonly view: DataView<ArrayBuffer>;
	private readonly bySerial = new Map<number, number>();
	private readonly byCode = new Map<bigint, number>();
	private readonly byName = new Map<bigint, number[]>();

	constructor(bytes: ArrayBuffer) {
		const v = new DataView(bytes);
		this.view = v;
		const text = new TextDecoder("utf-8", { fatal: true });
		if (bytes.byteLength < magic.length + 8 || text.decode(new Uint8Array(bytes, 0, magic.length)) !== magic) throw new Error("no pack");
		const size = v.getUint32(magic.length);
		let at = magic.length + 4 + size;
		if (at + 4 > bytes.byteLength) throw new Error("the pack is cut off");
		this.header = JSON.parse(text.decode(new Uint8Array(bytes, magic.length + 4, size))) as PackHeader;
		this.rows = v.getUint32(at);
		at += 4;
		for (let i = 0; i < this.rows; i++) {
			if (at + fixed > bytes.byteLength) throw new Error("the pack is cut off");
			this.bySerial.set(v.getUint32(at), at);
			this.byCode.set(v.getBigUint64(at + 10), at);
			const name = v.getBigUint64(at + 18);
			if (name !== 0n) {
				const same = this.byName.get(name);
				if (same) same.push(at);
				else this.byName.set(name, [at]);
			}
			at += fixed + v.getUint16(at + 26);
		}
		if (at !== bytes.byteLength) throw new Error("the pack is longer than its rows");
	}

	private row(at: number | undefined): PackRow | undefined {
		if (at === undefined) return undefined;
		const v = this.view;
		return {
			serial: v.getUint32(at), site: v.getUint8(at + 4), slot: v.getUint8(at + 5), class: v.getUint8(at + 6), revoked: (v.getUint8(at + 7) & 1) === 1,
			unit: v.getUint16(at + 8), sealed: new Uint8Array(v.buffer, at + fixed, v.getUint16(at + 26)),
		};
	}

	find(serial: number): PackRow | undefined {
		return this.row(this.bySerial.get(serial));
	}

	findCode(tag: bigint): PackRow | undefined {
		return this.row(this.byCode.get(tag));
	}

	/** All who have this whole name. */
	findName(tag: bigint): PackRow[] {
		return (this.byName.get(tag) ?? []).map((at) => this.row(at)!);
	}

	unit(row: { unit: number }): string {
		return this.header.units[row.unit]?.name ?? "";
	}
}
