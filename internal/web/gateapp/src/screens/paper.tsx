// After a gate worked on paper: the codes of a sheet are typed in with the time that was written beside them.
import { useRef, useState } from "preact/hooks";
import type { Shown } from "../core/core";
import { core, tell, truly } from "../model";
import { Field, Shape, Sheet } from "../parts";
import { clock, say } from "../words";

const HOUR = 3600_000, VIETNAM = 7 * HOUR;

/** The moment of a time of this day in Vietnam as people write it: 5:40, 05h40, 0540. What is no time, and what still lies ahead, is not a number. */
function moment(text: string): number {
	const found = /^\s*(\d{1,2})\s*[:hg.,]?\s*(\d\d)\s*$/.exec(text);
	if (!found || Number(found[1]) > 23 || Number(found[2]) > 59) return NaN;
	const now = truly(Date.now());
	const at = now - ((now + VIETNAM) % (24 * HOUR)) + Number(found[1]) * HOUR + Number(found[2]) * 60_000;
	return at <= now ? at : NaN;
}

export function Paper() {
	const [time, at] = useState(() => clock(truly(Date.now())));
	const [code, type] = useState("");
	const [rows, add] = useState<Shown[]>([]);
	const [busy, work] = useState(false);
	const field = useRef<HTMLDivElement>(null);
	const state = core.checkCode(code);
	const slip = Number.isNaN(moment(time));
	const enter = async (e: Event) => {
		e.preventDefault();
		if (state !== "good" || slip || busy) return;
		work(true);
		try {
			let s = await core.paper(code, moment(time));
			if (s.colour === "yellow" && s.seq === 0) s = await core.decide(s, true, "Theo phiếu giấy"); // the gate let them in when it wrote them down
			add((all) => [s, ...all].slice(0, 50));
			type("");
			field.current?.querySelector<HTMLInputElement>("#paper-code")?.focus();
		} catch (x) {
			tell(x);
		}
		work(false);
	};
	return (
		<Sheet title="Nhập từ phiếu giấy">
			<form class="form" onSubmit={enter}>
				<p class="lead">Gõ từng mã trên phiếu kèm giờ đã ghi. Mỗi mã thành một bản ghi “từ giấy” mang đúng giờ ấy.</p>
				<div class="form" ref={field}>
					<Field id="paper-time" label="Giờ ghi trên phiếu" value={time} set={at} mode="numeric" max={6} wrong={slip ? "Xem lại giờ: viết như 05:40 hoặc 0540, không muộn hơn bây giờ." : ""} hint="Giữ nguyên cho các mã sau, tới khi đổi." />
					<Field id="paper-code" label="Mã vé" value={code} set={(v) => type(v.toUpperCase())} big caps focus wrong={state === "wrong" ? "Mã sai một chữ. So lại với phiếu." : ""} hint="Tám chữ và số. Xong bấm Enter, gõ mã kế tiếp." />
				</div>
				<button class="pri huge" disabled={state !== "good" || slip || busy}>Ghi mã này</button>
			</form>
			<ol class="rows" aria-label="Đã nhập" aria-live="polite">
				{rows.map((s, i) => (
					<li key={s.seq || -i} class={s.admitted && s.colour !== "red" ? "green" : s.colour}>
						<Shape of={s.admitted && s.colour !== "red" ? "green" : s.colour} />
						<div><b>{s.name || (s.serial ? `Vé số ${s.serial}` : "Mã lạ")}</b><span>{say(s).title}{say(s).fact && `. ${say(s).fact}`}</span></div>
						<time>{clock(truly(s.at))}</time>
					</li>
				))}
			</ol>
		</Sheet>
	);
}
