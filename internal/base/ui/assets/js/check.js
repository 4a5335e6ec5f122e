// A form that asks for it (data-check) says while it is typed what does not fit, in the server's own words.
for (const form of document.querySelectorAll("form[data-check]")) {
  const place = form.querySelector("#checks");
  let timer;
  let turn = 0;
  const ask = async () => {
    const mine = ++turn;
    const q = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string" && name !== "token") q.set(name, value);
    }
    try {
      const answer = await fetch(`${form.dataset.check}?${q}`, { headers: { "HX-Request": "true", "HX-Target": "div#checks" } });
      if (!answer.ok || mine !== turn || place.contains(document.activeElement)) return;
      place.innerHTML = await answer.text();
    } catch {
      // no network: the server says it when the form is sent
    }
  };
  form.addEventListener("input", (e) => {
    if (e.isComposing || e.target.type === "file" || place.contains(e.target)) return;
    clearTimeout(timer);
    timer = setTimeout(ask, 350);
  });
}
