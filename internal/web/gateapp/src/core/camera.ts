// The camera and its decoder: a frame at a time, cut to the square in the middle, decoded beside the page.
import type { Ask, Told } from "../worker";
import type { Camera } from "./core";
import type { Gate } from "./gate";

const SAME = 2500; // milliseconds in which the same code is the same person still standing there
const STUCK = 4000; // a decoder that does not answer for so long is begun anew

type Steered = MediaTrackCapabilities & { torch?: boolean };

export class Eye implements Camera {
	private worker: Worker;
	private stream: MediaStream | null = null;
	private video: HTMLVideoElement | null = null;
	private read: (text: string, ms: number) => void = () => {};
	private paused = false;
	private asked: { id: number; at: number } | null = null; // one frame in flight
	private frames = 0;
	private last = { text: "", at: -Infinity };
	private watch = 0;
	private canTorch = false;

	constructor(private readonly gate: Gate) {
		this.worker = this.decoder();
	}

	private decoder(): Worker {
		const w = new Worker(WORKER, { type: "module" });
		w.onmessage = ({ data }: MessageEvent<Told>) => this.told(data);
		return w;
	}

	async start(video: HTMLVideoElement, read: (text: string, ms: number) => void) {
		this.read = read;
		this.video = video;
		this.paused = false;
		await this.open();
		clearInterval(this.watch);
		this.watch = window.setInterval(() => {
			if (this.asked && performance.now() - this.asked.at > STUCK) {
				this.worker.terminate();
				this.worker = this.decoder();
				this.asked = null;
			}
		}, 1000);
	}

	private async open() {
		this.close();
		const lens = this.gate.lens();
		const size = { width: { ideal: 1920 }, height: { ideal: 1080 } };
		const rear: MediaTrackConstraints = { ...size, facingMode: { ideal: "environment" } };
		try {
			this.stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: lens ? { ...size, deviceId: { exact: lens } } : rear });
		} catch (e) {
			if (!lens || !(e instanceof DOMException) || e.name === "NotAllowedError") throw e;
			this.stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: rear }); // the lens of yesterday is gone
		}
		const track = this.stream.getVideoTracks()[0];
		this.canTorch = (track?.getCapabilities?.() as Steered | undefined)?.torch === true;
		track?.addEventListener("ended", () => {
			if (this.video && this.stream?.getVideoTracks()[0] === track) void this.open().catch(() => {}); // taken away by a call: opened again
		});
		const video = this.video;
		if (!video) return;
		video.srcObject = this.stream;
		video.muted = true;
		video.playsInline = true;
		await video.play();
		this.next();
	}

	private close() {
		for (const t of this.stream?.getTracks() ?? []) t.stop();
		this.stream = null;
	}

	private next() {
		const video = this.video, stream = this.stream;
		if (!video || !stream) return;
		const go = () => {
			if (this.stream !== stream || this.video !== video) return; // another stream has a loop of its own
			void this.frame(video).catch(() => {});
			this.next();
		};
		if ("requestVideoFrameCallback" in video) video.requestVideoFrameCallback(go);
		else setTimeout(go, 66);
	}

	private async frame(video: HTMLVideoElement) {
		if (this.paused || this.asked || document.visibilityState === "hidden" || video.videoWidth === 0) return;
		const at = performance.now(), id = ++this.frames;
		this.asked = { id, at };
		const side = Math.min(video.videoWidth, video.videoHeight) & ~1;
		const x = ((video.videoWidth - side) >> 1) & ~1, y = ((video.videoHeight - side) >> 1) & ~1;
		let frame: VideoFrame | ImageBitmap;
		try {
			frame = new VideoFrame(video, { timestamp: at * 1000, visibleRect: { x, y, width: side, height: side } }); // far quicker than a bitmap
		} catch {
			try {
				frame = await createImageBitmap(video, x, y, side, side);
			} catch {
				this.asked = null;
				return;
			}
		}
		this.worker.postMessage({ id, hard: id % 4 === 0, frame } satisfies Ask, [frame]);
	}

	private told(t: Told) {
		if (!this.asked || t.id !== this.asked.id) return;
		const { at } = this.asked;
		this.asked = null;
		if (!t.text || this.paused) return;
		const now = performance.now();
		const same = t.text === this.last.text && now - this.last.at < SAME;
		this.last = { text: t.text, at: now };
		if (!same) this.read(t.text, now - at);
	}

	pause(on: boolean) {
		this.paused = on;
	}

	stop() {
		this.close();
		clearInterval(this.watch);
		if (this.video) this.video.srcObject = null;
		this.video = null;
	}

	hasTorch() {
		return this.canTorch;
	}

	async torch(on: boolean) {
		await this.stream?.getVideoTracks()[0]?.applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] });
	}

	private async cameras() {
		return (await navigator.mediaDevices.enumerateDevices()).filter((d) => d.kind === "videoinput");
	}

	async lenses() {
		return (await this.cameras()).length;
	}

	/** The next lens: a browser may take one that sees badly, and labels do not tell. */
	async nextLens() {
		const all = await this.cameras();
		const now = this.stream?.getVideoTracks()[0]?.getSettings().deviceId;
		const next = all[(all.findIndex((d) => d.deviceId === now) + 1) % all.length];
		if (!next) return;
		this.gate.keepLens(next.deviceId);
		await this.open();
	}
}
