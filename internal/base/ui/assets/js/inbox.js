// A list of things to tick is worked through from the keyboard: j and k go down and up, x ticks, a takes what is ticked.
const inbox = document.querySelector("form[data-inbox]");
document.addEventListener("keydown", (e) => {
  if (!inbox || e.isComposing || e.ctrlKey || e.metaKey || e.altKey || e.target.closest("textarea, select, dialog, input:not([type=checkbox])")) return;
  const boxes = [...inbox.querySelectorAll("input[type=checkbox]")];
  const at = boxes.indexOf(document.activeElement);
  if (e.key === "j" || e.key === "k") {
    boxes[Math.min(boxes.length - 1, Math.max(0, at + (e.key === "j" ? 1 : -1)))]?.focus();
  } else if (e.key === "x" && at >= 0) {
    boxes[at].click();
  } else if (e.key === "a" && boxes.some((b) => b.checked)) {
    inbox.querySelector("button[value=accept]").click();
  } else return;
  e.preventDefault();
});
