/**
 * Whether a picture has its end. A browser draws what is cut off as if it were whole, the rest grey; drawn anew, nobody
 * could tell any more. What isn't known here is left to the server.
 */

/** Marker by marker, as ITU-T T.81 (annex B) has it: only the end of the image ends it. @param {Uint8Array} bytes */
function hasEndOfJpeg(bytes) {
  let at = 2;
  while (at < bytes.length - 1) {
    if (bytes[at] !== 0xff) return false;
    const marker = bytes[at + 1];
    if (marker === 0xd9) return true;
    if (marker === 0xff) at += 1;
    else if (marker === 0xda) at = afterScan(bytes, at + 2 + lengthAt(bytes, at));
    else at += 2 + lengthAt(bytes, at);
  }
  return false;
}

const lengthAt = (bytes, at) => (bytes[at + 2] << 8) | bytes[at + 3];

/** The next marker that is not part of the packed picture itself. */
function afterScan(bytes, from) {
  let at = bytes.indexOf(0xff, from);
  while (at >= 0 && at < bytes.length - 1) {
    const next = bytes[at + 1];
    if (next !== 0x00 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
    at = bytes.indexOf(0xff, at + (next === 0xff ? 1 : 2));
  }
  return bytes.length;
}

/** @param {File} file @returns {Promise<boolean>} */
export async function isWhole(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return hasEndOfJpeg(bytes);
  const text = (from, to) => String.fromCharCode(...bytes.subarray(from, to));
  if (text(1, 4) === "PNG") return text(Math.max(0, bytes.length - 1024), bytes.length).includes("IEND");
  if (text(8, 12) === "WEBP") return new DataView(bytes.buffer).getUint32(4, true) + 8 <= bytes.length;
  return true;
}
