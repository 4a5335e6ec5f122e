import { useEffect, useState } from "preact/hooks";
import { camera, core, note, st, tell } from "../model";
import { Sheet, Switch } from "../parts";
import { prefer, prefs } from "../prefs";
import { sound, unlockSound } from "../sound";
import { clock, number } from "../words";
import { cameraState, canTorch, tryCamera } from "./camera";
import { ClockLine, StorageLine } from "./ready";

export function Settings() {
	const s = st.value, p = prefs.value;
	const [lenses, count] = useState(0);
	useEffect(() => void camera.lenses().then(count, () => count(0)), [cameraState.value]);
	const next = async () => {
		try {
			await camera.nextLens();
			canTorch.value = camera.hasTorch();
			note("Đã đổi ống kính. Máy nhớ ống kính này.");
		} catch (e) {
			tell(e);
		}
	};
	const load = () => core.loadList().then(() => note("Đã tải danh sách mới."), tell);
	return (
		<Sheet title="Cài đặt">
			<Switch label="Âm thanh" on={p.sound} set={(on) => { prefer({ sound: on }); unlockSound(); if (on) sound("green", true, false); }} />
			{"vibrate" in navigator && <Switch label="Rung" on={p.shake} set={(on) => prefer({ shake: on })} />}
			<Switch label="Dùng tay trái" hint="Nút chính nằm bên trái" on={p.left} set={(on) => prefer({ left: on })} />
			<section class="card">
				<h2>Máy ảnh</h2>
				<p>{cameraState.value !== "open" ? "Máy ảnh đang tắt." : lenses > 1 ? `Máy có ${lenses} ống kính. Hình mờ hoặc quá rộng thì đổi.` : "Máy có một ống kính."}</p>
				{cameraState.value !== "open" ? <button type="button" onClick={() => tryCamera()}>Mở máy ảnh</button> : lenses > 1 && <button type="button" onClick={next}>Đổi ống kính</button>}
			</section>
			<section class="card">
				<h2>Danh sách vé</h2>
				<p>{s.list ? `${number(s.list.rows)} vé, tải lúc ${clock(s.list.loadedAt)}, tự xoá lúc nửa đêm.` : "Chưa có danh sách."}</p>
				<button type="button" disabled={s.loading >= 0} onClick={load}>{s.loading >= 0 ? "Đang tải…" : "Tải lại danh sách"}</button>
			</section>
			<ul class="lines"><ClockLine /><StorageLine /></ul>
			<p class="hint">{s.name}, {s.door}, {s.site}. Máy số {s.device.slice(-6)}.</p>
		</Sheet>
	);
}
