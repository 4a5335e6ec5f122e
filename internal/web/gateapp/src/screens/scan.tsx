// The screen of the shift: the camera, who came last, and what may be needed next.
import { core, go, last, now, show, st, tell, truly, undo, undoable } from "../model";
import { Choice, Net, Shape } from "../parts";
import { ago, number, say } from "../words";
import { cameraMarks } from "./ready";
import { cameraState, canTorch, switchTorch, torchOn, tryCamera } from "./camera";

export function Scan() {
	const s = st.value;
	return (
		<div class="scan">
			<header class="bar">
				<h1><b>{s.door}</b><small>{s.rehearsal ? "Buổi tập" : s.site}</small></h1>
				<Net />
			</header>
			<main class="middle">
				{s.services.length > 1 && <Choice name="service" label="Việc tại cổng" of={s.services.map((x) => [x.key, x.label])} value={s.service} set={(k) => core.setService(k)} />}
				<Warning />
				<Window />
			</main>
			<Last />
			<footer>
				<div class="foot">
				{canTorch.value
					? <button type="button" aria-pressed={torchOn.value} onClick={switchTorch}>Đèn</button>
					: <button type="button" onClick={() => go("walkin")}>Không vé</button>}
				<button type="button" class="light" onClick={() => go("find")}>Gõ mã, tìm tên</button>
				<button type="button" onClick={() => go("menu")}>Thêm</button>
				</div>
				<p class="counts">
				<span>Đã vào <b>{number(s.entered)}</b></span>
				<span>Chờ gửi <b>{number(s.waiting)}</b></span>
				{s.battery >= 0 && <span>Pin {s.battery}%</span>}
				</p>
			</footer>
		</div>
	);
}

function Window() {
	const state = cameraState.value;
	if (state === "open") {
		return (
			<div class="window">
				<div class="frame"><i /></div>
				<p>Đưa mã vé, hoặc mặt có mã của thẻ căn cước, vào khung. Thẻ cách máy một gang tay.</p>
			</div>
		);
	}
	return (
		<div class="window shut">
			<div class="frame still"><Shape of={state === "opening" ? "wait" : "yellow"} /></div>
			<p role="status">{state === "off" ? "Máy ảnh đang tắt. Máy quét cầm tay, gõ mã, tìm tên vẫn dùng được." : cameraMarks[state][1]}</p>
			{state !== "opening" && <button type="button" onClick={() => tryCamera()}>{state === "off" ? "Mở máy ảnh" : "Thử lại"}</button>}
		</div>
	);
}

/** Warning says one thing at a time, the gravest first; none of them stops the gate. */
function Warning() {
	const s = st.value;
	const text = s.storage >= 99 ? "Bộ nhớ máy đã đầy: gửi hàng chờ, rồi xoá bớt ảnh. Bản ghi cũ vẫn giữ nguyên."
		: s.storage >= 80 ? `Bộ nhớ đã dùng ${s.storage}%: nên gửi hàng chờ.`
		: s.offset !== null && Math.abs(s.offset) >= 120_000 ? "Đồng hồ máy lệch; giờ trong bản ghi đã tự tính lại."
		: s.update && s.waiting === 0 ? "Có bản mới của trang." : "";
	if (!text) return null;
	return <p class="warning" role="status">{text} {s.update && s.waiting === 0 && <button type="button" onClick={() => core.update()}>Nạp bản mới</button>}</p>;
}

function Last() {
	const p = last.value;
	if (!p || p.word === "garbage") return <section class="last none" aria-label="Người vừa soát"><p>{p ? say(p).fact : "Chưa soát ai trong ca này."}</p></section>;
	const taken = p.reason === "đã rút lại";
	const mark = taken ? "wait" : p.admitted ? "green" : p.colour;
	const what = taken ? "Đã rút lại" : p.colour === "yellow" ? (p.admitted ? "Cho vào, có ghi chú" : "Không cho vào") : p.colour === "red" && p.admitted ? "Cho vào lại" : say(p).title;
	return (
		<section class={`last ${mark}`} aria-label="Người vừa soát">
			<Shape of={mark} />
			<div class="whom"><strong>{p.name || (p.people > 1 ? `${number(p.people)} người` : p.unit || "Khách không vé")}</strong><span>{what}, {ago(truly(p.at), truly(now.value))}</span></div>
			{undoable(p) && p.admitted && <button type="button" class="small" onClick={() => undo(p.seq)}>Rút lại</button>}
			{p.admitted && !taken && <Ticks of={p} />}
		</section>
	);
}

/** Ticks are the other things that the same person may be given now, one tap each. */
export function Ticks({ of: p, before }: { of: NonNullable<typeof last.value>; before?: () => void }) {
	if (!p.others.length) return null;
	const give = async (key: string) => {
		before?.();
		try {
			const done = await core.give(p, key);
			if (done.colour !== "green") return show(done);
			last.value = { ...p, others: p.others.map((o) => (o.key === key ? { ...o, given: true } : o)) };
		} catch (e) {
			tell(e);
		}
	};
	return (
		<div class="ticks" role="group" aria-label="Phát thêm cho người này">
			{p.others.map((o) => (
				<button key={o.key} type="button" class={o.given ? "tick on" : "tick"} aria-pressed={o.given} disabled={o.given} onClick={(e) => { e.stopPropagation(); void give(o.key); }}>
					<i aria-hidden="true">{o.given ? "✓" : ""}</i>{o.label}
				</button>
			))}
		</div>
	);
}
