// Who may come in: the twin of internal/gate/rule, held to the same answers by its testdata/verdicts.json.
import type { Colour, How, Word } from "./core/core";

/** What is known about somebody at a gate; see the Go of the same name. */
export interface Facts {
	how: How;
	garbage?: boolean;
	forged?: boolean;
	elsewhen?: boolean;
	revoked?: boolean;
	listed?: boolean;
	unlisted?: boolean;
	window?: -1 | 0 | 1;
	away?: boolean;
	used?: boolean;
	after?: boolean;
	inside?: boolean;
	walks?: boolean;
	expired?: boolean;
}

export interface Verdict {
	word: Word;
	colour: Colour;
}

export const walkIn = (how: How) => how === "card" || how === "person" || how === "plus";

const say = (word: Word, colour: Colour): Verdict => ({ word, colour });

export function decide(f: Facts): Verdict {
	if (f.expired) return say("expired", "red");
	if (f.garbage) return say("garbage", "red");
	if (f.forged) return say("forged", "red");
	if (f.elsewhen) return say("other_event", "red");
	if (f.revoked) return say("revoked", "red");
	if (f.used) return say("again", "red");
	if (walkIn(f.how) && !f.walks) return say("no_walk_ins", "red");
	if (f.after && !f.inside && f.how !== "plus") return say("not_inside", "yellow");
	if (walkIn(f.how)) return say("walked_in", "green");
	if (f.window === -1) return say("early", "yellow");
	if (f.window === 1) return say("late", "yellow");
	if (f.away) return say("away", "yellow");
	if (!f.listed && !f.unlisted) return say("unlisted", "yellow");
	return say("welcome", "green");
}

/** Whether somebody was let in and is counted. */
export const counts = (v: Verdict, admitted: boolean) => admitted && v.colour !== "red";
