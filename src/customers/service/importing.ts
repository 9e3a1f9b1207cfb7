import type { Deps } from '../../context.ts';
import { pointerTo, Refusal } from '../../core/errors.ts';
import type { CustomerId } from '../../core/ids.ts';
import { newId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import { commit } from '../../db/commit.ts';
import { findAddresses, listReach } from '../../subscribers/service/recipients.ts';
import type { Language } from '../../core/language.ts';
import type { Contact, Customer, NewContact } from '../model.ts';
import { amend, begin } from '../model.ts';
import type {
  ContactOutcome,
  CustomerGroup,
  CustomerOutcome,
  ImportLine,
  ImportPlan,
  LineFault,
} from '../model/import.ts';
import { faultsBetween, groupLines } from '../model/import.ts';
import { selectContacts } from '../store/contacts.ts';
import { selectDone } from '../store/imports.ts';
import { selectByReferences, selectCustomers } from '../store/customers.ts';
import type { Known, Write, Writer } from './writing.ts';
import { faultsInContacts, faultsInCustomer, loadKnown, writeCustomers } from './writing.ts';

/** What importing these lines would do; `faults` are those that reading them found. */
export async function planCustomerImport(
  ctx: Writer,
  lines: readonly ImportLine[],
  faults: readonly LineFault[],
): Promise<ImportPlan> {
  const { plan } = await makePlan(ctx, ctx.deps.db, lines);
  // Ids are given when it is done.
  const shown = plan.lines.map((each) =>
    each.outcome === 'created' ? { ...each, customer: null } : each,
  );
  return { ...plan, lines: shown, faults: inOrder([...faults, ...plan.faults]) };
}

/** All of it or nothing. Refuses `invalid` with every fault and its line. */
export async function importCustomers(
  ctx: Writer,
  lines: readonly ImportLine[],
  faults: readonly LineFault[],
): Promise<ImportPlan> {
  refuseFaults(faults);
  try {
    const plan = await commit(ctx, async (tx, ledger) => {
      const made = await makePlan(ctx, tx, lines);
      refuseFaults(made.plan.faults);
      const [first, ...rest] = await writeCustomers(ctx, tx, ledger, made.writes);
      if (!first) throw new NothingToImport(made.plan);
      return { value: made.plan, events: [first, ...rest] };
    });
    ctx.deps.nudge();
    return plan;
  } catch (error) {
    if (error instanceof NothingToImport) return error.plan;
    throw error;
  }
}

const patienceMs = 1_500;

/**
 * The same for whoever waits: what takes longer than they may goes on behind the answer, and the record says by the
 * id of its commit what it did.
 */
export async function importPatiently(
  ctx: Writer,
  lines: readonly ImportLine[],
  faults: readonly LineFault[],
): Promise<{ readonly plan: ImportPlan } | { readonly commitId: string }> {
  const commitId = ctx.deps.ids.uuid();
  const work = importCustomers({ ...ctx, commitId }, lines, faults);
  const passed = new Promise<undefined>((resolve) => {
    setTimeout(resolve, patienceMs);
  });
  const plan = await Promise.race([work, passed]);
  if (plan !== undefined) return { plan };
  ctx.deps.outlive(logFailure(ctx.deps, work));
  return { commitId };
}

/** What is refused only now shows by nothing being stored; the rest is for whoever runs this. */
async function logFailure({ log }: Deps, work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Refusal && error.code !== 'busy') return;
    const name = error instanceof Error ? error.name : typeof error;
    log('error', 'an import of customers failed', { error: name });
  }
}

/** What an import did, by the record. */
export type ImportDone = {
  readonly created: number;
  readonly changed: number;
  readonly contacts: number;
};

/** Undefined while it is under way, and where nothing of it was stored. */
export async function findImport(db: Db, commitId: string): Promise<ImportDone | undefined> {
  const done = await selectDone(db, commitId);
  if (done.length === 0) return undefined;
  const of = (action: string) => done.find((each) => each.action === action)?.times ?? 0;
  return {
    created: of('customer.created'),
    changed: of('customer.updated'),
    contacts: of('customer.contact_added'),
  };
}

/** Ends a commit that has nothing to record. */
class NothingToImport extends Error {
  readonly plan: ImportPlan;
  constructor(plan: ImportPlan) {
    super();
    this.plan = plan;
  }
}

function refuseFaults(faults: readonly LineFault[]): void {
  if (faults.length === 0) return;
  const errors = inOrder(faults).map(({ line, column, detail }) => ({
    pointer: pointerTo('lines', line, ...(column === undefined ? [] : [column])),
    detail,
  }));
  throw new Refusal(
    'invalid',
    'Some lines are not acceptable; nothing was stored. A dry run shows what each would do.',
    { errors },
  );
}

function inOrder(faults: readonly LineFault[]): readonly LineFault[] {
  return faults.toSorted((a, b) => a.line - b.line);
}

type Plan = { readonly plan: ImportPlan; readonly writes: readonly Write[] };

async function makePlan(
  { deps, now }: Writer,
  db: Db,
  lines: readonly ImportLine[],
): Promise<Plan> {
  const stored = await loadStored(db, lines);
  const groups = groupLines(lines, stored);
  const known = await loadKnown(db);
  const contacts = await judgeContacts(deps, db, groups);
  const writes = groups.map((group) => writeOf(group, contacts, { deps, now }));
  const judged = groups.map((group, index) => ({
    group,
    customer: writes[index]?.customer.id ?? null,
    outcome: outcomeOf(group, now),
  }));
  const outcomes = judged.flatMap(({ group, customer, outcome }) =>
    group.lines.map(({ line }) => ({
      line,
      customer,
      outcome,
      contact: contacts.outcomes.get(line) ?? null,
    })),
  );
  const faults = [
    ...faultsBetween(groups, stored),
    ...groups.flatMap((group) => faultsOf(group, known)),
    ...contacts.faults,
  ];
  const count = (asked: CustomerOutcome) =>
    judged.filter(({ outcome }) => outcome === asked).length;
  const plan = {
    lines: outcomes.toSorted((a, b) => a.line - b.line),
    faults,
    created: count('created'),
    changed: count('changed'),
    unchanged: count('unchanged'),
  };
  return { plan, writes: writes.filter(isWorthIt) };
}

function outcomeOf({ first, before }: CustomerGroup, now: Date): CustomerOutcome {
  if (before === undefined) return 'created';
  return amend(before, first.input, now) === before ? 'unchanged' : 'changed';
}

function isWorthIt({ customer, before, contacts }: Write): boolean {
  return customer !== before || contacts.length > 0;
}

function faultsOf({ first, before }: CustomerGroup, known: Known): readonly LineFault[] {
  return faultsInCustomer(first.input, known, before).map(({ pointer, detail }) => ({
    line: first.line,
    column: columnOf(pointer),
    detail,
  }));
}

/** `#/agreementUntil` stands in the column `agreement_until`. */
function columnOf(pointer: string): string {
  return pointer.slice(2).replaceAll(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
}

async function loadStored(db: Db, lines: readonly ImportLine[]): Promise<readonly Customer[]> {
  const ids = lines.flatMap(({ id }) => id ?? []);
  const references = lines.flatMap(({ input }) => input.reference ?? []);
  const byId = await selectCustomers(db, [...new Set(ids)]);
  const byReference = await selectByReferences(db, [...new Set(references)]);
  return [...new Map([...byReference, ...byId].map((each) => [each.id, each])).values()];
}

type Judged = {
  readonly outcomes: ReadonlyMap<number, ContactOutcome>;
  readonly faults: readonly LineFault[];
};

/** What becomes of each line's contact. */
async function judgeContacts(
  deps: Deps,
  db: Db,
  groups: readonly CustomerGroup[],
): Promise<Judged> {
  const given = groups.flatMap((group) =>
    group.lines.flatMap(({ line, contact }) =>
      contact ? [{ line, contact, before: group.before?.id }] : [],
    ),
  );
  const addresses = given.map(({ contact }) => contact);
  const found = await faultsInContacts(deps, db, addresses);
  const known = await findAddresses(db, deps, addresses);
  const links = await selectContacts(db, [...new Set(given.flatMap(({ before }) => before ?? []))]);
  const reach = new Map(
    (await listReach(db, [...new Set(known.flatMap(({ id }) => id ?? []))])).map((each) => [
      each.id,
      each,
    ]),
  );
  const byKey = new Map(links.map((each) => [`${each.customerId} ${each.subscriptionId}`, each]));
  const outcomes = given.map(({ line, contact, before }, index): [number, ContactOutcome] => {
    const id = known[index]?.id;
    const link = byKey.get(`${before ?? ''} ${id ?? ''}`);
    if (!id || !link || link.removedAt) return [line, 'added'];
    const isSame = isAsSaid(contact, link, reach.get(id)?.language);
    return [line, isSame ? 'unchanged' : 'changed'];
  });
  const faults = given.flatMap(({ line }, index) => {
    const detail = found[index];
    return detail === undefined ? [] : [{ line, column: 'contact_address', detail }];
  });
  return { outcomes: new Map(outcomes), faults };
}

function isAsSaid(said: NewContact, link: Contact, language: Language | undefined): boolean {
  const isSpoken = said.language === undefined || said.language === language;
  return link.role === said.role && link.name === said.name && isSpoken;
}

function writeOf(
  { first, lines, before }: CustomerGroup,
  { outcomes }: Judged,
  { deps, now }: { readonly deps: Deps; readonly now: Date },
): Write {
  const contacts = lines.flatMap(({ line, contact }): readonly NewContact[] =>
    contact && outcomes.get(line) !== 'unchanged' ? [contact] : [],
  );
  if (before === undefined) {
    const id: CustomerId = newId(deps.ids, 'cus');
    return { customer: begin(id, first.input, now), contacts };
  }
  const amended = amend(before, first.input, now);
  // Its contacts are a part of what a writer has read: another version.
  const customer =
    amended === before && contacts.length > 0
      ? { ...before, changedAt: now, version: before.version + 1 }
      : amended;
  return { customer, before, contacts };
}
