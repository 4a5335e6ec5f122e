// A count that should not be smaller than another says so while it is typed. The server decides; this only helps.
const count = (field) => (/^[\d.\s]+$/.test(field.value.trim()) ? Number(field.value.replace(/[.\s]/g, "")) : NaN);

document.addEventListener("input", (e) => {
  const form = e.target.form;
  if (!form || e.isComposing) return;
  for (const field of form.querySelectorAll("[data-at-least]")) {
    const other = form.elements[field.dataset.atLeast];
    const hint = field.closest(".field").querySelector("[data-hint]");
    if (!other || !hint) continue;
    const wrong = count(field) < count(other); // false while one of them is empty
    const label = other.closest(".field").querySelector("label").firstChild.textContent.trim();
    hint.hidden = !wrong;
    hint.textContent = wrong ? `Nhỏ hơn “${label}” (${other.value.trim()}): hãy kiểm lại, hoặc ghi lý do.` : "";
  }
});
