import { pointerTo, Refusal } from '../core/errors.ts';
import { type ListFile, listFileIn, UnreadableList } from '../imports/list-file.ts';
import type { Facts } from '../subprocessors/model/facts.ts';
import { factsSchema } from '../subprocessors/schema/facts.ts';
import { type EventRevision, foldEvents } from './model/events.ts';
import { type History, refuseHistory, refuseWrongOrder } from './model/history.ts';
import { foldLists } from './model/lists.ts';
import { rawFieldNames } from './model/raw-facts.ts';
import type { HistoryFile } from './schema.ts';

/** The history that a file tells, in one form for both formats. */
export function readHistory(file: HistoryFile, now: Date): History {
  return file.format === 'subprocessor-history/1' ? readEvents(file, now) : readLists(file, now);
}

type EventFile = Extract<HistoryFile, { format: 'subprocessor-history/1' }>;
type ListsFile = Extract<HistoryFile, { format: 'list-sequence/1' }>;

function readEvents({ format, source, changes }: EventFile, now: Date): History {
  refuseWrongOrder(
    changes.map(({ date }) => date),
    now,
    'changes',
  );
  const company = source?.company ?? undefined;
  const revisions = changes.map(({ date, commit, initial, events }): EventRevision => ({
    at: date,
    initial,
    events,
    ...(commit && { ref: commit.slice(0, 12) }),
  }));
  const folded = foldEvents(revisions);
  return {
    format,
    listName: 'changes',
    ...(company !== undefined && { company }),
    origin: originOf(company, source?.repository ?? undefined),
    revisions: folded.revisions,
    warnings: [...unknownFields(changes), ...folded.warnings],
  };
}

function readLists({ format, revisions }: ListsFile, now: Date): History {
  refuseWrongOrder(
    revisions.map(({ publishedAt }) => publishedAt),
    now,
    'revisions',
  );
  const files = revisions.map(({ list }, index) => readOne(list, index));
  const company = files.at(-1)?.company;
  return {
    format,
    listName: 'revisions',
    ...(company !== undefined && { company }),
    origin: originOf(company, undefined),
    revisions: foldLists(
      revisions.map(({ publishedAt, list: _, ...revision }, index) => ({
        ...revision,
        at: publishedAt,
        rows: (files[index]?.rows ?? []).map((row, place) => ({
          key: row.slug,
          facts: factsIn(row.facts, ['revisions', index, 'list', 'subprocessors', place]),
        })),
      })),
    ),
    warnings: [
      ...new Set(files.flatMap(({ notes }) => notes)),
      ...(files.some(({ rows }) => rows.some(({ contactPerson }) => contactPerson !== undefined))
        ? ['Contact persons are not taken over: name them in the register.']
        : []),
    ],
  };
}

function readOne(list: Readonly<Record<string, unknown>>, index: number): ListFile {
  try {
    return listFileIn({ ...list, subprocessors: inEffect(list['subprocessors']) });
  } catch (error) {
    if (!(error instanceof UnreadableList)) throw error;
    return refuseHistory(['revisions', index, 'list'], error.message);
  }
}

/** What a list document of Annex announces is not on the list yet. */
function inEffect(entries: unknown): unknown {
  if (!Array.isArray(entries)) return entries;
  return entries.filter(
    (entry: unknown) =>
      !(entry instanceof Object && 'state' in entry && entry.state === 'announced'),
  );
}

function factsIn(facts: unknown, path: readonly PropertyKey[]): Facts {
  const read = factsSchema.safeParse(facts);
  if (read.success) return read.data;
  const errors = read.error.issues.map((issue) => ({
    pointer: pointerTo(...path, ...issue.path),
    detail: issue.message,
  }));
  throw new Refusal('invalid', 'The history can not be loaded as it is. Nothing was stored.', {
    errors,
  });
}

function originOf(company: string | undefined, repository: string | undefined): string {
  const where = repository === undefined ? '' : ` (${repository})`;
  return `the history of the list that ${company ?? 'the company'} published${where}`;
}

/** Fields that the register has no place for: said, not dropped in silence. */
function unknownFields(changes: EventFile['changes']): readonly string[] {
  const known: readonly string[] = rawFieldNames;
  const stated = changes.flatMap(({ events }) =>
    events.flatMap((event) => {
      if (event.type === 'removed') return [];
      return Object.keys(event.type === 'added' ? event.after : event.fields.to);
    }),
  );
  const unknown = [...new Set(stated)].filter((name) => !known.includes(name)).sort();
  const section = stated.includes('section')
    ? ['Of the section headings only the kind of each entry is taken over.']
    : [];
  return unknown.length === 0
    ? section
    : [
        ...section,
        `Not taken over, because the register has no place for it: ${unknown.join(', ')}.`,
      ];
}
