const again = /:again:(\d+)$/;

/** What a delivery is the repetition of: `event:41:again:2` of `event:41`. */
export function originOf(subject: string): string {
  return subject.replace(again, '');
}

/** The subject of the next repetition, given the subjects that a recipient knows already. */
export function nextSubject(origin: string, known: readonly string[]): string {
  const numbers = known
    .filter((subject) => originOf(subject) === origin)
    .map((subject) => Number(again.exec(subject)?.[1] ?? 0));
  return `${origin}:again:${Math.max(0, ...numbers) + 1}`;
}
