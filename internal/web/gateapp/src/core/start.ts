import { Eye } from "./camera";
import type { Camera, Core } from "./core";
import { warmVerify } from "./crypt";
import { Gate } from "./gate";
import { Store } from "./store";

/** Opens what the phone keeps, and gives the core and the camera to the screens. Where another tab has them, it says so and waits. */
export async function start(waiting: () => void = () => {}): Promise<{ core: Core; camera: Camera }> {
	await alone(waiting);
	const gate = new Gate(await Store.open());
	const camera = new Eye(gate);
	await gate.open();
	void warmVerify();
	void serve(gate);
	return { core: gate, camera };
}

/** One tab alone works: two would give the same numbers. Another waits here until the first is closed. */
function alone(waiting: () => void): Promise<void> {
	if (!navigator.locks) return Promise.resolve();
	return new Promise((granted) => {
		let mine = false;
		void navigator.locks.request("gate", () => {
			mine = true;
			granted();
			return new Promise<void>((letGo) => addEventListener("pagehide", () => letGo())); // held until the tab is closed or goes elsewhere
		});
		addEventListener("pageshow", (e) => e.persisted && location.reload()); // come back out of the browser's memory: the lock is gone
		setTimeout(() => mine || waiting(), 1500); // a tab that reloads lets go of it in less
	});
}

/** Installs the service worker; a new version of the program waits until somebody asks for it. */
async function serve(gate: Gate) {
	if (!navigator.serviceWorker) return;
	const first = !navigator.serviceWorker.controller;
	const worker = await navigator.serviceWorker.register("/gate/sw.js", { scope: "/gate/", updateViaCache: "none" });
	const take = () => worker.waiting?.postMessage("update-now");
	const offer = () => {
		if (worker.waiting && !first) gate.updateWaits(take);
	};
	worker.addEventListener("updatefound", () => worker.installing?.addEventListener("statechange", offer));
	offer();
	navigator.serviceWorker.addEventListener("controllerchange", () => {
		if (!first) location.reload();
	});
	gate.lookForUpdate = async () => { // the server does not speak with this version any more
		await worker.update();
		if (worker.waiting) take();
		else if (worker.installing) worker.installing.addEventListener("statechange", take);
		else location.reload();
	};
	setInterval(() => void worker.update().catch(() => {}), 30 * 60_000);
}
