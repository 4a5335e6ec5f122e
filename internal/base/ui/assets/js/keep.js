// What is typed into a form that asks for it (data-keep) outlives the page: a battery that dies, a session that ends, a network that
// goes. It is kept in this browser alone, for a week, and is gone once it was sent or its writer signs out.
const mark = "keep ";
const week = 7 * 24 * 60 * 60 * 1000;

const stored = (key) => {
  try {
    const kept = JSON.parse(localStorage.getItem(mark + key) ?? "null");
    return kept && Date.now() - kept.at < week ? kept : null;
  } catch {
    return null;
  }
};
const store = (key, kept) => {
  try {
    if (kept) localStorage.setItem(mark + key, JSON.stringify(kept));
    else localStorage.removeItem(mark + key);
  } catch {
    // a browser that keeps nothing: the draft button does
  }
};

const typable = (form) => [...form.elements].filter((f) => f.name && !["hidden", "password", "file", "submit", "button"].includes(f.type));
const read = (form) => Object.fromEntries(typable(form).map((f) => [f.name, f.type === "checkbox" || f.type === "radio" ? f.checked : f.value]));
const seen = (form) => form.elements.version?.value ?? "";

// What was sent is forgotten when another page answers; one that says that it was not taken leaves it as it is.
const sent = sessionStorage.getItem("keep-sent");
if (sent && !document.querySelector("[data-unsent]")) {
  sessionStorage.removeItem("keep-sent");
  const again = document.querySelector(`form[data-keep="${CSS.escape(sent)}"] [data-summary]`);
  if (!again) store(sent, null);
}

for (const form of document.querySelectorAll("form[data-keep]")) {
  const key = form.dataset.keep;
  const kept = stored(key);
  if (kept && kept.version === seen(form) && !form.querySelector("[data-summary]")) {
    const fields = typable(form).filter((f) => typeof kept.fields[f.name] === "string" && f.value !== kept.fields[f.name]);
    if (fields.length > 0) {
      const before = fields.map((f) => f.value);
      for (const f of fields) f.value = kept.fields[f.name];
      const notice = document.createElement("div");
      notice.className = "notice t-info";
      notice.setAttribute("role", "status");
      const words = document.createElement("p");
      words.textContent = `Đã mở lại phần bạn gõ dở lúc ${new Date(kept.at).toLocaleString("vi-VN", { hour: "2-digit", minute: "2-digit", day: "2-digit", month: "2-digit" })}, chưa gửi.`;
      const drop = document.createElement("button");
      drop.type = "button";
      drop.className = "btn";
      drop.textContent = "Bỏ phần này";
      drop.addEventListener("click", () => {
        fields.forEach((f, i) => (f.value = before[i]));
        store(key, null);
        notice.remove();
      });
      const inside = document.createElement("div");
      inside.append(words, drop);
      notice.append(inside);
      form.before(notice);
      form.dispatchEvent(new Event("input"));
    }
  }
  let timer;
  form.addEventListener("input", (e) => {
    if (e.target === form) return;
    clearTimeout(timer);
    timer = setTimeout(() => store(key, { at: Date.now(), version: seen(form), fields: read(form) }), 200);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    store(key, { at: Date.now(), version: seen(form), fields: read(form) });
    sessionStorage.setItem("keep-sent", key);
  });
}

document.addEventListener("submit", (e) => {
  if (!e.target.action?.endsWith("/sign-out")) return;
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(mark)) localStorage.removeItem(key);
  }
});
