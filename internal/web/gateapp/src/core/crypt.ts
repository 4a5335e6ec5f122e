// What the phone proves and opens: signatures, tags, sealed rows.
import { getPublicKeyAsync, signAsync, utils, verifyAsync } from "@noble/ed25519";

type Bytes = Uint8Array<ArrayBuffer>;

const utf8 = new TextEncoder();
export const bytesOf = (s: string): Bytes => utf8.encode(s) as Bytes;

export function fromBase64(s: string): Bytes {
	const raw = atob(s);
	const out = new Uint8Array(raw.length);
	for (let i = 0; i < raw.length; i++) out[i] = raw.charCodeAt(i);
	return out;
}

export const toBase64 = (b: Uint8Array) => btoa(String.fromCharCode(...b));
export const toHex = (b: Uint8Array) => Array.from(b, (x) => x.toString(16).padStart(2, "0")).join("");

function join(a: Uint8Array, b: Uint8Array): Bytes {
	const out = new Uint8Array(a.length + b.length);
	out.set(a);
	out.set(b, a.length);
	return out;
}

async function hmac(key: Bytes, text: string): Promise<Bytes> {
	const k = await crypto.subtle.importKey("raw", key, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
	return new Uint8Array(await crypto.subtle.sign("HMAC", k, bytesOf(text)));
}

const first8 = (b: Bytes) => new DataView(b.buffer).getBigUint64(0);

/** The tag of a short code: "4K7N-2Q9X". */
export const codeTag = async (salt: Bytes, code: string) => first8(await hmac(salt, "code:" + code));

/** The tag of a whole name, already folded; slow on purpose, against trying many names on a stolen phone. */
export async function nameTag(salt: Bytes, folded: string): Promise<bigint> {
	const k = await crypto.subtle.importKey("raw", bytesOf(folded), "PBKDF2", false, ["deriveBits"]);
	const bits = await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt: join(bytesOf("name:"), salt), iterations: 2000 }, k, 64);
	return first8(new Uint8Array(bits));
}

/** What leaves the phone in place of a citizen's number. */
export const cardHash = async (salt: Bytes, number: string) => toHex(await hmac(salt, number));

/** Opens a sealed row with the ticket that it belongs to; undefined where that does not fit. */
export async function openRow(signature: Bytes, salt: Bytes, version: string, sealed: Bytes): Promise<{ name: string; show: string[] } | undefined> {
	try {
		const secret = await crypto.subtle.importKey("raw", signature, "HKDF", false, ["deriveKey"]);
		const key = await crypto.subtle.deriveKey(
			{ name: "HKDF", hash: "SHA-256", salt: join(salt, bytesOf(version)), info: bytesOf("gate row") }, secret, { name: "AES-GCM", length: 256 }, false, ["decrypt"],
		);
		const text = new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv: new Uint8Array(12) }, key, sealed));
		const [name = "", ...show] = text.split("\u001f");
		return { name, show: show.filter(Boolean) };
	} catch {
		return undefined;
	}
}

/** Ed25519 by the browser where it can (since 2023–2025), else by a library. */
let native: boolean | undefined;
const keys = new Map<string, CryptoKey>();

export async function verify(publicKey: string, signed: Bytes, signature: Bytes): Promise<boolean> {
	try {
		if (native !== false) {
			let key = keys.get(publicKey);
			if (!key) {
				key = await crypto.subtle.importKey("raw", fromBase64(publicKey), "Ed25519", false, ["verify"]);
				native = true;
				keys.set(publicKey, key);
			}
			return await crypto.subtle.verify("Ed25519", key, signature, signed);
		}
	} catch {
		if (native) return false; // a bad key or signature, not a lacking browser
		native = false;
	}
	try {
		return await verifyAsync(signature, signed, fromBase64(publicKey));
	} catch {
		return false; // not even of the form of a signature
	}
}

/** The key pair of a phone. The browser keeps its secret half to itself; a browser that cannot keeps 32 bytes in the store. */
export type Pair = { native: CryptoKeyPair } | { secret: Bytes };

export async function makePair(): Promise<Pair> {
	try {
		return { native: (await crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"])) as CryptoKeyPair };
	} catch {
		return { secret: utils.randomSecretKey() as Bytes };
	}
}

export async function publicKey(pair: Pair): Promise<string> {
	return toBase64("native" in pair ? new Uint8Array(await crypto.subtle.exportKey("raw", pair.native.publicKey)) : await getPublicKeyAsync(pair.secret));
}

export async function sign(pair: Pair, domain: string, body: Bytes): Promise<string> {
	const message = join(bytesOf(domain), body);
	return toBase64("native" in pair ? new Uint8Array(await crypto.subtle.sign("Ed25519", pair.native.privateKey, message)) : await signAsync(message, pair.secret));
}

/** The first look at a signature is slow where a library looks: it is paid at start. */
export const warmVerify = () =>
	verify(toBase64(new Uint8Array(32).fill(1)), bytesOf("x"), new Uint8Array(64)).then(() => undefined, () => undefined);
