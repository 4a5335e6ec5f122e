// The phone's own records: numbered without gaps, on the disk before anybody is told, kept until a receipt.
import { strip, type Kept } from "./record";
import type { Store } from "./store";

const HIGHEST = "gate-seq"; // beside the store: a number that was sent must not be given again even where the store was full

function highest(): number {
	try {
		return Number(localStorage.getItem(HIGHEST)) || 0;
	} catch {
		return 0;
	}
}

/** What the server said of one record. */
export interface Settled {
	seq: number;
	state: "received" | "again" | "refused";
	why: string;
}

export class Queue {
	readonly all = new Map<number, Kept>();
	private unwritten = new Set<number>(); // in memory alone: the disk was full
	private made: number;

	constructor(
		private readonly store: Store,
		kept: Kept[],
		made: number,
	) {
		for (const k of kept) this.all.set(k.seq, k);
		this.made = Math.max(made, highest(), ...kept.slice(-1).map((k) => k.seq));
	}

	/** Begins with nothing: another enrolment. */
	begin() {
		this.all.clear();
		this.unwritten.clear();
		this.made = 0;
	}

	/** The highest number given so far. */
	get top(): number {
		return this.made;
	}

	/** What was not received yet, the oldest first. */
	waiting(): Kept[] {
		return [...this.all.values()].filter((k) => k.state === "waiting").sort((a, b) => a.seq - b.seq);
	}

	/** What the server could not read. */
	refused(): Kept[] {
		return [...this.all.values()].filter((k) => k.state === "refused" && (k.scan || k.block));
	}

	/** Whether records are in memory alone. */
	get full(): boolean {
		return this.unwritten.size > 0;
	}

	/** Gives a number, and writes the record to the disk. Where the disk is full, the record stays in memory, and is written as soon as there is room. */
	async add(make: (seq: number) => Kept): Promise<Kept> {
		const k = make(++this.made);
		try {
			localStorage.setItem(HIGHEST, String(this.made));
		} catch {
			// the store knows the number too
		}
		this.all.set(k.seq, k);
		await this.write([k]);
		return k;
	}

	private async write(some: Kept[]) {
		const all = new Set([...some, ...[...this.unwritten].map((seq) => this.all.get(seq)).filter((k) => k !== undefined)]);
		try {
			await this.store.keep([...all]);
			for (const k of all) this.unwritten.delete(k.seq);
		} catch {
			for (const k of some) this.unwritten.add(k.seq);
		}
	}

	/** Tries again what is in memory alone. */
	async retry() {
		if (this.full) await this.write([]);
	}

	/** Notes what the server said of records: on its disk now, so that nobody's name need be kept here. */
	async settle(said: Settled[]) {
		const changed: Kept[] = [];
		for (const s of said) {
			const k = this.all.get(s.seq);
			if (!k || k.state === s.state) continue;
			const now = { ...strip(k), state: s.state, why: s.why };
			this.all.set(s.seq, now);
			changed.push(now);
		}
		if (changed.length > 0) await this.write(changed);
	}

	/** Marks a record that the server would not take at all: it stays whole, for the file. */
	async refuse(seq: number, why: string) {
		const k = this.all.get(seq);
		if (!k) return;
		const now: Kept = { ...k, state: "refused", why };
		this.all.set(seq, now);
		await this.write([now]);
	}

	async undone(seq: number) {
		const k = this.all.get(seq);
		if (!k) return;
		const now = { ...k, undone: true };
		this.all.set(seq, now);
		await this.write([now]);
	}

	/** Forgets what was received: the day is over. */
	async forgetReceived() {
		const gone = [...this.all.values()].filter((k) => k.state === "received" || k.state === "again").map((k) => k.seq);
		for (const seq of gone) this.all.delete(seq);
		if (gone.length > 0) await this.store.forgetRecords(gone);
	}
}

/** What ends a shift takes the numbers too: the next enrolment begins with 1. */
export function forgetNumbers() {
	try {
		localStorage.removeItem(HIGHEST);
	} catch {
		// nothing was kept
	}
}
