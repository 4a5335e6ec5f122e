// The gate's screens. What is shown depends on three things only: how the phone stands, whether there is a verdict, and where we are.
import { render } from "preact";
import { useEffect } from "preact/hooks";
import type { Camera, Core } from "./core/core";
import { connect, place, type Place, read, shown, spoken, st, toast } from "./model";
import { listenToScanner } from "./keys";
import { prefs } from "./prefs";
import { warmWords } from "./words";
import { Block } from "./screens/block";
import { Eye } from "./screens/camera";
import { End } from "./screens/end";
import { Enrol } from "./screens/enrol";
import { Find } from "./screens/find";
import { Expired, Old, Revoked, Second } from "./screens/halt";
import { Menu } from "./screens/menu";
import { Paper } from "./screens/paper";
import { Queue } from "./screens/queue";
import { Ready } from "./screens/ready";
import { Records } from "./screens/records";
import { Scan } from "./screens/scan";
import { Settings } from "./screens/settings";
import { Stats } from "./screens/stats";
import { Verdict } from "./screens/verdict";
import { WalkIn } from "./screens/walkin";

const screens: Record<Place, () => preact.JSX.Element> = {
	ready: Ready, scan: Scan, find: Find, menu: Menu, walkin: WalkIn, block: Block, paper: Paper, records: Records, stats: Stats, queue: Queue, settings: Settings, end: End,
};

function Screen() {
	const Here = screens[place.value];
	const queue = place.value === "queue"; // what waits can be seen and saved, however the phone stands
	switch (st.value.stage) {
		case "starting":
			return <main class="starting"><p>Đang mở…</p></main>;
		case "enrol":
			return <Enrol />;
		case "revoked":
			return queue ? <Queue /> : <Revoked />;
		case "expired":
			return queue ? <Queue /> : <Expired />;
		case "old":
			return queue ? <Queue /> : <Old />;
	}
	return shown.value ? <Verdict of={shown.value} /> : <Here key={place.value} />;
}

function App() {
	useEffect(() => listenToScanner((text) => (place.value === "scan" || shown.value) && st.value.stage === "ready" && void read(text)), []);
	return (
		<div class={`app at-${st.value.stage === "ready" ? place.value : "halt"}${prefs.value.left ? " left" : ""}`}>
			<Eye />
			<Screen />
			<p class="sr" role="alert">{spoken.value}</p>
			{toast.value && (
				<aside class="toast" aria-label="Lời nhắn">
					<p>{toast.value.text}</p>
					{toast.value.undo && <button type="button" onClick={() => { toast.value?.undo?.(); toast.value = null; }}>Rút lại</button>}
					<button type="button" aria-label="Đóng lời nhắn" onClick={() => (toast.value = null)}>✕</button>
				</aside>
			)}
		</div>
	);
}

/** elsewhere says that another tab has the core; what waits for it goes on by itself when that one is closed. */
export const elsewhere = (root: Element) => render(<div class="app at-halt"><Second /></div>, root);

/** show draws the screens of a core into the page. */
export function show(root: Element, core: Core, camera: Camera) {
	warmWords();
	connect(core, camera);
	if (st.value.list && prefs.value.ready === st.value.day) place.value = "scan"; // a page loaded anew within the shift goes on where it was
	render(<App />, root);
}
