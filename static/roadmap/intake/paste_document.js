/** What is pasted is sent as HTML, tables and all, in the form's hidden field. */

const area = document.querySelector("#paste-area");
const field = document.querySelector("[name=pasted]");
const form = document.querySelector("#intake-form");

if (area && field && form) {
  area.hidden = false;
  const box = area.querySelector(".intake-paste");
  let pasted = "";
  box.addEventListener("paste", (event) => {
    const html = event.clipboardData.getData("text/html");
    if (!html) return;
    event.preventDefault();
    pasted += html;
    const shown = new DOMParser().parseFromString(html, "text/html");
    for (const unseen of shown.querySelectorAll("style, script, meta, link, title")) unseen.remove();
    box.append(document.createTextNode(`${shown.body.textContent.trim().slice(0, 2000)}\n`));
  });
  form.addEventListener("submit", () => {
    field.value = pasted || (box.textContent.trim() ? box.innerHTML : "");
  });
}
