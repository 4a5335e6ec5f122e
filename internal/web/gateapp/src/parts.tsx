// What several screens are made of.
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Colour, Unit } from "./core/core";
import { core, goBack, st } from "./model";

const paths: Record<Colour | "wait", string> = { green: "M22 53 42 73 79 30", yellow: "M50 20V60M50 76V77", red: "M28 28 72 72M72 28 28 72", wait: "M50 18a32 32 0 1 0 .1 0" };

/** Shape is what a colour looks like to whoever does not see colours. */
export const Shape = ({ of }: { of: Colour | "wait" }) => (
	<svg class="shape" viewBox="0 0 100 100" aria-hidden="true"><path d={paths[of]} /></svg>
);

export const Net = ({ brief }: { brief?: boolean }) => (
	<span class={st.value.online ? "net on" : "net"}><i />{st.value.online ? "Có mạng" : brief ? "Ngoại tuyến" : "Ngoại tuyến, vẫn soát được"}</span>
);

/** Sheet is a screen with a title and a way back; the focus starts at its title. */
export function Sheet({ title, children, back = true, tail }: { title: string; children: ComponentChildren; back?: boolean; tail?: ComponentChildren }) {
	const head = useRef<HTMLHeadingElement>(null);
	useEffect(() => head.current?.focus(), []);
	return (
		<div class="sheet" onKeyDown={(e) => back && e.key === "Escape" && goBack()}>
			<header class="top">
				{back && <button type="button" class="back" aria-label="Quay lại" onClick={goBack}><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M15 5 8 12l7 7" /></svg></button>}
				<h1 ref={head} tabIndex={-1}>{title}</h1>
			</header>
			<main class="body">{children}</main>
			{tail && <footer class="tail">{tail}</footer>}
		</div>
	);
}

type FieldProps = {
	id: string; label: string; value: string; set: (v: string) => void; hint?: string; wrong?: string; mode?: "numeric" | "text" | "none";
	big?: boolean; max?: number; focus?: boolean; complete?: string; caps?: boolean;
};

/** Field is one question with its label, its hint, and what is wrong with the answer. */
export function Field(p: FieldProps) {
	const box = useRef<HTMLInputElement>(null);
	useEffect(() => void (p.focus && box.current?.focus()), []);
	return (
		<div class="field">
			<label for={p.id}>{p.label}</label>
			<input ref={box} id={p.id} type="text" inputMode={p.mode} class={p.big ? "big" : ""} value={p.value} maxLength={p.max} autoComplete={p.complete ?? "off"}
				autoCapitalize={p.caps ? "characters" : "words"} autoCorrect="off" spellcheck={false} aria-invalid={p.wrong ? true : undefined} aria-describedby={`${p.id}-hint`}
				onInput={(e) => p.set(e.currentTarget.value)} />
			<p id={`${p.id}-hint`} class={p.wrong ? "hint wrong" : "hint"} aria-live="polite">{p.wrong || p.hint || ""}</p>
		</div>
	);
}

/** Choice is a bar of which one is taken. */
export function Choice<T extends string>({ name, label, of, value, set, quiet }: { name: string; label: string; of: [T, string][]; value: T | ""; set: (v: T) => void; quiet?: boolean }) {
	return (
		<fieldset class={quiet ? "choice quiet" : of.length < 5 ? "choice even" : "choice"}>
			<legend class="sr">{label}</legend>
			{of.map(([v, text]) => (
				<label key={v} class={v === value ? "on" : ""}>
					<input type="radio" name={name} checked={v === value} onChange={() => set(v)} />
					<span>{text}</span>
				</label>
			))}
		</fieldset>
	);
}

/** Switch is one thing that is on or off. */
export const Switch = ({ label, hint, on, set }: { label: string; hint?: string; on: boolean; set: (on: boolean) => void }) => (
	<label class="switch">
		<span>{label}{hint && <small>{hint}</small>}</span>
		<input type="checkbox" role="switch" checked={on} onChange={(e) => set(e.currentTarget.checked)} />
	</label>
);

/** Picker finds a union of the pack by any part of its name. */
export function Picker({ id, label, hint, value, set }: { id: string; label: string; hint?: string; value: Unit | null; set: (u: Unit | null) => void }) {
	const [text, type] = useState("");
	const found = text.trim().length > 1 ? core.units(text).slice(0, 6) : [];
	if (value) {
		return (
			<div class="field">
				<span class="label">{label}</span>
				<button type="button" class="picked" onClick={() => set(null)}><b>{value.name}</b><span>Đổi</span></button>
			</div>
		);
	}
	return (
		<div class="field">
			<Field id={id} label={label} value={text} set={type} hint={found.length || text.trim().length < 2 ? hint : "Chưa thấy đơn vị nào như vậy trong danh sách."} />
			{found.length > 0 && (
				<ul class="found" aria-label="Đơn vị tìm thấy">
					{found.map((u) => <li key={u.id}><button type="button" onClick={() => { set(u); type(""); }}>{u.name}</button></li>)}
				</ul>
			)}
		</div>
	);
}

export type Mark = "ok" | "warn" | "bad" | "wait";

/** Line is one thing that is looked at: its state as a shape and in words, and what can be done about it. */
export const Line = ({ mark, title, children, act }: { mark: Mark; title: string; children?: ComponentChildren; act?: ComponentChildren }) => (
	<li class={`line ${mark}`}>
		<Shape of={({ ok: "green", warn: "yellow", bad: "red", wait: "wait" } as const)[mark]} />
		<div><b>{title}</b><span class="sr">: {{ ok: "được", warn: "cần xem", bad: "chưa được", wait: "chưa thử" }[mark]}.</span><p>{children}</p></div>
		{act}
	</li>
);
