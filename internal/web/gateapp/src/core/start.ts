import type { Camera, Core, State } from "./core";

const state: State = {
	stage: "enrol", device: "", name: "", door: "", site: "", event: "", day: "", rehearsal: false, walkIns: false, services: [], service: "came",
	list: null, loading: -1, online: navigator.onLine, sentAt: 0, waiting: 0, entered: 0, target: 0, offset: null, storage: -1, persisted: false, battery: -1, until: 0,
	update: false, last: null, problem: "", counters: ["", ""],
};

/** Opens what the phone keeps, and gives the core and the camera to the screens. */
export async function start(): Promise<{ core: Core; camera: Camera }> {
	const listen = () => () => {};
	return { core: { state: () => state, listen } as unknown as Core, camera: {} as Camera };
}
