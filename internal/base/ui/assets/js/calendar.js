// The calendar beside a typed day: it writes the day as it is written on paper.
document.addEventListener("click", (e) => {
  const button = e.target.closest("[data-calendar]");
  if (!button) return;
  const typed = button.parentElement.querySelector("input[type=text]");
  const picker = button.parentElement.querySelector("input[type=date]");
  const [, d, m, y] = typed.value.trim().match(/^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/) ?? [];
  picker.value = d ? `${y}-${m.padStart(2, "0")}-${d.padStart(2, "0")}` : "";
  picker.onchange = () => {
    if (!picker.value) return;
    typed.value = picker.value.split("-").reverse().join("/");
    typed.focus();
  };
  picker.showPicker?.();
});
