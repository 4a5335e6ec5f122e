// Ctrl K leads to the search field from anywhere. A key pressed while a Vietnamese letter is being composed is left alone.
document.addEventListener("keydown", (e) => {
  if (e.isComposing || !(e.ctrlKey || e.metaKey) || e.altKey || e.key.toLowerCase() !== "k") return;
  const field = [...document.querySelectorAll("input[type=search]")].find((f) => f.offsetParent !== null);
  if (!field) return;
  e.preventDefault();
  field.focus();
  field.select();
});
