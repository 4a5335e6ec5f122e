// What travels between the phone and the server: internal/gate/wire.go and packformat.go, whose comments say what is what.
import type { How, Word } from "./core";

export const PROTOCOL = 1;
export const BATCH = 200; // records in one batch; the server takes more
export const BATCH_DOMAIN = "GATE-BATCH/V1\0";

export interface WireScan {
	seq: number;
	at: number;
	offset?: number;
	what: string;
	how: How;
	ticket?: string;
	serial?: number;
	card?: WireCard;
	person?: { name: string; year?: number };
	unit?: string;
	people?: number;
	said: Word | "";
	admitted: boolean;
	reason?: string;
	undoes?: number;
}

export interface WireCard {
	hash: string;
	last: string;
	name: string;
	year: number;
}

export interface WireBlock {
	seq: number;
	at: number;
	offset?: number;
	what: string;
	unit?: string;
	label?: string;
	people: number;
	counters: [string, string];
	undoes?: number;
}

export interface Beat {
	battery: number;
	storage: number;
	pack: string;
	packAt: number;
	offset: number;
	app: string;
}

export interface Batch {
	protocol: number;
	device: string;
	sent: number;
	made: number;
	scans?: WireScan[];
	blocks?: WireBlock[];
	beat: Beat;
	cursor: number;
}

export interface First {
	at: number;
	door: string;
	site?: string;
}

export interface Used {
	subject: string;
	what: string;
	at: number;
	door: string;
}

export interface News {
	cursor: number;
	used?: Used[] | null;
	freed?: Used[] | null;
	changed: boolean;
	revoked: boolean;
}

export interface Receipt {
	protocol: number;
	now: number;
	through: number;
	answers: { seq: number; word: Word; counts: boolean; first?: First }[] | null;
	refused?: { seq: number; text: string }[] | null;
	news: News;
}

export interface Enrolled {
	device: string;
	token: string;
	door: string;
	name: string;
	until: number;
	now: number;
}

export interface PackHeader {
	protocol: number;
	version: string;
	event: number;
	name: string;
	day: string;
	expires: number;
	made: number;
	salt: string;
	keys: Record<string, string>;
	site: number;
	door: { id: string; name: string; what: string };
	sites: { id: string; name: string }[];
	units: { id: string; name: string; search: string }[];
	slots: { label: string; from: number; until: number }[] | null;
	services: { key: string; label: string; after: boolean }[];
	unlisted: boolean;
	walkIns: boolean;
	rehearsal: boolean;
	cursor: number;
	used: Used[] | null;
}
