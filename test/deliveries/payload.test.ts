import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { webhookName } from '../../openapi/webhooks.ts';
import { fittingBody, maxPayloadBytes } from '../../src/deliveries/fitting.ts';
import { payloadOf, webhookTypes } from '../../src/deliveries/payload.ts';
import { stepNames } from '../../src/changes/model.ts';
import { webhookSchemas } from '../../src/site/webhook-schemas.ts';
import { day } from '../support/factories.ts';
import { renderInput } from '../support/snapshot.ts';
import { faultsBy } from '../support/strict-client.ts';
import {
  allTold,
  changeTold,
  createdAt,
  event,
  item,
  noticeTold,
  postTold,
  sender,
  someHappening,
} from './telling.ts';

const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false });
formats.default(ajv);
const published = new Map(
  await Promise.all(
    webhookSchemas.map(async ({ type, row }) => {
      const { body } = await row.render(renderInput());
      return [type as string, ajv.compile(JSON.parse(String(body)))] as const;
    }),
  ),
);

/** What is wrong with a body by the published schema, and by the description with objects closed. */
function faultsIn(body: string): readonly unknown[] {
  const payload = JSON.parse(body);
  const validate = published.get(payload.type);
  if (validate === undefined) return [`no schema of ${payload.type}`];
  const shape = { $ref: `#/components/schemas/${webhookName(payload.type)}` };
  return [...(validate(payload) ? [] : (validate.errors ?? [])), ...faultsBy(shape, payload)];
}

function bodyOf(told: (typeof allTold)[number]): string {
  return fittingBody(payloadOf(told, sender, createdAt));
}

describe('a webhook', () => {
  it('is of its published shape, whatever it tells', () => {
    expect(new Set(allTold.map((told) => payloadOf(told, sender, createdAt).type))).toEqual(
      new Set(webhookTypes),
    );
    expect(allTold.map((told) => faultsIn(bodyOf(told)))).toEqual(allTold.map(() => []));
  });

  it('of another shape would be noticed', () => {
    const body = JSON.parse(bodyOf(event(changeTold())));
    expect(faultsIn(JSON.stringify({ ...body, extra: 1 }))).not.toEqual([]);
    expect(faultsIn(JSON.stringify({ ...body, timestamp: 'yesterday' }))).not.toEqual([]);
    expect(faultsIn(JSON.stringify({ ...body, data: {} }))).not.toEqual([]);
  });

  it('tells of a change what differs, field by field, and where the whole stands', () => {
    const before = { name: 'Postmark', kind: 'third-party', description: 'Sends mail.' } as const;
    const after = { ...before, description: 'Sends and reads mail.' };
    const change = { items: [item({ kind: 'amended', aspects: ['purpose'], before, after })] };
    const { type, timestamp, data } = JSON.parse(bodyOf(event(changeTold('announced', change))));
    expect([type, timestamp]).toEqual([
      'subprocessor.change.announced',
      '2026-11-22T09:00:00.000Z',
    ]);
    expect(data).toEqual({
      change: {
        id: 7,
        url: 'https://trust.qluster.example/trust/changes/7',
        json: 'https://trust.qluster.example/trust/changes/7.json',
        title: 'Postmark will be amended on 24 December 2026: purpose',
        class: 'substantive',
        reason: 'Mails are sent from the European Union.',
        effectiveOn: '2026-12-24',
        state: 'announced',
        services: [],
      },
      step: {
        name: 'announced',
        at: '2026-11-22T09:00:00.000Z',
        eventId: expect.any(String),
        listVersion: 1,
      },
      items: [
        {
          slug: 'postmark',
          url: 'https://trust.qluster.example/trust/subprocessors/postmark',
          name: 'Postmark',
          kind: 'amended',
          class: 'substantive',
          aspects: ['purpose'],
          fields: [
            {
              field: 'description',
              label: 'What for',
              before: 'Sends mail.',
              after: 'Sends and reads mail.',
            },
          ],
        },
      ],
    });
  });

  it('tells every step by its own type, with what only that step says', () => {
    const told = stepNames.map((name) => JSON.parse(bodyOf(event(changeTold(name)))));
    expect(told.map(({ type }) => type)).toEqual([
      'subprocessor.change.announced',
      'subprocessor.change.postponed',
      'subprocessor.change.objection_closing',
      'subprocessor.change.objection_closed',
      'subprocessor.change.effective',
      'subprocessor.change.withdrawn',
      'subprocessor.change.superseded',
    ]);
    const [, postponed, , , , withdrawn, superseded] = told.map(({ data }) => data);
    expect(postponed.step).toMatchObject({
      previousEffectiveOn: '2026-12-10',
      materialChange: 'Backups are kept in Ireland, not in Germany.',
    });
    expect(withdrawn.step).toMatchObject({ reason: 'The contract was not signed.' });
    expect(superseded.change.supersededBy).toEqual({
      id: 8,
      url: 'https://trust.qluster.example/trust/changes/8',
    });
  });

  it('marks an emergency, and says until when and where to object to it', () => {
    const emergency = { ground: 'outage', explanation: 'No answer for a day.' } as const;
    const parts = { emergency, objectionEndsOn: day('2027-01-08') };
    const { data } = JSON.parse(bodyOf(event(changeTold('in-effect', parts))));
    expect(data.change).toMatchObject({
      emergency,
      window: {
        objectionEndsOn: '2027-01-08',
        isOpen: true,
        form: 'https://trust.qluster.example/trust/changes/7/objection',
      },
    });
  });

  it('to a contract contact says the terms of each customer, by name only where there are several', () => {
    const noticesIn = (...notices: Parameters<typeof noticeTold>[0][]) =>
      JSON.parse(bodyOf({ ...event(changeTold()), notices: notices.map(noticeTold) })).data.notices;
    expect(noticesIn({})).toEqual([
      {
        authorisation: 'general',
        noticeDays: 30,
        objectionDays: 14,
        dayCount: 'business',
        timeZone: 'Europe/Zurich',
        emergencyPermitted: true,
        hardHold: false,
        objectUrl: 'https://trust.qluster.example/trust/changes/7/objection',
      },
    ]);
    expect(noticesIn({}, { customerName: 'Mole & Co.' })).toMatchObject([
      { customer: 'Harbour Logistics AG' },
      { customer: 'Mole & Co.' },
    ]);
    expect(JSON.parse(bodyOf(event(changeTold()))).data).not.toHaveProperty('notices');
  });

  it.each([2, 40, 3_000])('for %i customers is under 20 kB all the same', (count) => {
    const names = Array.from(
      { length: count },
      (_, index) => `Customer ${index} ${'ü'.repeat(99)}`,
    );
    const notices = names.map((customerName) => noticeTold({ customerName }));
    const body = bodyOf({ ...event(changeTold()), notices });
    expect(Buffer.byteLength(body)).toBeLessThan(maxPayloadBytes);
    expect(faultsIn(body)).toEqual([]);
    const { data } = JSON.parse(body);
    expect(data.truncated).toBe(data.notices.length === count ? undefined : true);
    expect(data.notices.length).toBeGreaterThanOrEqual(Math.min(count, 10));
  });

  it('of an update has its Markdown; of a withdrawn one no word of it', () => {
    const text = 'The body of the post.';
    const told = JSON.parse(bodyOf(event(postTold({ post: { body: text, position: 2 } }))));
    expect(told.data.post).toMatchObject({
      url: 'https://trust.qluster.example/trust/updates/3#post-2',
      markdown: text,
    });
    const withdrawn = bodyOf(event(postTold({ post: { body: text } }, true)));
    expect(withdrawn).not.toContain(text);
    expect(JSON.parse(withdrawn)).toMatchObject({
      type: 'update.withdrawn',
      timestamp: '2026-11-22T11:00:00.000Z',
      data: { withdrawn: { reason: 'Posted to the wrong place.' } },
    });
  });

  it('stands at the root where the trust centre does', () => {
    const root = 'https://trust.qluster.example';
    const { data } = payloadOf(event(changeTold()), { ...sender, root }, createdAt);
    expect(data).toMatchObject({ change: { url: 'https://trust.qluster.example/changes/7' } });
  });

  it.each(['confirmation', 'known', 'succession', 'welcome', 'disabled', 'digest'])(
    'is never told what is for people: %s',
    (kind) => {
      // @ts-expect-error the members do not matter: it is refused by its kind.
      expect(() => payloadOf({ kind }, sender, createdAt)).toThrow(TypeError);
    },
  );

  it('is under 20 kB and of its shape however much happened, and says so when it was cut', () => {
    let cuts = 0;
    fc.assert(
      fc.property(someHappening, (happening) => {
        const payload = payloadOf(event(happening), sender, createdAt);
        const whole = JSON.stringify(payload);
        const body = fittingBody(payload);
        expect(Buffer.byteLength(body)).toBeLessThan(maxPayloadBytes);
        expect(body.isWellFormed()).toBe(true);
        expect(faultsIn(body)).toEqual([]);
        const isCut = Buffer.byteLength(whole) >= maxPayloadBytes;
        expect(JSON.parse(body).data.truncated).toBe(isCut ? true : undefined);
        if (isCut) cuts += 1;
        else expect(body).toBe(whole);
        expect(fittingBody(payloadOf(event(happening), sender, createdAt))).toBe(body);
      }),
      { numRuns: 60 },
    );
    expect(cuts).toBeGreaterThan(5);
  });

  it('that is cut keeps what matters: every head, every link whole', () => {
    const items = Array.from({ length: 500 }, (_, index) =>
      item({ slug: `vendor-${index}`, after: { ...item().after, description: 'ü'.repeat(900) } }),
    );
    const { data } = JSON.parse(bodyOf(event(changeTold('announced', { items }))));
    expect(data).toMatchObject({ truncated: true, change: { id: 7, effectiveOn: '2026-12-24' } });
    expect(data.items.length).toBeGreaterThan(5);
    for (const each of data.items) expect(each.url).toMatch(/\/subprocessors\/vendor-\d+$/);
  });
});
