import type { Facts } from '../../subprocessors/model/facts.ts';

type Editable = { -readonly [K in keyof Facts]?: Facts[K] };

/** Facts made of several statements: a link to a website does not take away the one to a policy. */
const grouped = [
  'links',
  'contract',
  'scope',
  'ai',
  'contact',
  'establishment',
  'disposal',
] as const;

/** What `above` states laid over `below`; what it does not state stays. */
export function layFacts(below: Partial<Facts>, above: Partial<Facts>): Partial<Facts> {
  const facts: Editable = { ...below, ...above };
  for (const field of grouped) join(facts, below, above, field);
  return facts;
}

function join<K extends (typeof grouped)[number]>(
  into: Editable,
  below: Partial<Facts>,
  above: Partial<Facts>,
  field: K,
): void {
  const under = below[field];
  const over = above[field];
  if (under !== undefined && over !== undefined) into[field] = Object.assign({}, under, over);
}
