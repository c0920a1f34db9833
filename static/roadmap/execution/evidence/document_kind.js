/** The kind of a document follows the file, and what the kind needs is asked for as soon as the file is chosen. */
const ASKED = "Укажите номер приказа — или выберите другой вид документа.";
const isPicture = (file) => file.type.startsWith("image/") || /\.(jpe?g|png|webp|gif|hei[cf])$/i.test(file.name);

const partsOf = (form) => ({ kind: form.elements.kind, number: form.elements.number, link: form.elements.link, day: form.elements.issued_on });

/** @param {HTMLFormElement} form @param {File[]} files */
export function followFiles(form, files) {
  const { kind, number, day } = partsOf(form);
  if (!files.length || !kind) return;
  if (!kind.dataset.portalSaid) {
    if (files.every(isPicture) && !number.dataset.portalSaid) {
      kind.value = "photo";
      number.value = day.value = "";
    } else if (kind.value === "photo") {
      kind.value = "order";
    }
  }
  kind.dataset.portalHasFiles = "yes";
  askForNumber(form);
  if (number.required && !number.value) number.reportValidity();
}

/** @param {HTMLFormElement} form */
function askForNumber(form) {
  const { kind, number, link, day } = partsOf(form);
  const isShown = kind.dataset.portalHasFiles || form.elements.waiting || link.value || day.value;
  number.required = kind.value === "order" && Boolean(isShown);
  number.setCustomValidity(number.required && !number.value.trim() ? ASKED : "");
}

for (const form of document.querySelectorAll("form.report-form")) {
  form.addEventListener("input", (event) => {
    if (["kind", "number"].includes(event.target.name)) event.target.dataset.portalSaid = "yes";
    askForNumber(form);
  });
  askForNumber(form);
}
