type Rows = readonly Readonly<Record<string, unknown>>[];
type Tables = ReadonlyMap<string, Rows>;

const dayMs = 24 * 60 * 60 * 1000;

/** What must hold of customers after every test; the faults in words. */
export function checkCustomers(tables: Tables, now: Date): readonly string[] {
  const customers = tables.get('customers') ?? [];
  const links = tables.get('customer_contacts') ?? [];
  const subscriptions = new Map((tables.get('subscriptions') ?? []).map((row) => [row['id'], row]));
  const byId = new Map(customers.map((row) => [row['id'], row]));
  return [
    ...customers
      .filter((row) => row['erased_at'] !== null)
      .flatMap((row) => faultsOfErased(row, links)),
    ...links
      .filter((link) => link['removed_at'] === null)
      .flatMap((link) =>
        faultsOfLink(
          link,
          byId.get(link['customer_id']),
          subscriptions.get(link['subscription_id']),
          now,
        ),
      ),
  ];
}

/** Who is erased has left its id, its days and its terms. */
function faultsOfErased(row: Rows[number], links: Rows): readonly string[] {
  const mine = links.filter((link) => link['customer_id'] === row['id']);
  const isNamed = mine.some((link) => link['name'] !== null || link['role'] !== '');
  return [
    ...(row['name'] === '' && row['reference'] === null
      ? []
      : [`${row['id']} is erased and named`]),
    ...(isNamed ? [`${row['id']} is erased and its contacts are named`] : []),
    ...(mine.some((link) => link['removed_at'] === null)
      ? [`${row['id']} is erased and still told`]
      : []),
  ];
}

/** A contact in force is told, at once, of all that its customer uses. */
function faultsOfLink(
  link: Rows[number],
  customer: Rows[number] | undefined,
  subscription: Rows[number] | undefined,
  now: Date,
): readonly string[] {
  const name = `${link['subscription_id']} of ${link['customer_id']}`;
  if (!customer || !subscription) return [`the contact ${name} does not exist`];
  if (subscription['stream'] !== 'contract' || subscription['state'] === 'left')
    return [`the contact ${name} is a ${subscription['stream']} that is ${subscription['state']}`];
  if (isOver(customer, now)) return [];
  const told = list(subscription['services']);
  const used = list(customer['services']);
  const isTold =
    told.length === 0 || (used.length > 0 && used.every((slug) => told.includes(slug)));
  const follows = String(JSON.stringify(subscription['topics'])).includes('subprocessors');
  return [
    ...(isTold ? [] : [`the contact ${name} is not told of all that its customer uses`]),
    ...(follows ? [] : [`the contact ${name} does not hear of sub-processors`]),
    ...(subscription['frequency'] === 'immediate' ? [] : [`the contact ${name} is told late`]),
  ];
}

function isOver(customer: Rows[number], now: Date): boolean {
  if (customer['agreement_until'] === null) return false;
  const until = Date.parse(String(customer['agreement_until']));
  // A day of grace: elsewhere it is tomorrow already.
  return until + Number(customer['post_termination_days']) * dayMs < now.getTime() + dayMs;
}

function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new TypeError('no list of services');
  return value;
}
