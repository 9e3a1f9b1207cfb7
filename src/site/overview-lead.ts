import type { Line } from '../changes/field-text.ts';
import type { Change } from '../changes/model.ts';
import { windowOf } from '../changes/standing.ts';
import type { Language } from '../core/language.ts';
import type { Snapshot } from '../publication/model.ts';
import type { Entry } from '../subprocessors/model/entry.ts';
import { placeName } from '../subprocessors/model/words.ts';
import type { LeadWords } from './words/lead-en.ts';
import { leadWords } from './words/pages.ts';

/** The answer first: how many companies, for whom, where, and what is about to change. */
export function overviewLead(snapshot: Snapshot, language: Language = 'en'): Line {
  const words = leadWords[language];
  if (snapshot.past?.recordsSince !== undefined) return [words.nothingRecorded];
  if (snapshot.entries.length === 0) return [snapshot.past ? words.noneThen : words.empty];
  const current = snapshot.entries.filter(({ state }) => state === 'current');
  const worldwide = current.filter(({ facts }) =>
    facts.locations?.some(({ region }) => region === 'worldwide'),
  ).length;
  const present = words.present({
    companies: new Set(current.map(({ facts }) => facts.legalName ?? facts.name)).size,
    name: snapshot.organisation.name,
    places: placesOf(current, language),
    worldwide: worldwide === current.length ? 'all' : worldwide,
    isPast: snapshot.past !== undefined,
  });
  return [present, ...future(snapshot, current.length, words)];
}

/** Countries and the regions that stand for several, by how many process there. */
function placesOf(current: readonly Entry[], language: Language): readonly string[] {
  const counts = new Map<string, number>();
  for (const { facts } of current) {
    const named = (facts.locations ?? []).filter(
      ({ country, region }) => country !== undefined || region === 'EU' || region === 'EEA',
    );
    for (const name of new Set(named.map((each) => placeName(each, language))))
      counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([name]) => name);
}

function future({ entries, pending }: Snapshot, currentCount: number, words: LeadWords): Line {
  const coming = new Set(entries.flatMap(({ state, slug }) => (state === 'announced' ? slug : [])));
  const adding = pending.find(({ items }) => items.some(({ slug }) => coming.has(slug)));
  const [next] = pending;
  if (next === undefined) return [];
  return adding === undefined
    ? words.change(next.effectiveOn, until(next, words))
    : words.coming(coming.size, currentCount > 0, adding.effectiveOn, until(adding, words));
}

function until(change: Change, words: LeadWords): Line {
  const window = windowOf(change);
  return window?.isOpen ? words.objections(window.objectionEndsOn) : [];
}
