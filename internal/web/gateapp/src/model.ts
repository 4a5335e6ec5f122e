// What the screens share: the core's state as a signal, where we are, what is shown, and the few steps that several screens take.
import { signal } from "@preact/signals";
import type { Camera, Core, Shown, State } from "./core/core";
import { prefs } from "./prefs";
import { sound } from "./sound";
import { number, say } from "./words";

export type Place = "ready" | "scan" | "find" | "menu" | "walkin" | "block" | "paper" | "records" | "stats" | "queue" | "settings" | "end";

export let core: Core;
export let camera: Camera;
export const st = signal<State>(undefined as unknown as State);
export const place = signal<Place>("ready");
export const shown = signal<Shown | null>(null);
export const last = signal<Shown | null>(null); // the person on the strip
export const now = signal(Date.now());
export const spoken = signal(""); // read aloud at once

/** aloud has a sentence read; the same one again is read again. */
export const aloud = (text: string) => (spoken.value = text === spoken.value ? text + "\u00a0" : text);

/** truly makes the true time, as well as it is known, of a moment by the phone's clock. */
export const truly = (at: number) => at + (st.value.offset ?? 0);
export const toast = signal<{ text: string; undo?: () => void } | null>(null);

export function connect(c: Core, cam: Camera) {
	core = c;
	camera = cam;
	st.value = c.state();
	last.value = st.value.last;
	c.listen(() => (st.value = c.state()));
	history.pushState(null, "");
	setInterval(() => (now.value = Date.now()), 1000);
}

let home: Place = "ready"; // where Back ends: the shift, or what comes before it

export function go(to: Place) {
	if (to === "scan" || to === "ready") home = to;
	toast.value = null;
	place.value = to;
}

export const goBack = () => go(home === "ready" || place.value === "menu" || place.value === "find" ? home : "menu");

// The phone's own Back does what the screen's Back does. It never closes the gate: one entry of the history is always kept to spend.
addEventListener("popstate", () => {
	history.pushState(null, "");
	if (shown.value) settle();
	else if (place.value !== home) goBack();
});

const STAYS = 1200; // how long a green one is shown, if nobody comes sooner
let timer = 0;

/** show puts a verdict on the whole screen, makes it heard, and lets a green one go by itself. */
export function show(s: Shown) {
	clearTimeout(timer);
	shown.value = s;
	last.value = s;
	sound(s.colour, prefs.value.sound, prefs.value.shake);
	const { title, fact } = say(s, st.value.list?.loadedAt);
	aloud([title, s.name, s.unit, s.people > 1 ? `${number(s.people)} người` : "", fact].filter(Boolean).join(". "));
	measure();
	if (s.colour === "green") timer = window.setTimeout(settle, STAYS);
}

/** measure notes how long it took from the frame to what is painted, for whoever looks at it with the browser's tools. */
function measure() {
	const from = seenAt;
	seenAt = 0;
	if (from) requestAnimationFrame(() => setTimeout(() => performance.measure("verdict", { start: from })));
}

/** hold keeps a green one on the screen, since somebody is giving more to the same person. */
export const hold = () => clearTimeout(timer);

/** settle goes back to scanning. What waits for a decision is written down as not let in: nothing that was seen is lost. */
export function settle() {
	clearTimeout(timer);
	const s = shown.value;
	shown.value = null;
	if (s && open(s)) void decide(s, false, "Chưa quyết, đã soát người kế");
}

const open = (s: Shown) => s.colour === "yellow" && s.seq === 0;

export async function decide(s: Shown, admitted: boolean, reason: string) {
	const done = await core.decide(s, admitted, reason);
	if (last.value === s) last.value = done;
	if (shown.value === s) shown.value = null;
	aloud(admitted ? "Đã cho vào, có ghi chú." : "Không cho vào, đã ghi.");
}

/** ask runs one look of the core and shows what it came to; whoever was on the screen goes on first. */
export async function ask(look: () => Promise<Shown>) {
	settle();
	try {
		show(await look());
	} catch (e) {
		tell(e);
	}
}

/** read takes a code from the camera or from a hardware scanner. */
export const read = (text: string, ms = 0) => {
	seenAt = performance.now() - ms;
	return ask(() => (/^[0-9a-z]{4}[- ]?[0-9a-z]{4}$/i.test(text.trim()) ? core.code(text) : core.seen(text)));
};

let seenAt = 0; // when the frame was taken

/** tell says what went wrong, in the sentence that came with it. */
export function tell(e: unknown) {
	const text = e instanceof Error && e.message ? e.message : "Chưa làm được. Xin thử lại.";
	toast.value = { text };
	aloud(text);
}

export function note(text: string, undo?: () => void) {
	toast.value = { text, undo };
	aloud(text);
}

export const UNDO = 60_000; // the rule of undoing: a minute by the phone's clock
export const undoable = (s: Shown | null): s is Shown => !!s && s.seq > 0 && s.reason !== UNDONE && now.value - s.at < UNDO;
const UNDONE = "đã rút lại";

export async function undo(seq: number) {
	try {
		await core.undo(seq, "Rút lại tại cổng");
		if (last.value?.seq === seq) last.value = { ...last.value, admitted: false, reason: UNDONE };
		note("Đã rút lại.");
	} catch (e) {
		tell(e);
	}
}
