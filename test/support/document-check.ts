import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type Row = Readonly<Record<string, unknown>>;
type Tables = ReadonlyMap<string, readonly Row[]>;

/**
 * What must hold of documents after every test; the faults in words. It shares nothing with `src/`: the
 * states come from the ledger, the files from the disk.
 */
export function checkDocuments(tables: Tables, blobDir: string): readonly string[] {
  const events = tables.get('events') ?? [];
  const documents = tables.get('documents') ?? [];
  return documents.flatMap((document) => {
    const about = events.filter(({ subject }) => subject === `document:${String(document['id'])}`);
    const editions = (tables.get('document_editions') ?? []).filter(
      (row) => row['document_id'] === document['id'],
    );
    return [
      ...faultsOfDocument(document, about),
      ...faultsOfVersions(document, editions, about),
      ...editions.flatMap((row) => faultsOfFile(row, events, blobDir)),
    ];
  });
}

/** The newest public word of it is all of it; of what is hidden nothing is said after it was. */
function faultsOfDocument(document: Row, about: readonly Row[]): readonly string[] {
  const facts = bag(document['facts']);
  const slug = String(document['slug']);
  const steps = about.filter(({ action }) => String(action).startsWith('document.'));
  const last = steps.at(-1);
  const isHidden = facts['visibility'] === 'hidden';
  const { version: _, slug: named, bridgeOf, ...said } = bag(last?.['data']);
  const { bridgeOf: continued, nda: __, ...kept } = facts;
  const isUnlisted = last?.['action'] === 'document.unlisted';
  return [
    ...(named === slug ? [] : [`the ledger calls ${slug} ${String(named)}`]),
    ...(isUnlisted || same(said, kept) ? [] : [`${slug} is not what the ledger says of it`]),
    ...(bridgeOf === undefined || bridgeOf === continued ? [] : [`${slug} continues another`]),
    ...((last?.['public'] === 1) === (!isHidden || isUnlisted)
      ? []
      : [`the last word of ${slug} is ${isHidden ? 'public' : 'private'}`]),
    ...about.flatMap((event) => faultsOfPublicity(event, about)),
  ];
}

/** While it is hidden, nothing of it is public. */
function faultsOfPublicity(event: Row, about: readonly Row[]): readonly string[] {
  if (event['public'] !== 1 || event['action'] === 'document.unlisted') return [];
  const before = about.filter(
    ({ seq, action }) =>
      Number(seq) <= Number(event['seq']) && String(action).startsWith('document.'),
  );
  const isListed = bag(before.at(-1)?.['data'])['visibility'] !== undefined;
  const visibility = bag(before.at(-1)?.['data'])['visibility'];
  return isListed && visibility !== 'hidden'
    ? []
    : [`event ${String(event['seq'])} is public, about a hidden document`];
}

function faultsOfVersions(
  document: Row,
  editions: readonly Row[],
  about: readonly Row[],
): readonly string[] {
  const slug = String(document['slug']);
  const states = new Map<unknown, string>();
  for (const { action, data } of about) {
    const { number, supersedes } = bag(data);
    if (action === 'document_version.uploaded') states.set(number, 'draft');
    if (action === 'document_version.issued') states.set(number, 'issued');
    if (action === 'document_version.withdrawn') states.set(number, 'withdrawn');
    if (supersedes !== undefined) states.set(supersedes, 'superseded');
  }
  const numbers = editions.map((row) => Number(row['number'])).toSorted((a, b) => a - b);
  return [
    ...editions
      .filter((row) => states.get(row['number']) !== row['state'])
      .map((row) => `version ${String(row['number'])} of ${slug} is ${String(row['state'])}`),
    ...(same(
      numbers,
      [...states.keys()].toSorted((a, b) => Number(a) - Number(b)),
    )
      ? []
      : [`versions ${numbers.join()} of ${slug} are not those of the ledger`]),
    ...(editions.filter((row) => row['state'] === 'issued').length > 1
      ? [`${slug} has two versions in force`]
      : []),
  ];
}

/** Every file is there and is what was uploaded, or the ledger says that it is damaged. */
function faultsOfFile(row: Row, events: readonly Row[], blobDir: string): readonly string[] {
  const id = String(row['id']);
  const last = events.findLast(({ subject }) => subject === `document-file:${id}`);
  if (last?.['action'] === 'document_file.damaged') return [];
  return hashOf(join(blobDir, 'documents', id)) === row['sha256']
    ? []
    : [`the file of ${id} is not what was uploaded, and nobody was told`];
}

function hashOf(path: string): string | undefined {
  try {
    return createHash('sha256').update(readFileSync(path)).digest('hex');
  } catch {
    return undefined;
  }
}

function same(a: unknown, b: unknown): boolean {
  return text(a) === text(b);
}

function text(value: unknown): string {
  if (Array.isArray(value)) return JSON.stringify(value);
  return JSON.stringify(Object.entries(bag(value)).toSorted());
}

function bag(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'string') return bag(JSON.parse(value));
  return Object.fromEntries(Object.entries(value ?? {}));
}
