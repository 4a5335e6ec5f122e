// What the phone keeps: who it is, the list as one record, and each record of its own under its number.
import { deleteDB, openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { Pair } from "./crypt";
import type { Kept } from "./record";
import type { Used } from "./wire";

export interface Device {
	id: string;
	token: string;
	door: string;
	name: string;
	until: number;
	pair: Pair;
}

export interface KeptPack {
	bytes: ArrayBuffer;
	etag: string;
	loadedAt: number; // true time
}

/** The few things that change all the time. */
export interface Meta {
	cursor: number;
	service: string;
	counters: [string, string];
	offset: number | null;
	sentAt: number;
	seq: number; // the highest number ever given, known even when its record is gone
	stage: "" | "revoked" | "old" | "ended";
	problem: string;
	lens: string;
}

/** News since the list was made, in the order in which they came. */
export interface Delta {
	used: Used[];
	freed: Used[];
}

interface Schema extends DBSchema {
	delta: { key: number; value: Delta };
	meta: { key: string; value: Partial<Meta> | Device };
	list: { key: string; value: KeptPack };
	records: { key: number; value: Kept };
}

export const emptyMeta: Meta = { cursor: 0, service: "", counters: ["", ""], offset: null, sentAt: 0, seq: 0, stage: "", problem: "", lens: "" };

const NAME = "gate";

export class Store {
	private constructor(private readonly db: IDBPDatabase<Schema>) {}

	static async open(): Promise<Store> {
		return new Store(
			await openDB<Schema>(NAME, 1, {
				upgrade(db) {
					db.createObjectStore("meta");
					db.createObjectStore("list");
					db.createObjectStore("delta", { autoIncrement: true });
					db.createObjectStore("records", { keyPath: "seq" });
				},
			}),
		);
	}

	async device(): Promise<Device | undefined> {
		return (await this.db.get("meta", "device")) as Device | undefined;
	}

	async keepDevice(d: Device) {
		await this.db.put("meta", d, "device");
	}

	async meta(): Promise<Meta> {
		return { ...emptyMeta, ...((await this.db.get("meta", "state")) as Partial<Meta> | undefined) };
	}

	async keepMeta(m: Meta) {
		await this.db.put("meta", m, "state");
	}

	async pack(): Promise<KeptPack | undefined> {
		return this.db.get("list", "pack");
	}

	/** Keeps a new list in place of the old; news that it holds already go. */
	async keepPack(p: KeptPack, newsToo: boolean, m: Meta) {
		const t = this.db.transaction(["list", "delta", "meta"], "readwrite");
		void t.objectStore("list").put(p, "pack").catch(() => {}); // the transaction tells
		if (newsToo) void t.objectStore("delta").clear();
		void t.objectStore("meta").put(m, "state");
		await t.done;
	}

	async forgetPack() {
		const t = this.db.transaction(["list", "delta"], "readwrite");
		void t.objectStore("list").clear();
		void t.objectStore("delta").clear();
		await t.done;
	}

	async news(): Promise<Delta[]> {
		return this.db.getAll("delta");
	}

	/** Keeps news together with the cursor up to which they go. */
	async keepNews(d: Delta, m: Meta) {
		const t = this.db.transaction(["delta", "meta"], "readwrite");
		if (d.used.length + d.freed.length > 0) void t.objectStore("delta").add(d).catch(() => {});
		void t.objectStore("meta").put(m, "state").catch(() => {});
		await t.done;
	}

	async records(): Promise<Kept[]> {
		return this.db.getAll("records");
	}

	/** Writes records so that they are on the disk before it returns: nobody is told "come in" before that. */
	async keep(records: Kept[]) {
		const t = this.db.transaction("records", "readwrite", { durability: "strict" });
		t.done.catch(() => {}); // told below, and also where a put fails at once
		for (const r of records) void t.store.put(r).catch(() => {});
		await t.done;
	}

	async forgetRecords(seqs: number[]) {
		const t = this.db.transaction("records", "readwrite");
		for (const s of seqs) void t.store.delete(s);
		await t.done;
	}

	/** Forgets all: the end of a shift. */
	async forgetAll() {
		this.db.close();
		await deleteDB(NAME);
	}
}
