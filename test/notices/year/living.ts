import { addDays, type Day } from '../../../src/core/day.ts';
import { day, facts } from '../../support/factories.ts';
import type { Action, CustomerGiven, Year } from './story.ts';
import { servicesGiven } from './story.ts';

/** Somewhere to live a year: the product, with a clock that can be set and mail servers that answer as told. */
export type Deployment = {
  readonly fetch: (path: string, init?: RequestInit) => Promise<Response>;
  readonly at: (instant: Date) => void;
  /** The scheduled jobs, and deliveries until nothing is due. */
  readonly work: () => Promise<void>;
  /** Whether its process has died since this was asked last; another has taken its place by then. */
  readonly hasDied: () => Promise<boolean>;
  /** Message-IDs of the mails to an address that were accepted. */
  readonly mailsTo: (address: string) => Promise<readonly string[]>;
};

/** 2027-11-01, so that the year has a leap day and both changes of clocks; in no customer's zone near midnight. */
export const firstDay = day('2027-11-01');
const hour = 'T06:00:00.000Z';
/** Longer than a claim holds: what the dead had claimed is free for the next. */
const afterDeathMs = 150_000;

export const editorKey = 'the key of whoever writes';
type Answer = { readonly status: number; readonly body: Bag };
type Bag = Readonly<Record<string, unknown>>;

/** Lives a year, day by day, through the HTTP surface alone; goes on wherever a process died. */
export class Life {
  readonly #deployment: Deployment;
  readonly #ownerKey: string;
  #editor = '';
  #now = new Date(0);
  readonly #customers = new Map<string, string>();
  readonly #changes = new Map<string, number>();
  readonly #objections = new Map<string, string>();
  deaths = 0;

  constructor(deployment: Deployment, ownerKey: string) {
    this.#deployment = deployment;
    this.#ownerKey = ownerKey;
  }

  async live(year: Year): Promise<void> {
    this.#set(new Date(`${addDays(firstDay, -1)}${hour}`));
    await this.#begin(year);
    const byDay = Map.groupBy(year.actions, (action) => action.day);
    for (let number = 0; number < year.days; number += 1) {
      // Now and then nobody is there: what falls due meanwhile is done afterwards.
      if (number % 29 === 17 && !byDay.has(number)) continue;
      this.#set(new Date(`${addDays(firstDay, number)}${hour}`));
      await this.#work();
      for (const action of byDay.get(number) ?? []) await this.#do(action);
      await this.#work();
    }
  }

  #set(instant: Date): void {
    this.#now = instant;
    this.#deployment.at(instant);
  }

  get #today(): Day {
    return day(this.#now.toISOString().slice(0, 10));
  }

  /** Tries until it was done without a death; `done` tells what the dead had done already. */
  async #surviving<T>(attempt: () => Promise<T>, done?: () => Promise<T | undefined>): Promise<T> {
    for (;;) {
      const value = await attempt().catch((error: unknown) => ({ error }));
      const hasDied = await this.#deployment.hasDied();
      if (!hasDied) {
        if (typeof value === 'object' && value !== null && 'error' in value) throw value.error;
        return value as T;
      }
      this.deaths += 1;
      this.#set(new Date(this.#now.getTime() + afterDeathMs));
      const found = await done?.();
      if (found !== undefined) return found;
    }
  }

  async #work(): Promise<void> {
    await this.#surviving(this.#deployment.work);
  }

  async #call(
    method: string,
    path: string,
    body?: unknown,
    { headers = {}, by = this.#editor, done }: Options = {},
  ): Promise<Answer> {
    return this.#surviving(
      async () => {
        const response = await this.#deployment.fetch(`/trust/api/v1${path}`, {
          method,
          headers: {
            authorization: `Bearer ${by}`,
            ...(body !== undefined && { 'content-type': 'application/json' }),
            ...headers,
          },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        });
        const text = await response.text();
        if (response.status >= 300)
          throw new Error(`${method} ${path}: ${response.status} ${text}`);
        return { status: response.status, body: text === '' ? {} : JSON.parse(text) };
      },
      done && (async () => done()),
    );
  }

  async #post(path: string, key: string, body: unknown, by?: string): Promise<Answer> {
    // The same key, the same answer: a POST whose answer was lost is not done twice.
    return this.#call('POST', path, body, {
      headers: { 'idempotency-key': key },
      ...(by !== undefined && { by }),
    });
  }

  async #get(path: string): Promise<Bag> {
    return (await this.#call('GET', path)).body;
  }

  async #begin({ profiles, customers, opening }: Year): Promise<void> {
    const owner = { by: this.#ownerKey };
    await this.#call('PUT', '/organisation', organisationGiven, {
      headers: { 'if-match': '*' },
      ...owner,
    });
    for (const service of servicesGiven)
      await this.#post('/services', `service-${service.slug}`, service, this.#ownerKey);
    const key = await this.#post(
      '/staff-keys',
      'key of the editor',
      { holder: 'Whoever writes', role: 'editor' },
      this.#ownerKey,
    );
    this.#editor = String(key.body['secret']);
    for (const profile of profiles) await this.#post('/contract-profiles', profile.slug, profile);
    for (const customer of customers) await this.#welcome(customer);
    await this.#publish('opening', {
      batch: { title: 'opening', reason: 'The list as it stands.' },
      entries: Object.fromEntries(
        opening.map(({ slug, services }) => [slug, { facts: vendor(slug, services) }]),
      ),
    });
  }

  async #welcome(given: CustomerGiven): Promise<void> {
    const { addresses, agreementFrom, agreementUntil, ...customer } = given;
    const { body } = await this.#post('/customers', given.reference, {
      ...customer,
      regions: [],
      agreementFrom: addDays(firstDay, agreementFrom),
      ...(agreementUntil !== undefined && { agreementUntil: addDays(firstDay, agreementUntil) }),
    });
    const id = String(body['id']);
    this.#customers.set(given.reference, id);
    for (const [index, address] of addresses.entries())
      await this.#post(`/customers/${id}/contacts`, `${given.reference}-${index}`, {
        role: `Contact ${index + 1}`,
        channel: 'email',
        address,
        language: index === 0 ? 'en' : 'de',
      });
  }

  async #do(action: Action): Promise<void> {
    switch (action.kind) {
      case 'publish':
        return this.#publishAction(action);
      case 'withdraw':
        return this.#end(action.change, 'withdrawal', { reason: 'It is not needed any more.' });
      case 'postpone':
        return this.#postpone(action);
      case 'object':
        return this.#object(action);
      case 'review':
        return this.#decide(action.objection, 'review', {});
      case 'resolve':
        return this.#decide(action.objection, 'resolution', {
          outcome: action.outcome,
          explanation: 'It was talked about.',
        });
      case 'open-termination':
        return this.#decide(action.objection, 'termination-right', {
          until: addDays(this.#today, action.inDays),
        });
      case 'approve':
        return this.#approve(action);
      case 'bounce':
        return this.#bounce(action.address);
      case 'move':
        return this.#move(action);
    }
  }

  async #publishAction(action: Extract<Action, { kind: 'publish' }>): Promise<void> {
    const effectiveOn = addDays(this.#today, action.inDays);
    const supersedes = action.supersedes && this.#changes.get(action.supersedes);
    await this.#publish(action.key, {
      batch: {
        title: action.key,
        reason: `It is time for ${action.key}.`,
        ...(action.inDays > 0 && { effectiveOn }),
        ...(action.isEmergency && {
          emergency: { ground: 'outage', explanation: 'The provider stopped overnight.' },
        }),
        ...(supersedes !== undefined && { supersedes }),
      },
      entries: { [action.slug]: await this.#draft(action, effectiveOn) },
      ...(action.what === 'amendment' && { classes: { [action.slug]: 'substantive' } }),
      ...(action.what === 'correction' && { classes: { [action.slug]: 'correction' } }),
    });
  }

  async #draft(
    { what, slug, other, services }: Extract<Action, { kind: 'publish' }>,
    effectiveOn: Day,
  ): Promise<Bag> {
    if (what === 'addition') return { facts: vendor(slug, services) };
    if (what === 'replacement') return { facts: vendor(slug, services), replaces: other };
    const known = await this.#get(`/subprocessors/${slug}`);
    const before = known['facts'] as Bag;
    if (what === 'removal') return { facts: { ...before, effectiveUntil: effectiveOn } };
    if (what === 'correction')
      return { facts: { ...before, links: { website: `https://${slug}.example/` } } };
    return { facts: { ...before, locations: [{ country: 'IE', activity: 'storage' }] } };
  }

  async #publish(key: string, { batch, entries, classes = {} }: ToPublish): Promise<void> {
    const id = String((await this.#post('/batches', `batch ${key}`, batch)).body['id']);
    for (const [slug, entry] of Object.entries(entries))
      await this.#call('PUT', `/batches/${id}/entries/${slug}`, entry, {
        headers: { 'if-match': '*' },
      });
    const approver = { by: this.#ownerKey, headers: { 'if-match': '*' } };
    await this.#call('PUT', `/batches/${id}/approval`, undefined, approver);
    const path = `/batches/${id}/publication`;
    const plan = await this.#call('PUT', `${path}?dry_run=true`, { classes });
    const acknowledged = listOf(plan.body['notices'])
      .filter(({ blocks }) => Array.isArray(blocks) && blocks.length > 0)
      .map(({ customer }) => customer);
    const found = async () => {
      const change = (await this.#get(`/batches/${id}`))['change'];
      return change === null ? undefined : { status: 201, body: { change } };
    };
    const { body } = await this.#call(
      'PUT',
      path,
      { classes, acknowledged },
      {
        headers: { 'if-match': '*' },
        done: found,
      },
    );
    this.#changes.set(key, Number(body['change']));
  }

  async #postpone({ change, inDays, isMaterial }: Extract<Action, { kind: 'postpone' }>) {
    await this.#end(change, 'postponement', {
      reason: 'It takes longer.',
      effectiveOn: addDays(this.#today, inDays),
      ...(isMaterial && { materialChange: 'The data goes to another place.' }),
      acknowledgeAll: isMaterial,
    });
  }

  /** Withdraws or postpones; a step more than before tells that it was done already. */
  async #end(key: string, how: 'withdrawal' | 'postponement', given: Bag): Promise<void> {
    const id = this.#changes.get(key);
    const { acknowledgeAll, ...body } = given;
    const steps = async () => listOf((await this.#get(`/changes/${id}`))['steps']).length;
    const before = await steps();
    const acknowledged = acknowledgeAll ? [...this.#customers.values()] : undefined;
    await this.#call(
      'PUT',
      `/changes/${id}/${how}`,
      { ...body, ...(acknowledged && { acknowledged }) },
      {
        headers: { 'if-match': '*' },
        done: async () => ((await steps()) > before ? { status: 200, body: {} } : undefined),
      },
    );
  }

  async #object({ key, change, customer }: Extract<Action, { kind: 'object' }>): Promise<void> {
    const { body } = await this.#post('/objections', key, {
      change: this.#changes.get(change),
      customer: this.#customers.get(customer),
      source: 'letter',
      receivedAt: this.#now.toISOString(),
      name: 'Somebody there',
      company: customer,
      ground: 'data-protection',
      statement: key,
    });
    this.#objections.set(key, String(body['id']));
  }

  async #decide(key: string, what: string, body: Bag): Promise<void> {
    const id = this.#objections.get(key);
    const version = async () => JSON.stringify((await this.#get(`/objections/${id}`))['state']);
    const before = await version();
    await this.#call('PUT', `/objections/${id}/${what}`, body, {
      headers: { 'if-match': '*' },
      done: async () => ((await version()) === before ? undefined : { status: 200, body: {} }),
    });
  }

  /** Of a customer that the change concerns. */
  async #approve({ change, customer }: Extract<Action, { kind: 'approve' }>): Promise<void> {
    const path = `/changes/${this.#changes.get(change)}/notices`;
    const id = this.#customers.get(customer);
    const notices = listOf((await this.#get(`${path}?limit=100&customer=${id}`))['items']);
    if (!notices.some((notice) => notice['customer'] === id)) return;
    await this.#call('PUT', `${path}/${id}/approval`, {});
  }

  /** The customer's server took the mails and sends them back. */
  async #bounce(address: string): Promise<void> {
    for (const messageId of (await this.#deployment.mailsTo(address)).slice(-3))
      await this.#surviving(async () => {
        const response = await this.#deployment.fetch('/trust/api/v1/bounces', {
          method: 'POST',
          headers: { authorization: `Bearer ${this.#editor}`, 'content-type': 'message/rfc822' },
          body: reportFor(address, messageId),
        });
        if (!response.ok) throw new Error(`a bounce: ${response.status} ${await response.text()}`);
      });
  }

  async #move({ customer, profile }: Extract<Action, { kind: 'move' }>): Promise<void> {
    const path = `/customers/${this.#customers.get(customer)}`;
    const given = (await this.#get(path)) as Readonly<Record<string, unknown>>;
    const { name, reference, services, regions, overrides, agreementFrom, agreementUntil } = given;
    await this.#call(
      'PUT',
      path,
      {
        name,
        reference,
        services,
        regions,
        overrides,
        agreementFrom,
        ...(agreementUntil !== null && { agreementUntil }),
        postTerminationDays: given['postTerminationDays'],
        profile,
      },
      { headers: { 'if-match': '*' } },
    );
  }
}

type Options = {
  readonly headers?: Readonly<Record<string, string>>;
  readonly by?: string;
  readonly done?: () => Promise<Answer | undefined>;
};
type ToPublish = {
  readonly batch: Bag;
  readonly entries: Readonly<Record<string, unknown>>;
  readonly classes?: Readonly<Record<string, string>>;
};

const organisationGiven = {
  name: 'Qluster Corp.',
  languages: ['en'],
  timeZone: 'Europe/Berlin',
  noticeDays: 30,
  objectionDays: 30,
};

function vendor(slug: string, services: readonly string[]) {
  return facts({
    name: slug,
    locations: [{ country: 'DE', activity: 'storage' }],
    ...(services.length > 0 && { scope: { services } }),
  });
}

function listOf(value: unknown): readonly Bag[] {
  return Array.isArray(value) ? value : [];
}

/** A delivery status notification as a mail server writes it (RFC 3464). */
function reportFor(address: string, messageId: string): string {
  return [
    'From: MAILER-DAEMON@customer.example',
    'To: trust@qluster.example',
    'Subject: Undelivered Mail Returned to Sender',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="part"',
    '',
    '--part',
    'Content-Type: text/plain',
    '',
    'The mailbox does not exist.',
    '--part',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mail.customer.example',
    '',
    `Final-Recipient: rfc822; ${address}`,
    'Action: failed',
    'Status: 5.1.1',
    'Diagnostic-Code: smtp; 550 5.1.1 user unknown',
    '',
    '--part',
    'Content-Type: message/rfc822',
    '',
    `Message-ID: ${messageId}`,
    '',
    '--part--',
    '',
  ].join('\r\n');
}
