// A link to a question opens it as a dialog where the page holds one; else it is followed.
document.addEventListener("click", (e) => {
  const open = e.target.closest("[data-dialog]");
  const dialog = open && document.getElementById(open.dataset.dialog);
  if (dialog && dialog.showModal) {
    e.preventDefault();
    dialog.showModal();
    return;
  }
  const close = e.target.closest("[data-close]");
  if (close) {
    const around = close.closest("dialog, [data-flash]");
    if (around.matches("dialog")) around.close();
    else around.remove();
    return;
  }
  if (e.target.matches("dialog")) e.target.close(); // the backdrop
  if (e.target.closest("[data-print]")) window.print();
  for (const menu of document.querySelectorAll("details.more[open]")) {
    if (!menu.contains(e.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (e) => {
  if (e.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.more[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
