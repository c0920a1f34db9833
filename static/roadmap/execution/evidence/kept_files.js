/**
 * Files that are not on the portal yet outlive the page: they lie in this browser, each person's by themselves.
 * Where a browser keeps nothing (a private window), everything works until the page is closed.
 */
const NAME = "portal-files";

/** @param {"readonly"|"readwrite"} mode @param {(files: IDBObjectStore) => IDBRequest} use */
async function on(mode, use) {
  try {
    const opening = indexedDB.open(NAME, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("files", { keyPath: "key" });
    const database = await settled(opening);
    const result = await settled(use(database.transaction("files", mode).objectStore("files")));
    database.close();
    return result;
  } catch {
    return null;
  }
}

const settled = (request) =>
  new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error));
  });

/** @param {{key: string, place: string, file: File}} kept @returns {Promise<boolean>} whether it outlives the page */
export const put = async (kept) => (await on("readwrite", (files) => files.put(kept))) !== null;

export const forget = (key) => on("readwrite", (files) => files.delete(key));

/** @param {string} place whose and of which report @returns {Promise<{key: string, file: File}[]>} */
export const keptAt = async (place) => ((await on("readonly", (files) => files.getAll())) ?? []).filter((kept) => kept.place === place);
