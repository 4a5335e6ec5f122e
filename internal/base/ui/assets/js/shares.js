// A whole that is divided among many: what is given, kept and open is reckoned while one types. The server reckons it again.
const words = { nghìn: 1e3, nghin: 1e3, ngàn: 1e3, ngan: 1e3, k: 1e3, vạn: 1e4, van: 1e4, triệu: 1e6, trieu: 1e6, tr: 1e6, tỷ: 1e9, tỉ: 1e9, ty: 1e9 };

// read gives a whole number, 0 for nothing, NaN for what only the server may read.
function read(text) {
  const t = text.normalize("NFC").trim().toLowerCase();
  if (!t) return 0;
  const m = /^(\d{1,3}(?:[. \u00a0]\d{3})+|\d+)(?:,(\d+))?\s*(\p{L}+)?$/u.exec(t);
  if (!m || (m[3] && !words[m[3]]) || (m[2] && !m[3])) return NaN;
  const n = Number(m[1].replace(/[. \u00a0]/g, "") + (m[2] ? "." + m[2] : "")) * (m[3] ? words[m[3]] : 1);
  const whole = Math.round(n);
  return Math.abs(n - whole) < 1e-6 && Number.isSafeInteger(whole) ? whole : NaN;
}

const write = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ".");
const parts = (form) => [...form.querySelectorAll("[data-part]")];

function reckon(form) {
  const box = form.querySelector("[data-balance]");
  if (!box || !parts(form).length) return; // a preview: nothing is typed
  const whole = Number(box.dataset.whole);
  const keep = form.querySelector("[data-keep]");
  let given = Number(box.dataset.elsewhere);
  let unread = 0;
  let changed = 0;
  for (const f of parts(form)) {
    const n = read(f.value);
    if (Number.isNaN(n)) unread++;
    else given += n;
    const other = f.value.trim() !== (f.dataset.was ?? f.defaultValue).trim();
    changed += other;
    f.classList.toggle("unread", Number.isNaN(n));
    f.closest("tr").classList.toggle("changed", other);
  }
  let kept = keep ? read(keep.value) : Number(box.dataset.kept);
  if (Number.isNaN(kept)) { unread++; kept = 0; }
  changed += Boolean(keep && keep.value.trim() !== keep.defaultValue.trim());
  const open = whole - given - kept;
  const out = (name, text) => { const at = box.querySelector(`[data-out="${name}"]`); if (at) at.textContent = text; };
  out("given", write(given));
  out("kept", write(kept));
  out("open", write(Math.abs(open)));
  out("word", open < 0 ? "Vượt" : "Còn mở");
  box.classList.toggle("over", open < 0);
  const share = (n) => (whole > 0 ? Math.max(0, Math.min(1000, (n * 1000) / whole)) : 0);
  const a = share(given);
  box.querySelector('[data-bar="given"]').setAttribute("width", a);
  const bar = box.querySelector('[data-bar="kept"]');
  bar.setAttribute("x", a);
  bar.setAttribute("width", Math.min(1000 - a, share(kept)));
  const note = form.querySelector("[data-typed]");
  if (note) note.textContent = [changed ? `${changed} ô đã sửa, chưa ghi` : "", unread ? `${unread} ô chưa đọc được` : ""].filter(Boolean).join(" · ");
  form.dataset.dirty = changed ? "yes" : "";
  clearTimeout(form.saying);
  form.saying = setTimeout(() => {
    const say = box.querySelector("[data-say]");
    if (say && changed) say.textContent = `Đã chia ${write(given)}, ${open < 0 ? "vượt" : "còn mở"} ${write(Math.abs(open))}.`;
  }, 900);
}

const forms = document.querySelectorAll("form[data-shares]");
for (const form of forms) reckon(form);

document.addEventListener("input", (e) => {
  const form = e.target.form;
  if (form?.matches("[data-shares]")) reckon(form);
});

document.addEventListener("keydown", (e) => {
  if (!e.target.matches?.("[data-part]") || e.isComposing || e.altKey || e.metaKey) return;
  const form = e.target.form;
  const all = parts(form);
  const at = all.indexOf(e.target);
  const go = (i) => { const f = all[Math.max(0, Math.min(all.length - 1, i))]; f.focus(); f.select(); };
  if (e.key === "Enter" && e.ctrlKey) form.requestSubmit();
  else if (e.ctrlKey) return;
  else if (e.key === "Enter") go(at + (e.shiftKey ? -1 : 1));
  else if (e.key === "ArrowDown") go(at + 1);
  else if (e.key === "ArrowUp") go(at - 1);
  else if (e.key === "Escape" && e.target.value !== (e.target.dataset.was ?? e.target.defaultValue)) {
    e.target.value = e.target.dataset.was ?? e.target.defaultValue;
    reckon(form);
  } else return;
  e.preventDefault();
});

// Enter goes on to the next field and never sends half a table.
document.addEventListener("keypress", (e) => {
  if (e.key === "Enter" && !e.ctrlKey && e.target.matches?.("[data-part]")) e.preventDefault();
});

// A column that was copied elsewhere goes down from here. With names beside the numbers, rows must be matched by name: that is another page.
document.addEventListener("paste", (e) => {
  if (!e.target.matches?.("[data-part]")) return;
  const text = e.clipboardData.getData("text/plain").replace(/\r/g, "").replace(/\n+$/, "");
  if (!/[\n\t]/.test(text)) return;
  e.preventDefault();
  const form = e.target.form;
  const note = form.querySelector("[data-typed]");
  const lines = text.split("\n").map((l) => l.split("\t"));
  if (lines.some((l) => l.length > 1 && l.some((c) => Number.isNaN(read(c))))) {
    if (note) note.textContent = "Vùng dán có cả tên đơn vị: hãy dùng nút “Dán từ bảng tính” để hệ thống khớp từng tên.";
    return;
  }
  const all = parts(form);
  let at = all.indexOf(e.target);
  for (const [cell] of lines) {
    if (at >= all.length) break;
    all[at++].value = cell.trim();
  }
  reckon(form);
  const left = lines.length - (at - all.indexOf(e.target));
  if (left > 0 && note) note.textContent += ` · ${left} dòng không còn chỗ trên trang này`;
  all[at - 1]?.focus();
});

// What was typed is not lost by following a link.
addEventListener("beforeunload", (e) => {
  if ([...forms].some((f) => f.dataset.dirty && !f.dataset.sent)) e.preventDefault();
});
for (const form of forms) form.addEventListener("submit", () => (form.dataset.sent = "yes"));

// The text of a field is copied; where the browser will not, it is selected.
document.addEventListener("click", async (e) => {
  const button = e.target.closest("[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  field.focus();
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    button.querySelector("[data-copied]").textContent = "Đã chép";
  } catch {
    button.querySelector("[data-copied]").textContent = "Đã chọn, hãy bấm Ctrl C";
  }
});

// One box ticks all.
document.addEventListener("change", (e) => {
  if (!e.target.matches("[data-all]")) return;
  for (const box of e.target.form.querySelectorAll(`input[type=checkbox][name="${e.target.dataset.all}"]`)) box.checked = e.target.checked;
});
