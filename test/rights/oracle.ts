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

export const walked = [
  'ask-identity',
  'settle-identity',
  'ask-clarification',
  'hear',
  'extend',
] as const;
export type Walked = (typeof walked)[number];

/** What happened to one request, by the day: all that the count by hand goes by. */
export type Fact = { readonly on: string; readonly kind: Walked };

/** The last day of one thing that was asked, from the first fact to the last. */
export function countByHand(
  key: string,
  received: string,
  facts: readonly Fact[],
): string | undefined {
  const [law = ''] = key.split(' ');
  const isUk = law === 'uk-gdpr' && !key.endsWith('complaint');
  let [start, stood, isExtended] = [received, 0, false];
  let [identity, clarification]: [string?, string?] = [];
  const answered = (on: string) => {
    if (identity !== undefined && isUk) [start, stood] = [on, 0];
    identity = undefined;
  };
  for (const { on, kind } of facts) {
    if (kind === 'ask-identity') identity ??= on;
    if (kind === 'ask-clarification') clarification ??= on;
    if (kind === 'extend') isExtended = !neverLonger.includes(key);
    // A period that begins anew has not been waited in yet.
    if (kind === 'hear' && clarification !== undefined) {
      if (key === 'uk-gdpr access')
        stood += Math.max(0, oracle.between(clarification < start ? start : clarification, on));
      clarification = undefined;
    }
    if (kind === 'settle-identity' || kind === 'hear') answered(on);
  }
  const end = isExtended ? latest[law]?.(start) : (answers[key] ?? answers[law])?.(start);
  return end && oracle.days(end, stood);
}
