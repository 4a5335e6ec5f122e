import { Eye } from "./camera";
import type { Camera, Core } from "./core";
import { warmVerify } from "./crypt";
import { Gate } from "./gate";
import { Store } from "./store";

/** Opens what the phone keeps, and gives the core and the camera to the screens. */
export async function start(): Promise<{ core: Core; camera: Camera }> {
	await alone();
	const gate = new Gate(await Store.open());
	const camera = new Eye(gate);
	await gate.open();
	void warmVerify();
	void serve(gate);
	return { core: gate, camera };
}

/** One tab alone works: two would give the same numbers. Another waits here until the first is closed. */
function alone(): Promise<void> {
	if (!navigator.locks) return Promise.resolve();
	return new Promise((granted) => {
		void navigator.locks.request("gate", () => {
			granted();
			return new Promise(() => {}); // held until the tab is closed
		});
	});
}

/** Installs the service worker; a new version of the program waits until somebody asks for it. */
async function serve(gate: Gate) {
	if (!navigator.serviceWorker) return;
	const first = !navigator.serviceWorker.controller;
	const worker = await navigator.serviceWorker.register("/gate/sw.js", { scope: "/gate/", updateViaCache: "none" });
	const offer = () => {
		const waiting = worker.waiting;
		if (waiting && !first) gate.updateWaits(() => waiting.postMessage("update-now"));
	};
	worker.addEventListener("updatefound", () => worker.installing?.addEventListener("statechange", offer));
	offer();
	navigator.serviceWorker.addEventListener("controllerchange", () => {
		if (!first) location.reload();
	});
	setInterval(() => void worker.update().catch(() => {}), 30 * 60_000);
}
