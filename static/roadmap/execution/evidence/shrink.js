/**
 * Photos are made smaller before they are sent: a phone's line is slow, and nobody looks at more than this.
 * Drawn anew, a photo has neither its place nor its device. Whoever needs the original ticks so.
 * What this browser can't open (HEIC, mostly) goes as it is, and the server makes of it what it can.
 * input[type=file][data-portal-longest-side="pixels"]
 */
const QUALITY = 0.8;
const OPENED = /^image\/(jpeg|png|webp|heic|heif)$/;
const WAIT = "Фото уменьшаются, подождите секунду.";

const megabytes = (bytes) => (bytes / 2 ** 20).toLocaleString("ru", { maximumFractionDigits: 1 });
const sum = (files) => files.reduce((total, file) => total + file.size, 0);

async function shrunk(file, longest) {
  const bitmap = OPENED.test(file.type) && (await createImageBitmap(file).catch(() => null));
  if (!bitmap) return file;
  const scale = longest / Math.max(bitmap.width, bitmap.height);
  if (scale >= 1) return file;
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  const context = canvas.getContext("2d");
  context.fillStyle = "white";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
  if (!blob || blob.size >= file.size) return file;
  const name = `${file.name.replace(/\.\w+$/, "")}.jpg`;
  return new File([blob], name, { type: blob.type, lastModified: file.lastModified });
}

/** Goes into the field as if the person had chosen these, so that everybody who listens looks at them. */
function put(input, files) {
  const chosen = new DataTransfer();
  files.forEach((file) => chosen.items.add(file));
  input.files = chosen.files;
  input.setCustomValidity("");
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

function originalBox(input) {
  const line = document.createElement("div");
  line.className = "form-check mt-1";
  line.hidden = true;
  const box = Object.assign(document.createElement("input"), { type: "checkbox", id: `${input.id}-original` });
  box.className = "form-check-input";
  const label = Object.assign(document.createElement("label"), { htmlFor: box.id });
  label.className = "form-check-label";
  label.textContent = "Отправить фото в полном размере";
  line.append(box, label);
  return { line, box };
}

for (const input of document.querySelectorAll("input[data-portal-longest-side]")) {
  const said = document.createElement("div");
  said.className = "small";
  said.setAttribute("role", "status");
  const { line, box } = originalBox(input);
  input.after(said, line);
  let originals = [];
  let smaller = [];
  let isOurs = false;

  const show = () => {
    const isShrunk = sum(smaller) < sum(originals);
    line.hidden = !isShrunk;
    const isSmall = isShrunk && !box.checked;
    said.textContent = isSmall ? `Уменьшено с ${megabytes(sum(originals))} до ${megabytes(sum(smaller))} МБ.` : "";
    isOurs = true;
    put(input, isSmall ? smaller : originals);
    isOurs = false;
  };

  box.addEventListener("change", show);
  // Before all others: what is too large may be small in a second.
  input.parentElement.addEventListener(
    "change",
    async (event) => {
      if (event.target !== input || isOurs) return;
      event.stopPropagation();
      const chosen = [...input.files];
      originals = chosen;
      input.setCustomValidity(WAIT);
      said.textContent = WAIT;
      const made = [];
      for (const file of chosen) made.push(await shrunk(file, Number(input.dataset.portalLongestSide)));
      if (originals !== chosen) return; // others were chosen meanwhile
      smaller = made;
      show();
    },
    { capture: true },
  );
}
