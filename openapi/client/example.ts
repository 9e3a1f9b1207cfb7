// node example.ts https://trust.example.com/trust [staff key]: who is in Germany, what is to come, how to
// hear of it, and with a key the batches that are being edited. Prints JSON.
import { annexAt, type Schemas } from './client.ts';

const [root = '', staffKey] = process.argv.slice(2);
const trust = annexAt(root);

const told = {
  inGermany: await listIn('DE'),
  change: await describeFirstAnnounced(),
  subscribed: await subscribe('privacy@customer.example'),
  refused: await askForNoDay(),
  ...(staffKey !== undefined && { batches: await workAsStaff(staffKey) }),
};
console.log(JSON.stringify(told));

async function listIn(country: string): Promise<readonly string[]> {
  const { data, error } = await trust.GET('/subprocessors.json', {
    params: { query: { country } },
  });
  if (error) throw new Error(error.detail);
  return data.subprocessors.map(({ name }) => name);
}

/** Follows `next` until it is null, as every list wants. */
async function describeFirstAnnounced(): Promise<Pick<Schemas['Change'], 'title' | 'effectiveOn'>> {
  const query = { state: 'announced' } as const;
  const list = await trust.GET('/changes.json', { params: { query } });
  const [first] = list.data?.items ?? [];
  if (first === undefined) throw new Error('Nothing is announced.');
  const path = { id: first.id };
  const { data, error } = await trust.GET('/changes/{id}.json', { params: { path } });
  if (error) throw new Error(error.detail);
  return { title: data.title, effectiveOn: data.effectiveOn };
}

async function subscribe(address: string): Promise<number> {
  const { response } = await trust.POST('/subscribe', { body: { channel: 'email', address } });
  return response.status;
}

/** What is refused is a problem (RFC 9457): it says what to do, and for each value what is wrong with it. */
async function askForNoDay(): Promise<readonly string[]> {
  const query = { as_of: '2026-02-30' };
  const { error } = await trust.GET('/subprocessors.json', { params: { query } });
  return error?.errors?.map(({ pointer, detail }) => `${pointer}: ${detail}`) ?? [];
}

async function workAsStaff(key: string): Promise<object> {
  const staff = annexAt(root, key);
  const made = await staff.POST('/api/v1/batches', {
    body: { title: 'From a program', reason: 'A try.' },
  });
  if (made.error) throw new Error(made.error.detail);
  const { data, error } = await staff.GET('/api/v1/batches');
  if (error) throw new Error(error.detail);
  const withoutKey = await trust.GET('/api/v1/batches');
  return { newest: data.items[0]?.title, withoutKey: withoutKey.error?.detail };
}
