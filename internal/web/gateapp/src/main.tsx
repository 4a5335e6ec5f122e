import { start } from "./core/start";
import { show } from "./app";

const root = document.querySelector("#app");

/** Two tabs would give the same numbers to different people: the second says so until the first is closed. */
function elsewhere() {
	const text = document.createElement("p");
	text.className = "elsewhere";
	text.textContent = "Trang soát vé đang mở ở một cửa sổ khác của máy này. Hãy dùng cửa sổ đó, hoặc đóng nó lại thì trang này tự mở.";
	root?.replaceChildren(text);
}

if (root) {
	void start(elsewhere).then(({ core, camera }) => {
		root.replaceChildren();
		show(root, core, camera);
	});
}
