// What this phone did today. These are its own records, not the site's figures.
import { useEffect, useState } from "preact/hooks";
import type { Core } from "../core/core";
import { core, st } from "../model";
import { Sheet } from "../parts";
import { number } from "../words";

type Stats = Awaited<ReturnType<Core["stats"]>>;

export function Stats() {
	const [all, set] = useState<Stats | null>(null);
	useEffect(() => void core.stats().then(set), [st.value.waiting]);
	return (
		<Sheet title="Thống kê của máy này">
			<p class="hint">Chỉ những gì máy này ghi. Số của cả điểm xem ở trang trưởng điểm.</p>
			{all && all.every((s) => !s.admitted && !s.refused) && <p class="lead">Chưa có lượt nào.</p>}
			{all?.filter((s) => s.admitted || s.refused).map((s) => (
				<section class="card" key={s.what}>
					<h2>{s.label}</h2>
					<dl class="nums">
						<div><dt>Được</dt><dd>{number(s.admitted)}</dd></div>
						<div><dt>Khách không vé</dt><dd>{number(s.walkIns)}</dd></div>
						<div><dt>Không được</dt><dd>{number(s.refused)}</dd></div>
					</dl>
					<Hours of={s.perHour} />
				</section>
			))}
		</Sheet>
	);
}

function Hours({ of }: { of: Stats[number]["perHour"] }) {
	if (of.length < 2) return null;
	const most = Math.max(...of.map((h) => h.n), 1);
	const wide = 100 / of.length;
	return (
		<svg class="hours" viewBox="0 0 100 46" preserveAspectRatio="none" role="img" aria-label={of.map((h) => `${h.hour} giờ: ${h.n}`).join(", ")}>
			{of.map((h, i) => <rect key={h.hour} x={i * wide + 0.6} width={wide - 1.2} y={42 - (40 * h.n) / most} height={(40 * h.n) / most + 2} />)}
		</svg>
	);
}
