import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { eq } from 'drizzle-orm';
import { asId } from '../../src/core/ids.ts';
import type { Visibility } from '../../src/documents/model.ts';
import { deliveries } from '../../src/deliveries/table.ts';
import { pathOf } from '../../src/inquiries/model/links.ts';
import { getInquiry } from '../../src/inquiries/service/changing.ts';
import { inquiries, inquiryAttachments, inquiryMessages } from '../../src/inquiries/table.ts';
import type { World } from '../support/app.ts';
import { must, pick, readReply, type Reply } from '../support/client.ts';
import { add, issue } from '../documents/filing.ts';
import { personMark } from '../support/factories.ts';

type Values = Readonly<Record<string, unknown>>;
type Headers = Readonly<Record<string, string>>;

/** What somebody writes; the name and the address carry the mark of a person. */
export function wish(parts: Values = {}) {
  return {
    topic: 'general',
    name: `Robin ${personMark}`,
    email: `robin.${personMark.toLowerCase()}@customer.example`,
    message: `Where do you keep backups, asks ${personMark}?`,
    ...parts,
  };
}

export async function writeByProgram(
  trust: World,
  value: unknown,
  headers: Headers = {},
): Promise<Reply> {
  return readReply(
    await trust.fetch('/trust/contact', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(value),
    }),
  );
}

/** As a browser sends it, some seconds after it fetched the form. */
export async function writeByForm(
  trust: World,
  values: Values,
  { files = [], headers = {} }: { files?: readonly File[]; headers?: Headers } = {},
): Promise<Reply> {
  const body = new FormData();
  const begun = String(Math.floor(trust.now().getTime() / 1000) - 20);
  const usual = { leave_empty: '', language: 'en', company: '', change: '', begun };
  for (const [name, value] of Object.entries({ ...usual, ...values }))
    for (const each of [value].flat()) body.append(name, String(each));
  // What a browser sends where no file is chosen.
  if (files.length === 0) body.append('attachments', new File([], ''));
  for (const file of files) body.append('attachments', file);
  return readReply(await trust.fetch('/trust/contact', { method: 'POST', headers, body }));
}

/** An inquiry that is received; its row. */
export async function inquired(trust: World, parts: Values = {}) {
  const { body } = must(await writeByProgram(trust, wish(parts)));
  const [row] = await trust.deps.db
    .select()
    .from(inquiries)
    .where(eq(inquiries.reference, String(pick(body, 'reference'))));
  if (!row) throw new Error('no inquiry was opened');
  return row;
}

export async function readInquiries(trust: World) {
  return trust.deps.db.select().from(inquiries).orderBy(inquiries.receivedAt, inquiries.id);
}

export async function readMessages(trust: World) {
  return trust.deps.db.select().from(inquiryMessages).orderBy(inquiryMessages.id);
}

export async function readAttachments(trust: World) {
  return trust.deps.db.select().from(inquiryAttachments).orderBy(inquiryAttachments.id);
}

export async function inquiryOf(trust: World, id: string) {
  return getInquiry(trust.deps.db, asId('inq', id));
}

/** Path of the page of an inquiry, as its mail has it. */
export async function pageOf(trust: World, id: string): Promise<string> {
  return `/trust${pathOf(trust.deps.keys, await inquiryOf(trust, id))}`;
}

/** What is queued for whoever wrote, oldest first. */
export async function readLetters(trust: World) {
  const rows = await trust.deps.db.select().from(deliveries).orderBy(deliveries.id);
  return rows.flatMap(({ cargo, subscriptionId }) =>
    cargo.kind === 'inquiry' ? [{ ...cargo, subscriptionId }] : [],
  );
}

export async function press(
  trust: World,
  path: string,
  values: Readonly<Record<string, string>> = {},
  files: readonly File[] = [],
): Promise<Reply> {
  const body = new FormData();
  for (const [name, value] of Object.entries(values)) body.append(name, value);
  for (const file of files) body.append('attachments', file);
  return readReply(await trust.fetch(path, { method: 'POST', body }));
}

/** The events of inquiries, oldest first. */
export async function eventsOf(trust: World): Promise<readonly unknown[]> {
  const { body } = must(await trust.as('configured').get('/events?limit=100'));
  const items = pick(body, 'items');
  if (!Array.isArray(items)) return [];
  return items.toReversed().filter((item) => String(pick(item, 'action')).startsWith('inquiry.'));
}

/** Env of worlds in which the header `x-client` says who asks. */
export const byHeader = { env: { CLIENT_ADDRESS_HEADER: 'x-client' } };

/** A small PDF, by what its bytes say. */
export function pdf(note = ''): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`%PDF-1.7\n% ${note}\n1 0 obj\n<<>>\nendobj\n%%EOF\n`);
}

/** One pixel, PNG. */
export const pngBytes = new Uint8Array(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  ),
);

export function fileOf(name: string, content: Uint8Array<ArrayBuffer> | string): File {
  return new File([content], name);
}

/** Documents with a version in force, by slug. */
export async function listDocuments(
  trust: World,
  listed: Readonly<Record<string, Visibility>>,
): Promise<void> {
  for (const [slug, visibility] of Object.entries(listed)) {
    const title = `Document ${slug}`;
    await add(trust, { slug, title, kind: 'other', visibility, isMarked: false });
    await issue(trust, slug);
  }
}

/** What lies in the store of files. */
export async function blobsOf(trust: World): Promise<readonly string[]> {
  const folder = join(dirname(trust.file), 'blobs', 'attachments');
  return (await readdir(folder, { recursive: true }).catch(() => [])).sort();
}
