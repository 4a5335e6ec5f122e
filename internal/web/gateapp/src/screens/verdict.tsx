// The whole screen is the answer: shape, two words, who, what to do. Green goes by itself; the others stay until a tap or the next code.
import { useEffect, useRef, useState } from "preact/hooks";
import type { Shown } from "../core/core";
import { decide, hold, last, settle, st } from "../model";
import { Choice, Net, Shape } from "../parts";
import { CAME, mayReturn, number, say } from "../words";
import { Ticks } from "./scan";

export function Verdict({ of: s }: { of: Shown }) {
	const word = say(s, st.value.list?.loadedAt);
	const [reason, why] = useState("");
	const head = useRef<HTMLHeadingElement>(null);
	useEffect(() => {
		head.current?.focus();
		why("");
	}, [s]);
	const service = st.value.services.find((x) => x.key === s.what)?.label;
	const keys = (e: KeyboardEvent) => {
		const onward = e.key === "Enter" && e.target === head.current && s.colour !== "yellow"; // yellow wants a decision
		if (e.key === "Escape" || onward) settle();
	};
	const go = () => s.colour === "green" && settle();
	const ticks = last.value && last.value.seq === s.seq ? last.value : s;
	return (
		<div class={`verdict ${s.colour}`} onClick={go} onKeyDown={keys}>
			<header class="bar"><p><b>{st.value.door}</b><small>{service}</small></p><Net brief /></header>
			<main class="answer">
				<Shape of={s.colour} />
				<h1 ref={head} tabIndex={-1}>{word.title}</h1>
				{s.name && <p class="who">{s.name}</p>}
				{s.people > 1 && <p class="who">{number(s.people)} người</p>}
				{s.unit && <p class="org">{s.unit}</p>}
				{s.colour !== "red" && s.tags.length > 0 && <p class="tag">{s.tags.join(" · ")}</p>}
				{s.what !== CAME && s.colour === "green" && <p class="fact">{service}</p>}
				{word.fact && <p class="fact">{word.fact}</p>}
				{word.todo && <p class="todo">{word.todo}</p>}
				{s.colour === "yellow" && <Choice name="reason" label="Ghi chú" of={word.allow.map((r) => [r, r])} value={reason} set={why} quiet />}
			</main>
			<footer class="acts">
				{s.colour === "green" && <>
					<Ticks of={ticks} before={hold} />
					<button type="button" class="plain" onClick={settle}>Chạm để quét tiếp</button>
				</>}
				{s.colour === "yellow" && <>
					<button type="button" class="pri" onClick={() => decide(s, true, reason || "Cổng cho vào")}>{s.what === CAME ? "Cho vào, ghi chú" : "Đồng ý, ghi chú"}</button>
					<button type="button" onClick={() => decide(s, false, reason || word.title)}>{s.what === CAME ? "Không cho vào" : "Không đồng ý"}</button>
				</>}
				{s.colour === "red" && <>
					<button type="button" class="pri" onClick={settle}>Quét tiếp</button>
					{mayReturn(s) && <button type="button" onClick={() => decide(s, true, "Ra ngoài rồi quay lại")}>Cho vào lại</button>}
				</>}
			</footer>
		</div>
	);
}
