// The true time: the phone's clock and how far it is from the server's.

/** What one look at the server's clock says: the difference to add, and how long the look took. */
export interface Measured {
	offset: number;
	trip: number;
}

/** Half of the way there and back is added to what the server said. */
export const measured = (sent: number, server: number, back: number): Measured => ({ offset: Math.round(server - (sent + back) / 2), trip: back - sent });

/** The looks of which to believe the quickest; a look of more than five seconds says nothing. */
export function best(looks: Measured[]): number | null {
	const good = looks.filter((m) => m.trip >= 0 && m.trip < 5000).sort((a, b) => a.trip - b.trip);
	return good[0]?.offset ?? null;
}

export class Clock {
	private last = 0;
	constructor(
		public offset: number | null,
		private readonly wall: () => number = () => Date.now(),
	) {}

	/** The phone's clock. Where somebody set it back since it was last asked, what is known of the true time moves with it. */
	now(): number {
		const now = this.wall();
		if (this.offset !== null && now < this.last - 1000) this.offset += this.last - now;
		this.last = now;
		return now;
	}

	/** The true time as well as it is known. */
	true(): number {
		const now = this.now();
		return now + (this.offset ?? 0);
	}
}
