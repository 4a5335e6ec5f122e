// What was given to whom: here, and elsewhere as far as this phone heard.
import type { Kept } from "./record";
import type { First, Used } from "./wire";

const key = (subject: string, what: string) => `${what} ${subject}`;

export class Given {
	private own = new Map<string, { seq: number; first: First }>();
	private elsewhere = new Map<string, First>();

	/** Knows nothing: another enrolment. */
	begin() {
		this.own.clear();
		this.elsewhere.clear();
	}

	/** Begins anew with what a list says. */
	reset(used: Used[]) {
		this.elsewhere.clear();
		for (const u of used) this.elsewhere.set(key(u.subject, u.what), { at: u.at, door: u.door });
	}

	news(used: Used[], freed: Used[]) {
		for (const u of used) this.elsewhere.set(key(u.subject, u.what), { at: u.at, door: u.door });
		for (const u of freed) this.elsewhere.delete(key(u.subject, u.what));
	}

	/** A record of this phone by which somebody was let in for the first time. */
	add(k: Kept, first: First) {
		const at = key(k.subject, k.what);
		if (k.subject && !this.own.has(at)) this.own.set(at, { seq: k.seq, first });
	}

	/** Takes a record of this phone back; what the server made of the same record goes with it. */
	free(k: Kept) {
		const at = key(k.subject, k.what);
		const mine = this.own.get(at);
		if (mine?.seq !== k.seq) return;
		this.own.delete(at);
		const other = this.elsewhere.get(at);
		if (other && other.door === mine.first.door && Math.abs(other.at - mine.first.at) < 1000) this.elsewhere.delete(at);
	}

	/** Who was first, if anybody. */
	first(subject: string, what: string): First | undefined {
		const here = this.own.get(key(subject, what))?.first, there = this.elsewhere.get(key(subject, what));
		return here && there ? (there.at < here.at ? there : here) : (here ?? there);
	}
}
