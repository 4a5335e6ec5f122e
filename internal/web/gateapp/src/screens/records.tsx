// What this phone wrote down last, and what became of it.
import { useEffect, useState } from "preact/hooks";
import type { RecordLine } from "../core/core";
import { core, now, st, truly, undo, UNDO } from "../model";
import { Sheet } from "../parts";
import { clock, number, states } from "../words";

export function Records() {
	const [rows, set] = useState<RecordLine[] | null>(null);
	const load = () => void core.records(50).then(set);
	useEffect(load, [st.value.waiting, st.value.sentAt]);
	return (
		<Sheet title="Bản ghi vừa qua">
			{rows && rows.length === 0 && <p class="lead">Máy này chưa ghi gì trong ca.</p>}
			{rows && rows.length > 0 && <p class="hint">{rows.length === 50 ? "50 bản ghi gần nhất." : `${rows.length} bản ghi.`} Rút lại được trong một phút; sau đó nhờ trưởng điểm.</p>}
			<ol class="rows">
				{rows?.map((r) => (
					<li key={r.seq} class={r.state}>
						<div>
							<b>{r.text || r.unit || "Khách không vé"}{r.people > 1 && !r.text.includes("người") ? `, ${number(r.people)} người` : ""}</b>
							<span>{[label(r), r.unit, r.admitted ? "" : r.kind === "scan" ? "không cho vào" : ""].filter(Boolean).join(", ")}</span>
							{r.why && <span class="why">{r.why}</span>}
						</div>
						<div class="end">
							<time>{clock(truly(r.at))}</time>
							<em class={`state ${r.state}`}>{states[r.state]}</em>
							{r.kind !== "undo" && r.state !== "undone" && now.value - r.at < UNDO && <button type="button" class="small" onClick={() => void undo(r.seq).then(load)}>Rút lại</button>}
						</div>
					</li>
				))}
			</ol>
		</Sheet>
	);
}

const label = (r: RecordLine) => (r.kind === "undo" ? "rút lại" : r.kind === "block" ? "kiểm đếm" : st.value.services.find((s) => s.key === r.what)?.label ?? r.what);
