/** A click on words of the document shows what they became, a click on what was understood shows where it stands. */

const HERE = "intake-here";

function show(elements) {
  for (const element of document.querySelectorAll(`.${HERE}`)) element.classList.remove(HERE);
  for (const element of elements) element.classList.add(HERE);
}

function bring(element) {
  const pane = element?.closest(".intake-pane");
  if (!pane) return;
  const place = element.getBoundingClientRect(), frame = pane.getBoundingClientRect();
  pane.scrollBy({ top: place.top - frame.top - frame.height / 3 });
}

function inDocument(numbers) {
  return numbers.flatMap((number) => [...document.querySelectorAll(`[data-place="${number}"]`)]);
}

document.addEventListener("click", (event) => {
  if (event.target.closest("summary, select, button:not([data-show]), a")) return;
  const line = event.target.closest("[data-place]");
  const understood = event.target.closest("[data-places]");
  const doubt = event.target.closest("[data-show]");
  if (line) {
    const became = [...document.querySelectorAll(`[data-places~="${line.dataset.place}"]`)];
    show([line, ...became]);
    bring(became[0]);
  } else if (understood) {
    const lines = inDocument(understood.dataset.places.split(" ").filter(Boolean));
    show([understood, ...lines]);
    bring(lines[0]);
  } else if (doubt) {
    const numbers = doubt.dataset.show.split(" ").filter(Boolean);
    const lines = inDocument(numbers);
    show([...lines, ...numbers.flatMap((number) => [...document.querySelectorAll(`[data-places~="${number}"]`)])]);
    lines[0]?.scrollIntoView({ block: "center" });
  }
});
