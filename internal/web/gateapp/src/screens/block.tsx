// A crowd behind one banner: two people count, and the number stands beside what was scanned, never in its place.
import { useState } from "preact/hooks";
import type { Unit } from "../core/core";
import { core, go, note, st, tell } from "../model";
import { Choice, Field, Picker, Sheet } from "../parts";
import { prefer, prefs } from "../prefs";
import { number } from "../words";

const MOST = 9999; // in one block; a larger crowd is several blocks

export function Block() {
	const s = st.value;
	const [unit, of] = useState<Unit | null>(null);
	const [label, call] = useState("");
	const [people, count] = useState("");
	const [a, first] = useState(prefs.value.counters[0]);
	const [b, second] = useState(prefs.value.counters[1]);
	const [wrong, fail] = useState("");
	const n = Number(people);
	const put = (v: string) => { count(v.replace(/\D/g, "").replace(/^0+/, "").slice(0, 4)); fail(""); };
	const keep = async (e: Event) => {
		e.preventDefault();
		if (!n || n > MOST) return fail(`Ghi số người, từ 1 đến ${number(MOST)}.`);
		if (a.trim().length < 2 || b.trim().length < 2) return fail("Cần tên của cả hai người đếm.");
		if (a.trim().toLocaleLowerCase("vi") === b.trim().toLocaleLowerCase("vi")) return fail("Hai người đếm phải là hai người khác nhau.");
		try {
			await core.block({ unit: unit?.id ?? "", label: label.trim() || (unit?.name ?? ""), people: n, counters: [a.trim(), b.trim()], what: s.service });
			prefer({ counters: [a.trim(), b.trim()] });
			go("records");
			note(`Đã ghi ${number(n)} người${unit ? ` của ${unit.name}` : ", cả làn"}.`);
		} catch (x) {
			tell(x);
		}
	};
	return (
		<Sheet title="Kiểm đếm theo đoàn">
			<form class="form" onSubmit={keep}>
				<p class="lead">Hai người cùng đếm một đoàn đi sau băng rôn. Số này là <b>kiểm đếm</b>, đứng cạnh số <b>quét</b>, không cộng vào nhau.</p>
				<Picker id="block-unit" label="Đoàn của" hint="Gõ vài chữ trên băng rôn. Để trống là đếm cả làn." value={unit} set={of} />
				{!unit && <Field id="block-label" label="Chữ trên băng rôn (không bắt buộc)" value={label} set={call} max={80} />}
				{s.services.length > 1 && <Choice name="block-what" label="Đếm ở" of={s.services.map((x) => [x.key, x.label])} value={s.service} set={(k) => core.setService(k)} />}
				<Pad value={people} set={put} />
				<div class="two">
					<Field id="block-a" label="Người đếm thứ nhất" value={a} set={(v) => { first(v); fail(""); }} max={60} />
					<Field id="block-b" label="Người đếm thứ hai" value={b} set={(v) => { second(v); fail(""); }} max={60} />
				</div>
				<p class="hint wrong" role="alert">{wrong}</p>
				<button class="pri huge">Ghi {n ? `${number(n)} người` : "số kiểm đếm"}</button>
			</form>
		</Sheet>
	);
}

function Pad({ value, set }: { value: string; set: (v: string) => void }) {
	return (
		<div class="pad">
			<Field id="block-people" label="Số người" value={value} set={set} mode="none" big max={4} />
			<div class="keys" role="group" aria-label="Bàn phím số">
				{["1", "2", "3", "4", "5", "6", "7", "8", "9"].map((k) => <button key={k} type="button" onClick={() => set(value + k)}>{k}</button>)}
				<button type="button" aria-label="Xoá hết" onClick={() => set("")}>C</button>
				<button type="button" onClick={() => set(value + "0")}>0</button>
				<button type="button" aria-label="Xoá một số" onClick={() => set(value.slice(0, -1))}>⌫</button>
			</div>
		</div>
	);
}
