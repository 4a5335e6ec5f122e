// What this phone's holder likes. Nothing here is about people who come.
import { effect, signal } from "@preact/signals";

export interface Prefs {
	sound: boolean;
	shake: boolean;
	left: boolean; // the big buttons lie under the left thumb
	counters: [string, string]; // who counts blocks here, remembered for the shift
	ready: string; // the day on which the readiness step was passed
}

const KEY = "gate-prefs";
const first: Prefs = { sound: true, shake: true, left: false, counters: ["", ""], ready: "" };

function read(): Prefs {
	try {
		return { ...first, ...JSON.parse(localStorage.getItem(KEY) ?? "{}") };
	} catch {
		return first;
	}
}

export const prefs = signal(read());
export const prefer = (change: Partial<Prefs>) => (prefs.value = { ...prefs.value, ...change });

effect(() => {
	try {
		localStorage.setItem(KEY, JSON.stringify(prefs.value));
	} catch {
		// a full or closed store: the choice holds until the page is closed
	}
});
