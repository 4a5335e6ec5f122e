// The decoder, beside the page: one frame in, the text of its code out.
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import { SAMPLE, SAMPLE_SIZE } from "./core/sample";

/** A frame on its way here: a snapshot of the camera, cut to the square in the middle, or plain grey for a test. */
export interface Ask {
	id: number;
	hard: boolean; // also look for inverted codes, and through noise
	frame: VideoFrame | ImageBitmap;
}

export interface Told {
	id: number; // 0 when the decoder is ready
	text: string; // "" where there is no code
	ms: number;
}

prepareZXingModule({ overrides: { locateFile: () => WASM } });

const easy = { formats: ["QRCode"] as const, characterSet: "UTF8" as const, maxNumberOfSymbols: 1, tryHarder: true, tryDownscale: true, tryRotate: false, tryInvert: false };
const hard = { ...easy, tryRotate: true, tryInvert: true, tryDenoise: true };

let canvas: OffscreenCanvas | undefined;
let pen: OffscreenCanvasRenderingContext2D | null = null;

function pixels(frame: VideoFrame | ImageBitmap): ImageData {
	const wide = "displayWidth" in frame ? frame.displayWidth : frame.width;
	const high = "displayHeight" in frame ? frame.displayHeight : frame.height;
	if (!canvas || canvas.width !== wide || canvas.height !== high) {
		canvas = new OffscreenCanvas(wide, high);
		pen = canvas.getContext("2d", { willReadFrequently: true });
	}
	if (!pen) throw new Error("no canvas");
	pen.drawImage(frame, 0, 0);
	return pen.getImageData(0, 0, wide, high);
}

async function decode(image: ImageData, how: typeof easy | typeof hard): Promise<string> {
	const found = await readBarcodes(image, { ...how, formats: [...how.formats] });
	return found.find((f) => f.isValid)?.text ?? "";
}

/** The first decode compiles the decoder, which takes long on a slow phone: it is paid before the first person comes. */
async function warm() {
	const image = new ImageData(SAMPLE_SIZE * 8, SAMPLE_SIZE * 8);
	image.data.fill(255);
	[...SAMPLE].forEach((bit, i) => {
		if (bit === "0") return;
		const x = (i % SAMPLE_SIZE) * 8, y = Math.floor(i / SAMPLE_SIZE) * 8;
		for (let dy = 0; dy < 8; dy++)
			for (let dx = 0; dx < 8; dx++) image.data.fill(0, ((y + dy) * SAMPLE_SIZE * 8 + x + dx) * 4, ((y + dy) * SAMPLE_SIZE * 8 + x + dx) * 4 + 3);
	});
	const began = performance.now();
	let text = "";
	for (let i = 0; i < 4; i++) text = await decode(image, i < 3 ? easy : hard);
	postMessage({ id: 0, text, ms: performance.now() - began } satisfies Told);
}

const ready = warm().catch((e: unknown) => postMessage({ id: 0, text: "", ms: -1, error: String(e) }));

onmessage = async ({ data }: MessageEvent<Ask>) => {
	const began = performance.now();
	let text = "";
	try {
		await ready;
		text = await decode(pixels(data.frame), data.hard ? hard : easy);
	} catch {
		// a bad frame: the next one comes at once
	} finally {
		data.frame.close();
	}
	postMessage({ id: data.id, text, ms: performance.now() - began } satisfies Told);
};
