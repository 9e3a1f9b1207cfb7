import { listInWords, type Line } from '../changes/field-text.ts';
import type { Change } from '../changes/model.ts';
import { windowOf } from '../changes/standing.ts';
import type { Snapshot } from '../publication/model.ts';
import type { Entry } from '../subprocessors/model/entry.ts';
import { placeName } from '../subprocessors/model/words.ts';

/** The answer first: how many companies, for whom, where, and what is about to change. */
export function overviewLead(snapshot: Snapshot): Line {
  if (snapshot.past?.recordsSince !== undefined) return ['Nothing is recorded of that time.'];
  if (snapshot.entries.length === 0) {
    if (snapshot.past) return ['No sub-processor was listed then.'];
    return ['This register is empty: no sub-processor has been published yet.'];
  }
  const current = snapshot.entries.filter(({ state }) => state === 'current');
  return [present(current, snapshot), ...future(snapshot, current.length)];
}

function present(current: readonly Entry[], { organisation, past }: Snapshot): string {
  const { name } = organisation;
  const count = new Set(current.map(({ facts }) => facts.legalName ?? facts.name)).size;
  if (count === 0)
    return sentence(
      `No company ${past ? 'processed' : 'processes'} personal data for ${name}, as far as this register says`,
    );
  const companies = count === 1 ? 'One company' : `${capital(numberInWords(count))} companies`;
  const verb = past ? 'processed' : count === 1 ? 'processes' : 'process';
  const places = placesInWords(current);
  return sentence(
    `${companies} ${verb} personal data for ${name}${places === '' ? '' : `, ${places}`}`,
  );
}

/** Countries by how many process there, then how many work on a worldwide network. */
function placesInWords(current: readonly Entry[]): string {
  const counts = new Map<string, number>();
  for (const { facts } of current) {
    const named = (facts.locations ?? []).filter(
      ({ country, region }) => country !== undefined || region === 'EU' || region === 'EEA',
    );
    for (const name of new Set(named.map(placeName))) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const names = [...counts]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([name]) => withArticle(name));
  const worldwide = current.filter(({ facts }) =>
    facts.locations?.some(({ region }) => region === 'worldwide'),
  ).length;
  const them =
    worldwide === current.length
      ? 'on a worldwide network'
      : `${numberInWords(worldwide)} of them on a worldwide network`;
  return [names.length === 0 ? '' : `in ${listInWords(names, 4)}`, worldwide === 0 ? '' : them]
    .filter(Boolean)
    .join(', ');
}

function future({ entries, pending }: Snapshot, currentCount: number): Line {
  const coming = new Set(entries.flatMap(({ state, slug }) => (state === 'announced' ? slug : [])));
  const adding = pending.find(({ items }) => items.some(({ slug }) => coming.has(slug)));
  const [next] = pending;
  if (next === undefined) return [];
  if (adding === undefined)
    return [' A change is announced for ', { day: next.effectiveOn }, ...until(next), '.'];
  const more = `${capital(numberInWords(coming.size))}${currentCount === 0 ? '' : ' more'}`;
  const one = currentCount === 0 ? 'One' : 'Another';
  const who =
    coming.size === 1 ? `${one} is announced for ` : `${more} are announced, the first for `;
  return [` ${who}`, { day: adding.effectiveOn }, ...until(adding), '.'];
}

function until(change: Change): Line {
  const window = windowOf(change);
  return window?.isOpen ? [', with objections until ', { day: window.objectionEndsOn }] : [];
}

const small = 'no one two three four five six seven eight nine ten eleven twelve'.split(' ');

function numberInWords(count: number): string {
  return small[count] ?? String(count);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function sentence(text: string): string {
  return text.endsWith('.') ? text : `${text}.`;
}

const withThe =
  /^(United |Netherlands|Philippines|European |Bahamas|Maldives|Seychelles|Czech Republic|Dominican Republic)/;

function withArticle(place: string): string {
  return withThe.test(place) ? `the ${place}` : place;
}
