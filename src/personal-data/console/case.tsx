import type { Context } from 'hono';
import { ActTitle } from '../../console/acts.tsx';
import type { ConsoleEnv } from '../../console/env.ts';
import { type Place, placeOf } from '../../console/layout.tsx';
import { asId } from '../../core/ids.ts';
import type { AddressProof } from '../model.ts';
import { presentReport } from '../present.ts';
import { type Report, reportHeld } from '../service/finding.ts';

/** What is held about the person of a request, on its pages. */
export type Held = Report & {
  readonly place: Place;
  /** Path of the request's page. */
  readonly up: string;
  /** Path of the page of what is held. */
  readonly here: string;
  readonly shown: ReturnType<typeof presentReport>;
};

export function idOf(c: Context<ConsoleEnv>) {
  return asId('rrq', c.req.param('id') ?? '');
}

/** Refuses `conflict`, with why, where nothing may be looked for yet. */
export async function heldOf(c: Context<ConsoleEnv>): Promise<Held> {
  const report = await reportHeld(c.env.deps, idOf(c));
  const place = await placeOf(c);
  const up = `${place.root}/privacy-requests/${report.request.id}`;
  return { ...report, place, up, here: `${up}/data`, shown: presentReport(report) };
}

export const proofWords: Readonly<Record<AddressProof | 'request', string>> = {
  request: 'Of the request',
  'wrote-from-it': 'They wrote from it',
  'on-file': 'It is on file',
  account: 'It is that of their account',
};

/** How many records, and of how many kinds. */
export function heldWords({ shown: { held } }: Pick<Held, 'shown'>): string {
  const sum = held.reduce((all, { count }) => all + count, 0);
  if (sum === 0) return 'Nothing is held by the addresses that are known.';
  const more = held.some((each) => each.more) ? 'More than ' : '';
  const kinds = new Set(held.map(({ record }) => record.en)).size;
  return `${more}${sum} ${sum === 1 ? 'record' : 'records'} of ${kinds} ${kinds === 1 ? 'kind' : 'kinds'}.`;
}

/** What an act relies on: somebody who acts in a stale tab is shown how it stands now. */
function standing(found: Held): string {
  return `${heldWords(found)} ${found.addresses.length} addresses, ${found.standing.runs.length} times erased or corrected.`;
}

export async function storedOf(c: Context<ConsoleEnv>) {
  const found = await heldOf(c);
  return { version: found.request.version, entries: { stands: standing(found) } };
}

export function Stands({ found }: { readonly found: Held }) {
  return <input type="hidden" name="stands" value={standing(found)} />;
}

export function DataTitle({
  title,
  found,
  effects,
}: {
  readonly title: string;
  readonly found: Held;
  readonly effects: readonly string[];
}) {
  return (
    <ActTitle title={title} of={found.request.reference} here={found.here} effects={effects} />
  );
}
