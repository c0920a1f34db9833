/** On a page that came by a form, and can't be asked for again, its look is changed where it stands: what was asked for
 *  is sent, and of the page that answers only the style sheets and the panel are taken. */
const FORM = "form.appearance-form";
const PANEL = ".appearance-panel";

const sheets = (page) => [...page.querySelectorAll('link[rel="stylesheet"]')].filter((each) => each.href.includes("/appearance/"));

async function takeOn(form, button) {
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form, button) });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const now = sheets(document);
  document.head.append(...sheets(page));
  for (const each of now) each.remove();
  document.querySelector(PANEL)?.remove();
  const begin = document.querySelector(`.portal-aids ${FORM}`);
  const panel = page.querySelector(PANEL);
  if (panel) {
    document.querySelector("header").before(panel);
    if (begin) begin.hidden = true;
  } else if (begin) begin.hidden = false;
  else document.querySelector(".portal-aids")?.append(...page.querySelectorAll(`.portal-aids ${FORM}`));
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches(FORM)) return;
  event.preventDefault();
  takeOn(event.target, event.submitter).catch(() => event.target.submit());
});
