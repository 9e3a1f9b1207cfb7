import { escapeMarkdown } from '../../../core/markdown-text.ts';
import { wordsIn } from '../../../core/worded.ts';
import type { ContactPoint, Organisation } from '../../../organisation/model.ts';
import type { Rule } from '../../../retention/model.ts';
import { fateWords, howLong } from '../../../retention/model/words.ts';

/** A table of GitHub's Markdown. Cells are Markdown already. */
export function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** The rules as a table: record, how long, basis, what becomes of it. */
export function retentionTable(
  rules: readonly Rule[],
  language: 'en' | 'de',
  head: readonly string[],
): string {
  const rows = rules.map(({ facts }) => {
    const { record, basis, note, fate } = facts;
    const said = [fateWords[fate][language], note && wordsIn(note, language).text];
    return [
      wordsIn(record, language).text,
      howLong(facts, language),
      wordsIn(basis, language).text,
      said.filter((each) => each !== undefined).join('. '),
    ].map(escapeMarkdown);
  });
  return tableOf(head, rows);
}

/** `mailto:` as a link, or the address as text where it is none that may stand in a link. */
export function mailboxLink({ email }: ContactPoint): string | undefined {
  if (email === undefined) return undefined;
  if (!/^[\w.+'-]+@[a-z0-9.-]+$/i.test(email)) return escapeMarkdown(email);
  return `[${escapeMarkdown(email)}](mailto:${email})`;
}

/** Name and postal address on one line. */
export function postalLine({ name, legalName, address }: Organisation): string | undefined {
  if (address === undefined) return undefined;
  const town = [address.postalCode, address.locality].filter(Boolean).join(' ');
  const parts = [legalName ?? name, ...(address.lines ?? []), town, address.country];
  return escapeMarkdown(parts.filter(Boolean).join(', '));
}

/** A list of Markdown; nothing of no items. */
export function listOf(items: readonly (string | undefined)[]): string {
  return items.flatMap((item) => (item === undefined ? [] : [`- ${item}`])).join('\n');
}

/** Paragraphs with empty lines between them; those that say nothing are left out. */
export function paragraphs(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}
