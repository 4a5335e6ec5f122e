// The end of a shift. A phone with records that have not arrived is not let go; the last resort is to carry them as a file.
import { useState } from "preact/hooks";
import { core, st, tell } from "../model";
import { Sheet } from "../parts";
import { number } from "../words";
import { useSending } from "./queue";

export function End() {
	const waiting = st.value.waiting;
	const [busy, send, save] = useSending();
	const [saved, carry] = useState(false);
	const [sure, swear] = useState(false);
	const end = (force: boolean) => core.endShift(force).catch(tell);
	if (waiting === 0) {
		return (
			<Sheet title="Kết thúc ca" tail={<button type="button" class="pri huge" onClick={() => end(false)}>Kết thúc ca, xoá dữ liệu trong máy</button>}>
				<p class="lead">Mọi bản ghi đã được nhận đủ. Kết thúc ca sẽ xoá danh sách vé và khoá của máy này.</p>
				<p>Muốn soát tiếp sau đó, xin trưởng điểm một mã ghi danh mới.</p>
			</Sheet>
		);
	}
	return (
		<Sheet title="Chưa kết thúc ca được" tail={<button type="button" class="pri huge" disabled={busy} onClick={send}>{busy ? "Đang gửi…" : "Gửi ngay"}</button>}>
			<p class="sum" role="status"><b>{number(waiting)}</b><span>bản ghi chưa tới máy chủ</span></p>
			<p class="lead">Xoá lúc này là mất {number(waiting)} bản ghi. Ra chỗ có sóng hoặc vào Wi-Fi của điểm rồi bấm Gửi ngay.</p>
			<section class="card">
				<h2>Cách cuối cùng</h2>
				<p>Không thể có mạng? Lưu ra tệp, giao tận tay trưởng điểm, thấy trưởng điểm đã nạp được tệp rồi mới kết thúc ca.</p>
				<button type="button" onClick={() => void save().then(() => carry(true))}>Lưu ra tệp</button>
				{saved && <label class="switch"><span>Trưởng điểm đã nạp được tệp</span><input type="checkbox" checked={sure} onChange={(e) => swear(e.currentTarget.checked)} /></label>}
				{saved && <button type="button" class="danger" disabled={!sure} onClick={() => end(true)}>Kết thúc ca</button>}
			</section>
		</Sheet>
	);
}
