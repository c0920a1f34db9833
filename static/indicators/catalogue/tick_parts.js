/** A button[data-portal-tick-part] ticks all boxes of its fieldset that can be ticked, or none when all are; not those
 *  that are like one of the municipality's own, which only a person tells apart. */
for (const button of document.querySelectorAll("button[data-portal-tick-part]")) {
  const boxes = [...button.closest("fieldset").querySelectorAll("input[type=checkbox]:not(:disabled)")];
  const sure = boxes.filter((box) => !box.closest(".form-check").querySelector(".chip-draft"));
  button.hidden = sure.length < 2;
  button.addEventListener("click", () => {
    const ticked = !sure.every((box) => box.checked);
    for (const box of sure) box.checked = ticked;
    button.textContent = ticked ? "снять все" : "отметить все";
  });
}
