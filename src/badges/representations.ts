import type { Attestation, Statement } from '../controls/model.ts';
import { dayOf } from '../core/day.ts';
import { Refusal } from '../core/errors.ts';
import { type Language, languages } from '../core/language.ts';
import { dayInTable } from '../http/dates.tsx';
import { siteLanguage } from '../organisation/model.ts';
import type { Params, Snapshot } from '../publication/model.ts';
import type { Published } from '../publication/representation.ts';
import { type Badge, badgeSvg, type colours } from './badge.tsx';
import { badgeWords } from './words.ts';

/** A fact of now as a picture for other sites; revalidated like every page, so it never says what was. */
export const badge: Published = {
  kind: 'published',
  path: '/badges/:badge{[A-Za-z0-9._-]+\\.svg}',
  mediaType: 'image/svg+xml; charset=utf-8',
  params: {
    badge: (value, snapshot) => namesIn(snapshot).includes(nameIn(value)),
    language: (value) => languages.some((language) => language === value),
  },
  render: ({ snapshot, params }) => {
    const found = findBadge(nameIn(params['badge'] ?? ''), snapshot, languageIn(params, snapshot));
    if (found === undefined)
      throw new Refusal(
        'not_found',
        `There is no badge of this name. There are: ${namesIn(snapshot).join(', ')}, each with .svg.`,
      );
    return { body: badgeSvg(found) };
  },
};

function nameIn(path: string): string {
  return path.replace(/\.svg$/, '');
}

function languageIn({ language }: Params, { organisation }: Snapshot): Language {
  return languages.find((each) => each === language) ?? siteLanguage(organisation);
}

function namesIn({ controls }: Snapshot): readonly string[] {
  return ['last-changed', 'subprocessors', ...controls.attestations.map(({ key }) => key)];
}

function findBadge(name: string, snapshot: Snapshot, language: Language): Badge | undefined {
  if (name === 'last-changed') return lastChanged(snapshot, language);
  if (name === 'subprocessors') return subprocessors(snapshot, language);
  const stated = snapshot.controls.attestations.find(({ key }) => key === name);
  return stated && attested(stated, language);
}

function lastChanged({ listPublishedAt, organisation }: Snapshot, language: Language): Badge {
  const { lastChanged: label, nothingYet } = badgeWords[language];
  const value =
    listPublishedAt === undefined
      ? nothingYet
      : dayInTable(dayOf(listPublishedAt, organisation.timeZone), language);
  return { label, value, colour: 'plain' };
}

/** Those that process now: what is announced is none of them yet, what has ended none any more. */
function subprocessors({ entries }: Snapshot, language: Language): Badge {
  const count = entries.filter(({ state }) => state === 'current').length;
  return {
    label: badgeWords[language].subprocessors(count),
    value: String(count),
    colour: 'plain',
  };
}

/** With its last day, where there is one: a badge knows no clock, whoever reads it does. */
function attested({ facts }: Statement<'attestation'>, language: Language): Badge {
  const { name, form, status, validUntil } = facts;
  const words = badgeWords[language];
  const colour = statusColours[status];
  if (status !== 'held') return { label: name, value: words.status[status], colour };
  const held = words.held[form];
  const value =
    validUntil === undefined ? held : words.heldUntil(held, dayInTable(validUntil, language));
  return { label: name, value, colour };
}

const statusColours: Readonly<Record<Attestation['status'], keyof typeof colours>> = {
  held: 'good',
  planned: 'open',
  'in-progress': 'open',
  lapsed: 'over',
};
