import type { Deps } from '../context.ts';
import { Refusal } from '../core/errors.ts';
import { fileNameOf } from '../documents/model/file-names.ts';
import { type CopyHead, presentHead, type Told } from './copy-head.ts';
import { pageEnd, pageHead, recordPart, sectionPart } from './copy-page.tsx';
import type { Holder } from './holder.ts';
import type { Copied, CopiedFile } from './model.ts';
import { recordsOf } from './service/finding.ts';
import { type Entry, zipOf } from './zip.ts';

/** What a copy is made from. */
export type Copying = Told & { readonly deps: Deps; readonly holders: readonly Holder[] };

/** Well below what an archive without ZIP64 can hold; files beyond are named and given by another way. */
const mostFiles = 10_000;
const mostBytes = 2 * 1024 ** 3;

/**
 * All that is held about a person: `data.json`, `index.html` with the same for people, and files. It is
 * read while it is written, once for each; nothing of it is stored and no part is whole in memory. What
 * is erased meanwhile is left out.
 */
export function writeCopy(copying: Copying): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  return zipOf(entriesOf(copying), copying.at);
}

async function* entriesOf(copying: Copying): AsyncGenerator<Entry> {
  const head = presentHead(copying);
  const files: Placed[] = [];
  const leftOut: string[] = [];
  const note = (placed: readonly Placed[]) => {
    const fitting = placed.slice(0, Math.max(mostFiles - files.length, 0));
    files.push(...fitting);
    leftOut.push(...placed.slice(fitting.length).map(({ path }) => path));
  };
  yield { name: 'data.json', parts: () => encoded(dataJson(copying, head, note)) };
  yield { name: 'index.html', parts: () => encoded(indexHtml(copying, head)) };
  yield* entriesFor(files, leftOut);
  if (leftOut.length > 0)
    yield { name: 'left-out.json', parts: () => encoded(lines(JSON.stringify(leftOut, null, 1))) };
}

async function* lines(text: string): AsyncGenerator<string> {
  yield text;
}

async function* entriesFor(files: readonly Placed[], leftOut: string[]): AsyncGenerator<Entry> {
  let size = 0;
  for (const { path, bytes } of files) {
    const source = size < mostBytes ? await opened(bytes) : undefined;
    if (source === undefined) leftOut.push(path);
    else
      yield {
        name: path,
        isDense: true,
        async *parts() {
          for await (const part of source) {
            size += part.byteLength;
            yield part;
          }
        },
      };
  }
}

/** Undefined where it was erased meanwhile, or is damaged. */
async function opened(bytes: CopiedFile['bytes']) {
  try {
    return await bytes();
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

async function* encoded(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const text of texts) yield encoder.encode(text);
}

type Placed = CopiedFile & { readonly path: string };
type Found = {
  readonly holder: Holder;
  readonly id: string;
  readonly copied: Copied;
  readonly files: readonly Placed[];
};

async function* recordsIn({ deps, subject, holders }: Copying): AsyncGenerator<Found> {
  for (const holder of holders)
    for await (const id of recordsOf(deps, holder, subject)) {
      const copied = await holder.copy(deps, subject, id);
      if (copied === undefined) continue;
      const files = (copied.files ?? []).map((file, index) => placed(file, holder, id, index));
      yield { holder, id, copied, files };
    }
}

/** Under a name that no uploader chose the folder of. */
function placed(file: CopiedFile, { kind }: Holder, id: string, index: number): Placed {
  const ending = /\.([A-Za-z0-9]{1,5})$/.exec(file.name)?.[1] ?? 'bin';
  const name = fileNameOf(file.name, 'file', ending);
  const folder = `${kind}-${id}`.replaceAll(/[^\w-]/g, '_');
  return { ...file, path: `files/${folder}/${index + 1}-${name}` };
}

function shownFiles(files: readonly Placed[]) {
  return files.map(({ name, mediaType, path }) => ({ name, mediaType, path }));
}

async function* dataJson(
  copying: Copying,
  head: CopyHead,
  note: (files: readonly Placed[]) => void,
): AsyncGenerator<string> {
  const counts = new Map<string, number>();
  let comma = '';
  yield `${JSON.stringify(head).slice(0, -1)},"records":[`;
  for await (const { holder, id, copied, files } of recordsIn(copying)) {
    const { kind, record: rule } = holder;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    note(files);
    const { title, data } = copied;
    const shown = { kind, rule, id, title, data, files: shownFiles(files) };
    yield `${comma}\n${JSON.stringify(shown)}`;
    comma = ',';
  }
  yield `\n],"counts":${JSON.stringify(Object.fromEntries(counts))}}\n`;
}

async function* indexHtml(copying: Copying, head: CopyHead): AsyncGenerator<string> {
  const { language } = copying.request;
  yield pageHead(head, language);
  let last: string | undefined;
  for await (const { holder, copied, files } of recordsIn(copying)) {
    const info = head.kinds.find(({ rule }) => rule === holder.record);
    if (holder.record !== last && info !== undefined) yield sectionPart(info, language);
    last = holder.record;
    yield recordPart(copied, shownFiles(files), language);
  }
  yield pageEnd(last === undefined, language);
}
