// Tickets and short codes as text: the twin of internal/base/ticket.

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford's

const values = new Map<string, number>([...alphabet].flatMap((c, i): [string, number][] => [[c, i], [c.toLowerCase(), i]]));
for (const [like, c] of [["I", "1"], ["L", "1"], ["O", "0"]] as const) {
	values.set(like, alphabet.indexOf(c)).set(like.toLowerCase(), alphabet.indexOf(c));
}

/** Bytes out of base 32; undefined for anything that is not wholly so, and where left-over bits are not zero. */
export function decode(s: string): Uint8Array | undefined {
	const out = new Uint8Array(Math.floor((s.length * 5) / 8));
	let acc = 0, bits = 0, n = 0;
	for (const c of s) {
		const v = values.get(c);
		if (v === undefined) return undefined;
		acc = ((acc << 5) | v) & 0xfff;
		bits += 5;
		if (bits >= 8) {
			bits -= 8;
			out[n++] = (acc >> bits) & 255;
		}
	}
	return bits < 5 && (acc & ((1 << bits) - 1)) === 0 ? out : undefined;
}

export interface Ticket {
	text: string; // of 116 characters, as it is sent
	key: number;
	event: number;
	serial: number;
	class: number;
	signed: Uint8Array<ArrayBuffer>; // what the signature is over
	signature: Uint8Array<ArrayBuffer>;
}

const domain = new TextEncoder().encode("TICKET/V1\0");
const headSize = 8, size = 72;

/** A ticket out of its text, or out of an address that ends in it. It says nothing about the signature. */
export function parseTicket(s: string): Ticket | undefined {
	const at = s.toUpperCase().lastIndexOf("/T/");
	const text = (at >= 0 ? s.slice(at + 3) : s).trim();
	if (text.length > 200) return undefined;
	const b = decode(text);
	if (!b || b.length !== size || b[0] === 0) return undefined;
	const v = new DataView(b.buffer);
	const signed = new Uint8Array(domain.length + headSize);
	signed.set(domain);
	signed.set(b.subarray(0, headSize), domain.length);
	return { text: text.toUpperCase(), key: v.getUint8(0), event: v.getUint16(1), serial: v.getUint32(3), class: v.getUint8(7), signed, signature: b.slice(headSize) };
}

const double = (x: number) => ((x << 1) & 32 ? (x << 1) ^ 0b100101 : x << 1);

function check(s: string): string {
	let sum = 0;
	for (const c of s) sum = double(sum) ^ alphabet.indexOf(c);
	return alphabet[double(sum)]!;
}

/** What of a short code was typed so far: its characters as they are meant; undefined where one can be none. */
function plain(s: string): string | undefined {
	let out = "";
	for (const c of s) {
		if (c === "-" || c === " ") continue;
		const v = values.get(c);
		if (v === undefined) return undefined;
		out += alphabet[v];
	}
	return out;
}

/** A short code as somebody types it, made regular: "4K7N-2Q9X". "" where it cannot be one. */
export function readCode(s: string): string {
	const b = plain(s);
	return b?.length === 8 && check(b.slice(0, 7)) === b[7] ? `${b.slice(0, 4)}-${b.slice(4)}` : "";
}

export function checkCode(s: string): "short" | "wrong" | "good" {
	const b = plain(s);
	if (b !== undefined && b.length < 8) return "short";
	return readCode(s) ? "good" : "wrong";
}
