/** A button[data-portal-tick-all] ticks all boxes of that name in its form, or none when all are ticked. */
for (const button of document.querySelectorAll("button[data-portal-tick-all]")) {
  const boxes = [...button.form.elements].filter((field) => field.name === button.dataset.portalTickAll);
  button.hidden = boxes.length < 2;
  button.addEventListener("click", () => {
    const ticked = !boxes.every((box) => box.checked);
    for (const box of boxes) box.checked = ticked;
    button.form.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
