// From what was read to a verdict: facts out of the list, the news and the phone's own records, then the rule.
import type { How, Seems, Shown } from "./core";
import { readCard, seems, warningText, type CitizenCard, type CardWarning } from "./card";
import { cardHash, codeTag, fromBase64, openRow, verify } from "./crypt";
import type { Given } from "./given";
import type { Pack, PackRow } from "./pack";
import { subjectOfCard, subjectOfTicket } from "./record";
import { decide, type Facts, type Verdict } from "../rule";
import { parseTicket, readCode, type Ticket } from "./ticket";
import type { First, WireCard } from "./wire";

/** How somebody was known. */
export type Input =
	| { how: "text"; text: string } // out of a code: a ticket, a short code, a card
	| { how: "card"; card: WireCard; warnings: CardWarning[] } // read already: the number itself is kept nowhere
	| { how: "code" | "paper"; code: string }
	| { how: "name"; serial: number; name: string }
	| { how: "person"; name: string; year: number; unit: string }
	| { how: "plus"; people: number; unit: string };

/** What is known of whom, and what the rule says. */
export interface Look {
	input: Input;
	how: How;
	what: string;
	at: number; // the phone's clock
	verdict: Verdict;
	subject: string;
	ticket?: Ticket;
	row?: PackRow;
	card?: WireCard;
	person?: { name: string; year?: number };
	unit: string; // a walk-in's, its key
	unitName: string;
	name: string;
	tags: string[];
	people: number;
	first?: First;
	window?: Shown["window"];
	site?: string;
	kind?: Seems;
}

const nobody = { how: "ticket" as How, subject: "", unit: "", unitName: "", name: "", tags: [] as string[], people: 1 };

export class Looker {
	private readonly salt: Uint8Array<ArrayBuffer>;
	constructor(
		private readonly pack: Pack,
		private readonly given: Given,
	) {
		this.salt = fromBase64(pack.header.salt);
	}

	async look(input: Input, what: string, at: number, now: number): Promise<Look> {
		const base: Omit<Look, "verdict"> = { ...nobody, input, what, at };
		const facts = (f: Facts): Look => {
			const expired = now >= this.pack.header.expires;
			const first = base.subject ? this.given.first(base.subject, what) : undefined;
			const all: Facts = {
				...f, expired, unlisted: this.pack.header.unlisted, walks: this.pack.header.walkIns, used: first !== undefined,
				after: this.pack.header.services.find((s) => s.key === what)?.after ?? false,
				inside: base.subject !== "" && this.given.first(base.subject, "came") !== undefined,
			};
			const verdict = decide(all);
			return { ...base, how: f.how, verdict, ...(verdict.word === "again" && first ? { first } : {}) };
		};
		switch (input.how) {
			case "text": {
				const ticket = parseTicket(input.text);
				if (ticket) return this.byTicket(ticket, base, facts, now);
				const code = readCode(input.text.trim());
				if (code) return this.look({ how: "code", code }, what, at, now);
				const { kind, card } = readCard(input.text);
				if (card) return this.look({ how: "card", card: await this.hide(card), warnings: card.warnings }, what, at, now);
				return { ...facts({ how: "ticket", garbage: true }), kind: seems(kind) };
			}
			case "card":
				base.card = input.card;
				base.subject = subjectOfCard(input.card.hash);
				base.name = input.card.name;
				base.tags = input.warnings.map(warningText);
				return facts({ how: "card" });
			case "code":
			case "paper": {
				const row = this.pack.findCode(await codeTag(this.salt, readCode(input.code)));
				if (!row) return { ...facts({ how: input.how, garbage: true }), kind: "code" };
				return this.byRow(row, input.how, base, facts, now);
			}
			case "name": {
				const row = this.pack.find(input.serial);
				if (!row) base.subject = subjectOfTicket(input.serial);
				base.name = input.name;
				return row ? this.byRow(row, "name", base, facts, now) : facts({ how: "name" });
			}
			case "person":
			case "plus":
				base.unit = input.unit;
				base.unitName = this.pack.header.units.find((u) => u.id === input.unit)?.name ?? "";
				if (input.how === "plus") base.people = input.people;
				else {
					base.name = input.name;
					base.person = { name: input.name, ...(input.year ? { year: input.year } : {}) };
				}
				return facts({ how: input.how });
		}
	}

	private async byTicket(ticket: Ticket, base: Omit<Look, "verdict">, facts: (f: Facts) => Look, now: number): Promise<Look> {
		base.ticket = ticket;
		const key = this.pack.header.keys[String(ticket.key)];
		if (!key || !(await verify(key, ticket.signed, ticket.signature))) return facts({ how: "ticket", forged: true });
		if (ticket.event !== this.pack.header.event) return facts({ how: "ticket", elsewhen: true });
		const row = this.pack.find(ticket.serial);
		base.subject = subjectOfTicket(ticket.serial);
		if (!row) return facts({ how: "ticket" });
		const open = await openRow(ticket.signature, this.salt, this.pack.header.version, row.sealed);
		base.name = open?.name ?? "";
		base.tags = open?.show ?? [];
		return this.byRow(row, "ticket", base, facts, now);
	}

	private byRow(row: PackRow, how: How, base: Omit<Look, "verdict">, facts: (f: Facts) => Look, now: number): Look {
		base.row = row;
		base.subject = subjectOfTicket(row.serial);
		base.unitName = this.pack.unit(row);
		const slot = this.pack.header.slots?.[row.slot];
		const window = !slot ? 0 : now < slot.from ? -1 : now >= slot.until ? 1 : 0;
		const away = row.site !== this.pack.header.site;
		if (window !== 0 && slot) base.window = slot;
		if (away) base.site = this.pack.header.sites[row.site]?.name ?? "";
		return facts({ how, listed: true, revoked: row.revoked, window, away });
	}

	private async hide(card: CitizenCard): Promise<WireCard> {
		return { hash: await cardHash(this.salt, card.number), last: card.number.slice(-4), name: card.name, year: Number(card.birth.slice(0, 4)) };
	}
}
