import type { Language } from '../../core/language.ts';
import { translated } from '../../core/translating.ts';
import type { Kind, Stated, Statement } from '../model.ts';

/** What is stated as a reader of that language gets it. */
export function statedIn(stated: Stated, language: Language): Stated {
  const { disclosure } = stated;
  const each = <K extends Kind>(statements: readonly Statement<K>[]) =>
    statements.map((statement) => ({
      ...statement,
      facts: translated(statement.facts, language),
    }));
  return {
    ...stated,
    attestations: each(stated.attestations),
    controls: each(withCategories(stated.controls, language)),
    questions: each(stated.questions),
    laws: each(stated.laws),
    dataAct: each(stated.dataAct),
    ...(disclosure && {
      disclosure: { ...disclosure, facts: translated(disclosure.facts, language) },
    }),
  };
}

type Controls = Stated['controls'];

/** Controls stand together by their category, so it is translated once for all that have it. */
function withCategories(controls: Controls, language: Language): Controls {
  const names = new Map(
    controls.flatMap(({ facts }) => {
      const name = facts.translations?.[language]?.category;
      return name === undefined ? [] : [[facts.category, name] as const];
    }),
  );
  return controls.map((control) => {
    const { facts } = control;
    const category = names.get(facts.category);
    if (category === undefined) return control;
    const said = { ...facts.translations?.[language], category };
    const translations = { ...facts.translations, [language]: said };
    return { ...control, facts: { ...facts, translations } };
  });
}
