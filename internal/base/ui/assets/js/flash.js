// A message goes by itself after a while, but not while somebody reads it, and never while it can still be undone.
for (const flash of document.querySelectorAll("[data-flash]")) {
  if (flash.querySelector("form")) continue;
  let timer;
  const wait = () => (timer = setTimeout(() => flash.remove(), 9000));
  const stay = () => clearTimeout(timer);
  flash.addEventListener("pointerenter", stay);
  flash.addEventListener("focusin", stay);
  flash.addEventListener("pointerleave", wait);
  flash.addEventListener("focusout", wait);
  wait();
}
// What is wrong in a form is read first; among the gallery's samples nothing takes the reader away from the top.
document.querySelector("[data-summary]:not(.gal *)")?.focus();
