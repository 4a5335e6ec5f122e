// The shift in numbers, out of the phone's own records.
import type { Service } from "./core";
import type { Kept } from "./record";

export interface Stat {
	what: string;
	label: string;
	admitted: number;
	refused: number;
	walkIns: number;
	perHour: { hour: number; n: number }[];
}

const VIETNAM = 7 * 3600_000;

export function statsOf(records: Kept[], services: Service[], offset: number): Stat[] {
	const all = new Map<string, Stat>(services.map((s) => [s.key, { what: s.key, label: s.label, admitted: 0, refused: 0, walkIns: 0, perHour: [] }]));
	for (const k of records) {
		const s = all.get(k.what);
		if (!s || k.kind !== "scan" || k.undone || k.said === "again") continue;
		if (!k.admitted) {
			s.refused++;
			continue;
		}
		s.admitted += k.people;
		if (k.how === "card" || k.how === "person" || k.how === "plus") s.walkIns += k.people;
		const hour = Math.floor(((k.at + offset + VIETNAM) % 86_400_000) / 3600_000);
		const h = s.perHour.find((p) => p.hour === hour);
		if (h) h.n += k.people;
		else s.perHour.push({ hour, n: k.people });
	}
	for (const s of all.values()) s.perHour.sort((a, b) => a.hour - b.hour);
	return [...all.values()];
}
