import { type Fault, pointerTo, refusalOf } from '../../core/errors.ts';
import { loadMarkdownJudge } from '../../updates/service/judging.ts';
import type { Language } from '../../core/language.ts';
import { languages } from '../../core/language.ts';
import type { Texts } from '../model.ts';
import type { Configuration } from '../model/configuration.ts';
import { sectionNames } from '../model/configuration.ts';
import { generateSection, isSection } from '../model/generated.ts';
import { atLine, readSource, readStretches, refill, withoutMarks } from '../model/source.ts';

/**
 * The texts as they are stored: what stands between the marks of generated sections is what the
 * configuration gives, whatever was sent. Refuses `invalid` what can not be shown as it is meant.
 */
export async function prepareTexts(texts: Texts, configuration: Configuration): Promise<Texts> {
  const faultInMarkdown = await loadMarkdownJudge();
  const faults: Fault[] = [];
  const prepared: Partial<Record<Language, string>> = {};
  for (const language of languagesOf(texts)) {
    const text = texts[language] ?? '';
    const filled = refill(text, (name) =>
      isSection(name) ? generateSection(name, language, configuration) : undefined,
    );
    const fault = faultInSource(text) ?? faultInShown(text, filled, faultInMarkdown);
    if (fault === undefined) prepared[language] = filled;
    else faults.push({ pointer: pointerTo('texts', language), detail: fault });
  }
  if (faults.length > 0) throw refusalOf(faults);
  return prepared;
}

export function languagesOf(texts: Texts): readonly Language[] {
  return languages.filter((language) => texts[language] !== undefined);
}

function faultInSource(text: string): string | undefined {
  const source = readSource(text);
  if ('fault' in source) return source.fault;
  // The whole text: lines count from its first.
  const stretches = readStretches(text);
  if ('fault' in stretches) return stretches.fault;
  const names = stretches.flatMap(({ section }) => section ?? []);
  const unknown = names.find((name) => !isSection(name));
  if (unknown !== undefined)
    return atLine(
      lineOfMark(text, unknown),
      `Nothing generates a section ${unknown}; there are ${sectionNames.join(', ')}.`,
    );
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined)
    return atLine(lineOfMark(text, twice, 'last'), 'A generated section stands twice.');
  return undefined;
}

function lineOfMark(text: string, section: string, which: 'first' | 'last' = 'first'): number {
  const isMark = (line: string) => line.trim() === `<!-- annex:${section} -->`;
  const lines = text.split('\n');
  return 1 + (which === 'first' ? lines.findIndex(isMark) : lines.findLastIndex(isMark));
}

type Judge = (text: string, isLocal?: boolean) => string | undefined;

function faultInShown(text: string, filled: string, faultInMarkdown: Judge): string | undefined {
  const judge = (each: string) => {
    const source = readSource(each);
    return faultInMarkdown(withoutMarks('fault' in source ? '' : source.body), true);
  };
  const fault = judge(filled);
  if (fault === undefined) return undefined;
  const line = lineOfFault(text, fault, judge);
  return line === undefined ? fault : atLine(line, fault);
}

/** The line with which a fault comes into what was typed; undefined where it is in no line of it. */
function lineOfFault(text: string, fault: string, judge: Judge): number | undefined {
  const lines = text.split('\n');
  const hasFault = (count: number) => judge(lines.slice(0, count).join('\n')) === fault;
  let [without, within] = [0, lines.length];
  if (hasFault(without) || !hasFault(within)) return undefined;
  while (within - without > 1) {
    const middle = Math.floor((without + within) / 2);
    if (hasFault(middle)) within = middle;
    else without = middle;
  }
  return within;
}
