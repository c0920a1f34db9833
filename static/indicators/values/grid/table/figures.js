/** What a spreadsheet tells of a selection: how many, the sum, the mean. Pure functions. */

const FIGURE = /^[-−]?\d{1,3}([ \u00a0\u202f]?\d{3})*([.,]\d+)?\s*%?$|^[-−]?\d+([.,]\d+)?\s*%?$/;

/** @param {string} text @returns {{number: number, decimals: number}|null} null where it is no plain figure */
export function read(text) {
  const written = text.trim();
  if (!FIGURE.test(written)) return null;
  const plain = written.replace(/[\s\u00a0\u202f%]/g, "").replace("−", "-").replace(",", ".");
  return { number: Number(plain), decimals: plain.split(".")[1]?.length ?? 0 };
}

/**
 * @param {string[]} texts
 * @returns {{filled: number, count: number, sum: string, mean: string, least: string, most: string}}
 */
export function tell(texts) {
  const filled = texts.filter((text) => text.trim()).length;
  const figures = texts.map(read).filter(Boolean);
  const decimals = Math.min(6, Math.max(0, ...figures.map((each) => each.decimals)));
  const numbers = figures.map(({ number }) => number);
  const sum = numbers.reduce((total, number) => total + number, 0);
  const mean = numbers.length ? sum / numbers.length : 0;
  const [least, most] = numbers.reduce(([low, high], number) => [Math.min(low, number), Math.max(high, number)], [Infinity, -Infinity]);
  return {
    filled, count: numbers.length,
    sum: write(sum, decimals), mean: write(mean, decimals + 2), least: write(least, decimals), most: write(most, decimals),
  };
}

function write(number, decimals) {
  return number.toLocaleString("ru-RU", { maximumFractionDigits: decimals });
}
