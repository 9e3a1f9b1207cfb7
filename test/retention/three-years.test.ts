import { expect, it } from 'vitest';
import type { Ctx, Staff } from '../../src/context.ts';
import { systemCtx } from '../../src/context.ts';
import { Refusal } from '../../src/core/errors.ts';
import { asId } from '../../src/core/ids.ts';
import { commit } from '../../src/db/commit.ts';
import { recordOf } from '../../src/inquiries/service/telling.ts';
import { openInquiry } from '../../src/inquiries/service/submitting.ts';
import { insertMessage } from '../../src/inquiries/store/writing.ts';
import { liftHold, placeHold } from '../../src/retention/service/holds.ts';
import { keepRules } from '../../src/retention/service/purging.ts';
import { lawIds, type LawId } from '../../src/rights/model.ts';
import { laws } from '../../src/rights/model/laws.ts';
import { getRequest } from '../../src/rights/service/changing.ts';
import * as deciding from '../../src/rights/service/deciding.ts';
import { recordRequest } from '../../src/rights/service/recording.ts';
import { addCustomer, addProfile, contact, mailbox } from '../customers/people.ts';
import { query } from '../deliveries/recipients.ts';
import { countByHand, type Fact, oracle, walked } from '../rights/oracle.ts';
import { startApp, type World } from '../support/app.ts';
import { must, pick } from '../support/client.ts';
import { day } from '../support/factories.ts';
import { randomFrom, rounds } from '../support/random.ts';
import { isThorough } from '../support/thorough.ts';
import { faultsOf, verifyWorld } from '../verification/verifying.ts';

const firstDay = '2027-02-01';
const days = 1_096;
const wanted = {
  inquiries: isThorough ? 5_000 : 1_500,
  requests: isThorough ? 300 : 150,
  holds: 60,
  customers: 6,
};
/** In months, by what was said at the start; those of privacy requests are shortened, or three years show none. */
const months = { inquiries: 24, 'privacy-requests': 12, 'privacy-requests-california': 24 };

type Kept = keyof typeof months;
/** One record as the count by hand knows it. */
type Life = {
  readonly rule: Kept;
  /** The day from which its period counts; absent while it is open. */
  from?: string;
  /** From which day until before which it is held. */
  readonly held: { readonly from: string; until: string }[];
};

const at = (on: string, hour: number) => new Date(`${on}T${String(hour).padStart(2, '0')}:00:00Z`);

/** The day on which it goes: its period is over and nothing holds it. Simple arithmetic, and no word of src/. */
function goesOn({ rule, from, held }: Life): string | undefined {
  if (from === undefined) return undefined;
  let on = oracle.months(from, months[rule]);
  for (;;) {
    const hold = held.find((each) => each.from <= on && on < each.until);
    if (hold === undefined) return on;
    if (hold.until === 'never') return undefined;
    on = hold.until;
  }
}

it.each(rounds())(
  'three years: every record is gone on its day or kept, each day of a request is the one counted by hand, and the log verifies (seed %i)',
  async (seed) => {
    const random = randomFrom(seed);
    const below = (limit: number) => Math.floor(random() * limit);
    const trust = await startApp({ startAt: at(firstDay, 6).toISOString() });
    must(await restate(trust, 'privacy-requests', 'P12M'));
    const story = new Story(trust, below);
    await story.addCustomers();
    for (let passed = 0; passed < days; passed += 1) {
      const today = oracle.days(firstDay, passed);
      // Before anybody writes, as at midnight.
      trust.at(at(today, 0));
      if (passed > 0) await keepRules(systemCtx(trust.deps, 'retention'));
      trust.at(at(today, 9));
      await story.live(today, passed);
      if (passed % 90 === 0) await story.check(today);
    }
    await story.check(oracle.days(firstDay, days - 1));
    await story.expectPurges();
    expect(story.counted).toMatchObject({ inquiries: wanted.inquiries, requests: wanted.requests });
    const { report } = await verifyWorld(trust);
    expect(faultsOf(report)).toEqual([]);
    console.log(`seed ${seed}: ${JSON.stringify({ ...story.counted, purged: story.purged })}`);
    expect(story.counted.acts).toBeGreaterThan(400);
    for (const each of ['inquiries', 'privacy-requests', 'privacy-requests-california'] as const)
      expect(story.purged[each]).toBeGreaterThan(0);
  },
  200_000,
);

async function restate(trust: World, rule: string, period: string) {
  const owner = trust.as('owner');
  const { body, etag = '' } = must(await owner.get(`/retention-rules/${rule}`));
  const names = ['record', 'from', 'ground', 'basis', 'fate', 'note', 'order'];
  const facts = Object.fromEntries(
    names.flatMap((name) => {
      const value = pick(body, name);
      return value === undefined || value === null ? [] : [[name, value]];
    }),
  );
  return owner.put(`/retention-rules/${rule}`, { ...facts, period }, { 'if-match': etag });
}

/** What happens, and what the count by hand knows of it. */
class Story {
  readonly #trust: World;
  readonly #below: (limit: number) => number;
  readonly #lives = new Map<string, Life>();
  readonly #facts = new Map<
    string,
    { law: LawId; received: string; facts: Fact[]; closes: string }
  >();
  readonly #holds: { id: string; span: Life['held'][number]; lifts: string }[] = [];
  readonly #customers: { readonly address: string; readonly until: string }[] = [];
  readonly counted = { inquiries: 0, requests: 0, messages: 0, acts: 0, refused: 0 };
  readonly purged = { inquiries: 0, 'privacy-requests': 0, 'privacy-requests-california': 0 };

  constructor(trust: World, below: (limit: number) => number) {
    this.#trust = trust;
    this.#below = below;
  }

  get #ctx(): Ctx<Staff> {
    const { deps } = this.#trust;
    return { deps, actor: { kind: 'staff', role: 'owner' }, now: deps.clock() };
  }

  /** Agreements that end at some time, or never. */
  async addCustomers(): Promise<void> {
    await addProfile(this.#trust);
    for (let index = 0; index < wanted.customers; index += 1) {
      const until = index === 0 ? 'never' : oracle.days(firstDay, 500 + this.#below(500));
      const address = mailbox(`dpo${index}`);
      const id = await addCustomer(this.#trust, {
        reference: `CRM-${index}`,
        ...(until !== 'never' && { agreementUntil: until }),
        postTerminationDays: 0,
      });
      const reached = contact(`dpo${index}`, { address });
      must(await this.#trust.as('editor').post(`/customers/${id}/contacts`, reached));
      this.#customers.push({ address, until });
    }
  }

  async live(today: string, passed: number): Promise<void> {
    const dueBy = (all: number) => Math.ceil((all * (passed + 1)) / days);
    await this.#write(today, dueBy(wanted.inquiries) - this.counted.inquiries);
    while (this.counted.requests < dueBy(wanted.requests)) await this.#ask(today);
    await this.#goOn(today);
    await this.#hold(today, dueBy(wanted.holds));
  }

  /** New inquiries, and words on old ones, all in one commit of the day. */
  async #write(today: string, count: number): Promise<void> {
    const older = this.#below(3) === 0 ? this.#draw(today, ['inquiries']) : [];
    if (count + older.length === 0) return;
    await commit(this.#ctx, async (tx, ledger) => {
      const events = [];
      for (let index = 0; index < count; index += 1) {
        this.counted.inquiries += 1;
        const number = this.counted.inquiries;
        const customer =
          this.#below(10) === 0 ? this.#customers[this.#below(wanted.customers)] : undefined;
        const email = customer?.address ?? `robin${number}@person.example`;
        const { id, event } = await openInquiry(this.#trust.deps, tx, ledger, {
          said: {
            topic: 'general',
            person: { name: `Robin ${number}`, email },
            message: 'Where is my data?',
            language: 'en',
          },
          reference: `INQ-${String(number).padStart(4, '0')}`,
          source: 'mail',
          receivedAt: ledger.at,
          stored: [],
          mayWrite: false,
          looksAutomated: false,
        });
        events.push(event);
        const isFor = customer && {
          from: today,
          until: customer.until === 'never' ? 'never' : oracle.days(customer.until, 1),
        };
        this.#lives.set(id, { rule: 'inquiries', from: today, held: isFor ? [isFor] : [] });
      }
      for (const [id, life] of older) {
        const inquiryId = asId('inq', id);
        const message = await insertMessage(tx, {
          inquiryId,
          at: ledger.at,
          author: 'staff',
          text: 'Here.',
        });
        events.push(recordOf(ledger, { id: inquiryId }, 'inquiry.answered', { message }));
        life.from = today;
        this.counted.messages += 1;
      }
      const [first, ...others] = events;
      if (first === undefined) throw new Error('nothing was written');
      return { value: undefined, events: [first, ...others] };
    });
  }

  /** By letter, so that no mails are queued. */
  async #ask(today: string): Promise<void> {
    const number = (this.counted.requests += 1);
    const law = lawIds[number % lawIds.length] ?? 'gdpr';
    const types = laws[law].rights.map(({ type }) => type).filter(() => this.#below(3) > 0);
    const first = laws[law].rights[0]?.type;
    const asked = {
      law,
      types: types.length > 0 || first === undefined ? types : [first],
      who: 'self' as const,
      relation: 'visitor' as const,
      person: { name: `Ash ${number}` },
      language: 'en' as const,
    };
    const recorded = { asked, source: 'letter' as const, receivedOn: day(today) };
    const { id } = await recordRequest(this.#ctx, recorded);
    const on = { id, expected: 'any' as const };
    await deciding.acknowledgeRequest(this.#ctx, on);
    const closes = oracle.days(today, 5 + this.#below(80));
    this.#facts.set(id, { law, received: today, facts: [], closes });
    const rule = law === 'ccpa' ? 'privacy-requests-california' : 'privacy-requests';
    this.#lives.set(id, { rule, held: [] });
  }

  /** Asking back, answers and extensions by chance; on its last day it is checked and closed. */
  async #goOn(today: string): Promise<void> {
    for (const [id, { law, received, facts, closes }] of this.#facts) {
      if (today < closes && (today === received || this.#below(6) > 0)) continue;
      const on = { id: asId('rrq', id), expected: 'any' as const };
      if (today < closes) {
        const kind = walked[this.#below(walked.length)] ?? 'hear';
        if (await this.#did(() => this.#act(on, kind))) facts.push({ on: today, kind });
        continue;
      }
      const request = await getRequest(this.#trust.deps.db, on.id);
      for (const { type, dueOn } of request.items)
        expect({ id, type, dueOn }).toEqual({
          id,
          type,
          dueOn: countByHand(`${law} ${type}`, received, facts),
        });
      const answers = request.items.map(({ type }) => ({
        type,
        outcome: 'denied' as const,
        basis: 'unfounded-or-excessive' as const,
      }));
      await deciding.decideRequest(this.#ctx, on, { answers, explanation: 'No.' });
      this.#facts.delete(id);
      const life = this.#lives.get(id);
      if (life) life.from = today;
    }
  }

  #act(on: Parameters<typeof deciding.askIdentity>[1], kind: (typeof walked)[number]) {
    switch (kind) {
      case 'ask-identity':
        return deciding.askIdentity(this.#ctx, on, 'Who are you?');
      case 'settle-identity':
        return deciding.settleIdentity(this.#ctx, on, {
          isVerified: false,
          matched: [],
          isDeclared: false,
        });
      case 'ask-clarification':
        return deciding.askClarification(this.#ctx, on, 'Which data?');
      case 'hear':
        return deciding.noteAnswer(this.#ctx, on);
      case 'extend':
        return deciding.extendRequest(this.#ctx, on, { until: undefined, reason: 'It is much.' });
    }
  }

  /** Whether it was taken: much of what chance asks for does not follow. */
  async #did(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      this.counted.acts += 1;
      return true;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.counted.refused += 1;
      return false;
    }
  }

  async #hold(today: string, count: number): Promise<void> {
    while (this.#holds.length < count) {
      const [[recordId, life] = []] = this.#draw(today, Object.keys(months));
      if (recordId === undefined || life === undefined) break;
      const lifts = oracle.days(today, 1 + this.#below(900));
      const placed = await placeHold(this.#ctx, {
        kind: 'legal',
        of: { rule: life.rule, recordId },
        reason: 'A dispute.',
        owner: 'Legal',
        reviewOn: day(oracle.days(today, 30)),
      });
      const span = { from: today, until: 'never' };
      life.held.push(span);
      this.#holds.push({ id: placed.id, span, lifts });
    }
    for (const { id, span, lifts } of this.#holds.filter((each) => each.lifts === today)) {
      await liftHold(this.#ctx, asId('hld', id), 'It is settled.', 'any');
      // In the morning, after the run of that day.
      span.until = oracle.days(lifts, 1);
    }
  }

  /** One that is still there, if any is. */
  #draw(today: string, rules: readonly string[]): [string, Life][] {
    const there = [...this.#lives].filter(
      ([, life]) => rules.includes(life.rule) && (goesOn(life) ?? '9') > today,
    );
    const drawn = there[this.#below(there.length)];
    return drawn ? [drawn] : [];
  }

  /** What is there is what is to be there, no more and no less. */
  async check(today: string): Promise<void> {
    for (const [table, rules] of [
      ['inquiries', ['inquiries']],
      ['rights_requests', ['privacy-requests', 'privacy-requests-california']],
    ] as const) {
      const rows = await query(this.#trust, `SELECT id FROM ${table}`);
      const there = rows.map(({ id }) => String(id)).toSorted();
      const due = [...this.#lives].filter(
        ([, life]) => rules.some((rule) => rule === life.rule) && (goesOn(life) ?? '9') > today,
      );
      expect({ today, there }).toEqual({ today, there: due.map(([id]) => id).toSorted() });
    }
  }

  /** Each went in the run of its very day. */
  async expectPurges(): Promise<void> {
    const rows = await query(
      this.#trust,
      `SELECT date(at / 1000, 'unixepoch') AS day, data FROM events WHERE action = 'retention.purged'`,
    );
    const purged = new Map<string, string>();
    for (const { day: on, data } of rows)
      for (const id of Object(JSON.parse(String(data)))['ids']) purged.set(String(id), String(on));
    const last = oracle.days(firstDay, days - 1);
    for (const [id, life] of this.#lives) {
      const on = goesOn(life);
      const expected = on !== undefined && on <= last ? on : undefined;
      expect({ id, on: purged.get(id) }).toEqual({ id, on: expected });
      if (expected !== undefined) this.purged[life.rule] += 1;
    }
  }
}
