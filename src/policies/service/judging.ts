import { type Fault, pointerTo, refusalOf } from '../../core/errors.ts';
import { loadMarkdownJudge } from '../../updates/service/judging.ts';
import type { Language } from '../../subscribers/model/subscription.ts';
import { languages } from '../../subscribers/model/subscription.ts';
import type { Texts } from '../model.ts';
import type { Configuration } from '../model/configuration.ts';
import { sectionNames } from '../model/configuration.ts';
import { generateSection, isSection } from '../model/generated.ts';
import { readSource, readStretches, refill, sectionsIn, withoutMarks } from '../model/source.ts';

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
    const fault = faultInSource(text) ?? faultInShown(filled, faultInMarkdown);
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
  const stretches = readStretches(source.body);
  if ('fault' in stretches) return stretches.fault;
  const names = stretches.flatMap(({ section }) => section ?? []);
  const unknown = names.find((name) => !isSection(name));
  if (unknown !== undefined)
    return `Nothing generates a section ${unknown}; there are ${sectionNames.join(', ')}.`;
  if (sectionsIn(source.body).length < names.length) return 'A generated section stands twice.';
  return undefined;
}

function faultInShown(
  text: string,
  faultInMarkdown: (text: string, isLocal?: boolean) => string | undefined,
): string | undefined {
  const source = readSource(text);
  return 'fault' in source ? source.fault : faultInMarkdown(withoutMarks(source.body), true);
}
