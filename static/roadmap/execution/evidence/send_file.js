/** One file is sent in pieces, from wherever it stands, until the portal has it whole or refuses it; a cut line is waited for. */
import { protection, troubleOf } from "../../../portal/shared/requests.js";

/** A piece is lost with a cut, so it is to take about this long on whatever line there is. */
const MILLISECONDS_A_PIECE = 1500;
const FIRST_PIECE = 64 * 2 ** 10;
const SMALLEST_PIECE = 16 * 2 ** 10;
const LARGEST_PIECE = 2 ** 20;
const PATIENCE = 60_000;
const PAUSES = [500, 1000, 2000, 4000, 8000, 15_000];

/** What the portal says of a file for good, in words for the person. */
export class Refused extends Error {}

/**
 * @param {{address: string, file: File, isOriginal?: boolean, key?: string, signal: AbortSignal}} sent key: of what was begun before
 * @param {{began: (key: string) => void, got: (bytes: number) => void, trouble: (kind: "offline"|"session") => void}} hooks
 * @returns {Promise<{key: string, name: string, note: string}>}
 */
export async function sendFile({ address, file, isOriginal, key: begun, signal }, hooks) {
  let key = begun;
  let tries = 0;
  let length = FIRST_PIECE;
  let offset = key ? null : 0; // null: to be asked for
  while (true) {
    const began = performance.now();
    try {
      let told;
      if (!key) {
        told = await ask(address, { method: "POST", body: new URLSearchParams({ name: file.name, size: file.size, original: isOriginal ? "1" : "" }), signal });
        key = told.key;
        hooks.began(key);
      } else if (offset === null) {
        told = await ask(pieceOf(key), { signal });
      } else {
        const body = file.slice(offset, offset + length);
        const headers = { "Upload-Offset": offset, "Content-Type": "application/offset+octet-stream" };
        told = await ask(pieceOf(key), { method: "PATCH", body, headers, signal });
        length = nextLength(length, performance.now() - began);
      }
      tries = 0;
      offset = told.offset;
      hooks.got(offset / told.size);
      if (told.is_whole) return told;
    } catch (fault) {
      if (fault instanceof Refused || signal.aborted) throw fault;
      offset = key ? null : 0;
      length = Math.max(SMALLEST_PIECE, length / 2);
      hooks.trouble(fault.isSession ? "session" : "offline");
      await again(PAUSES[Math.min(tries, PAUSES.length - 1)], signal);
      tries += 1;
    }
  }
}

export const withdrawFile = (key) => ask(pieceOf(key), { method: "DELETE" }).catch(() => {});

const pieceOf = (key) => `/uploads/${key}/`;

const nextLength = (length, took) =>
  Math.round(Math.min(LARGEST_PIECE, Math.max(SMALLEST_PIECE, Math.min(2, MILLISECONDS_A_PIECE / Math.max(took, 1)) * length)));

async function ask(address, { headers = {}, signal, ...options }) {
  const patience = AbortSignal.timeout(PATIENCE);
  const given = signal ? AbortSignal.any([signal, patience]) : patience;
  const response = await fetch(address, { ...options, headers: { ...headers, ...protection() }, redirect: "manual", signal: given });
  const trouble = troubleOf(response);
  if (trouble) throw Object.assign(new Error(trouble), { isSession: trouble === "session" });
  if (response.status === 404) throw new Refused("портал его больше не хранит. Выберите его ещё раз.");
  const told = await response.json();
  if (told.error) throw new Refused(told.error);
  return told;
}

/** After a pause, or as soon as the line or the person is back. */
function again(pause, signal) {
  return new Promise((resolve) => {
    const stop = new AbortController();
    const go = () => {
      stop.abort();
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(go, pause);
    for (const event of ["online", "focus"]) addEventListener(event, go, { signal: stop.signal });
    signal.addEventListener("abort", go, { signal: stop.signal });
  });
}
