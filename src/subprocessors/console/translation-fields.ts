import { type Language, englishNames, languages } from '../../core/language.ts';
import { type DraftField, type DraftGroup, fact } from './draft-field.ts';

/** The texts of an entry in other languages than the organisation's first. */
export const translationGroups: readonly DraftGroup[] = languages.map((language) => ({
  id: `in-${language}`,
  title: `Translation: ${englishNames[language]}`,
  fields: fieldsIn(language),
}));

function fieldsIn(language: Language): readonly DraftField[] {
  const place = (field: string) => ({
    name: `${language}-${field}`,
    path: fact('translations', language, field),
  });
  const hint =
    'For a register that is written in another language. Left empty, its text is shown and marked as that.';
  return [
    { ...place('category'), label: 'Category', as: 'line', max: 100 },
    { ...place('description'), label: 'What for', as: 'prose', max: 4_000, rows: 3, hint },
    { ...place('responsibilities'), label: 'Responsibilities', as: 'prose', max: 4_000, rows: 2 },
    { ...place('nature'), label: 'Nature', as: 'prose', max: 2_000, rows: 2 },
    { ...place('duration'), label: 'Duration', as: 'line', max: 300 },
    { ...place('dataCategories'), label: 'Which data', as: 'names', hint: 'One a line.' },
    { ...place('dataSubjects'), label: 'Whose data', as: 'names', hint: 'One a line.' },
  ];
}
