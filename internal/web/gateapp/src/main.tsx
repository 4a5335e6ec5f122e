import { start } from "./core/start";
import { elsewhere, show } from "./app";

const root = document.querySelector("#app");
if (root) void start(() => elsewhere(root)).then(({ core, camera }) => show(root, core, camera));
