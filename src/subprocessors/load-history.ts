import { unnamedOrganisation } from '../organisation/model.ts';
import { itemsIn, memberOf, type Reply, type StaffClient, textsIn } from './staff-client.ts';

const historyFormats = ['subprocessor-history/1', 'list-sequence/1'];

/** The file where it is a history; undefined where it is anything else. */
export function historyIn(bytes: Uint8Array): Reply['body'] | undefined {
  try {
    const file = memberOf(JSON.parse(new TextDecoder().decode(bytes)));
    return historyFormats.includes(String(file['format'])) ? file : undefined;
  } catch {
    // Whoever reads it as a list says what is wrong with it.
    return undefined;
  }
}

/** A history tells its own days and reasons; the register decides whether it is empty. */
export async function loadHistory(
  client: StaffClient,
  history: Reply['body'],
  { dryRun, url }: { readonly dryRun: boolean; readonly url: string },
): Promise<void> {
  const path = '/history-imports?dry_run=';
  const { body: planned } = await client.call('POST', `${path}true`, history);
  for (const change of itemsIn(planned['changes']))
    console.log(`  ${String(change['claimedAt']).slice(0, 10)}: ${String(change['title'])}`);
  for (const warning of textsIn(planned['warnings'])) console.log(`Note: ${warning}`);
  if (dryRun) {
    console.log('Dry run: nothing is recorded.');
    return;
  }
  const company = memberOf(history['source'])['company'];
  if (typeof company === 'string' && company !== '') await nameOrganisation(client, company);
  const { body } = await client.call('POST', `${path}false`, history);
  const { current, ended } = memberOf(body['entries']);
  console.log(
    `${itemsIn(body['changes']).length} changes are recorded as imported: ${url.replace(/\/+$/, '')}/changes`,
  );
  console.log(
    `The register has ${String(current)} current entries and ${String(ended)} ended ones.`,
  );
}

/** Gives an organisation without a name the one in the file. */
export async function nameOrganisation(
  client: StaffClient,
  company: string,
  noticeDays?: number,
): Promise<void> {
  const { body: profile, etag } = await client.call('GET', '/organisation');
  if (profile['name'] !== unnamedOrganisation.name) return;
  const named = { ...profile, name: company, noticeDays: noticeDays ?? profile['noticeDays'] };
  await client.call('PUT', '/organisation', named, etag);
  console.log(`The organisation is called ${company} from now on.`);
}
