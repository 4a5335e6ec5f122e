import { start } from "./core/start";
import { show } from "./app";

const root = document.querySelector("#app");
if (root) void start().then(({ core, camera }) => show(root, core, camera));
