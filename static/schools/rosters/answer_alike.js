/**
 * One answer for all rows that ask alike: it is put into those still open, where each can be answered otherwise before
 * the list is accepted. To leave a row out is said of each by itself.
 */
document.addEventListener("change", ({ target }) => {
  if (!target.dataset?.alike || ["", "skip"].includes(target.value)) return;
  const alike = document.querySelectorAll(`select[data-alike="${CSS.escape(target.dataset.alike)}"]`);
  const open = [...alike].filter((each) => each !== target && each.value === "");
  for (const each of open) each.value = target.value;
  const rows = open.map((each) => each.name.split("-")[1]).join(", ");
  target.parentElement.querySelector(".roster-alike").textContent = rows && `Так же отвечено в строках: ${rows}. Где иначе, выберите там другое.`;
});
