// Before a shift: is all there that the gate needs? The tap that starts the shift also unlocks sound and asks for the camera.
import { useEffect, useState } from "preact/hooks";
import { core, go, now, st, tell, truly } from "../model";
import { Line, type Mark, Sheet } from "../parts";
import { prefer, prefs } from "../prefs";
import { sound, unlockSound } from "../sound";
import { clock, dayText, number, span } from "../words";
import { cameraState, tryCamera } from "./camera";
import { Install, installed, iPhone } from "./enrol";

const HOURS = 4; // a list that old is loaded anew before a shift

export function Ready() {
	const s = st.value;
	const [heard, hear] = useState(false);
	useEffect(() => void (!s.list && s.loading < 0 && core.loadList().catch(tell)), []); // a phone that was just enrolled loads by itself
	const listen = () => {
		unlockSound();
		(["green", "yellow", "red"] as const).forEach((c, i) => setTimeout(() => sound(c, true, prefs.value.shake), i * 700));
		hear(true);
	};
	const start = () => {
		unlockSound();
		if (cameraState.value !== "open") void tryCamera(); // who does not answer the phone's question can type meanwhile
		prefer({ ready: s.day });
		go("scan");
	};
	return (
		<Sheet title="Chuẩn bị ca trực" back={false} tail={
			<button type="button" class="pri huge" disabled={!s.list} onClick={start}>{s.list ? "Sẵn sàng, bắt đầu ca" : "Chờ có danh sách"}</button>}>
			<div class="card">
				<p class="door">{s.door}</p>
				<p>{s.site}</p>
				<p class="dim">{s.event}{s.day && `, ${dayText(s.day)}`}. Máy: {s.name}; ca tới {clock(s.until)}.</p>
			</div>
			{s.rehearsal && <p class="notice">Đây là buổi tập: mọi việc như ngày thật, không số liệu nào được tính.</p>}
			{iPhone() && !installed() && <Install />}
			<ul class="lines">
				<ListLine />
				<CameraLine />
				<Line mark={heard ? "ok" : "wait"} title="Âm thanh" act={<button type="button" onClick={listen}>Nghe thử</button>}>
					{heard ? "Ba tiếng: được, xem lại, không được. Không nghe thấy thì tăng âm lượng." : "Bấm Nghe thử, mở to âm lượng."}
				</Line>
				<ClockLine />
				<StorageLine />
				<Line mark={s.battery < 0 ? "wait" : s.battery < 30 ? "warn" : "ok"} title="Pin và màn hình">
					{s.battery < 0 ? "Máy này không cho xem pin; nên sạc đầy trước ca." : `Pin ${s.battery}%.${s.battery < 30 ? " Nên cắm sạc dự phòng." : ""}`} {iPhone() && "Vào Cài đặt, Màn hình: đặt Tự động khoá là Không."}
				</Line>
			</ul>
		</Sheet>
	);
}

function ListLine() {
	const s = st.value;
	const load = <button type="button" disabled={s.loading >= 0} onClick={() => core.loadList().catch(tell)}>{s.list ? "Tải lại" : "Tải"}</button>;
	if (s.loading >= 0) {
		return <Line mark="wait" title="Danh sách vé">Đang tải… <progress aria-label="Đang tải danh sách" max={1} value={s.loading || undefined} /></Line>;
	}
	if (!s.list) return <Line mark="bad" title="Danh sách vé" act={load}>{s.problem || "Chưa có. Nối mạng rồi bấm Tải; chỉ mất vài giây."}</Line>;
	const age = truly(now.value) - s.list.loadedAt;
	const old = age > HOURS * 3600_000;
	return (
		<Line mark={old ? "warn" : "ok"} title="Danh sách vé" act={load}>
			{number(s.list.rows)} vé, tải lúc {clock(s.list.loadedAt)}{old ? `, đã ${span(age)}. Có mạng thì tải lại.` : "."}
		</Line>
	);
}

export const cameraMarks: Record<string, [Mark, string]> = {
	off: ["wait", "Bấm Thử, chọn Cho phép khi máy hỏi."],
	opening: ["wait", "Đang mở máy ảnh…"],
	open: ["ok", "Đã mở. Đưa thử một vé vào khung ở màn hình soát."],
	refused: ["bad", "Máy chưa cho dùng máy ảnh. Bấm biểu tượng ổ khoá (hoặc aA) cạnh địa chỉ trang, chọn Quyền, bật Máy ảnh, rồi Thử lại. Trong lúc đó vẫn soát được bằng gõ mã, tìm tên."],
	none: ["warn", "Không thấy máy ảnh. Vẫn soát được bằng máy quét cầm tay, gõ mã, tìm tên."],
	busy: ["warn", "Máy ảnh đang bận ở ứng dụng khác. Đóng ứng dụng đó rồi Thử lại; trong lúc đó gõ mã, tìm tên."],
};

function CameraLine() {
	const [mark, text] = cameraMarks[cameraState.value];
	return <Line mark={mark} title="Máy ảnh" act={cameraState.value !== "open" && <button type="button" onClick={() => tryCamera()}>{mark === "wait" ? "Thử" : "Thử lại"}</button>}>{text}</Line>;
}

const CLOCK = 2 * 60_000; // a clock that far off is worth a word

export function ClockLine() {
	const off = st.value.offset;
	if (off === null) return <Line mark="wait" title="Đồng hồ">Chưa so được với máy chủ; sẽ tự so khi có mạng.</Line>;
	if (Math.abs(off) < CLOCK) return <Line mark="ok" title="Đồng hồ">Đúng giờ.</Line>;
	return <Line mark="warn" title="Đồng hồ">Máy {off > 0 ? "chậm" : "nhanh"} {span(off)} so với giờ đúng. Cứ làm việc: mọi bản ghi đã tự tính lại theo giờ đúng.</Line>;
}

export function StorageLine() {
	const { storage, persisted } = st.value;
	if (storage >= 99) return <Line mark="bad" title="Bộ nhớ">Đã đầy. Bản ghi cũ vẫn giữ nguyên; hãy gửi hàng chờ, rồi xoá bớt ảnh, ứng dụng trên máy.</Line>;
	if (storage >= 80) return <Line mark="warn" title="Bộ nhớ">Đã dùng {storage}%. Gửi hàng chờ và xoá bớt ảnh trên máy trước khi đầy.</Line>;
	return <Line mark="ok" title="Bộ nhớ">{storage < 0 ? "Đủ chỗ." : `Đã dùng ${storage}%.`} {persisted ? "Máy hứa không tự xoá." : "Đừng xoá dữ liệu trình duyệt trong ca."}</Line>;
}
