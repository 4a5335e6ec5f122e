// One stream for the whole shift: an iPhone asks for leave each time that a camera is opened. Between scans only the decoder rests.
import { effect, signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { camera, place, read } from "../model";

export const cameraState = signal<"off" | "opening" | "open" | "refused" | "none" | "busy">("off");
export const torchOn = signal(false);
export const canTorch = signal(false);

let video: HTMLVideoElement;

export async function tryCamera() {
	cameraState.value = "opening";
	try {
		await camera.start(video, read);
		canTorch.value = camera.hasTorch();
		cameraState.value = "open";
		void stayAwake();
	} catch (e) {
		const name = e instanceof DOMException ? e.name : "";
		cameraState.value = name === "NotAllowedError" || name === "SecurityError" ? "refused" : name === "NotReadableError" || name === "AbortError" ? "busy" : "none";
	}
}

export async function switchTorch() {
	try {
		await camera.torch(!torchOn.value);
		torchOn.value = !torchOn.value;
	} catch {
		canTorch.value = false; // the lens says that it has a torch, and has none
	}
}

/** The picture stands at the same place of the page all the time, or the browser would stop the stream; other screens lie over it. */
export function Eye() {
	const box = useRef<HTMLVideoElement>(null);
	useEffect(() => {
		video = box.current!;
		return effect(() => camera.pause(place.value !== "scan"));
	}, []);
	return <video ref={box} class="eye" playsInline muted autoPlay aria-hidden="true" tabIndex={-1} />;
}

async function stayAwake() {
	if (document.visibilityState !== "visible") return;
	try {
		await navigator.wakeLock?.request("screen");
	} catch {
		// low battery or an old iPhone: the readiness step says what to set
	}
}

document.addEventListener("visibilitychange", () => cameraState.value === "open" && void stayAwake());
