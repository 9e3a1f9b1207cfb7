import { createHash } from 'node:crypto';
import type { BlobStore } from '../../src/files/ports.ts';

type Rows = readonly Readonly<Record<string, unknown>>[];
type Tables = ReadonlyMap<string, Rows>;

/** What must hold of inquiries after every test; the faults in words. */
export async function checkInquiries(
  tables: Tables,
  files: BlobStore | undefined,
): Promise<readonly string[]> {
  const events = (tables.get('events') ?? []).filter((event) =>
    String(event['action']).startsWith('inquiry.'),
  );
  const bySubject = Map.groupBy(events, (event) => String(event['subject']));
  const messages = Map.groupBy(tables.get('inquiry_messages') ?? [], (row) =>
    String(row['inquiry_id']),
  );
  const attachments = tables.get('inquiry_attachments') ?? [];
  return [
    ...events.flatMap(faultsOfEvent),
    ...(tables.get('inquiries') ?? []).flatMap((row) => {
      const id = String(row['id']);
      const mine = bySubject.get(`inquiry:${id}`) ?? [];
      const said = messages.get(id) ?? [];
      const files_ = attachments.filter((each) => each['inquiry_id'] === id);
      return [
        ...faultsOfThread(row, mine, said),
        ...faultsOfErasure(row, mine, [...said, ...files_]),
      ];
    }),
    ...faultsOfLetters(tables),
    ...(await Promise.all(attachments.map((row) => faultsOfFile(row, files)))).flat(),
  ];
}

/** It stays for ever, so it names nobody; and who wrote is nobody else's business. */
function faultsOfEvent(event: Rows[number]): readonly string[] {
  const name = `event ${String(event['seq'])} about an inquiry`;
  return [
    ...(event['public'] === 0 ? [] : [`${name} is public`]),
    ...(/@|https?:|\s/.test(JSON.stringify(event['data'])) ? [`${name} holds a text`] : []),
  ];
}

/** Each message has its event, and the state is what the newest of them leaves. */
function faultsOfThread(row: Rows[number], events: Rows, messages: Rows): readonly string[] {
  const id = String(row['id']);
  const told = events.flatMap((event) => Object(event['data'])['message'] ?? []);
  const stored = messages.map((message) => message['id']);
  const closing = events.findLast((event) =>
    ['inquiry.closed', 'inquiry.taken_up', 'inquiry.message_received'].includes(
      String(event['action']),
    ),
  );
  const isClosed = closing?.['action'] === 'inquiry.closed';
  return [
    ...(events[0]?.['action'] === 'inquiry.received' ? [] : [`nothing tells that ${id} came`]),
    ...(told.join() === stored.join() ? [] : [`${id} holds ${stored.join()}, told ${told.join()}`]),
    ...((row['state'] === 'closed') === isClosed ? [] : [`${id} is ${String(row['state'])}`]),
    ...(isClosed === (row['ended_at'] !== null) ? [] : [`${id} ended and does not look so`]),
  ];
}

/** Who is erased has left no word and no name of a file. */
function faultsOfErasure(row: Rows[number], events: Rows, parts: Rows): readonly string[] {
  if (!events.some((event) => event['action'] === 'inquiry.erased')) return [];
  const kept = ['person', 'address_hash', 'subscription_id'].filter((name) => row[name] !== null);
  const said = parts.filter(
    (part) => (part['text'] ?? '') !== '' || (part['name'] ?? null) !== null,
  );
  return kept.length + said.length > 0
    ? [`${String(row['id'])} is erased and still holds ${kept.length + said.length} things`]
    : [];
}

/** Notes are for staff: no letter carries one. */
function faultsOfLetters(tables: Tables): readonly string[] {
  const notes = new Set(
    (tables.get('inquiry_messages') ?? [])
      .filter((row) => row['author'] === 'note')
      .map((row) => row['id']),
  );
  return (tables.get('deliveries') ?? []).flatMap((row) => {
    const cargo = JSON.parse(String(row['cargo']));
    return cargo.kind === 'inquiry' && notes.has(cargo.message)
      ? [`delivery ${String(row['id'])} carries a note`]
      : [];
  });
}

/** A file that is named is there, and is what was sent; one that is forgotten is gone. */
async function faultsOfFile(
  row: Rows[number],
  files: BlobStore | undefined,
): Promise<readonly string[]> {
  const id = String(row['id']);
  const stored = await files?.open(`attachments/${id}`);
  if (row['sha256'] === '') return stored === undefined ? [] : [`the file ${id} is still there`];
  if (row['name'] === null) return [`the file ${id} of somebody erased is not deleted`];
  if (stored === undefined) return [`the file ${id} is not there`];
  const hash = createHash('sha256');
  for await (const chunk of await stored.stream()) hash.update(chunk);
  return hash.digest('hex') === row['sha256'] ? [] : [`the file ${id} is another`];
}
