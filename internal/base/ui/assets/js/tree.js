// Keys and folding of tree-tables (ARIA treegrid, rows take the focus). Rows below a unit come when it is first opened.
const level = (row) => Number(row.getAttribute("aria-level")) || 0;
const rowsOf = (table) => [...table.tBodies[0].rows].filter((r) => !r.hidden && r.hasAttribute("aria-level"));

// below gives the rows under a row, of all levels.
function below(row) {
  const all = [];
  for (let r = row.nextElementSibling; r && (level(r) > level(row) || (!level(r) && all.length)); r = r.nextElementSibling) all.push(r);
  return all;
}

function show(row) {
  let closed = Infinity; // rows deeper than this stand under a closed one
  for (const r of below(row)) {
    const l = level(r) || closed;
    if (l > closed) {
      r.hidden = true;
      continue;
    }
    r.hidden = false;
    closed = r.getAttribute("aria-expanded") === "false" ? l : Infinity;
  }
}

function fold(row, open) {
  if (!row.hasAttribute("aria-expanded")) return;
  row.setAttribute("aria-expanded", String(open));
  if (!open) for (const r of below(row)) r.hidden = true;
  else if (row.hasAttribute("hx-get") && !row.dataset.loaded) {
    row.dataset.loaded = "yes";
    row.setAttribute("aria-busy", "true");
    window.htmx.trigger(row, "unfold");
  } else show(row);
}

function focusRow(table, row) {
  if (!row) return;
  for (const r of table.querySelectorAll("tr[tabindex='0']")) r.tabIndex = -1;
  row.tabIndex = 0;
  row.focus();
}

for (const table of document.querySelectorAll("[data-tree]")) {
  const first = rowsOf(table)[0];
  if (first) first.tabIndex = 0;
}

document.addEventListener("click", (e) => {
  const opener = e.target.closest("[data-fold]");
  if (!opener || e.ctrlKey || e.metaKey || e.button) return;
  e.preventDefault();
  const row = opener.closest("tr");
  fold(row, row.getAttribute("aria-expanded") !== "true");
});

// What did not come is asked for again at the next try; an error's page is not put among the rows.
for (const event of ["htmx:error", "htmx:response:error"]) {
  document.addEventListener(event, (e) => {
    const row = e.target.closest?.("[data-tree] tr[data-loaded]");
    if (!row) return;
    if (e.detail?.ctx) e.detail.ctx.swap = "none";
    delete row.dataset.loaded;
    row.setAttribute("aria-expanded", "false");
  });
}
document.addEventListener("htmx:finally:request", (e) => e.target.closest?.("[data-tree] tr")?.removeAttribute("aria-busy"));

document.addEventListener("keydown", (e) => {
  const row = e.target.closest?.("[data-tree] tbody tr");
  if (!row || e.isComposing || e.ctrlKey || e.metaKey || e.altKey || e.target.matches("input, select, textarea")) return;
  const table = row.closest("table");
  const rows = rowsOf(table);
  const at = rows.indexOf(row);
  const open = row.getAttribute("aria-expanded");
  switch (e.key) {
    case "ArrowDown": focusRow(table, rows[at + 1]); break;
    case "ArrowUp": focusRow(table, rows[at - 1]); break;
    case "Home": focusRow(table, rows[0]); break;
    case "End": focusRow(table, rows[rows.length - 1]); break;
    case "ArrowRight":
      if (open === "false") fold(row, true);
      else if (open === "true") focusRow(table, rows[at + 1]);
      break;
    case "ArrowLeft":
      if (open === "true") fold(row, false);
      else focusRow(table, rows.slice(0, at).findLast((r) => level(r) < level(row)));
      break;
    case "Enter":
      if (e.target !== row) return;
      row.querySelector(".nm-t a")?.click();
      break;
    default: return;
  }
  e.preventDefault();
});
