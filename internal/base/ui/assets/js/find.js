// Ctrl K finds from anywhere: hits come while one types, the arrows walk through them. Where the page has no room for that, the key
// leads to the search field. A key pressed while a Vietnamese letter is being composed is left alone.
const quick = document.getElementById("quick");
const hits = document.getElementById("quick-hits");
const typed = quick?.querySelector("input");
let waiting = 0; // the timer of the last letter
let turn = 0; // answers that come late are dropped

document.addEventListener("keydown", (e) => {
  if (e.isComposing || !(e.ctrlKey || e.metaKey) || e.altKey || e.key.toLowerCase() !== "k") return;
  const field = [...document.querySelectorAll("input[type=search]")].find((f) => f.offsetParent !== null);
  if (!quick?.showModal && !field) return;
  e.preventDefault();
  if (quick?.showModal) {
    if (!quick.open) quick.showModal();
    typed.select();
    typed.focus();
    return;
  }
  field.focus();
  field.select();
});

const ask = async () => {
  const q = typed.value.trim();
  const mine = ++turn;
  if (!q) {
    hits.replaceChildren();
    return;
  }
  try {
    const answer = await fetch(`${quick.dataset.search}?q=${encodeURIComponent(q)}`, { headers: { "HX-Request": "true", "HX-Target": "div#quick-hits" } });
    if (mine !== turn || !answer.ok) return;
    hits.innerHTML = await answer.text(); // drawn and escaped by the server
  } catch {
    // without a network, Enter still leads to the page of hits once it is back
  }
};

typed?.addEventListener("input", (e) => {
  clearTimeout(waiting);
  if (!e.isComposing) waiting = setTimeout(ask, 120);
});
typed?.addEventListener("compositionend", () => {
  clearTimeout(waiting);
  waiting = setTimeout(ask, 120);
});

quick?.addEventListener("keydown", (e) => {
  if (e.isComposing || (e.key !== "ArrowDown" && e.key !== "ArrowUp")) return;
  const stops = [typed, ...hits.querySelectorAll("a")];
  const at = stops.indexOf(document.activeElement);
  e.preventDefault();
  stops[(at + (e.key === "ArrowDown" ? 1 : stops.length - 1)) % stops.length].focus();
});
