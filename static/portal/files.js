/**
 * Says at once which of the chosen files is too large, before a phone sends it in vain; the server checks again.
 * input[type=file][data-portal-most-bytes]
 */
for (const input of document.querySelectorAll("input[type=file][data-portal-most-bytes]")) {
  const most = Number(input.dataset.portalMostBytes);
  input.addEventListener("change", () => {
    const large = [...input.files].filter((file) => file.size > most).map((file) => `«${file.name}»`);
    input.setCustomValidity(
      large.length ? `Больше ${most / 2 ** 20} МБ: ${large.join(", ")}. Выберите файлы меньше.` : "",
    );
    input.reportValidity();
  });
}
