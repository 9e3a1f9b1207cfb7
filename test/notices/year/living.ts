import { facts } from '../../support/factories.ts';
import type { Deployment } from './deployments.ts';
import { listOf, Surviving } from './surviving.ts';
import {
  type Action,
  type CustomerGiven,
  dateOf,
  instantOf,
  type Objecting,
  profilesGiven,
  type Publishing,
  servicesGiven,
  type Year,
} from './story.ts';

type Bag = Readonly<Record<string, unknown>>;

/** What is known of a life outside of Annex. */
export type Memory = {
  /** Reports of mails that came back. */
  readonly returned: { readonly messageId: string; readonly at: Date }[];
  /** By reference, since when a customer had which profile. */
  readonly profiles: Map<string, { readonly since: Date; readonly profile: string }[]>;
};

/** Lives a year through the HTTP surface alone; goes on wherever a process died. */
export class Life {
  readonly memory: Memory = { returned: [], profiles: new Map() };
  readonly #at: Surviving;
  readonly #ownerKey: string;
  readonly #customers = new Map<string, string>();
  readonly #changes = new Map<string, number>();
  readonly #objections = new Map<string, string>();
  #today = 0;

  constructor(deployment: Deployment, ownerKey: string) {
    this.#at = new Surviving(deployment);
    this.#ownerKey = ownerKey;
  }

  get deaths(): number {
    return this.#at.deaths;
  }

  /** From one day on which something is done to the next, and the day after, when servers take what they put off. */
  async live(year: Year): Promise<void> {
    await this.#setUp();
    this.#begin(-1);
    await this.#welcome(year.customers);
    const entries = Object.fromEntries(
      year.opening.map(({ slug, services }) => [slug, { facts: vendor(slug, services) }]),
    );
    await this.#publish('opening', { title: 'opening', reason: 'The list as it stands.' }, entries);
    const byDay = Map.groupBy(year.actions, ({ day }) => day);
    const days = new Set([...byDay.keys()].flatMap((day) => [day, day + 1]));
    for (const day of [...days, 365].toSorted((a, b) => a - b)) {
      this.#begin(day);
      for (const action of byDay.get(day) ?? []) {
        await this.#do(action);
        this.#at.pass(60_000);
      }
      await this.#at.work();
    }
  }

  #begin(day: number): void {
    this.#today = day;
    this.#at.begin(instantOf(day));
  }

  async #setUp(): Promise<void> {
    this.#begin(-2);
    this.#at.key = this.#ownerKey;
    await this.#at.send('PUT', '/organisation', {
      body: organisationGiven,
      headers: { 'if-match': '*' },
    });
    for (const slug of servicesGiven)
      await this.#at.create('/services', slug, { slug, name: `The ${slug}` });
    const key = await this.#at.create('/staff-keys', 'editor', {
      holder: 'Whoever writes',
      role: 'editor',
    });
    this.#at.key = String(key['secret']);
    for (const [slug, terms] of Object.entries(profilesGiven))
      await this.#at.create('/contract-profiles', slug, { slug, name: slug, terms });
  }

  /** All of them in one file, as whoever comes from a spreadsheet does. */
  async #welcome(customers: readonly CustomerGiven[]): Promise<void> {
    const columns =
      'reference,name,services,profile,agreement_from,agreement_until,post_termination_days,objection_days,contact_role,contact_address,contact_language';
    const body = [columns, ...customers.flatMap(linesOf)].join('\r\n');
    const headers = { 'content-type': 'text/csv' };
    await this.#at.send('POST', '/customer-imports', { body, headers });
    for (const { id, reference } of await this.#at.list('/customers'))
      this.#customers.set(String(reference), String(id));
    for (const { reference, profile } of customers)
      this.memory.profiles.set(reference, [{ since: new Date(0), profile }]);
  }

  async #do(action: Action): Promise<void> {
    switch (action.kind) {
      case 'publish':
        return this.#publishOne(action);
      case 'withdraw':
        return this.#move(action.change, 'withdrawal', { reason: 'It is not needed any more.' });
      case 'postpone':
        return this.#postpone(action);
      case 'object':
        return this.#object(action);
      case 'take-back':
        return this.#takeBack(action);
      case 'match':
        return this.#decide(action.objection, 'customer', {
          customer: this.#customers.get(action.customer),
        });
      case 'review':
        return this.#decide(action.objection, 'review');
      case 'resolve':
        return this.#decide(action.objection, 'resolution', {
          outcome: action.outcome,
          explanation: 'It was talked about.',
        });
      case 'open-termination':
        return this.#decide(action.objection, 'termination-right', {
          until: dateOf(this.#today + action.inDays),
          explanation: 'No other way was found.',
        });
      case 'approve':
        return this.#approve(action);
      case 'bounce':
        return this.#bounce(action.address);
      case 'repair':
        return this.#repair(action);
      case 'move':
        return this.#moveCustomer(action);
    }
  }

  async #publishOne(action: Publishing): Promise<void> {
    const { key, what, slug, inDays, isEmergency, supersedes } = action;
    const effectiveOn = dateOf(this.#today + inDays);
    const emergency = { ground: 'outage', explanation: 'The provider stopped overnight.' };
    const batch = {
      title: key,
      reason: `It is time for ${key}.`,
      ...(inDays > 0 && { effectiveOn }),
      ...(isEmergency && { emergency }),
      ...(supersedes !== undefined && { supersedes: this.#changes.get(supersedes) }),
    };
    const draft = await this.#draftOf(action, effectiveOn);
    const classes = { amendment: { [slug]: 'substantive' }, correction: { [slug]: 'correction' } };
    const isAmended = what === 'amendment' || what === 'correction';
    await this.#publish(key, batch, { [slug]: draft }, isAmended ? classes[what] : {});
  }

  async #draftOf({ what, slug, other, services }: Publishing, effectiveOn: string): Promise<Bag> {
    if (what === 'addition') return { facts: vendor(slug, services) };
    if (what === 'replacement') return { facts: vendor(slug, services), replaces: other };
    const before = Object((await this.#at.get(`/subprocessors/${slug}`)).body['facts']);
    if (what === 'removal') return { facts: { ...before, effectiveUntil: effectiveOn } };
    if (what === 'correction')
      return { facts: { ...before, links: { website: `https://${slug}.example/` } } };
    return { facts: { ...before, locations: [{ country: 'IE', activity: 'storage' }] } };
  }

  async #publish(
    key: string,
    batch: Bag,
    entries: Readonly<Record<string, Bag>>,
    classes: Bag = {},
  ): Promise<void> {
    const made = await this.#at.create('/batches', `batch-${key}`, batch, async () =>
      (await this.#at.list('/batches')).find(({ title }) => title === batch['title']),
    );
    const path = `/batches/${String(made['id'])}`;
    for (const [slug, body] of Object.entries(entries))
      await this.#at.send('PUT', `${path}/entries/${slug}`, { body, happenedIf: [428] });
    await this.#at.change(path, 'approval', undefined, this.#ownerKey);
    const publication = `${path}/publication`;
    const plan = await this.#at.send('PUT', `${publication}?dry_run=true`, { body: { classes } });
    const acknowledged = listOf(plan['notices'])
      .filter(({ blocks }) => Array.isArray(blocks) && blocks.length > 0)
      .map(({ customer }) => customer);
    await this.#at.change(path, 'publication', { classes, acknowledged });
    this.#changes.set(key, Number((await this.#at.get(path)).body['change']));
  }

  async #postpone({ change, inDays, isMaterial }: Extract<Action, { kind: 'postpone' }>) {
    await this.#move(change, 'postponement', {
      reason: 'It takes longer.',
      effectiveOn: dateOf(this.#today + inDays),
      ...(isMaterial && {
        materialChange: 'The data goes to another place.',
        acknowledged: [...this.#customers.values()],
      }),
    });
  }

  async #move(key: string, how: 'withdrawal' | 'postponement', body: Bag): Promise<void> {
    await this.#at.change(`/changes/${this.#changes.get(key)}`, how, body);
  }

  async #object({ key, change, by, customer, address }: Objecting): Promise<void> {
    const said = {
      name: 'Somebody there',
      company: key,
      ground: 'data-protection',
      statement: `For the reasons of ${key}.`,
    };
    const number = this.#changes.get(change);
    const find = async () =>
      (await this.#at.list(`/objections?change=${number}`)).find(({ company }) => company === key);
    if (by === 'letter') {
      const letter = {
        ...said,
        change: number,
        source: 'letter',
        receivedOn: dateOf(this.#today),
        ...(customer !== undefined && { customer: this.#customers.get(customer) }),
      };
      await this.#at.create('/objections', key, letter, find);
    } else {
      const wish = JSON.stringify({ ...said, email: address });
      await this.#at.visit(`/trust/changes/${number}/objection`, wish, find);
    }
    this.#objections.set(key, String((await find())?.['id']));
  }

  /** By the link in the mail that acknowledges it. */
  async #takeBack({ objection, address }: Extract<Action, { kind: 'take-back' }>): Promise<void> {
    const id = this.#objections.get(objection);
    const { state, reference, reachable } = (await this.#at.get(`/objections/${id}`)).body;
    // The change was taken back first, or nothing is sent to the address any more.
    if (state === 'resolved' || reachable === false) return;
    const mails = await this.#at.deployment.mails(address);
    const letter = mails.find(({ subject }) => subject.includes(String(reference)));
    const [, path] = /https?:\/\/[^/\s]+(\/trust\/my\/[\w.~-]+)/.exec(letter?.text ?? '') ?? [];
    if (path === undefined) throw new Error(`no link for ${objection}`);
    await this.#at.visit(`${path}/withdrawal`, '', async () => {
      const now = (await this.#at.get(`/objections/${id}`)).body['state'];
      return now === 'withdrawn' ? {} : undefined;
    });
  }

  async #decide(key: string, what: string, body?: Bag): Promise<void> {
    const path = `/objections/${this.#objections.get(key)}`;
    // An approval or a repeated window may have settled what was drawn to be decided.
    const { body: found } = await this.#at.get(path);
    if (found['endedAt'] === null) await this.#at.change(path, what, body);
  }

  /** Where the customer can still be asked. */
  async #approve({ change, customer }: Extract<Action, { kind: 'approve' }>): Promise<void> {
    const path = `/changes/${this.#changes.get(change)}/notices`;
    const id = this.#customers.get(customer);
    const [notice] = await this.#at.list(`${path}?customer=${id}`);
    if (notice === undefined || notice['state'] === 'ended') return;
    if (notice['approved'] !== null || notice['effectiveAt'] !== null) return;
    await this.#at.send('PUT', `${path}/${id}/approval`, { happenedIf: [409] });
  }

  /** The customer's server took the mails and sends the newest of them back. */
  async #bounce(address: string): Promise<void> {
    const ids = (await this.#at.deployment.mails(address)).map(({ messageId }) => messageId);
    for (const messageId of [...new Set(ids)].slice(-3)) {
      const headers = { 'content-type': 'message/rfc822' };
      const { at } = this.#at;
      await this.#at.send('POST', '/bounces', { body: reportFor(address, messageId), headers });
      this.memory.returned.push({ messageId, at });
    }
  }

  /** Somebody else is named in place of those whose mails came back. */
  async #repair({ customer, address }: Extract<Action, { kind: 'repair' }>): Promise<void> {
    const path = `/customers/${this.#customers.get(customer)}/contacts`;
    const find = async () =>
      (await this.#at.list(path)).find((each) => each['address'] === address);
    await this.#at.create(path, `contact-${address}`, { role: 'Another', address }, find);
  }

  async #moveCustomer({ customer, profile }: Extract<Action, { kind: 'move' }>): Promise<void> {
    const path = `/customers/${this.#customers.get(customer)}`;
    const { body } = await this.#at.get(path);
    const names = ['name', 'reference', 'services', 'regions', 'overrides', 'agreementFrom'];
    const kept = [...names, 'agreementUntil', 'postTerminationDays'];
    const given = Object.fromEntries(
      kept.flatMap((name) => (body[name] === null ? [] : [[name, body[name]]])),
    );
    await this.#at.change(path, undefined, { ...given, profile });
    this.memory.profiles.get(customer)?.push({ since: this.#at.at, profile });
  }
}

const organisationGiven = {
  name: 'Qluster Corp.',
  languages: ['en'],
  timeZone: 'Europe/Berlin',
  noticeDays: 30,
  objectionDays: 30,
};

function vendor(slug: string, services: readonly string[]): Bag {
  return facts({
    name: slug,
    locations: [{ country: 'DE', activity: 'storage' }],
    ...(services.length > 0 && { scope: { services } }),
  });
}

function linesOf(given: CustomerGiven): readonly string[] {
  const { agreementUntil, overrides } = given;
  return given.addresses.map((address, index) =>
    [
      given.reference,
      `Customer ${given.reference}`,
      given.services.join('; '),
      given.profile,
      dateOf(given.agreementFrom),
      agreementUntil === undefined ? '' : dateOf(agreementUntil),
      given.postTerminationDays,
      overrides.objectionDays ?? '',
      `Contact ${index + 1}`,
      address,
      index === 0 ? 'en' : 'de',
    ].join(','),
  );
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
