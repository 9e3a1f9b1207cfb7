import { refusalOf, refusals } from '../core/errors.ts';
import { parseNumber } from '../core/number.ts';
import { immutable } from '../publication/headers.ts';
import type { LinkTo, Queried } from '../publication/representation.ts';
import { absolute } from './addresses.ts';
import { findDifference } from './find-difference.ts';
import { presentDifference, schemaPath } from './present.ts';
import { differenceText } from './text.ts';

/** Numbers of versions are worth remembering: what lies between two never changes. */
export const endParams: NonNullable<Queried['params']> = { from: isVersion, to: isVersion };

const query = '?from={from}&to={to}';
const asPage: LinkTo = { rel: 'alternate', href: `/diff${query}`, type: 'text/html' };
export const asJson: LinkTo = {
  rel: 'alternate',
  href: `/diff.json${query}`,
  type: 'application/json',
};
export const asText: LinkTo = { rel: 'alternate', href: `/diff.txt${query}`, type: 'text/plain' };

/** A difference for machines, with patches that make the second list of the first. */
export const diffJson: Queried = {
  kind: 'queried',
  path: '/diff.json',
  mediaType: 'application/json; charset=utf-8',
  params: endParams,
  links: [
    { rel: 'describedby', href: schemaPath, type: 'application/schema+json' },
    asPage,
    asText,
  ],
  render: async (input) => {
    const found = await findDifference(input);
    if (!('difference' in found)) throw refusalOf(found.faults);
    const body = JSON.stringify(presentDifference(found.difference, input.place));
    return { body, headers: keptFor(input.params) };
  },
};

/** A difference for a letter. */
export const diffText: Queried = {
  kind: 'queried',
  path: '/diff.txt',
  mediaType: 'text/plain; charset=utf-8',
  params: endParams,
  links: [asPage, asJson],
  refused: (_, { code, detail }) => ({ body: `${detail}\n`, status: refusals[code].status }),
  render: async (input) => {
    const found = await findDifference(input);
    if (!('difference' in found)) {
      const turned =
        found.turned && absolute(input.place, `/diff.txt?${new URLSearchParams(found.turned)}`);
      const lines = [...found.faults.map(({ detail }) => detail), ...(turned ? [turned] : [])];
      return { body: `${lines.join('\n')}\n`, status: refusals.invalid.status };
    }
    const body = differenceText(found.difference, input.place);
    return { body, headers: keptFor(input.params) };
  },
};

// The page has a frame that tells of today; the documents tell of the two versions alone.
function keptFor({ from = '', to = '' }: Readonly<Record<string, string | undefined>>) {
  const isFixed = parseNumber(from) !== undefined && parseNumber(to) !== undefined;
  return isFixed ? { 'cache-control': immutable } : {};
}

function isVersion(value: string, { listVersion }: { readonly listVersion: number }): boolean {
  return (parseNumber(value) ?? Number.POSITIVE_INFINITY) <= listVersion;
}
