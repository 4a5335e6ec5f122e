// A phone comes to a door: by the link in a QR code, or by the code typed.
import { useEffect, useState } from "preact/hooks";
import { core } from "../model";
import { Field, Sheet } from "../parts";

/** The code stands behind "#" and so never reaches a log; it is taken out of the address at once. */
function fromLink(): string {
	const code = decodeURIComponent(location.hash.slice(1));
	if (code) history.replaceState(null, "", location.pathname);
	return code;
}

const linked = fromLink();
export const iPhone = () => /iPhone|iPad|iPod/.test(navigator.userAgent);
export const installed = () => matchMedia("(display-mode: standalone)").matches || (navigator as { standalone?: boolean }).standalone === true;

export function Enrol() {
	const [code, type] = useState(linked);
	const [busy, work] = useState(false);
	const [wrong, fail] = useState("");
	const enrol = async () => {
		if (code.trim().length < 4) return fail("Mã ghi danh có trên màn hình của trưởng điểm.");
		work(true);
		fail("");
		try {
			await core.enrol(code.trim());
		} catch (e) {
			fail(e instanceof Error && e.message ? e.message : "Chưa ghi danh được. Xin xem lại mạng và mã.");
			work(false);
		}
	};
	const askInstall = iPhone() && !installed();
	useEffect(() => void (linked && !askInstall && enrol()), []);
	return (
		<Sheet title="Ghi danh máy" back={false}>
			{askInstall && <Install />}
			<p class="lead">Quét mã QR trên màn hình của trưởng điểm bằng máy ảnh, hoặc gõ mã ghi danh vào đây. Mỗi mã dùng cho một máy, một lần.</p>
			<form class="form" onSubmit={(e) => { e.preventDefault(); void enrol(); }}>
				<Field id="enrol-code" label="Mã ghi danh" value={code} set={(v) => { type(v); fail(""); }} wrong={wrong} big caps hint="Cần có mạng ở bước này. Sau đó máy soát được cả khi mất mạng." />
				<button class="pri huge" disabled={busy}>{busy ? "Đang ghi danh…" : "Ghi danh"}</button>
			</form>
		</Sheet>
	);
}

/** On an iPhone only a page on the home screen keeps what it stored. */
export const Install = () => (
	<section class="notice" aria-label="Thêm vào màn hình chính">
		<h2>iPhone: thêm vào màn hình chính trước</h2>
		<ol>
			<li>Mở trang này bằng Safari, bấm nút <b>Chia sẻ</b> (ô vuông có mũi tên lên).</li>
			<li>Chọn <b>Thêm vào MH chính</b>, rồi <b>Thêm</b>.</li>
			<li>Mở <b>Soát vé</b> từ màn hình chính và gõ mã ghi danh ở đó.</li>
		</ol>
	</section>
);
