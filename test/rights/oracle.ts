/** Counts by hand, from plain numbers: knows neither Temporal nor the rules of src/. */
export const oracle = {
  days: (from: string, count: number) =>
    new Date(Date.parse(`${from}T00:00Z`) + count * 86_400_000).toISOString().slice(0, 10),
  between: (from: string, to: string) =>
    Math.round((Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / 86_400_000),
  months(from: string, count: number): string {
    const [year = 0, month = 0, date = 0] = from.split('-').map(Number);
    const index = year * 12 + month - 1 + count;
    const [y, m] = [Math.floor(index / 12), (index % 12) + 1];
    const isLeap = (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0;
    const last = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][m - 1] ?? 0;
    const two = (n: number) => String(n).padStart(2, '0');
    return `${y}-${two(m)}-${two(Math.min(date, last))}`;
  },
  business(from: string, count: number): string {
    let on = from;
    for (let left = count; left > 0;) {
      on = oracle.days(on, 1);
      if (![0, 6].includes(new Date(`${on}T00:00Z`).getUTCDay())) left -= 1;
    }
    return on;
  },
};

/** What the law texts say, written down once more; a right of its own stands before its law. */
export const answers: Readonly<Record<string, (from: string) => string | undefined>> = {
  gdpr: (from) => oracle.months(from, 1),
  'uk-gdpr': (from) => oracle.months(from, 1),
  'uk-gdpr complaint': () => undefined,
  fadp: (from) => oracle.days(from, 30),
  ccpa: (from) => oracle.days(from, 45),
  'ccpa opt-out': (from) => oracle.business(from, 15),
  'ccpa limit': (from) => oracle.business(from, 15),
  'ccpa marketing': (from) => oracle.business(from, 10),
  courtesy: (from) => oracle.months(from, 1),
};

export const latest: Readonly<Record<string, (from: string) => string>> = {
  gdpr: (from) => oracle.months(from, 3),
  'uk-gdpr': (from) => oracle.months(from, 3),
  fadp: (from) => oracle.days(from, 90),
  ccpa: (from) => oracle.days(from, 90),
  courtesy: (from) => oracle.months(from, 3),
};

export const neverLonger = ['uk-gdpr complaint', 'ccpa opt-out', 'ccpa limit', 'ccpa marketing'];
