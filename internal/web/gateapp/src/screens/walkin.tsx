// Whoever comes without a ticket: by card, by name and company, or just one more.
import { useState } from "preact/hooks";
import type { Unit } from "../core/core";
import { ask, core, go, note, st, tell, undo } from "../model";
import { Choice, Field, Picker, Sheet } from "../parts";
import { number } from "../words";

type Way = "card" | "person" | "plus";

export function WalkIn() {
	const [way, choose] = useState<Way>("card");
	if (!st.value.walkIns) {
		return (
			<Sheet title="Khách không vé">
				<p class="lead">Hoạt động này chỉ đón người đã đăng ký. Hỏi họ tên để tìm vé; không có thì mời sang bàn thông tin.</p>
				<button type="button" class="pri" onClick={() => go("find")}>Gõ mã, tìm tên</button>
			</Sheet>
		);
	}
	return (
		<Sheet title="Khách không vé">
			<Choice name="way" label="Ghi khách bằng" of={[["card", "Thẻ căn cước"], ["person", "Họ tên"], ["plus", "Đếm thêm"]]} value={way} set={choose} />
			{way === "card" ? <Card /> : way === "person" ? <Person /> : <Plus />}
		</Sheet>
	);
}

const Card = () => (
	<div class="form">
		<p class="lead">Quét mã trên thẻ căn cước: mặt sau thẻ cấp từ 7/2024, mặt trước thẻ cũ. Giơ thẻ cách máy một gang tay.</p>
		<p>Máy chỉ giữ họ tên, năm sinh, bốn số cuối và một dấu băm để biết người đã vào. Không chụp ảnh, không giữ số thẻ, địa chỉ.</p>
		<button type="button" class="pri huge" onClick={() => go("scan")}>Quét thẻ</button>
	</div>
);

function Person() {
	const [name, type] = useState("");
	const [year, born] = useState("");
	const [unit, of] = useState<Unit | null>(null);
	const [wrong, fail] = useState(false);
	const y = Number(year);
	const oldest = new Date().getFullYear() - 100, youngest = new Date().getFullYear() - 5;
	const badYear = year.length === 4 && (y < oldest || y > youngest);
	const come = (e: Event) => {
		e.preventDefault();
		if (name.trim().split(/\s+/).length < 2) return fail(true);
		if (badYear || (year && year.length !== 4)) return;
		go("scan");
		void ask(() => core.person(name.trim(), year ? y : 0, unit?.id ?? ""));
	};
	return (
		<form class="form" onSubmit={come}>
			<Field id="walk-name" label="Họ và tên" value={name} set={(v) => { type(v); fail(false); }} focus wrong={wrong ? "Ghi cả họ và tên." : ""} />
			<Picker id="walk-unit" label="Công ty, đơn vị" hint="Gõ vài chữ rồi chọn. Không biết thì để trống." value={unit} set={of} />
			<Field id="walk-year" label="Năm sinh (không bắt buộc)" value={year} set={(v) => born(v.replace(/\D/g, ""))} mode="numeric" max={4} wrong={badYear ? "Xem lại năm sinh." : ""} />
			<button class="pri huge">Ghi và cho vào</button>
		</form>
	);
}

function Plus() {
	const [sum, add] = useState(0);
	const [unit, of] = useState<Unit | null>(null);
	const more = async (n: number) => {
		try {
			const done = await core.plus(n, unit?.id ?? "");
			if (!done.admitted) return void ask(async () => done);
			navigator.vibrate?.(40);
			add((s) => s + n);
			note(`Đã đếm thêm ${n}.`, () => void undo(done.seq).then(() => add((s) => s - n)));
		} catch (e) {
			tell(e);
		}
	};
	return (
		<div class="form">
			<p class="sum" role="status"><b>{number(sum)}</b><span>người vừa đếm</span></p>
			<div class="plus">
				{[1, 5, 10].map((n) => <button key={n} type="button" class={n === 1 ? "pri" : ""} onClick={() => more(n)} aria-label={`Thêm ${n} người`}>+{n}</button>)}
			</div>
			<Picker id="plus-unit" label="Công ty, đơn vị" hint="Để trống thì tính cho công đoàn của điểm." value={unit} set={of} />
		</div>
	);
}
