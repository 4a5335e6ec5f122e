// The core: one phone at one door. It decides by itself, keeps what it saw, and sends it when it can.
import { checkCode } from "./ticket";
import { Clock } from "./clock";
import type { Core, RecordLine, Row, Shown, State, Unit } from "./core";
import { makePair, nameTag, publicKey, fromBase64, sign, type Pair } from "./crypt";
import { fold } from "./fold";
import { Given } from "./given";
import { Looker, type Input, type Look } from "./look";
import { Pack } from "./pack";
import { forgetNumbers, Queue } from "./queue";
import type { Kept } from "./record";
import { exportOf } from "./exported";
import { appVersion, carry, enrol, pack as fetchPack, Problem, search } from "./server";
import { statsOf } from "./stats";
import { emptyMeta, Store, type Device, type Meta } from "./store";
import { Sync } from "./sync";
import type { Beat, News, WireScan } from "./wire";

const MINUTE = 60_000;
const RELOAD = 10 * MINUTE; // between two lists that are loaded because something changed: a morning of sign-ups must not use up a phone's data
const invited = location.hash.length > 1; // looked at before the screens take the code out of the address
const LOOKS = 200; // how many looks back a volunteer may still decide

export class Gate implements Core {
	private readonly ears = new Set<() => void>();
	private device: Device | undefined;
	private meta: Meta = { ...emptyMeta };
	private clock = new Clock(null);
	private queue!: Queue;
	private sync!: Sync;
	private pack: Pack | undefined;
	private looker: Looker | undefined;
	private loaded = { etag: "", at: 0 };
	private loading = -1;
	private wanted = false; // the list changed: it is loaded when there is time
	private fetchedAt = -Infinity; // when a list came last
	private readonly given = new Given();
	private readonly looks = new Map<number, Look>();
	private lookNumber = 0;
	private turn: Promise<unknown> = Promise.resolve();
	private last: Shown | null = null;
	private lastAt = -Infinity;
	private storage = -1;
	private persisted = false;
	private battery = -1;
	private pair: Pair | undefined;
	private exportedTo = 0;
	private started = false;
	private problem = "";
	private moving = false; // a code of another door came with the address
	private waitingUpdate: (() => void) | null = null; // set where a new version of the program is there
	lookForUpdate: () => Promise<void> = async () => location.reload();

	constructor(private readonly store: Store) {}

	/** Opens what was kept. */
	async open() {
		const [device, meta, kept, records, news] = await Promise.all([this.store.device(), this.store.meta(), this.store.pack(), this.store.records(), this.store.news()]);
		this.device = device;
		this.meta = meta;
		this.clock = new Clock(meta.offset);
		this.queue = new Queue(this.store, records, meta.seq);
		if (kept) {
			try {
				this.take(new Pack(kept.bytes), kept.etag, kept.loadedAt);
				for (const d of news) this.given.news(d.used, d.freed);
			} catch {
				await this.store.forgetPack(); // a list that cannot be read is none
			}
		}
		for (const k of records) this.note(k);
		this.moving = invited && device !== undefined && this.queue.waiting().length === 0;
		if (invited && device && !this.moving) this.problem = "Máy còn lượt soát chưa gửi. Hãy gửi hết, rồi mở lại mã mời của cổng mới.";
		this.sync = new Sync({
			device: () => this.device, clock: this.clock, queue: this.queue, cursor: () => this.meta.cursor, beat: () => this.beat(),
			news: (n, at) => this.news(n, at), offset: (ms) => this.measured(ms), answered: (p) => this.answered(p),
		});
		await this.expire();
		this.started = true;
		setInterval(() => void this.tick(), 20_000);
		void this.tick();
		this.changed();
		if (this.device) this.sync.start();
	}

	private take(p: Pack, etag: string, at: number) {
		this.pack = p;
		this.loaded = { etag, at };
		this.given.reset(p.header.used ?? []);
		this.looker = new Looker(p, this.given);
		if (!this.meta.service || !p.header.services.some((s) => s.key === this.meta.service)) this.meta.service = p.header.door.what || (p.header.services[0]?.key ?? "came");
	}

	/** What this phone's own record means for the next look. */
	private note(k: Kept) {
		if (k.kind !== "scan" || !k.admitted || k.undone || k.said === "again") return;
		this.given.add(k, { at: k.at + (k.scan?.offset ?? this.clock.offset ?? 0), door: this.device?.door ?? "" });
	}

	state(): State {
		const h = this.pack?.header;
		const stage = !this.started ? "starting" : !this.device || this.moving ? "enrol" : this.meta.stage === "revoked" || this.meta.stage === "old" ? this.meta.stage : this.meta.stage === "ended" ? "expired" : "ready";
		const queue = this.started ? this.queue : undefined;
		const waiting = queue?.waiting().length ?? 0;
		let entered = 0;
		for (const k of queue?.all.values() ?? []) if (k.kind === "scan" && k.what === "came" && k.admitted && !k.undone && k.said !== "again" && k.state !== "again") entered += k.people;
		return {
			stage, device: this.device?.id ?? "", name: this.device?.name ?? "", door: this.device?.door ?? "", site: h?.sites[h.site]?.name ?? "",
			event: h?.name ?? "", day: h?.day ?? "", rehearsal: h?.rehearsal ?? false, walkIns: h?.walkIns ?? false,
			services: h?.services ?? [], service: this.meta.service || "came",
			list: this.pack ? { rows: this.pack.rows, version: this.pack.header.version, loadedAt: this.loaded.at, expires: this.pack.header.expires } : null,
			loading: this.loading, online: this.started && this.sync.online, sentAt: this.meta.sentAt, waiting, entered,
			offset: this.clock.offset, storage: this.storage, persisted: this.persisted, battery: this.battery, until: this.device?.until ?? 0,
			update: this.waitingUpdate !== null && waiting === 0 && performance.now() - this.lastAt > MINUTE,
			last: this.last, problem: queue?.full ? "Bộ nhớ máy đầy: lượt soát mới chỉ nằm tạm trong máy. Đừng đóng trang này; hãy xoá bớt ảnh, phim, hoặc gửi hàng chờ ra tệp." : this.problem,
			counters: this.meta.counters,
		};
	}

	listen(f: () => void): () => void {
		this.ears.add(f);
		return () => void this.ears.delete(f);
	}

	private changed() {
		for (const f of this.ears) f();
	}

	// --- who this phone is

	async enrol(code: string) {
		if (this.device && this.queue.waiting().length > 0) throw new Problem(0, "Máy còn lượt soát chưa gửi. Hãy gửi hết rồi mới ghi danh lại.");
		this.pair ??= await makePair(); // the same for another try: the first may have arrived
		const e = await enrol(code.trim(), await publicKey(this.pair));
		const offset = e.now - Date.now();
		forgetNumbers();
		await this.store.forgetRecords([...this.queue.all.keys()]);
		await this.store.forgetPack();
		this.meta = { ...emptyMeta, lens: this.meta.lens, offset: Math.abs(offset) < 5000 ? null : offset };
		this.clock.offset = this.meta.offset;
		this.device = { id: e.device, token: e.token, door: e.door, name: e.name, until: e.until, pair: this.pair };
		this.pair = undefined;
		this.moving = false;
		this.pack = this.looker = undefined;
		this.last = null;
		this.given.begin();
		this.queue.begin();
		await this.store.keepMeta(this.meta);
		await this.store.keepDevice(this.device);
		if (location.hash) history.replaceState(null, "", location.pathname);
		void navigator.storage?.persist?.().then((ok) => (this.persisted = ok), () => {});
		this.sync.start();
		this.changed();
	}

	// --- the list

	async loadList() {
		if (!this.device || this.loading >= 0) return;
		this.loading = 0;
		this.changed();
		try {
			const got = await fetchPack(this.device.token, this.pack ? this.loaded.etag : "", (share) => {
				this.loading = share;
				this.changed();
			});
			this.fetchedAt = performance.now();
			const at = this.clock.true();
			if (got) {
				let p: Pack;
				try {
					p = new Pack(got.bytes);
				} catch {
					throw new Problem(0, "Danh sách tải về không trọn vẹn. Hãy tải lại.");
				}
				const all = p.header.cursor >= this.meta.cursor;
				if (all) this.meta.cursor = p.header.cursor;
				this.take(p, got.etag, at);
				if (this.meta.stage === "ended") this.meta.stage = "";
				try {
					await this.store.keepPack({ bytes: got.bytes, etag: got.etag, loadedAt: at }, all, this.meta);
					this.problem = "";
				} catch {
					this.problem = "Bộ nhớ máy đầy: danh sách chỉ nằm tạm trong máy, đóng trang là mất. Hãy xoá bớt ảnh, phim rồi tải lại.";
				}
				if (!all) for (const d of await this.store.news()) this.given.news(d.used, d.freed);
				for (const k of this.queue.all.values()) this.note(k);
				await this.expire();
			} else this.loaded.at = at;
		} finally {
			this.loading = -1;
			this.changed();
		}
	}

	/** At midnight the phone forgets the list, and what was received; what was not stays until its receipt. */
	private async expire() {
		if (!this.pack || this.clock.true() < this.pack.header.expires) return;
		this.pack = this.looker = undefined;
		this.given.reset([]);
		this.looks.clear();
		this.last = null;
		this.meta.stage = this.meta.stage || "ended";
		this.meta.seq = this.queue.top;
		await this.store.keepMeta(this.meta);
		await this.store.forgetPack();
		await this.queue.forgetReceived();
		this.changed();
	}

	// --- looking

	setService(key: string) {
		this.meta.service = key;
		void this.store.keepMeta(this.meta).catch(() => {});
		this.changed();
	}

	/** One look after the other: two codes in the same moment must not both be the first. */
	private inTurn<T>(f: () => Promise<T>): Promise<T> {
		const mine = this.turn.then(f, f);
		this.turn = mine.catch(() => {});
		return mine;
	}

	private see(input: Input, what = this.meta.service, at?: number): Promise<Shown> {
		return this.inTurn(async () => {
			await this.expire();
			const now = at ?? this.clock.now();
			this.lastAt = performance.now();
			const look: Look = this.looker
				? await this.looker.look(input, what, now, now + (this.clock.offset ?? 0))
				: { input, what, at: now, how: "ticket", verdict: { word: "expired", colour: "red" }, subject: "", unit: "", unitName: "", name: "", tags: [], people: 1 };
			this.looks.set(++this.lookNumber, look);
			this.looks.delete(this.lookNumber - LOOKS);
			const mute = look.verdict.word === "garbage" || look.verdict.word === "expired";
			const k = look.verdict.colour === "yellow" || mute ? undefined : await this.record(look, look.verdict.colour === "green", "");
			return this.shown(this.lookNumber, look, k);
		});
	}

	private shown(number: number, look: Look, k: Kept | undefined): Shown {
		const services = this.pack?.header.services ?? [];
		const s: Shown = {
			look: number, seq: k?.seq ?? 0, word: look.verdict.word, colour: look.verdict.colour, how: look.how, what: look.what, at: look.at, name: look.name, unit: look.unitName,
			tags: look.tags, serial: look.row?.serial ?? look.ticket?.serial ?? 0, people: look.people, admitted: k?.admitted ?? false, reason: k?.scan?.reason ?? "",
			others: look.subject ? services.filter((o) => o.key !== look.what).map((o) => ({ key: o.key, label: o.label, given: this.given.first(look.subject, o.key) !== undefined })) : [],
			...(look.first ? { first: look.first } : {}), ...(look.window ? { window: look.window } : {}), ...(look.site ? { site: look.site } : {}), ...(look.kind ? { kind: look.kind } : {}),
		};
		this.last = s;
		this.changed();
		return s;
	}

	/** Keeps one record. It is on the disk when this returns. */
	private async record(look: Look, admitted: boolean, reason: string): Promise<Kept> {
		const offset = this.clock.offset;
		const k = await this.queue.add((seq) => {
			const scan: WireScan = { seq, at: look.at, what: look.what, how: look.how, said: look.verdict.word, admitted };
			if (offset !== null) scan.offset = offset;
			if (look.ticket) scan.ticket = look.ticket.text;
			else if (look.row) scan.serial = look.row.serial;
			else if (look.input.how === "name") scan.serial = look.input.serial;
			if (look.card) scan.card = look.card;
			if (look.person) scan.person = look.person;
			if (look.unit) scan.unit = look.unit;
			if (look.how === "plus") scan.people = look.people;
			if (reason) scan.reason = reason;
			return {
				seq, at: look.at, kind: "scan", what: look.what, how: look.how, subject: look.subject, serial: scan.serial ?? look.ticket?.serial ?? 0, label: look.name, unit: look.unitName,
				people: look.people, admitted, said: look.verdict.word, undoes: 0, undone: false, state: "waiting", why: "", scan,
			};
		});
		this.note(k);
		void this.sync.now();
		return k;
	}

	seen(text: string) {
		return this.see({ how: "text", text });
	}

	code(text: string) {
		return this.see({ how: "code", code: text });
	}

	checkCode(text: string) {
		return checkCode(text);
	}

	pick(row: Row) {
		return this.see({ how: "name", serial: row.serial, name: row.name });
	}

	person(name: string, year: number, unit: string) {
		return this.see({ how: "person", name: name.normalize("NFC").trim(), year, unit });
	}

	plus(people: number, unit: string) {
		return this.see({ how: "plus", people, unit });
	}

	paper(code: string, at: number) {
		return this.see({ how: "paper", code }, this.meta.service, at - (this.clock.offset ?? 0));
	}

	async findWhole(name: string): Promise<Row[]> {
		const p = this.pack;
		const folded = fold(name);
		if (!p || !folded) return [];
		const found = p.findName(await nameTag(fromBase64(p.header.salt), folded));
		return found.map((r) => ({ serial: r.serial, name: name.normalize("NFC").trim(), unit: p.unit(r), code: "" }));
	}

	async findPart(part: string): Promise<Row[]> {
		return this.device ? search(this.device.token, part) : [];
	}

	units(query: string): Unit[] {
		const words = fold(query).split(" ").filter(Boolean);
		return (this.pack?.header.units ?? []).filter((u) => words.every((w) => u.search.includes(w))).slice(0, 50).map(({ id, name }) => ({ id, name }));
	}

	/** The volunteer's word on a look; after a red "again" it is a record more, which counts nobody twice. */
	decide(s: Shown, admitted: boolean, reason: string): Promise<Shown> {
		return this.inTurn(async () => {
			const look = this.looks.get(s.look);
			if (!look) throw new Problem(0, "Lượt này đã qua. Hãy soát lại.");
			return this.shown(s.look, look, await this.record(look, admitted, reason));
		});
	}

	give(s: Shown, what: string): Promise<Shown> {
		const look = this.looks.get(s.look);
		if (!look) return Promise.reject(new Problem(0, "Lượt này đã qua. Hãy soát lại."));
		return this.see(look.input, what);
	}

	async undo(seq: number, reason: string) {
		await this.inTurn(async () => {
			const k = this.queue.all.get(seq);
			const at = this.clock.now();
			if (!k || k.undone || k.kind === "undo") throw new Problem(0, "Không có gì để rút lại.");
			if (at - k.at > MINUTE || at < k.at) throw new Problem(0, "Đã quá một phút. Muốn rút lại, hãy báo người phụ trách điểm.");
			const offset = this.clock.offset === null ? {} : { offset: this.clock.offset };
			await this.queue.add((n) => {
				const wire = { seq: n, at, ...offset, what: k.what, undoes: seq };
				return {
					seq: n, at, kind: "undo", what: k.what, how: "", subject: "", serial: 0, label: k.label, unit: k.unit, people: k.people, admitted: false, said: "", undoes: seq, undone: false, state: "waiting", why: "",
					...(k.kind === "block" ? { block: { ...wire, people: k.people, counters: ["", ""] as [string, string] } } : { scan: { ...wire, how: k.how || "plus", said: k.said, admitted: false, ...(reason ? { reason } : {}) } }),
				};
			});
			await this.queue.undone(seq);
			this.given.free(k);
			if (this.last?.seq === seq) this.last = null;
		});
		void this.sync.now();
		this.changed();
	}

	async block(b: { unit: string; label: string; people: number; counters: [string, string]; what: string }) {
		await this.inTurn(() =>
			this.queue.add((seq) => {
				const at = this.clock.now();
				const offset = this.clock.offset === null ? {} : { offset: this.clock.offset };
				return {
					seq, at, kind: "block", what: b.what, how: "", subject: "", serial: 0, label: b.label, unit: this.pack?.header.units.find((u) => u.id === b.unit)?.name ?? "", people: b.people,
					admitted: true, said: "", undoes: 0, undone: false, state: "waiting", why: "",
					block: { seq, at, ...offset, what: b.what, ...(b.unit ? { unit: b.unit } : {}), ...(b.label ? { label: b.label } : {}), people: b.people, counters: b.counters },
				};
			}),
		);
		this.meta.counters = b.counters;
		await this.store.keepMeta(this.meta).catch(() => {});
		void this.sync.now();
		this.changed();
	}

	// --- what was recorded

	async records(n: number): Promise<RecordLine[]> {
		return [...this.queue.all.values()].sort((a, b) => b.seq - a.seq).slice(0, n).map((k) => ({
			seq: k.seq, at: k.at, kind: k.kind, text: k.label, unit: k.unit, what: k.what, people: k.people, admitted: k.admitted, word: k.said, state: k.undone ? "undone" : k.state, why: k.why,
		}));
	}

	async stats() {
		return statsOf([...this.queue.all.values()], this.pack?.header.services ?? [], this.clock.offset ?? 0);
	}

	sendNow() {
		return this.sync.now();
	}

	/** The last resort: what waits, as a file that somebody else can carry; each batch is signed by this phone. */
	async exportFile(): Promise<Blob> {
		if (!this.device) throw new Problem(0, "Máy chưa được ghi danh.");
		const { pair } = this.device;
		const blob = await exportOf(this.device, [...this.queue.waiting(), ...this.queue.refused()], this.queue.top, this.clock.now(), await this.beat(), (body, domain) => sign(pair, domain, body));
		this.exportedTo = this.queue.top;
		return blob;
	}

	carry(file: Blob) {
		return this.device ? carry(this.device.token, file) : Promise.reject(new Problem(0, "Máy chưa được ghi danh."));
	}

	/** Forgets everything: only when nothing waits, or what waits was taken out as a file and somebody insists. */
	async endShift(force = false) {
		await this.sync.now();
		const left = this.queue.waiting();
		if (left.length > 0 && !(force && left.every((k) => k.seq <= this.exportedTo)))
			throw new Problem(0, `Còn ${left.length} lượt chưa gửi. Hãy gửi hết khi có mạng, hoặc lưu hàng chờ ra tệp rồi mới kết thúc ca.`);
		forgetNumbers();
		await this.store.forgetAll();
		location.replace("/gate/");
	}

	update() {
		if (this.waitingUpdate) this.waitingUpdate();
		else void this.lookForUpdate().catch(() => location.reload());
	}

	updateWaits(go: () => void) {
		this.waitingUpdate = go;
		this.changed();
	}

	lens(): string {
		return this.meta.lens;
	}

	keepLens(id: string) {
		this.meta.lens = id;
		void this.store.keepMeta(this.meta).catch(() => {});
	}

	// --- what the server says

	private measured(offset: number) {
		this.meta.offset = this.clock.offset = offset;
		void this.store.keepMeta(this.meta).catch(() => {});
	}

	private async news(n: News, at: number) {
		const used = n.used ?? [], freed = n.freed ?? [];
		this.meta.sentAt = at;
		if (n.cursor > this.meta.cursor || used.length + freed.length > 0) {
			this.meta.cursor = Math.max(n.cursor, this.meta.cursor);
			this.given.news(used, freed);
		}
		this.meta.stage = n.revoked ? "revoked" : this.meta.stage === "revoked" ? "" : this.meta.stage; // a shift may be made longer
		await this.store.keepNews({ used, freed }, this.meta).catch(() => {}); // a full disk: asked for again from the cursor that is kept
		if (n.changed && !this.wanted) {
			this.wanted = true;
			const wait = Math.max(0, this.fetchedAt + RELOAD - performance.now()) + Math.random() * 10_000; // not all phones of a day in the same second
			setTimeout(() => void this.loadList().catch(() => {}).finally(() => (this.wanted = false)), wait);
		}
	}

	private answered(p: Problem | null) {
		const before = this.meta.stage;
		if (p === null) {
			this.problem = "";
			if (this.meta.stage === "old") this.meta.stage = "";
		} else if (p.status === 401 || p.status === 403) {
			this.meta.stage = "revoked";
			this.problem = p.message;
		} else if (p.status === 426) {
			this.meta.stage = "old";
			this.problem = p.message;
		} else if (p.status > 0) this.problem = p.message;
		if (before !== this.meta.stage) void this.store.keepMeta(this.meta).catch(() => {});
		this.changed();
	}

	private async beat(): Promise<Beat> {
		return {
			battery: this.battery, storage: this.storage, pack: this.pack?.header.version ?? "", packAt: this.pack ? Math.round(this.loaded.at) : 0, offset: this.clock.offset ?? 0, app: appVersion(),
		};
	}

	/** What changes by itself. */
	private async tick() {
		await this.expire();
		await this.queue.retry();
		try {
			const room = await navigator.storage.estimate();
			this.storage = room.quota ? Math.min(100, Math.round((100 * (room.usage ?? 0)) / room.quota)) : -1;
			this.persisted = await navigator.storage.persisted();
		} catch {
			// an old browser: unknown
		}
		try {
			const b = await (navigator as { getBattery?: () => Promise<{ level: number }> }).getBattery?.();
			if (b) this.battery = Math.round(b.level * 100);
		} catch {
			// unknown
		}
		this.changed();
	}
}
