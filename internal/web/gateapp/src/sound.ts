// Three short tones and a tremor, so that a volunteer knows the colour without looking. Browsers keep sound locked until a tap: the
// start of the shift is that tap.
import type { Colour } from "./core/core";

let audio: AudioContext | undefined;

export function unlockSound(): boolean {
	try {
		audio ??= new AudioContext();
		void audio.resume();
		return true;
	} catch {
		return false; // a phone without sound still has colour, shape and word
	}
}

const tones: Record<Colour, [hertz: number, from: number, long: number][]> = {
	green: [[1047, 0, 0.12]],
	yellow: [[660, 0, 0.13], [660, 0.2, 0.13]],
	red: [[233, 0, 0.42]],
};
const tremors: Record<Colour, number[]> = { green: [60], yellow: [70, 80, 70], red: [350] };

export function sound(colour: Colour, loud: boolean, shake: boolean) {
	if (shake) navigator.vibrate?.(tremors[colour]);
	if (!loud || !audio || audio.state === "closed") return;
	if (audio.state === "suspended") void audio.resume();
	for (const [hertz, from, long] of tones[colour]) {
		const start = audio.currentTime + from;
		const tone = audio.createOscillator();
		const level = audio.createGain();
		tone.type = colour === "red" ? "square" : "triangle";
		tone.frequency.value = hertz;
		level.gain.setValueAtTime(0.0001, start);
		level.gain.exponentialRampToValueAtTime(0.5, start + 0.015);
		level.gain.exponentialRampToValueAtTime(0.0001, start + long);
		tone.connect(level).connect(audio.destination);
		tone.start(start);
		tone.stop(start + long + 0.02);
	}
}
