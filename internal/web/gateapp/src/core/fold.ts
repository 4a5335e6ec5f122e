// The key by which names are searched: the twin of viet.Fold.

const special: Record<string, string> = { đ: "d", ð: "d", ɖ: "d", ø: "o", ł: "l" };

/** What one character adds to a key: "" for marks, " " for what separates words. */
function piece(c: string): string {
	let out = "";
	for (const part of c.normalize("NFKD")) {
		const low = part.toLowerCase();
		if (/^\p{M}/u.test(low)) continue;
		if (special[low]) out += special[low];
		else if (/^[\p{L}\p{Nd}]/u.test(low)) out += low;
		else if (/^\p{Cf}/u.test(low) && low !== "\u200b" && low !== "\ufeff") continue;
		else if (/^\p{Cc}/u.test(low) && !/^[\t\n\v\f\r\x85]/.test(low)) continue;
		else if (out === "") return " ";
	}
	return out;
}

const known = new Map<string, string>();

/** No marks and no tones, d for đ, lower case, one space for any run of punctuation. */
export function fold(s: string): string {
	let out = "", gap = false;
	for (const c of s) {
		let p = known.get(c);
		if (p === undefined) known.set(c, (p = piece(c)));
		if (p === " ") gap = out !== "";
		else if (p !== "") {
			out += (gap ? " " : "") + p;
			gap = false;
		}
	}
	return out;
}
