// What the volunteer reads. One sentence says what is the matter, the next what to do; nobody needs to be called.
import type { Colour, Shown, Word } from "./core/core";

export const CAME = "came";

const time = new Intl.DateTimeFormat("vi-VN", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh", hourCycle: "h23" });
const date = new Intl.DateTimeFormat("vi-VN", { day: "2-digit", month: "2-digit", year: "numeric", timeZone: "Asia/Ho_Chi_Minh" });
const whole = new Intl.NumberFormat("vi-VN");

/** The first use of Intl takes a tenth of a second on a slow phone: it is paid before the first person comes. */
export const warmWords = () => void (clock(0), dayOf(0), number(1234));
export const clock = (ms: number) => time.format(ms);
export const dayOf = (ms: number) => date.format(ms);
export const number = (n: number) => whole.format(n);

/** "2026-02-01" as it is written on paper. */
export const dayText = (iso: string) => iso.split("-").reverse().join("/");

/** How long ago, in words. */
export function ago(ms: number, now: number): string {
	const s = Math.max(0, Math.round((now - ms) / 1000));
	if (s < 5) return "vừa xong";
	if (s < 60) return `${s} giây trước`;
	if (s < 3600) return `${Math.floor(s / 60)} phút trước`;
	return `lúc ${clock(ms)}`;
}

/** A difference of clocks: "2 giờ 5 phút". */
export function span(ms: number): string {
	const m = Math.round(Math.abs(ms) / 60000);
	if (m === 0) return `${Math.round(Math.abs(ms) / 1000)} giây`;
	const h = Math.floor(m / 60);
	return [h ? `${h} giờ` : "", m % 60 ? `${m % 60} phút` : ""].filter(Boolean).join(" ");
}

export interface Saying {
	title: string;
	fact: string; // what is the matter
	todo: string; // what to do
	allow: string[]; // short reasons why somebody was let in or not, offered on yellow
}

type Say = (s: Shown, listAt: number) => Saying;
const plain = (title: string, fact: string, todo: string, allow: string[] = []): Saying => ({ title, fact, todo, allow });
const gives = (s: Shown) => s.what !== CAME;

/** Every word of the rule; the words are those of internal/gate/rule, and a test holds the two together. */
const says: Record<Word, Say> = {
	welcome: (s) => plain(gives(s) ? "Hợp lệ" : "Mời vào", "", ""),
	walked_in: (s) => plain(gives(s) ? "Hợp lệ" : "Mời vào", s.how === "plus" ? "" : "Khách không vé, đã ghi.", ""),
	expired: () => plain("Danh sách hết hạn", "Danh sách vé trong máy chỉ dùng trong ngày hoạt động, nay đã xoá.",
		"Có mạng thì tải danh sách mới. Trong lúc chờ, ghi mã vé và giờ ra giấy, nhập lại sau."),
	garbage: (s) => garbage(s),
	forged: () => plain("Vé không thật", "Chữ ký trên vé không phải của Ban Tổ chức.",
		"Không nhận vé này. Nếu người dự nói đã đăng ký, bấm Gõ mã, tìm tên để soát lại bằng họ tên."),
	other_event: () => plain("Vé hoạt động khác", "Vé thật, nhưng của một hoạt động khác.",
		"Mời người dự mở vé của hoạt động hôm nay, hoặc soát bằng họ tên."),
	revoked: () => plain("Vé đã thu hồi", "Vé này đã huỷ hoặc đã đổi sang vé mới.",
		"Mời người dự mở lại trang vé để lấy mã mới, hoặc soát bằng họ tên."),
	again: (s) => {
		const where = s.first ? `${gives(s) ? "Đã ghi" : "Đã vào"} lúc ${clock(s.first.at)} tại ${s.first.door}${s.first.site ? `, ${s.first.site}` : ""}.` : "Đã soát trước đó.";
		return gives(s)
			? plain("Đã nhận rồi", where, "Mỗi người một lần: không phát, không ghi thêm. Phát thêm là việc của bàn thông tin.")
			: plain(s.how === "card" ? "Thẻ đã dùng" : "Vé đã dùng", where, "Nếu người này vừa ra ngoài rồi quay lại, bấm Cho vào lại: không bị đếm hai lần. Nếu không phải, mời sang bàn thông tin.");
	},
	no_walk_ins: () => plain("Cần có vé", "Hoạt động này chỉ đón người đã đăng ký.",
		"Hỏi họ tên để tìm vé đã đăng ký. Không có thì mời sang bàn thông tin."),
	not_inside: (s) => plain("Chưa qua cổng", "Máy này chưa thấy người dự qua cổng vào.",
		"Nếu vừa vào ở cổng khác, máy có thể chưa nhận được tin: cứ đồng ý. Nếu chưa vào, mời ra cổng trước.",
		s.how === "card" ? ["Vừa vào cổng khác", "Mời ra cổng trước"] : ["Vừa vào cổng khác", "Có số đeo", "Mời ra cổng trước"]),
	early: (s) => plain("Chưa tới đợt", wave(s), "Đang đông thì mời chờ tới giờ của đợt. Cổng vắng, hoặc đi cùng đoàn, thì cho vào.",
		["Cổng đang vắng", "Đi cùng đoàn", "Mời chờ đúng đợt"]),
	late: (s) => plain("Đã qua đợt", wave(s), "Đến muộn có lý do thì cho vào. Khu vực đã kín người thì mời sang bàn thông tin.",
		["Đến muộn vì xe", "Đi cùng đoàn", "Khu vực đã kín"]),
	away: (s) => plain("Vé điểm khác", s.site ? `Vé của điểm ${s.site}.` : "Vé của một điểm khác.",
		"Ở gần thì chỉ đường về điểm của vé. Không kịp nữa thì cho vào tại đây, số liệu vẫn đúng.",
		["Không kịp về điểm của vé", "Đi cùng đoàn", "Đã chỉ đường"]),
	unlisted: (_, at) => plain("Xem lại", `Vé thật, chưa có trong danh sách máy này${at ? ` (tải lúc ${clock(at)})` : ""}.`,
		"Thường là vé vừa cấp. Người dự đọc đúng họ tên, đơn vị thì cho vào.",
		["Đọc đúng họ tên", "Vé vừa cấp", "Không phải người của vé"]),
};

function wave(s: Shown): string {
	if (!s.window) return "Vé của một đợt khác.";
	const { label, from, until } = s.window;
	return `Vé của ${label.charAt(0).toLowerCase()}${label.slice(1)}${/\d:\d|\dh|giờ/.test(label) ? "" : `, từ ${clock(from)} đến ${clock(until)}`}.`;
}

function garbage(s: Shown): Saying {
	const card = "Mời đưa thẻ căn cước (mã ở mặt sau thẻ mới, mặt trước thẻ cũ), hoặc soát bằng họ tên.";
	switch (s.kind) {
		case "insurance":
			return plain("Không phải vé", "Đây là mã của thẻ bảo hiểm y tế.", card);
		case "vneid":
			return plain("Không phải vé", "Đây là mã trong ứng dụng VNeID, máy không đọc được nội dung.", card);
		case "card":
			return plain("Không đọc được thẻ", "Mã giống mã thẻ căn cước nhưng thiếu chỗ, hoặc số không đúng.", "Lau thẻ, giơ lại cách máy một gang tay. Vẫn không được thì ghi bằng họ tên.");
		case "url":
			return plain("Không phải vé", "Đây là một đường dẫn khác, không phải vé.", "Mời người dự mở trang vé của mình, hoặc soát bằng họ tên.");
		case "code":
			return plain("Không có mã này", "Mã gõ đúng cách nhưng không có trong danh sách máy này.", "So lại từng chữ với vé. Vẫn đúng thì soát bằng họ tên, hoặc tải lại danh sách khi có mạng.");
		default:
			return plain("Không phải vé", "Máy đọc được mã, nhưng không phải mã vé.", "Mời người dự mở lại trang vé, bật sáng màn hình. Không được thì gõ mã dưới hình vé.");
	}
}

export const say = (s: Shown, listAt = 0): Saying => says[s.word](s, listAt);
export const allWords = Object.keys(says) as Word[];

/** Whether a red one may be let in all the same: somebody who came before and went out. It is written down and not counted again. */
export const mayReturn = (s: Shown) => s.word === "again" && s.what === CAME;

export const colours: Record<Colour, string> = { green: "Được", yellow: "Xem lại", red: "Không được" };

export const states: Record<string, string> = { waiting: "Chờ gửi", received: "Đã nhận", again: "Lặp", refused: "Bị từ chối", undone: "Đã rút lại" };
