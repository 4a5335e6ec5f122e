// What the phone recorded: one sequence of numbers, kept until a receipt and, without anybody's name, until the end of the day.
import type { How, Word } from "./core";
import type { WireBlock, WireScan } from "./wire";

/** One record. What stands in wire is sent as it is; once received, it is emptied of people. */
export interface Kept {
	seq: number;
	at: number; // the phone's clock
	kind: "scan" | "block" | "undo";
	what: string;
	how: How | "";
	subject: string; // by which the same is known again; "" for undoings and blocks
	serial: number;
	label: string; // what the list of records shows; emptied with the receipt
	unit: string; // name of the union
	people: number;
	admitted: boolean;
	said: Word | "";
	undoes: number;
	undone: boolean;
	state: "waiting" | "received" | "again" | "refused";
	why: string; // the server's reason
	scan?: WireScan;
	block?: WireBlock;
}

/** Strips a record that was received of all that is about people. */
export function strip(k: Kept): Kept {
	const { scan: _scan, block: _block, ...rest } = k;
	return { ...rest, label: k.kind === "block" ? k.label : k.serial ? `Vé ${k.serial}` : "" };
}

export const subjectOfTicket = (serial: number) => `t${serial}`;
export const subjectOfCard = (hash: string) => `c${hash}`;
