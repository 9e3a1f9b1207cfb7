import { fieldLines, plainLine, serviceNames } from '../changes/field-text.ts';
import { changesDue, windowOf } from '../changes/standing.ts';
import { statusOf, titleOf } from '../changes/words.ts';
import type { Day } from '../core/day.ts';
import { dayInProse, dayInTable } from '../http/dates.tsx';
import { dayOf } from '../core/day.ts';
import type { Published, RenderInput } from '../publication/representation.ts';
import { pastInWords, permanentAddress } from '../publication/view.ts';
import { columns } from './csv-columns.ts';
import { dispositionOf } from './file-name.ts';
import { listFilters } from './list-document.ts';
import { escapeLines, escapeMarkdown, linkMarkdown } from '../core/markdown-text.ts';
import type { Entry } from './model/entry.ts';
import { filterStrictly, filterNames, isFiltered } from './model/filter.ts';
import { placeInWords, stateWords } from './model/words.ts';

/** The list as Markdown: a table that is read raw too, then everything that each entry states. */
export const listMarkdown: Published = {
  kind: 'published',
  path: '/subprocessors.md',
  mediaType: 'text/markdown; charset=utf-8; variant=GFM',
  params: listFilters,
  freeParams: ['q'],
  links: [
    { rel: 'alternate', href: '/subprocessors', type: 'text/html' },
    { rel: 'alternate', href: '/subprocessors.json', type: 'application/json' },
  ],
  render: (input) => ({
    body: writeMarkdown(input),
    headers: dispositionOf(input.snapshot, 'subprocessors', 'md', 'inline'),
  }),
};

function writeMarkdown(input: RenderInput): string {
  const entries = filterStrictly(input.snapshot, input.params);
  const name = escapeMarkdown(input.snapshot.organisation.name);
  const blocks = [
    `# Sub-processors of ${name}`,
    describeList(input),
    ...describePending(input, entries),
    ...(entries.length === 0
      ? ['No sub-processor is listed here.']
      : [
          tableOf(entries, input),
          '## Details',
          ...entries.map((entry) => detailsOf(entry, input)),
        ]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function describeList({ snapshot, place, params }: RenderInput): string {
  const { listPublishedAt, listVersion, organisation } = snapshot;
  const page = permanentAddress(snapshot, `${place.origin}${place.base}`, '/subprocessors');
  const past = pastInWords(snapshot);
  const published =
    listPublishedAt === undefined
      ? []
      : [
          `Version ${listVersion}, published ${dayInProse(dayOf(listPublishedAt, organisation.timeZone))}.`,
        ];
  const parts = filterNames.flatMap((name) =>
    params[name] ? [`${name} ${escapeMarkdown(params[name])}`] : [],
  );
  const filter = isFiltered(params) ? [`Only a part of the list: ${parts.join(', ')}.`] : [];
  const address = `Permanent address: ${linkMarkdown(page)}`;
  const demo = place.demo ? ['A demonstration: the publisher and all dealings are invented.'] : [];
  return [...(past === undefined ? [] : [past]), ...published, ...filter, address, ...demo].join(
    '\\\n',
  );
}

/** What is announced stands before what is: each change with its day, its deadline and its page. */
function describePending(
  { snapshot, place }: RenderInput,
  entries: readonly Entry[],
): readonly string[] {
  if (snapshot.past?.asOf !== undefined) return [];
  const shown = new Set(entries.map(({ slug }) => slug));
  const due = changesDue(snapshot).filter(({ items }) => items.some(({ slug }) => shown.has(slug)));
  if (due.length === 0) return [];
  const lines = due.map((change) => {
    const window = windowOf(change);
    const until = window?.isOpen
      ? `, objections until ${dayInProse(window.objectionEndsOn)} on general terms`
      : '';
    const page = linkMarkdown(`${place.origin}${place.base}/changes/${change.id}`);
    const said = escapeMarkdown(`${statusOf(change).word}: ${titleOf(change)}${until}`);
    return `- ${said}. ${page}`;
  });
  return ['## About to change', lines.join('\n')];
}

const headings = [
  'Sub-processor',
  'What for',
  'Which data',
  'Where',
  'Transfer',
  'Service',
  'Status',
];

function tableOf(entries: readonly Entry[], input: RenderInput): string {
  const rows = [
    headings,
    headings.map(() => '---'),
    ...entries.map((entry) => cellsOf(entry, input)),
  ];
  return rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function cellsOf({ facts, state }: Entry, { snapshot }: RenderInput): readonly string[] {
  const services = serviceNames(facts.scope?.services ?? [], snapshot.services);
  return [
    facts.name,
    facts.description,
    (facts.dataCategories ?? []).join(', '),
    (facts.locations ?? []).map((each) => placeInWords(each)).join('; '),
    fieldLines('transfers', facts).map(plainLine).join('; '),
    services.length === 0 ? 'All' : services.join(', '),
    `${stateWords[state]}${sinceWhen(state, facts)}`,
  ].map((text) => escapeMarkdown(text) || ' ');
}

function sinceWhen(state: Entry['state'], facts: Entry['facts']): string {
  const { effectiveFrom, effectiveUntil } = facts;
  const on = (word: string, day: Day | undefined) =>
    day === undefined ? '' : `, ${word}${dayInTable(day)}`;
  if (state === 'ended') return on('', effectiveUntil);
  return on(state === 'announced' ? 'from ' : 'since ', effectiveFrom);
}

/** One line for each column of the CSV that states something, under the same name. */
function detailsOf(entry: Entry, { snapshot, place }: RenderInput): string {
  const stated = Object.entries(columns).flatMap(([column, cellOf]) => {
    const value = cellOf({ entry, snapshot, place });
    return value ? [`- **${labelOf(column)}:** ${valueOf(value)}`] : [];
  });
  return [`### ${escapeMarkdown(entry.facts.name) || entry.slug}`, stated.join('\n')].join('\n\n');
}

/** `contact_details` is called `Contact details`; the way back is as plain. */
function labelOf(column: string): string {
  const words = column.replaceAll('_', ' ');
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

function valueOf(value: string): string {
  return /^https?:\/\/[^\s<>\\]+$/.test(value) ? linkMarkdown(value) : escapeLines(value, '  ');
}
