import { readFileSync } from 'node:fs';
import type { World } from '../support/app.ts';
import { must, pick, pickList, type Reply } from '../support/client.ts';

const own = new URL('../fixtures/imports/', import.meta.url);
/** Real lists and shapes kept beside the project; tests that need them skip without. */
export const shared = new URL('../../../shared/data/', import.meta.url);

export function file(name: string, from = own): Buffer {
  return readFileSync(new URL(name, from));
}

/** Sends a file as it is. */
export function sendFile(
  trust: World,
  body: Uint8Array | string,
  query: Readonly<Record<string, string>> = {},
  type = 'application/octet-stream',
): Promise<Reply> {
  const search = new URLSearchParams(query).toString();
  const bytes = typeof body === 'string' ? body : new Uint8Array(body);
  return trust
    .as('editor')
    .send('POST', `/imports?${search}`, { headers: { 'content-type': type }, body: bytes });
}

/** Sends a list as text in JSON; writes nothing unless told. */
export function sendText(
  trust: World,
  content: string,
  options: Readonly<Record<string, unknown>> = {},
  dryRun = true,
): Promise<Reply> {
  return trust.as('editor').post(`/imports?dry_run=${dryRun}`, { content, ...options });
}

/** Imports and publishes; the entries are in effect afterwards. */
export async function publishList(
  trust: World,
  content: string,
  options: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const said = { reason: 'We list who processes for us.', ...options };
  const { body } = must(await sendText(trust, content, said, false));
  const batch = String(pick(body, 'batch', 'id'));
  const editor = trust.as('editor');
  const { body: plan } = must(await editor.put(`/batches/${batch}/publication?dry_run=true`, {}));
  const added = pickList(plan, 'withoutContract').map((slug) => [slug, 'Taken over.']);
  const decisions = { contractOverrides: Object.fromEntries(added) };
  const classes = pickList(plan, 'items')
    .filter((item) => pick(item, 'kind') === 'amended')
    .map((item) => [pick(item, 'slug'), pick(item, 'class')]);
  await trust.approve(batch);
  must(
    await editor.put(
      `/batches/${batch}/publication`,
      { ...decisions, classes: Object.fromEntries(classes) },
      { 'if-match': '*' },
    ),
  );
}

export function rowsOf({ body }: Reply): readonly unknown[] {
  return pickList(body, 'rows');
}

/** Facts of each row, in the order of the list. */
export function factsOf(reply: Reply): readonly unknown[] {
  return rowsOf(reply).map((row) => pick(row, 'facts'));
}

/** What is said of one row, counted from 0. */
export function wordsOn(reply: Reply, index: number): string {
  return pickList(rowsOf(reply)[index], 'warnings')
    .map((warning) => `${pick(warning, 'cell')}: ${pick(warning, 'detail')}`)
    .join('\n');
}
