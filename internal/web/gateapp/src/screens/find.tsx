// Where a code cannot be scanned: typed, or the person is found by the name. The list is never shown to be leafed through.
import { useState } from "preact/hooks";
import type { Row } from "../core/core";
import { ask, core, go, st, tell } from "../model";
import { Choice, Field, Sheet } from "../parts";

export function Find() {
	const [by, choose] = useState<"code" | "name">("code");
	return (
		<Sheet title="Gõ mã, tìm tên">
			<Choice name="by" label="Tìm bằng" of={[["code", "Mã dưới hình vé"], ["name", "Họ và tên"]]} value={by} set={choose} />
			{by === "code" ? <ByCode /> : <ByName />}
		</Sheet>
	);
}

function ByCode() {
	const [code, type] = useState("");
	const state = core.checkCode(code);
	const long = code.length > 12; // a scanner typed a whole ticket into the field
	const look = (e: Event) => {
		e.preventDefault();
		if (long || state === "good") {
			go("scan");
			void ask(() => (long ? core.seen(code) : core.code(code)));
		}
	};
	return (
		<form class="form" onSubmit={look}>
			<Field id="code" label="Mã vé" value={code} set={(v) => type(v.toUpperCase())} big caps focus wrong={state === "wrong" && !long ? "Mã sai một chữ. So lại với vé, kể cả chữ cuối." : ""}
				hint={state === "good" ? "Mã đúng." : "Tám chữ và số, ví dụ 4K7N-2Q9X. Không phân biệt hoa, thường."} />
			<button class="pri huge" disabled={!long && state !== "good"}>Soát vé</button>
		</form>
	);
}

function ByName() {
	const [name, type] = useState("");
	const [rows, found] = useState<Row[] | null>(null);
	const [part, partly] = useState(false);
	const [busy, work] = useState(false);
	const look = async (how: "findWhole" | "findPart") => {
		if (name.trim().length < 2) return;
		work(true);
		try {
			partly(how === "findPart");
			found(await core[how](name));
		} catch (e) {
			tell(e);
		}
		work(false);
	};
	const pick = (r: Row) => {
		go("scan");
		void ask(() => core.pick(r));
	};
	return (
		<form class="form" onSubmit={(e) => { e.preventDefault(); void look("findWhole"); }}>
			<Field id="name" label="Họ và tên đầy đủ" value={name} set={(v) => { type(v); found(null); }} focus hint="Có dấu hay không dấu đều được: nguyen van tuan tìm ra Nguyễn Văn Tuấn." />
			<button class="pri huge" disabled={busy || name.trim().length < 2}>{busy ? "Đang tìm…" : "Tìm trong máy"}</button>
			{st.value.online && <button type="button" disabled={busy || name.trim().length < 2} onClick={() => look("findPart")}>Tìm một phần tên, qua mạng</button>}
			<div aria-live="polite">
				{rows && rows.length === 0 && <p class="hint">{part ? "Không thấy ai có tên như vậy." : "Không có ai đúng họ tên này. Hỏi lại cả họ, tên đệm, hoặc ghi như khách không vé."}</p>}
				{rows && rows.length > 0 && <p class="hint">{rows.length === 1 ? "Một người." : `${rows.length} người.`} Hỏi đơn vị rồi chọn đúng người.</p>}
			</div>
			{rows && rows.length > 0 && (
				<ul class="found people">
					{rows.map((r) => <li key={r.serial}><button type="button" onClick={() => pick(r)}><b>{r.name}</b><span>{[r.unit, r.code && `vé …${r.code.slice(-4)}`].filter(Boolean).join(", ")}</span></button></li>)}
				</ul>
			)}
			{rows && rows.length === 0 && st.value.walkIns && <button type="button" onClick={() => go("walkin")}>Ghi như khách không vé</button>}
		</form>
	);
}
