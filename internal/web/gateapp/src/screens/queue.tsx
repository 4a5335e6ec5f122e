// What has not arrived yet, and how to make it arrive: over the network, or carried as a file.
import { useState } from "preact/hooks";
import { core, note, st, tell } from "../model";
import { Line, Sheet } from "../parts";
import { clock, number } from "../words";

export function useSending(): [boolean, () => Promise<void>, () => Promise<void>] {
	const [busy, work] = useState(false);
	const send = async () => {
		work(true);
		try {
			await core.sendNow();
			note(st.value.waiting ? `Còn ${number(st.value.waiting)} bản ghi chờ gửi.` : "Đã gửi hết.");
		} catch (e) {
			tell(e);
		}
		work(false);
	};
	return [busy, send, exportFile];
}

async function exportFile() {
	try {
		const url = URL.createObjectURL(await core.exportFile());
		const link = document.createElement("a");
		link.href = url;
		link.download = `soat-ve-${st.value.door.normalize("NFD").replace(/[^\w]+/g, "-").toLowerCase()}-${st.value.day}.json`;
		link.click();
		setTimeout(() => URL.revokeObjectURL(url), 60_000);
		note("Đã lưu tệp. Bản ghi vẫn còn trong máy cho tới khi máy chủ nhận.");
	} catch (e) {
		tell(e);
	}
}

export function Queue() {
	const s = st.value;
	const [busy, send, save] = useSending();
	return (
		<Sheet title="Hàng chờ gửi" tail={<button type="button" class="pri huge" disabled={busy || !s.waiting} onClick={send}>{busy ? "Đang gửi…" : "Gửi ngay"}</button>}>
			<p class="sum" role="status"><b>{number(s.waiting)}</b><span>{s.waiting ? "bản ghi chờ gửi" : "bản ghi chờ gửi, máy chủ đã nhận đủ"}</span></p>
			<ul class="lines">
				<Line mark={s.online ? "ok" : "warn"} title={s.online ? "Có mạng" : "Ngoại tuyến"}>{s.online ? "Máy tự gửi sau mỗi lượt soát." : "Cứ soát tiếp. Máy tự gửi khi có mạng, 15 giây thử một lần."}</Line>
				<Line mark={s.sentAt ? "ok" : "wait"} title="Lần gửi gần nhất">{s.sentAt ? `Lúc ${clock(s.sentAt)}.` : "Chưa gửi lần nào trong ca."}</Line>
			</ul>
			{s.problem && <p class="notice">{s.problem}</p>}
			<section class="card">
				<h2>Không có mạng cả buổi?</h2>
				<p>Lưu hàng chờ ra một tệp có chữ ký của máy, gửi trưởng điểm qua USB hoặc ứng dụng khác. Gửi hai lần cũng chỉ tính một.</p>
				<button type="button" disabled={!s.waiting} onClick={save}>Lưu ra tệp</button>
			</section>
			<Carry />
		</Sheet>
	);
}

/** Another phone's file is handed in from here: a phone with a network carries for one without. */
function Carry() {
	const [busy, work] = useState(false);
	const take = async (e: Event) => {
		const input = e.currentTarget as HTMLInputElement, file = input.files?.[0];
		if (!file) return;
		work(true);
		try {
			const done = await core.carry(file);
			note(`Máy chủ đã giữ ${number(done.records)} bản ghi của máy “${done.name}”${done.refused ? `, trong đó ${number(done.refused)} bản ghi không đọc được` : ""}.`);
		} catch (x) {
			tell(x);
		}
		input.value = "";
		work(false);
	};
	return (
		<section class="card">
			<h2>Nạp hộ máy khác</h2>
			<p>Máy khác không có mạng thì lưu hàng chờ ra tệp, chuyển tệp sang máy này rồi nạp ở đây. Chữ ký trong tệp cho biết bản ghi của máy nào.</p>
			<label>Tệp hàng chờ <input type="file" accept=".json,application/json" disabled={busy} onChange={take} /></label>
		</section>
	);
}
