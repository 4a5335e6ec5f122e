// The text of a citizen card's code: the twin of internal/base/idcard. Only what a gate may know is taken out of it.
import type { Seems } from "./core";

export interface CitizenCard {
	number: string;
	name: string;
	year: number; // of birth
}

/** A day written DDMMYYYY, or 0. */
function yearOf(s: string): number {
	const m = /^(\d\d)(\d\d)(\d{4})$/.exec(s);
	if (!m) return 0;
	const day = Number(m[1]), month = Number(m[2]), year = Number(m[3]);
	return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate() && year >= 1900 ? year : 0;
}

/** What is on the card, or what the text seems to be instead. */
export function readCard(text: string): CitizenCard | { seems: Seems } {
	const fields = text.normalize("NFC").split("|").map((f) => f.trim().replace(/\s+/g, " "));
	const [number = "", , name = "", born = ""] = fields;
	if (fields.length >= 7 && /^\d{12}$/.test(number)) {
		const year = yearOf(born);
		const century = 1900 + 100 * Math.floor(Number(number[3]) / 2);
		if (year && name && century + Number(number.slice(4, 6)) === year) return { number, name, year };
		return { seems: "card" };
	}
	return { seems: "text" };
}
