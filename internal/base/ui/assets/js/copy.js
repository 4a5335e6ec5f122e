// A text that is meant to be pasted elsewhere is copied with one press.
document.addEventListener("click", async (e) => {
  const button = e.target.closest("[data-copy-from]");
  const from = button && document.getElementById(button.dataset.copyFrom);
  if (!from) return;
  try {
    await navigator.clipboard.writeText(from.value);
    button.textContent = "Đã chép";
  } catch {
    from.select(); // a browser that keeps its clipboard to itself: the text is marked, to be copied by hand
  }
});
