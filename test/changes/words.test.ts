import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffLines } from '../../src/changes/diff.ts';
import {
  fieldLines,
  fieldWords,
  listInWords,
  plainLine,
  plainPiece,
} from '../../src/changes/field-text.ts';
import { type Change, type ChangeItem, fieldOrder } from '../../src/changes/model.ts';
import { leadOf } from '../../src/changes/lead.ts';
import { noticeDaysOf, statusOf, stepTitle, titleOf } from '../../src/changes/words.ts';
import { parseDay } from '../../src/core/day.ts';
import { newEventId, newId } from '../../src/core/ids.ts';
import type { Facts } from '../../src/subprocessors/model/facts.ts';
import { anyFacts } from '../support/arbitrary-entries.ts';
import { storySnapshot } from '../support/snapshot.ts';

const ids = {
  uuid: () => '00000000-0000-4000-8000-000000000001',
  bytes: (length: number) => new Uint8Array(length),
};
const effectiveOn = parseDay('2027-01-04') ?? expect.unreachable();
const ended = parseDay('2026-06-30') ?? expect.unreachable();

describe('a title', () => {
  it('says who, what and, while it is to come, when', () => {
    expect(announced(added('Mistral AI'))).toBe('Mistral AI will be added on 4 January 2027');
    expect(done(added('Mistral AI'))).toBe('Mistral AI was added');
    expect(done(removed('Zendesk'))).toBe('Zendesk was removed');
    expect(announced(removed('Zendesk'))).toBe('Zendesk will be removed on 4 January 2027');
  });

  it('says which entry replaced which, whatever the order of the items', () => {
    const [fresh, old] = replaced('Postmark', 'Twilio SendGrid');
    expect(done(fresh, old)).toBe('Postmark replaced Twilio SendGrid');
    expect(done(old, fresh)).toBe('Postmark replaced Twilio SendGrid');
    expect(announced(fresh, old)).toBe('Postmark will replace Twilio SendGrid on 4 January 2027');
  });

  it('names the fields of a single amendment', () => {
    const change = amended('Intercom', { description: 'Chat', locations: [{ country: 'IE' }] });
    expect(done(change)).toBe('Intercom amended: purpose, locations');
    expect(announced(change)).toBe(
      'Intercom will be amended on 4 January 2027: purpose, locations',
    );
    expect(done({ ...amended('Stripe', { lei: 'X' }), class: 'correction' })).toBe(
      'Stripe corrected: LEI',
    );
  });

  it('makes one sentence of several items, and counts the many', () => {
    expect(announced(added('Mistral AI'), amended('Intercom', { description: 'Chat' }))).toBe(
      'Mistral AI will be added and Intercom amended on 4 January 2027',
    );
    const many = ['A', 'B', 'C', 'D', 'E', 'F'].map(added);
    expect(done(...many)).toBe('A, B, C and 3 more were added');
    expect(done(...many.slice(0, 4))).toBe('A, B, C and D were added');
    expect(done(added('A'), removed('B'), amended('C', { description: 'x' }))).toBe(
      'A was added, B removed and C amended',
    );
  });

  it('keeps in a feed what was true at its step', () => {
    const [item] = [added('Mistral AI')];
    const change = changeOf([item], 'announced', 'in-effect');
    const [first, second] = change.steps;
    if (first === undefined || second === undefined) expect.unreachable();
    expect(stepTitle({ change, step: first })).toBe(
      'Announced: Mistral AI will be added on 4 January 2027',
    );
    expect(stepTitle({ change, step: second })).toBe('In effect: Mistral AI was added');
  });
});

describe('around the title', () => {
  it('a status is a word and a shape of its own', () => {
    const correction = { class: 'correction' as const };
    const all = [
      changeOf([added('A')], 'announced'),
      changeOf([added('A')], 'in-effect'),
      { ...changeOf([added('A')], 'in-effect'), ...correction },
    ].map((change) => statusOf(change));
    expect(all.map(({ shape }) => shape)).toEqual(['announced', 'current', 'corrected']);
    expect(all.map(({ word }) => word)).toEqual(['Announced', 'In effect', 'Correction']);
  });

  it('the lead says when, who, what for, where and for whom', () => {
    const { organisation, services, recent } = storySnapshot();
    const [mistral] = recent;
    expect(mistral && leadOf(mistral, organisation, services)).toBe(
      'Announced on 16 November 2026, to take effect on 4 January 2027. From that day Mistral AI may process personal data. ' +
        'Purpose: Suggested support replies. Place: France. It concerns customers of Qluster service and Website.',
    );
  });

  it('"from that day" is the day of the processing, also where a history was imported later', () => {
    const { organisation, services } = storySnapshot();
    const change = {
      ...changeOf([added('A')], 'in-effect'),
      claimedAt: new Date('2019-03-01T12:00:00Z'),
      effectiveOn: parseDay('2019-03-01') ?? expect.unreachable(),
    };
    expect(leadOf(change, organisation, services)).toMatch(
      /published on 1 March 2019 according to an imported history\. From that day A may process/,
    );
  });

  it('notice is counted in days of the calendar in the time zone of the organisation', () => {
    const change = changeOf([added('A')], 'announced');
    expect(noticeDaysOf(change, 'America/New_York')).toBe(43);
    expect(noticeDaysOf(change, 'Asia/Tokyo')).toBe(42);
    expect(noticeDaysOf(changeOf([added('A')], 'in-effect'), 'UTC')).toBeUndefined();
  });

  it('a list is read as one', () => {
    expect(listInWords([])).toBe('');
    expect(listInWords(['A'])).toBe('A');
    expect(listInWords(['A', 'B'])).toBe('A and B');
    expect(listInWords(['A', 'B', 'C', 'D', 'E'], 3)).toBe('A, B, C and 2 more');
  });
});

describe('a field as lines', () => {
  it('has words for every field, no two alike', () => {
    expect(Object.keys(fieldWords).sort()).toEqual([...fieldOrder].sort());
    const labels = Object.values(fieldWords).map(({ label }) => label);
    expect(new Set(labels).size).toBe(labels.length);
  });

  it('says something of every stated field, and nothing of one that is not', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        for (const field of [
          'description',
          'kind',
          'specialCategories',
          'ai',
          'dataCategories',
        ] as const) {
          expect(fieldLines(field, facts).length > 0).toBe(facts[field] !== undefined);
        }
      }),
    );
  });

  it('names country, activity, mechanism, day and service in words', () => {
    const facts: Facts = {
      ...plain('A'),
      locations: [
        { country: 'FR', label: 'Paris', activity: 'remote-access' },
        { region: 'worldwide', condition: 'edge only' },
      ],
      transfers: [{ mechanism: 'scc-2021-914', sccModule: 3, from: effectiveOn }],
      scope: { services: ['qluster-service', 'gone'] },
    };
    const lines = (field: keyof Facts) =>
      fieldLines(field, facts, [{ slug: 'qluster-service', name: 'Qluster service' }]).map(
        plainLine,
      );
    expect(lines('locations')).toEqual(['France (Paris), remote access', 'Worldwide, edge only']);
    expect(lines('transfers')).toEqual([
      'Standard contractual clauses (EU) 2021/914, module 3, from 4 January 2027',
    ]);
    expect(lines('scope')).toEqual(['Services: Qluster service, gone']);
  });
});

describe('a comparison word by word', () => {
  it('marks an insertion into a short text as nothing more', () => {
    expect(marked('Support inbox', 'Support inbox; passes text to a model')).toBe(
      'Support inbox{+; passes text to a model+}',
    );
    expect(marked('D02 FX40 Dublin', 'D02 FX04 Dublin')).toBe('D02 [-FX40-]{+FX04+} Dublin');
  });

  it('joins neighbouring words and shows unlike texts whole', () => {
    expect(marked('a b c d e f', 'a b x y e f')).toBe('a b [-c d-]{+x y+} e f');
    expect(marked('one two three', 'four five six')).toBe('[-one two three-]{+four five six+}');
    expect(marked('', 'new')).toBe('{+new+}');
    expect(marked('old', '')).toBe('[-old-]');
  });

  it('gives back both texts unharmed, for any text', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.lorem(), fc.stringMatching(/^[ab ]*$/));
    fc.assert(
      fc.property(text, text, (before, after) => {
        expect(side(before, after, 'before')).toBe(before.toWellFormed());
        expect(side(before, after, 'after')).toBe(after.toWellFormed());
      }),
      { numRuns: 500 },
    );
  });

  it('does not stall on the longest texts', () => {
    const long = (word: string) =>
      Array.from({ length: 20_000 }, (_, at) => `${word}${at}`).join(' ');
    expect(diffLines([[long('a')]], [[long('b')]]).map(({ of }) => of)).toEqual([
      'before',
      'after',
    ]);
  });
});

function plain(name: string): Facts {
  return { name, kind: 'third-party', description: 'Mail' };
}

function itemOf(name: string, kind: ChangeItem['kind'], after: Facts, before?: Facts): ChangeItem {
  const slug = name.toLowerCase();
  const item = {
    subprocessorId: newId(ids, 'sub'),
    slug,
    kind,
    class: 'substantive',
    aspects: [],
  } as const;
  return before === undefined ? { ...item, after } : { ...item, after, before };
}

function added(name: string): ChangeItem {
  return itemOf(name, 'added', plain(name));
}

function removed(name: string): ChangeItem {
  return itemOf(name, 'removed', { ...plain(name), effectiveUntil: ended }, plain(name));
}

function amended(name: string, changed: Partial<Facts>): ChangeItem {
  return itemOf(name, 'amended', { ...plain(name), ...changed }, plain(name));
}

function replaced(fresh: string, old: string): readonly [ChangeItem, ChangeItem] {
  const gone = { ...removed(old), kind: 'replaced' as const };
  const come = { ...added(fresh), kind: 'replaced' as const };
  return [
    { ...come, counterpart: gone.slug },
    { ...gone, counterpart: come.slug },
  ];
}

function changeOf(
  items: readonly ChangeItem[],
  ...names: readonly ('announced' | 'in-effect')[]
): Change {
  const steps = names.map((name, index) => ({
    name,
    // The 22nd in New York, the 23rd in Tokyo.
    at: new Date('2026-11-22T20:00:00Z'),
    eventId: newEventId({ ...ids, uuid: () => `00000000-0000-4000-8000-00000000000${index}` }),
    listVersion: index + 1,
  }));
  return { id: 1, class: 'substantive', reason: 'Because.', effectiveOn, items, steps };
}

function announced(...items: readonly ChangeItem[]): string {
  return titleOf(changeOf(items, 'announced'));
}

function done(...items: readonly ChangeItem[]): string {
  return titleOf(changeOf(items, 'in-effect'));
}

function runsOf(before: string, after: string) {
  return diffLines(before === '' ? [] : [[before]], after === '' ? [] : [[after]]);
}

function marked(before: string, after: string): string {
  const marks = { both: ['', ''], before: ['[-', '-]'], after: ['{+', '+}'] } as const;
  return runsOf(before, after)
    .map(({ of, pieces }) => `${marks[of][0]}${pieces.map(plainPiece).join('')}${marks[of][1]}`)
    .join('');
}

function side(before: string, after: string, of: 'before' | 'after'): string {
  const kept = runsOf(before, after).filter((run) => run.of === 'both' || run.of === of);
  return kept
    .flatMap(({ pieces }) => pieces.map(plainPiece))
    .join('')
    .toWellFormed();
}
