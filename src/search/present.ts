import { anchorOf } from '../controls/present.ts';
import { policyPath } from '../policies/present.ts';
import type { Place } from '../publication/model.ts';
import { type Hit, type Kind, mostHits, type Results } from './model.ts';

/** Where the page of a hit is, below the base path. */
export function pathOf({ kind, key }: Pick<Hit, 'kind' | 'key'>): string {
  return paths[kind](key);
}

const onControls = (kind: Kind) => (key: string) => `/controls#${anchorOf({ kind, key })}`;

const paths: Readonly<Record<Kind, (key: string) => string>> = {
  subprocessor: (key) => `/subprocessors/${key}`,
  change: (key) => `/changes/${key}`,
  control: onControls('control'),
  attestation: onControls('attestation'),
  question: onControls('question'),
  law: onControls('law'),
  document: (key) => `/documents/${key}`,
  policy: policyPath,
  update: (key) => `/updates/${key}`,
};

/** What a program reads of an answer. */
export function presentResults(query: string, { hits, counts }: Results, { origin, base }: Place) {
  return {
    query,
    counts: Object.fromEntries(counts),
    items: hits.map((hit) => ({
      kind: hit.kind,
      title: hit.title.join(''),
      url: `${origin}${base}${pathOf(hit)}`,
      excerpt: hit.excerpt.join(''),
    })),
    mostItems: mostHits,
  };
}
