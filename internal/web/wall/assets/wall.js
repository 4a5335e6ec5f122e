// The wall's one script: it puts each frame of the stream into the slots of the page, keeps the clock and the age of the data, and holds the
// screen awake. It draws nothing of its own, asks nothing, and finds its way back by itself when the network goes.
(() => {
  "use strict";
  const body = document.body;
  const slots = { t: new Map(), a: new Map(), c: new Map() };
  for (const kind of ["t", "a", "c"]) {
    for (const e of document.querySelectorAll(`[data-${kind}]`)) {
      const k = e.getAttribute(`data-${kind}`);
      (slots[kind].get(k) ?? slots[kind].set(k, []).get(k)).push(e);
    }
  }
  let ahead = Number(body.dataset.now) - Date.now(); // the server's clock beside ours
  let heard = performance.now(); // when the server last spoke
  let frame = null;
  let painted = true;

  const paint = () => {
    painted = true;
    if (!frame) return;
    for (const [k, v] of Object.entries(frame.t)) for (const e of slots.t.get(k) ?? []) if (e.textContent !== v) e.textContent = v;
    for (const [k, v] of Object.entries(frame.c)) for (const e of slots.c.get(k) ?? []) if (e.getAttribute("class") !== v) e.setAttribute("class", v);
    for (const [k, v] of Object.entries(frame.a)) {
      const [slot, name] = k.split(" ");
      for (const e of slots.a.get(slot) ?? []) if (e.getAttribute(name) !== v) e.setAttribute(name, v);
    }
  };

  const say = document.querySelector("[data-say]");
  const clock = document.querySelector("[data-clock]");
  const words = document.querySelector("[data-fresh-words]");
  const age = document.querySelector("[data-age]");
  const left = document.querySelector("[data-countdown]");
  const two = (n) => String(n).padStart(2, "0");
  const hour = new Intl.DateTimeFormat("vi-VN", { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false, timeZone: "Asia/Ho_Chi_Minh" });

  const tick = () => {
    const now = Date.now() + ahead;
    const parts = Object.fromEntries(hour.formatToParts(now).map((p) => [p.type, p.value]));
    clock.firstChild.nodeValue = `${parts.hour}:${parts.minute}`;
    seconds.textContent = `:${parts.second}`;
    const old = Math.round((performance.now() - heard) / 1000);
    const lost = old > 6;
    body.classList.toggle("lost", lost);
    words.textContent = lost ? "Mất kết nối với máy chủ, đang nối lại ·" : "Số liệu cách đây";
    age.textContent = old < 60 ? `${Math.max(old, 1)} giây` : `${Math.floor(old / 60)} phút`;
    const start = Number(body.dataset.start);
    if (left && start) {
      const s = Math.max(0, Math.floor((start - now) / 1000));
      const d = Math.floor(s / 86400);
      left.textContent = (d ? `${d} ngày ` : "") + `${two(Math.floor(s / 3600) % 24)}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`;
    }
  };
  const seconds = document.createElement("i");
  clock.append(seconds);
  tick();
  setInterval(tick, 1000);

  // A reader is told every half minute, not four times a second.
  slots.t.delete("say");
  setInterval(() => { if (frame && say.textContent !== frame.t.say) say.textContent = frame.t.say; }, 30000);

  let wait = 1000;
  const listen = () => {
    const source = new EventSource(body.dataset.stream);
    const spoke = (now) => {
      heard = performance.now();
      wait = 1000;
      if (now) ahead = Number(now) - Date.now();
    };
    source.addEventListener("frame", (e) => {
      frame = JSON.parse(e.data);
      spoke(frame.now);
      if (frame.v !== body.dataset.layout) {
        source.close();
        // not all walls at once
        setTimeout(() => location.reload(), 200 + Math.random() * 1500);
        return;
      }
      if (painted) {
        painted = false;
        requestAnimationFrame(paint);
        setTimeout(() => { if (!painted) paint(); }, 200); // a hidden tab draws no frames
      }
    });
    source.addEventListener("beat", (e) => spoke(e.data));
    source.addEventListener("gone", () => { source.close(); location.reload(); }); // the key was taken back, or the sign-in ended
    source.onerror = () => {
      if (source.readyState !== EventSource.CLOSED) return; // it tries again by itself
      source.close();
      setTimeout(listen, wait + Math.random() * 500);
      wait = Math.min(wait * 2, 15000);
    };
  };
  listen();

  let lock = null;
  const awake = async () => {
    try { lock = document.visibilityState === "visible" && navigator.wakeLock ? await navigator.wakeLock.request("screen") : lock; } catch { lock = null; }
  };
  document.addEventListener("visibilitychange", awake);
  awake();

  document.addEventListener("keydown", (e) => {
    if (e.key !== "f" || e.ctrlKey || e.metaKey || e.altKey) return;
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.().catch(() => {});
  });
})();
