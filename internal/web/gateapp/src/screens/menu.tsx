import { go, type Place, st } from "../model";
import { Sheet } from "../parts";
import { number } from "../words";

export function Menu() {
	const s = st.value;
	const entries: [Place, string, string][] = [
		["walkin", "Khách không vé", "Thẻ căn cước, họ tên, hoặc đếm thêm"],
		["block", "Kiểm đếm theo đoàn", "Hai người đếm, ghi theo băng rôn"],
		["paper", "Nhập từ phiếu giấy", "Mã và giờ trên phiếu in"],
		["records", "Bản ghi vừa qua", "Xem lại, rút lại trong một phút"],
		["stats", "Thống kê", "Số lượt của máy này"],
		["queue", "Hàng chờ gửi", s.waiting ? `${number(s.waiting)} bản ghi` : "Đã gửi hết"],
		["settings", "Cài đặt", "Ống kính, âm thanh, tay thuận, danh sách"],
		["ready", "Chuẩn bị ca trực", "Kiểm tra lại máy"],
		["end", "Kết thúc ca", s.waiting ? "Chưa được: còn bản ghi chờ gửi" : "Xoá dữ liệu trong máy"],
	];
	return (
		<Sheet title="Thêm">
			<ul class="menu">
				{entries.map(([to, title, hint]) => <li key={to}><button type="button" onClick={() => go(to)}><b>{title}</b><span>{hint}</span></button></li>)}
			</ul>
		</Sheet>
	);
}
