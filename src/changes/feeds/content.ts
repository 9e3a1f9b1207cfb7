import type { Snapshot } from '../../publication/model.ts';
import type { Facts } from '../../subprocessors/model/facts.ts';
import { fieldLines, fieldWords, plainLine } from '../field-text.ts';
import { type Change, type ChangeItem, type ChangeStep, changedFields } from '../model.ts';
import { leadOf, silenceInWords } from '../lead.ts';
import { windowOf } from '../standing.ts';
import { asOfStep, itemTitle } from '../words.ts';

/** What a feed entry says: paragraphs, then one section for each entry of the register it touches. */
export type Content = {
  readonly paragraphs: readonly string[];
  readonly sections: readonly Section[];
};
type Section = {
  readonly title: string;
  readonly lines: readonly { label: string; text: string }[];
};

// The opening of a register may have a hundred items; the page of the change has them all.
const mostSections = 12;
const mostDetailed = 6;

/** From the change as it stood at that step, so that later steps leave the entry as it was. */
export function contentOf(entry: ChangeStep, { organisation, services }: Snapshot): Content {
  const change = asOfStep(entry);
  const paragraphs = [
    leadOf(change, organisation, services),
    ...paragraphsOf(entry.step.reason ?? ''),
    ...paragraphsOf(entry.step.materialChange ?? ''),
  ];
  return isToldWhole(entry)
    ? {
        paragraphs: [
          ...paragraphs,
          ...(windowOf(change)?.isOpen ? [silenceInWords] : []),
          ...paragraphsOf(change.reason),
          ...paragraphsOf(change.emergency?.explanation ?? ''),
        ],
        sections: sectionsOf(change),
      }
    : { paragraphs, sections: [] };
}

/** The other steps say what is new; what changes was said by an entry before. */
function isToldWhole({ step }: ChangeStep): boolean {
  return (
    step.name === 'announced' || step.name === 'in-effect' || step.materialChange !== undefined
  );
}

function sectionsOf(change: Change): readonly Section[] {
  const shown = change.items.slice(0, mostSections);
  const rest = change.items.length - shown.length;
  const isDetailed = change.items.length <= mostDetailed;
  return [
    ...shown.map((item) => ({
      title: itemTitle(item, change.items),
      lines: isDetailed || item.kind === 'amended' ? linesOf(item) : [],
    })),
    ...(rest > 0 ? [{ title: `And ${rest} more on the page of this change.`, lines: [] }] : []),
  ];
}

export function paragraphsOf(text: string): readonly string[] {
  return text.split(/\n+/).filter((line) => line.trim() !== '');
}

/** A fragment of HTML without attributes, which every reader shows alike. */
export function contentHtml({ paragraphs, sections }: Content): string {
  const said = paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`);
  const listed = sections.map(({ title, lines }) => {
    const facts = lines.map(
      ({ label, text }) => `<li><b>${escapeHtml(label)}:</b> ${escapeHtml(text)}</li>`,
    );
    return `<h3>${escapeHtml(title)}</h3>${facts.length === 0 ? '' : `<ul>${facts.join('')}</ul>`}`;
  });
  return [...said, ...listed].join('\n');
}

export function contentText({ paragraphs, sections }: Content): string {
  const listed = sections.map(({ title, lines }) =>
    [title, ...lines.map(({ label, text }) => `${label}: ${text}`)].join('\n'),
  );
  return [...paragraphs, ...listed].join('\n\n');
}

/** No `>` stays, so that a CDATA section around it cannot end early. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

const told: readonly (keyof Facts)[] = [
  'legalName',
  'description',
  'dataCategories',
  'locations',
  'transfers',
  'effectiveUntil',
  'disposal',
];

function linesOf({ kind, before, after }: ChangeItem): Section['lines'] {
  if (kind !== 'amended' || before === undefined) {
    const stated = told.filter((field) => after[field] !== undefined);
    return stated.map((field) => ({ label: fieldWords[field].label, text: valueOf(field, after) }));
  }
  return changedFields(before, after).map((field) => ({
    label: fieldWords[field].label,
    text: `${valueOf(field, after)} (before: ${valueOf(field, before)})`,
  }));
}

function valueOf(field: keyof Facts, facts: Facts): string {
  const lines = fieldLines(field, facts).map(plainLine);
  return lines.length === 0 ? 'not stated' : lines.join('; ');
}
