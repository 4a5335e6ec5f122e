// Sending what was recorded, as often as it takes.
import type { Beat, Batch, News, Receipt } from "./wire";
import { BATCH, BATCH_DOMAIN, PROTOCOL } from "./wire";
import { bytesOf, sign } from "./crypt";
import type { Clock } from "./clock";
import type { Queue, Settled } from "./queue";
import type { Kept } from "./record";
import { batch as post, measure, Problem } from "./server";
import type { Device } from "./store";

const EVERY = 15_000; // milliseconds between two looks at the server
const LONGEST = 60_000; // between two tries where it is not reached
const AGAIN = 10 * 60_000; // between two looks at its clock

export interface Hooks {
	device: () => Device | undefined;
	clock: Clock;
	queue: Queue;
	cursor: () => number;
	beat: () => Promise<Beat>;
	news: (n: News, sentAt: number) => Promise<void>;
	offset: (ms: number) => void;
	answered: (p: Problem | null) => void; // of each try; null when a receipt came
}

/** What is sent of records; an undoing travels as the kind of record that it takes back. */
export function batchOf(device: string, records: Kept[], made: number, sent: number, beat: Beat, cursor: number): Batch {
	return {
		protocol: PROTOCOL, device, sent, made,
		scans: records.flatMap((k) => (k.scan ? [k.scan] : [])), blocks: records.flatMap((k) => (k.block ? [k.block] : [])), beat, cursor,
	};
}

export class Sync {
	online = navigator.onLine;
	private running: Promise<void> | null = null;
	private again = false;
	private fails = 0;
	private size = BATCH;
	private timer = 0;
	private measuredAt = -Infinity;

	constructor(private readonly h: Hooks) {}

	start() {
		addEventListener("online", () => this.now());
		addEventListener("offline", () => {
			this.online = false;
			this.h.answered(new Problem(0, ""));
		});
		document.addEventListener("visibilitychange", () => {
			if (document.visibilityState === "visible") this.now();
		});
		this.now();
	}

	/** Sends at once; a second call while one is under way has one more follow. */
	now(): Promise<void> {
		if (this.running) {
			this.again = true;
			return this.running;
		}
		clearTimeout(this.timer);
		this.running = this.round().finally(() => {
			this.running = null;
			const wait = this.fails === 0 ? EVERY : Math.min(LONGEST, 1000 * 2 ** this.fails);
			this.timer = window.setTimeout(() => void this.now(), wait * (0.75 + Math.random() / 2));
		});
		return this.running;
	}

	private async round() {
		do {
			this.again = false;
			try {
				await this.clockToo();
				while (await this.once());
				this.fails = 0;
			} catch (e) {
				this.fails = Math.min(this.fails + 1, 8);
				const p = e instanceof Problem ? e : new Problem(-1, "");
				this.online = p.status > 0;
				this.h.answered(p);
				return;
			}
		} while (this.again);
	}

	private async clockToo() {
		if (performance.now() - this.measuredAt < AGAIN) return;
		const offset = await measure();
		if (offset === null) return;
		this.measuredAt = performance.now();
		this.h.offset(offset);
	}

	/** One batch; true where more waits. */
	private async once(): Promise<boolean> {
		const device = this.h.device();
		if (!device) return false;
		const waiting = this.h.queue.waiting();
		const some = waiting.slice(0, this.size);
		const sent = this.h.clock.now();
		const body = bytesOf(JSON.stringify(batchOf(device.id, some, this.h.queue.top, sent, await this.h.beat(), this.h.cursor())));
		let receipt: Receipt;
		try {
			receipt = await post(device.token, body, await sign(device.pair, BATCH_DOMAIN, body));
		} catch (e) {
			if (!(e instanceof Problem) || e.status !== 422 || some.length === 0) throw e;
			if (some.length === 1) {
				await this.h.queue.refuse(some[0]!.seq, e.message); // named, kept for the file, and the rest goes on
				this.size = BATCH;
			} else this.size = Math.ceil(some.length / 2);
			return true;
		}
		this.online = true;
		await this.settle(receipt, some);
		await this.h.news(receipt.news, sent);
		this.h.answered(null);
		if (some.length === this.size && this.size < BATCH) this.size = Math.min(BATCH, this.size * 2);
		const left = this.h.queue.waiting().length;
		return left > 0 && left < waiting.length; // a receipt for nothing is no reason to go on at once
	}

	private async settle(receipt: Receipt, some: Kept[]) {
		const refused = new Map((receipt.refused ?? []).map((r) => [r.seq, r.text]));
		const answers = new Map((receipt.answers ?? []).map((a) => [a.seq, a]));
		const seqs = new Set([...some.map((k) => k.seq), ...answers.keys(), ...refused.keys()]);
		for (const k of this.h.queue.waiting()) if (k.seq <= receipt.through) seqs.add(k.seq);
		await this.h.queue.settle([...seqs].flatMap((seq): Settled[] => {
			const why = refused.get(seq);
			if (why !== undefined) return [{ seq, state: "refused", why }];
			const a = answers.get(seq);
			if (!a && seq > receipt.through) return []; // nobody said that it is on the disk
			const k = this.h.queue.all.get(seq);
			const again = a?.word === "again" && k?.said !== "again";
			return [{ seq, state: again ? "again" : "received", why: a?.first ? `${a.first.door}${a.first.site ? `, ${a.first.site}` : ""}` : "" }];
		}));
	}
}
