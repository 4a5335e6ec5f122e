// What the code of a citizen card says: the twin of internal/base/idcard, whose comments say why, held to testdata/cards.json.
import type { Seems } from "./core";
import { fold } from "./fold";

export type CardKind = "card" | "ticket" | "code" | "health" | "vneid" | "url" | "broken" | "other";
export type CardWarning = "province" | "year" | "sex" | "birth" | "fields";

export interface CitizenCard {
	number: string;
	name: string;
	birth: string; // "1999-03-05", "" if it cannot be read
	sex: string;
	warnings: CardWarning[];
}

export interface CardRead {
	kind: CardKind;
	card?: CitizenCard;
}

const textMax = 1000, nameMax = 100, fieldsMin = 7, fieldsMost = 11;

const ticket = /^(?:https?:\/\/[^/\s]+\/T\/)?[0-9A-HJKMNP-TV-Z]{116}$/i;
const address = /^(?:https?:\/\/|www\.)\S+$/i;
const code = /^[0-9A-HJKMNP-TV-Z]{4}-?[0-9A-HJKMNP-TV-Z]{4}$/i;
const health = /^(?:[A-Z]{2}[0-9]{13}|[0-9]{10})$/;
const vneid = /^(?:vneid|000201.*vneid)/i;
const opaque = /^[A-Za-z0-9+/_-]{60,}={0,2}$/;

export function readCard(raw: string): CardRead {
	const text = raw.replace(/^[ \t\r\n\ufeff]+|[ \t\r\n\ufeff]+$/g, "");
	if (text === "" || text.includes("\ufffd") || [...text].length > textMax) return { kind: "other" };
	if (ticket.test(text)) return { kind: "ticket" };
	if (address.test(text)) return { kind: "url" };
	if (code.test(text)) return { kind: "code" };
	const fields = text.split("|").map((f) => f.trim());
	if (fields.length > 1) return parted(fields);
	return { kind: vneid.test(text) || opaque.test(text) ? "vneid" : "other" };
}

function parted(fields: string[]): CardRead {
	const [number = "", second = "", called = "", born = "", gender = ""] = fields;
	if (health.test(number) && fields.length >= 5 && hexText(second)) return { kind: "health" };
	if (number === "" || /^[0-9]{11}$/.test(number)) return { kind: "broken" };
	if (!/^[0-9]{12}$/.test(number)) return { kind: "other" };
	const name = clean(called);
	if (fields.length < fieldsMin || fold(name) === "" || [...name].length > nameMax || /^[0-9]{12}$/.test(name)) return { kind: "broken" };
	const card: CitizenCard = { number, name, birth: birth(born), sex: { nam: "Nam", nu: "Nữ" }[fold(gender)] ?? "", warnings: [] };
	if (!provinces.has(number.slice(0, 3))) card.warnings.push("province");
	const digit = Number(number[3]);
	if (card.birth === "") card.warnings.push("birth");
	else if (1900 + Math.floor(digit / 2) * 100 + Number(number.slice(4, 6)) !== Number(card.birth.slice(0, 4))) card.warnings.push("year");
	if (card.sex !== "" && (digit % 2 === 1) !== (card.sex === "Nữ")) card.warnings.push("sex");
	if (fields.length > fieldsMost) card.warnings.push("fields");
	return { kind: "card", card };
}

function hexText(s: string): boolean {
	if (!/^(?:[0-9a-f]{2}){2,}$/i.test(s)) return false;
	try {
		decodeURIComponent(s.replace(/../g, "%$&"));
		return true;
	} catch {
		return false; // no UTF-8
	}
}

function birth(s: string): string {
	const plain = s.replace(/[/.-]/g, "");
	if (!/^[0-9]{8}$/.test(plain)) return "";
	const d = Number(plain.slice(0, 2)), m = Number(plain.slice(2, 4)), y = Number(plain.slice(4));
	if (y < 1900 || y > 2399 || m < 1 || m > 12 || d < 1 || d > new Date(Date.UTC(y, m, 0)).getUTCDate()) return "";
	return `${plain.slice(4)}-${plain.slice(2, 4)}-${plain.slice(0, 2)}`;
}

/** A name fit to be kept: the twin of viet.Clean. */
export const clean = (s: string) =>
	s.replace(/[\s\u0085\u200b\ufeff]/g, " ").replace(/[\p{Cc}\p{Cf}]/gu, "").replace(/[ÐƉ]/g, "Đ").replace(/[ðɖ]/g, "đ").normalize("NFC").split(" ").filter(Boolean).join(" ");

/** What a text that is no card seems to be, in the words of the screens. */
export const seems = (kind: CardKind): Seems =>
	({ health: "insurance", vneid: "vneid", url: "url", broken: "card", card: "card", ticket: "text", code: "code", other: "text" } as const)[kind];

const warned: Record<CardWarning, string> = {
	province: "Thẻ: mã tỉnh lạ", year: "Thẻ: năm sinh không khớp số", sex: "Thẻ: giới tính không khớp số", birth: "Thẻ: không đọc được ngày sinh", fields: "Thẻ: mẫu lạ",
};
export const warningText = (w: CardWarning) => warned[w];

const provinces = new Set(
	("001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 037 038 040 042 044 045 046 " +
		"048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 079 080 082 083 084 086 087 089 091 092 093 094 095 096").split(" "),
);
