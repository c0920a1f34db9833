/**
 * A table that is pasted keeps its merged cells beside its words: the clipboard's own HTML goes along unseen, as long as
 * nobody edits the words.
 */
// A request takes so much; of a longer one the words alone go.
const MOST = 1_000_000;
const words = document.querySelector("[data-portal-table]");
const html = words?.form.elements.pasted_html;

words?.addEventListener("paste", (event) => {
  const markup = event.clipboardData.getData("text/html");
  const replacesAll = words.value.trim() === "" || words.selectionEnd - words.selectionStart === words.value.length;
  const isTable = replacesAll && markup.length < MOST && /<table/i.test(markup);
  // After the words have come, which clears it.
  setTimeout(() => (html.value = isTable ? markup : ""));
});
words?.addEventListener("input", () => (html.value = ""));
