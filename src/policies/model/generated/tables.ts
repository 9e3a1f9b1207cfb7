import { escapeMarkdown } from '../../../core/markdown-text.ts';
import { type Worded, wordsIn } from '../../../core/worded.ts';
import { categoryWords, purposeWords, sourceWords } from '../../../personal-data/model/words.ts';
import type { ContactPoint, Organisation } from '../../../organisation/model.ts';
import type { Rule } from '../../../retention/model.ts';
import { fateWords, howLong } from '../../../retention/model/words.ts';
import type { Configuration } from '../configuration.ts';

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

/** What is kept of persons, one row for each purpose and rule. */
export function collectedTable(
  { collected, rules }: Pick<Configuration, 'collected' | 'rules'>,
  language: 'en' | 'de',
  head: readonly string[],
): string {
  const said = (each: Worded) => escapeMarkdown(wordsIn(each, language).text);
  const rows = collected.map(({ record, purpose, sources, categories }) => {
    const rule = rules.find(({ id }) => id === record);
    const what = categories.map(
      (each) => `**${said(categoryWords[each.category])}**: ${each.what.map(said).join('; ')}`,
    );
    const from = sources.map((source) => said(sourceWords[source]));
    const [called, kept] =
      rule === undefined
        ? ['', '']
        : [said(rule.facts.record), escapeMarkdown(howLong(rule.facts, language))];
    return [called, what.join('. '), said(purposeWords[purpose]), from.join(', '), kept];
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
