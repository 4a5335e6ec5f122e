// Asking the server. A fault is a sentence for the volunteer, with its number.
import { best, measured, type Measured } from "./clock";
import { PROTOCOL, type Enrolled, type Receipt } from "./wire";

export class Problem extends Error {
	constructor(
		readonly status: number, // 0: the server was not reached
		sentence: string,
	) {
		super(sentence);
	}
}

const unreached = "Không kết nối được máy chủ. Máy vẫn soát được; hãy thử lại khi có mạng.";

async function ask(address: string, init: RequestInit, wait: number): Promise<Response> {
	let answer: Response;
	try {
		answer = await fetch(address, { ...init, cache: "no-store", credentials: "omit", signal: AbortSignal.timeout(wait) });
	} catch {
		throw new Problem(0, unreached);
	}
	if (answer.ok || answer.status === 304) return answer;
	let sentence = "";
	try {
		const body = (await answer.json()) as { title?: string; detail?: string };
		sentence = body.detail || body.title || "";
	} catch {
		// not ours: a portal of the network in between
	}
	throw new Problem(answer.status, sentence || `Máy chủ trả lời lỗi ${answer.status}. Hãy thử lại sau ít phút.`);
}

async function json<T>(answer: Response): Promise<T> {
	try {
		return (await answer.json()) as T;
	} catch {
		throw new Problem(0, unreached); // half a page, or somebody else's
	}
}

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

export async function enrol(code: string, publicKey: string): Promise<Enrolled> {
	const body = JSON.stringify({ protocol: PROTOCOL, code, publicKey, app: appVersion() });
	return json(await ask("/api/v1/gate/enrol", { method: "POST", headers: { "Content-Type": "application/json" }, body }, 20_000));
}

/** Looks at the server's clock up to three times and believes the quickest look; null where it was not reached. */
export async function measure(): Promise<number | null> {
	const looks: Measured[] = [];
	for (let i = 0; i < 3; i++) {
		try {
			const sent = Date.now();
			const { now } = await json<{ now: number }>(await ask("/api/v1/gate/time", {}, 6000));
			looks.push(measured(sent, now, Date.now()));
			if (looks.some((m) => m.trip < 150)) break;
		} catch {
			break;
		}
	}
	return best(looks);
}

/** The pack, or null where it is the one that the phone has. */
export async function pack(token: string, etag: string, progress: (share: number) => void): Promise<{ bytes: ArrayBuffer; etag: string } | null> {
	const answer = await ask("/api/v1/gate/pack", { headers: { ...bearer(token), ...(etag ? { "If-None-Match": etag } : {}) } }, 120_000);
	if (answer.status === 304) return null;
	const encoded = answer.headers.get("Content-Encoding") !== null;
	const size = encoded ? 0 : Number(answer.headers.get("Content-Length") ?? 0);
	const parts: Uint8Array[] = [];
	let got = 0;
	try {
		const reader = answer.body?.getReader();
		for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
			parts.push(part.value);
			got += part.value.length;
			progress(size ? Math.min(1, got / size) : 1 - 1 / (1 + got / 500_000)); // of unknown size: it grows and never arrives too early
		}
	} catch {
		throw new Problem(0, unreached);
	}
	const bytes = new Uint8Array(got);
	let at = 0;
	for (const p of parts) {
		bytes.set(p, at);
		at += p.length;
	}
	return { bytes: bytes.buffer, etag: answer.headers.get("ETag") ?? "" };
}

export async function batch(token: string, body: Uint8Array<ArrayBuffer>, signature: string): Promise<Receipt> {
	return json(await ask("/api/v1/gate/batch", { method: "POST", headers: { ...bearer(token), "Content-Type": "application/json", Signature: signature }, body }, 30_000));
}

/** Part of a name, while there is a network. */
export async function search(token: string, q: string): Promise<{ serial: number; name: string; unit: string; code: string }[]> {
	const found = await json<{ rows?: { serial: number; name: string; unit: string; code: string }[] | null }>(
		await ask(`/api/v1/gate/search?q=${encodeURIComponent(q)}`, { headers: bearer(token) }, 10_000),
	);
	return found.rows ?? [];
}

/** Hands in the file of another phone; whose the records are is said by its signatures. */
export async function carry(token: string, file: Blob): Promise<{ name: string; records: number; refused: number }> {
	const done = await json<{ name: string; records: number; refused?: unknown[] | null }>(
		await ask("/api/v1/gate/carried", { method: "POST", headers: { ...bearer(token), "Content-Type": "application/json" }, body: file }, 60_000),
	);
	return { name: done.name, records: done.records, refused: done.refused?.length ?? 0 };
}

/** The version of the program, as the page says it. */
export const appVersion = () => document.querySelector<HTMLMetaElement>("meta[name=version]")?.content ?? "";
