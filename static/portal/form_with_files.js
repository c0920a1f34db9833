/**
 * A form with files takes its time on a phone: it says that it is being sent, and isn't sent twice.
 * What is too large is said when it is chosen, before it is sent in vain; the server checks all again.
 * form[data-portal-sending="words"], input[data-portal-most-bytes]
 */
function sayWhatIsTooLarge(input) {
  const most = Number(input.dataset.portalMostBytes);
  const large = [...input.files].filter((file) => file.size > most).map((file) => `«${file.name}»`);
  input.setCustomValidity(
    large.length ? `Больше ${most / 2 ** 20} МБ: ${large.join(", ")}. Выберите файлы меньше.` : "",
  );
  input.reportValidity();
}

for (const form of document.querySelectorAll("form[data-portal-sending]")) {
  const button = form.querySelector("button[type=submit]");
  const words = button.textContent;
  let isSending = false;
  form.addEventListener("submit", (event) => {
    if (isSending) event.preventDefault();
    isSending = true;
    button.textContent = form.dataset.portalSending;
  });
  // Back from the page that came after: the browser shows this one as it was left.
  addEventListener("pageshow", () => {
    isSending = false;
    button.textContent = words;
  });
  for (const input of form.querySelectorAll("input[data-portal-most-bytes]")) {
    input.addEventListener("change", () => sayWhatIsTooLarge(input));
  }
}
