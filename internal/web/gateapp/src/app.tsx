import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Camera, Core } from "./core/core";

function App({ core }: { core: Core; camera: Camera }) {
	const [state, setState] = useState(core.state());
	useEffect(() => core.listen(() => setState(core.state())), [core]);
	return <main>{state.stage === "enrol" ? "Quét mã mời của cổng để bắt đầu." : `${state.event} ${state.door}`}</main>;
}

export function show(root: Element, core: Core, camera: Camera) {
	render(<App core={core} camera={camera} />, root);
}
