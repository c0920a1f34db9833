/**
 * A photo made smaller before it is sent: a phone's line is slow, and nobody looks at more than this.
 * Drawn anew, it has neither its place nor its device.
 */
import { element } from "../../../portal/shared/elements.js";

/** With the share of the first's size that each takes; drawing a picture twice is all that a slow phone is asked for. */
const QUALITIES = [[0.8, 1], [0.7, 0.75], [0.6, 0.6], [0.5, 0.5]];
const SMALL_ENOUGH = 400 * 2 ** 10;
const OPENED = /^image\/(jpeg|png|webp|heic|heif)$/;

/** @param {File} file @param {number} longest pixels @returns {Promise<File>} the same where it can't be smaller */
export async function shrunk(file, longest) {
  const bitmap = OPENED.test(file.type) && (await createImageBitmap(file).catch(() => null));
  if (!bitmap) return file;
  const scale = longest / Math.max(bitmap.width, bitmap.height);
  if (scale >= 1) return file;
  const canvas = element("canvas", { width: Math.round(bitmap.width * scale), height: Math.round(bitmap.height * scale) });
  const context = canvas.getContext("2d");
  context.fillStyle = "white";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const drawn = (quality) => new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));
  let blob = await drawn(QUALITIES[0][0]);
  if (blob?.size > SMALL_ENOUGH) {
    const [quality] = QUALITIES.find(([, share]) => blob.size * share <= SMALL_ENOUGH) ?? QUALITIES.at(-1);
    blob = await drawn(quality);
  }
  if (!blob || blob.size >= file.size) return file;
  const name = `${file.name.replace(/\.\w+$/, "")}.jpg`;
  return new File([blob], name, { type: blob.type, lastModified: file.lastModified });
}
