// What the screens know of the core: it decides, keeps and sends; they show. start.ts makes it.
export type How = "ticket" | "code" | "name" | "paper" | "card" | "person" | "plus";
export type Word = "welcome" | "walked_in" | "expired" | "garbage" | "forged" | "other_event" | "revoked" | "again" | "early" | "late"
	| "away" | "unlisted" | "not_inside" | "no_walk_ins";
export type Colour = "green" | "yellow" | "red";

/** What something that is no ticket seems to be: "card" is a citizen card that cannot be read wholly, "code" a well-formed code that the list lacks. */
export type Seems = "insurance" | "vneid" | "url" | "oldcard" | "card" | "code" | "text";

/** What one look at somebody came to. Yellow is not recorded before decide(). */
export interface Shown {
	look: number; // which look it was: by it decide() and give() know whom
	seq: number; // the record's number; 0 while a yellow one waits for the volunteer, and for garbage
	word: Word;
	colour: Colour;
	how: How;
	what: string; // the service's key
	at: number; // the phone's clock
	name: string; // "" where nobody is named or the row does not open
	unit: string; // name of the union
	tags: string[]; // what the gate shows of the choices: "Áo cỡ M"
	serial: number;
	people: number;
	first?: { at: number; door: string; site?: string }; // "again"
	window?: { label: string; from: number; until: number }; // "early", "late": the ticket's own wave
	site?: string; // "away": where the ticket is for
	kind?: Seems; // "garbage": what it seems to be
	admitted: boolean;
	reason: string;
	others: { key: string; label: string; given: boolean }[]; // the other services of this subject, for quick ticks
	ms?: number; // frame → verdict
}

export interface Row { serial: number; name: string; unit: string; code: string } // of a search: never more than a few
export interface Unit { id: string; name: string }
export interface Service { key: string; label: string; after: boolean }
export interface RecordLine { seq: number; at: number; kind: "scan" | "block" | "undo"; text: string; unit: string; what: string; people: number; admitted: boolean; word: Word | ""; state: "waiting" | "received" | "again" | "refused" | "undone"; why: string }

export interface State {
	stage: "starting" | "enrol" | "ready" | "revoked" | "expired" | "old"; // old: the program must be loaded anew
	device: string; name: string; door: string; site: string; event: string; day: string; rehearsal: boolean; walkIns: boolean;
	services: Service[]; service: string;
	list: { rows: number; version: string; loadedAt: number; expires: number } | null; loading: number; // 0–1 while the list comes, else -1
	online: boolean; sentAt: number; waiting: number; entered: number;
	offset: number | null; // of the clock, milliseconds
	storage: number; persisted: boolean; // percent of the quota
	battery: number; // percent, -1 unknown
	until: number; update: boolean; // a new version of the program waits
	last: Shown | null; problem: string; // a sentence of the server's
	counters: [string, string];
}

export interface Core {
	state(): State;
	listen(f: () => void): () => void;
	enrol(code: string): Promise<void>; // throws an Error with a sentence
	loadList(): Promise<void>;
	setService(key: string): void;
	seen(text: string): Promise<Shown>; // camera or hardware scanner
	code(text: string): Promise<Shown>;
	checkCode(text: string): "short" | "wrong" | "good";
	findWhole(name: string): Promise<Row[]>;
	findPart(part: string): Promise<Row[]>;
	pick(row: Row): Promise<Shown>;
	person(name: string, year: number, unit: string): Promise<Shown>;
	plus(people: number, unit: string): Promise<Shown>;
	units(query: string): Unit[];
	decide(s: Shown, admitted: boolean, reason: string): Promise<Shown>;
	give(s: Shown, what: string): Promise<Shown>; // another service for the same person
	undo(seq: number, reason: string): Promise<void>;
	block(b: { unit: string; label: string; people: number; counters: [string, string]; what: string }): Promise<void>;
	paper(code: string, at: number): Promise<Shown>;
	records(n: number): Promise<RecordLine[]>;
	stats(): Promise<{ what: string; label: string; admitted: number; refused: number; walkIns: number; perHour: { hour: number; n: number }[] }[]>;
	sendNow(): Promise<void>;
	exportFile(): Promise<Blob>;
	carry(file: Blob): Promise<{ name: string; records: number; refused: number }>; // another phone's file, handed in from here
	endShift(force?: boolean): Promise<void>;
	update(): void;
}

/** The camera with its decoder. */
export interface Camera {
	start(video: HTMLVideoElement, read: (text: string, ms: number) => void): Promise<void>; // throws DOMException NotAllowedError, NotFoundError
	pause(on: boolean): void;
	stop(): void;
	torch(on: boolean): Promise<void>;
	hasTorch(): boolean;
	nextLens(): Promise<void>;
	lenses(): Promise<number>;
}
