import { describe, expect, it } from 'vitest';
import { isMailProvider } from '../../src/access/mail-providers.ts';
import { type AccessSettings, requestStates, usualSettings } from '../../src/access/model.ts';
import { type Act, approveItems, decide, declineItems } from '../../src/access/model/deciding.ts';
import { isHasty } from '../../src/access/model/haste.ts';
import { judge, type Known, treatmentOf } from '../../src/access/model/rules.ts';
import { acceptanceFor, type NamedAcceptance } from '../../src/access/model/signing.ts';
import { remindAt } from '../../src/access/model/waiting.ts';
import { asId } from '../../src/core/ids.ts';

const item = (name: string, state: 'asked' | 'approved' | 'granted' | 'declined') => ({
  documentId: asId('doc', name),
  state,
});

const outcome = (state: 'asked' | 'approved' | 'declined', mustSign = false) => ({
  items: [item('doc_1', state)],
  mustSign,
});

const acts: readonly (readonly [string, Act])[] = [
  ['verify', { kind: 'verify', ...outcome('asked') }],
  ['decide', { kind: 'decide', ...outcome('approved') }],
  ['ask', { kind: 'ask' }],
  ['answer', { kind: 'answer' }],
  ['decline', { kind: 'decline' }],
  ['sign', { kind: 'sign', ...outcome('approved') }],
  ['withdraw', { kind: 'withdraw' }],
  ['expire', { kind: 'expire' }],
  ['renew', { kind: 'renew' }],
];

describe('what can happen to a request', () => {
  it('is decided by where it stands, for each act in each state', () => {
    const table = requestStates.map((state) => [
      state,
      ...acts.map(([, act]) => {
        try {
          return decide({ state }, act);
        } catch {
          return '-';
        }
      }),
    ]);
    const wide = [['', ...acts.map(([name]) => name)], ...table]
      .map((row) =>
        row
          .map((cell) => cell.padEnd(10))
          .join('')
          .trimEnd(),
      )
      .join('\n');
    expect(`\n${wide}\n`).toBe(`
          verify    decide    ask       answer    decline   sign      withdraw  expire    renew
verifying waiting   -         -         -         declined  -         withdrawn expired   -
waiting   -         ready     question  -         declined  -         withdrawn -         -
question  -         ready     -         waiting   declined  -         withdrawn expired   -
signing   -         -         -         -         declined  ready     withdrawn expired   -
ready     -         -         -         -         -         -         -         expired   signing
declined  -         -         -         -         -         -         -         -         -
expired   -         -         -         -         -         -         -         -         signing
withdrawn -         -         -         -         -         -         -         -         -
`);
  });

  it('gives nothing before all is decided and signed', () => {
    const [one, two] = ['doc_1', 'doc_2'];
    const after = (states: readonly ('asked' | 'approved' | 'declined')[], mustSign: boolean) =>
      decide(
        { state: 'verifying' },
        {
          kind: 'verify',
          items: states.map((state, place) => item([one, two][place] ?? '', state)),
          mustSign,
        },
      );
    expect(after(['approved', 'asked'], true)).toBe('waiting');
    expect(after(['declined', 'asked'], false)).toBe('waiting');
    expect(after(['approved', 'declined'], false)).toBe('ready');
    expect(after(['approved', 'declined'], true)).toBe('signing');
    expect(after(['declined', 'declined'], false)).toBe('declined');
  });

  it('leaves what was given and decided as it is, when a person approves or declines', () => {
    const items = [
      item('doc_1', 'asked'),
      item('doc_2', 'asked'),
      item('doc_3', 'approved'),
      item('doc_4', 'granted'),
    ];
    const states = (all: readonly { readonly state: string }[]) => all.map(({ state }) => state);
    expect(states(approveItems(items, 'all'))).toEqual([
      'approved',
      'approved',
      'approved',
      'granted',
    ]);
    expect(states(approveItems(items, new Set(['doc_2'])))).toEqual([
      'declined',
      'approved',
      'approved',
      'granted',
    ]);
    expect(states(declineItems(items))).toEqual(['declined', 'declined', 'declined', 'granted']);
  });
});

/** What the rules mean, written a second time: as a list of questions. */
function expected(known: Known, settings: AccessSettings): string {
  const { domain, customer, hasNdaOnFile, isNamedByStaff, isProvider } = known;
  const isCustomer = customer === 'contact' || (customer === 'domain' && !isProvider);
  const isAllowed = domain === 'allowed' && !isProvider;
  if (domain === 'blocked') return 'declined blocked-domain';
  if (isCustomer && isNamedByStaff && settings.customers === 'automatic')
    return 'approved existing-customer';
  if (isAllowed && settings.allowedDomains === 'automatic') return 'approved allowed-domain';
  if (hasNdaOnFile && settings.ndaOnFile === 'automatic') return 'approved nda-on-file';
  if (isProvider) return 'person personal-mail-provider';
  if (isCustomer) return 'person existing-customer';
  if (isAllowed) return 'person allowed-domain';
  return hasNdaOnFile ? 'person nda-on-file' : 'person no-rule';
}

describe('the rules', () => {
  it('apply in their order, for every combination of what is known and what is set', () => {
    const either = ['automatic', 'person'] as const;
    const cases = (['allowed', 'blocked', undefined] as const).flatMap((domain) =>
      (['contact', 'domain', undefined] as const).flatMap((customer) =>
        [true, false].flatMap((hasNdaOnFile) =>
          [true, false].flatMap((isProvider) =>
            [true, false].map((isNamedByStaff) => ({
              domain,
              customer,
              hasNdaOnFile,
              isNamedByStaff,
              isProvider,
            })),
          ),
        ),
      ),
    );
    const switches = either.flatMap((customers) =>
      either.flatMap((allowedDomains) =>
        either.map((ndaOnFile) => ({ ...usualSettings, customers, allowedDomains, ndaOnFile })),
      ),
    );
    let tried = 0;
    for (const known of cases)
      for (const settings of switches) {
        const { decision, reason } = judge(known, settings);
        const about = JSON.stringify({ known, settings });
        expect(`${decision} ${reason}`, about).toBe(expected(known, settings));
        // Nobody is everybody's colleague at a provider.
        if (known.isProvider && decision === 'approved')
          expect(known.customer === 'contact' || known.hasNdaOnFile, about).toBe(true);
        tried += 1;
      }
    expect(tried).toBe(576);
  });

  it('block all that is below a domain, and allow nothing but the one that is named', () => {
    const said = new Map([
      ['bad.example', 'blocked'],
      ['good.example', 'allowed'],
      ['ours.bad.example', 'allowed'],
    ] as const);
    expect(treatmentOf('bad.example', said)).toBe('blocked');
    expect(treatmentOf('a.b.bad.example', said)).toBe('blocked');
    expect(treatmentOf('ours.bad.example', said)).toBe('blocked');
    expect(treatmentOf('notbad.example', said)).toBeUndefined();
    expect(treatmentOf('good.example', said)).toBe('allowed');
    expect(treatmentOf('guest.good.example', said)).toBeUndefined();
  });

  it.each(['gmail.com', 'web.de', 'proton.me', 'mailinator.com', 'x.mailinator.com', 'POSTEO.de'])(
    'know %s as a place where anybody gets an address',
    (domain) => expect(isMailProvider(domain)).toBe(true),
  );

  it.each(['customer.example', 'siemens.com', 'gmail.com.example', 'de'])(
    'know %s as none',
    (domain) => expect(isMailProvider(domain)).toBe(false),
  );
});

describe('an acceptance', () => {
  const now = new Date('2026-11-22T09:00:00Z');
  const nda = { id: asId('nda', 'nda_2'), name: 'standard', scope: 'person' } as const;
  const who = { addressHash: 'robin', domain: 'customer.example', isProvider: false };
  const made = (parts: Partial<NamedAcceptance>): NamedAcceptance => ({
    id: asId('acc', 'acc_1'),
    ndaId: nda.id,
    ndaName: 'standard',
    addressHash: 'robin',
    domain: 'customer.example',
    acceptedAt: now,
    documentIds: [],
    source: 'form',
    ...parts,
  });
  const counts = (parts: Partial<NamedAcceptance>, of: object = {}, by: object = {}) =>
    acceptanceFor({ ...nda, ...of }, { ...who, ...by }, [made(parts)], now) !== undefined;

  it('counts for whoever made it, and for the version that was shown', () => {
    expect(counts({})).toBe(true);
    expect(counts({ addressHash: 'kim' })).toBe(false);
    expect(counts({ ndaId: asId('nda', 'nda_1') })).toBe(false);
    expect(counts({ endedAt: now })).toBe(false);
    expect(counts({ endedAt: new Date(now.getTime() + 1) })).toBe(true);
  });

  it('counts for a colleague where the text says so, and for nobody at a mail provider', () => {
    expect(counts({ addressHash: 'kim' }, { scope: 'domain' })).toBe(true);
    expect(counts({ addressHash: 'kim', domain: 'other.example' }, { scope: 'domain' })).toBe(
      false,
    );
    expect(counts({ addressHash: 'kim' }, { scope: 'domain' }, { isProvider: true })).toBe(false);
  });

  it('that is on file counts for every version of its text, for a person or for a company', () => {
    const onFile = { source: 'on-file', ndaId: asId('nda', 'nda_1') } as const;
    expect(counts(onFile)).toBe(true);
    expect(counts({ ...onFile, addressHash: 'kim' })).toBe(false);
    expect(counts({ ...onFile, addressHash: '' })).toBe(true);
    expect(counts({ ...onFile, addressHash: '', domain: 'other.example' })).toBe(false);
    expect(counts({ ...onFile, ndaName: 'audit-reports' })).toBe(false);
  });
});

describe('two working days', () => {
  it.each([
    ['2026-11-23T09:00:00Z', 'Europe/Berlin', '2026-11-25T23:00:00.000Z', 'Monday, so Thursday'],
    ['2026-11-26T09:00:00Z', 'Europe/Berlin', '2026-11-30T23:00:00.000Z', 'Thursday, so Tuesday'],
    ['2026-11-28T09:00:00Z', 'Europe/Berlin', '2026-12-01T23:00:00.000Z', 'Saturday'],
    [
      '2026-11-23T02:00:00Z',
      'America/New_York',
      '2026-11-25T05:00:00.000Z',
      'Sunday evening there',
    ],
  ])('after %s in %s end at %s: %s', (at, zone, until) => {
    expect(remindAt(new Date(at), zone).toISOString()).toBe(until);
  });
});

describe('a form', () => {
  it('that comes back faster than people write is noticed, and one that does not say when', () => {
    const now = new Date('2026-11-22T09:00:00Z');
    const ago = (seconds: number) => String(now.getTime() / 1000 - seconds);
    expect(isHasty(ago(1), now)).toBe(true);
    expect(isHasty(ago(30), now)).toBe(false);
    expect(isHasty(ago(-3_600), now)).toBe(true);
    expect(isHasty('', now)).toBe(true);
    expect(isHasty('1e9', now)).toBe(true);
  });
});
