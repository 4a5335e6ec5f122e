// A hardware scanner is a keyboard that types very fast and ends with Enter. While no field has the focus, what it types is a code.

const PAUSE = 120; // milliseconds between two keys of a scanner at most; a hand is slower
const SHORT = 8;

export function listenToScanner(read: (text: string) => void): () => void {
	let text = "", last = 0;
	const heard = (e: KeyboardEvent) => {
		const target = e.target as Element | null;
		if (e.isComposing || e.ctrlKey || e.metaKey || e.altKey || target?.closest("input, textarea, select")) return;
		if (e.timeStamp - last > PAUSE) text = "";
		last = e.timeStamp;
		if (e.key === "Enter") {
			if (text.length >= SHORT) {
				e.preventDefault(); // the Enter belongs to the code, not to the button that has the focus
				e.stopPropagation();
				read(text);
			}
			text = "";
		} else if (e.key.length === 1) {
			text += e.key;
			if (text.length > 1 && e.key === " ") e.preventDefault();
		}
	};
	addEventListener("keydown", heard, true);
	return () => removeEventListener("keydown", heard, true);
}
