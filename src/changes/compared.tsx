import { entryNamed } from '../subprocessors/model/entry.ts';
import type { Child } from 'hono/jsx';
import { type Language, languages } from '../core/language.ts';
import { translated, translationsIn, withoutShared } from '../core/translating.ts';
import { Fact } from '../http/facts.tsx';
import { useLanguage, useTextLang, useWords } from '../http/language.tsx';
import { TableHead } from '../http/tables.tsx';
import type { RenderInput } from '../publication/representation.ts';
import type { Facts } from '../subprocessors/model/facts.ts';
import { translatable } from '../subprocessors/model/translating.ts';
import { diffLines, type Run } from './diff.ts';
import { fieldLines, type Piece } from './field-text.ts';
import { changedFields, fieldOrder } from './model.ts';
import { Lines, Pieces } from './pieces.tsx';
import { changePageWords } from './words/pages.ts';
import { fieldLabels, valueWords } from './words/values.ts';

/** Everything an entry states, for one that was not there before; in other languages than the page's, on their pages. */
export function Stated({ input, facts: stated }: { input: RenderInput; facts: Facts }) {
  const facts = translated(stated, useLanguage());
  const hidden = new Set<keyof Facts>([
    'name',
    'order',
    'translations',
    ...(facts.kind === 'affiliate' ? [] : ['kind' as const]),
  ]);
  const label = useWords(fieldLabels);
  const words = useWords(valueWords);
  return (
    <dl class="facts">
      {fieldOrder
        .filter((field) => !hidden.has(field) && facts[field] !== undefined)
        .map((field) => (
          <Fact label={label(field)}>
            {field === 'parent' && facts.parent !== undefined ? (
              <EntryLink input={input} slug={facts.parent} />
            ) : (
              <Written facts={facts} field={field}>
                <Lines lines={fieldLines(field, facts, input.snapshot.services, words)} />
              </Written>
            )}
          </Fact>
        ))}
    </dl>
  );
}

// What the organisation wrote in sentences, and nothing of ours stands in between.
const written: readonly (keyof Facts)[] = [...translatable, 'contact'];
// Names, which no browser is to translate.
const names: readonly (keyof Facts)[] = [
  'name',
  'legalName',
  'legalAddress',
  'companyNumber',
  'parentGroup',
  'certifications',
];

type WrittenProps = {
  readonly facts: Facts;
  readonly field: keyof Facts;
  readonly children?: Child;
};

/** A value; where it is a text of the organisation, in its language. */
function Written({ facts, field, children }: WrittenProps) {
  const lang = useTextLang(facts, field);
  if (field === 'translations') {
    const [only, ...more] = languages.filter((each) => facts.translations?.[each]);
    return <span lang={more.length === 0 ? only : undefined}>{children}</span>;
  }
  if (lang === undefined) return <>{children}</>;
  if (names.includes(field)) return <span translate="no">{children}</span>;
  return written.includes(field) ? <span lang={lang}>{children}</span> : <>{children}</>;
}

/** An entry by its name, leading to its page. */
function EntryLink({ input: { snapshot, place }, slug }: { input: RenderInput; slug: string }) {
  const entry = entryNamed(slug, snapshot);
  return (
    <a href={`${place.pages}/subprocessors/${slug}`}>
      <bdi>{entry?.facts.name ?? slug}</bdi>
    </a>
  );
}

type ComparedProps = {
  readonly input: RenderInput;
  readonly before: Facts;
  readonly after: Facts;
  /** What differs; `note` stands below the name of the field. */
  readonly fields: readonly { readonly field: keyof Facts; readonly note?: Child }[];
  /** Completes "before and after …", in the language of the page. */
  readonly when: string;
};

/** The fields that differ, old and new side by side, word by word. */
export function BeforeAndAfter({ input, before, after, fields, when }: ComparedProps) {
  const words = useWords(changePageWords).parts;
  const language = useLanguage();
  const rows = rowsOf(fields, before, after, language);
  if (rows.length === 0) return <p class="small">{words.sameFields}</p>;
  return (
    <table class="fold diff" role="table">
      <caption class="unseen">{words.fieldsOf(<bdi>{after.name}</bdi>, when)}</caption>
      <TableHead labels={words.columns} />
      <tbody role="rowgroup">
        {rows.map((row) => (
          <FieldRow input={input} {...row} />
        ))}
      </tbody>
    </table>
  );
}

type RowOf = Pick<ComparedProps, 'before' | 'after'> & ComparedProps['fields'][number];

/**
 * What differs, as the readers of a language see it: a text whose translation is the same shows what is
 * translated; a translation into their language stands in the row of its text, others in a row of theirs.
 */
function rowsOf(
  fields: ComparedProps['fields'],
  before: Facts,
  after: Facts,
  language: Language,
): readonly RowOf[] {
  const read = { before: translated(before, language), after: translated(after, language) };
  const source = { before: { ...before, translations: {} }, after: { ...after, translations: {} } };
  const inRead = new Set(changedFields(read.before, read.after));
  const isIn = (field: keyof Facts) => fields.some((each) => each.field === field);
  const told = fields.filter(({ field }) => field !== 'translations');
  const added = isIn('translations') ? translatable.filter((each) => inRead.has(each)) : [];
  const others = {
    before: withoutShared(before, after, language),
    after: withoutShared(after, before, language),
  };
  const isElsewhere = [others.before, others.after].some((each) => translationsIn(each).length > 0);
  return [
    ...told.map((each) => ({ ...each, ...(inRead.has(each.field) ? read : source) })),
    ...added.filter((field) => !isIn(field)).map((field) => ({ field, ...read })),
    ...fields
      .filter(({ field }) => field === 'translations' && isElsewhere)
      .map((each) => ({ ...each, ...others })),
  ];
}

function FieldRow({ input, field, note, before, after }: Pick<ComparedProps, 'input'> & RowOf) {
  const { services } = input.snapshot;
  const words = useWords(valueWords);
  const [, labelBefore, labelAfter] = useWords(changePageWords).parts.columns;
  const linesOf = (facts: Facts) => fieldLines(field, facts, services, words);
  const runs = diffLines(linesOf(before), linesOf(after));
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        {useWords(fieldLabels)(field)}
        {note === undefined ? null : <div class="sub">{note}</div>}
      </th>
      <td role="cell" data-label={labelBefore} dir="auto">
        <Written facts={before} field={field}>
          <Side runs={runs} of="before" />
        </Written>
      </td>
      <td role="cell" data-label={labelAfter} dir="auto">
        <Written facts={after} field={field}>
          <Side runs={runs} of="after" />
        </Written>
      </td>
    </tr>
  );
}

type MarkedProps = { readonly pieces: readonly Piece[]; readonly of: 'before' | 'after' };

/** Removed or added text, marked line by line: a mark around a line break would stain the line before it. */
function Marked({ pieces, of }: MarkedProps): Child {
  const [line, rest] = cutAtLineBreak(pieces);
  const content = <Pieces pieces={line} />;
  return (
    <>
      {line.length === 0 ? null : of === 'before' ? <del>{content}</del> : <ins>{content}</ins>}
      {rest === undefined ? null : (
        <>
          <br />
          <Marked pieces={rest} of={of} />
        </>
      )}
    </>
  );
}

function cutAtLineBreak(
  pieces: readonly Piece[],
): readonly [readonly Piece[], (readonly Piece[])?] {
  const at = pieces.indexOf('\n');
  return at < 0 ? [pieces] : [pieces.slice(0, at), pieces.slice(at + 1)];
}

/** One side of a comparison: what both share, and what only this side has. */
function Side({ runs, of }: { runs: readonly Run[]; of: 'before' | 'after' }): Child {
  const shown = runs.filter((run) => run.of === 'both' || run.of === of);
  const { notStated } = useWords(changePageWords).parts;
  if (shown.length === 0) return <span class="quiet">{notStated}</span>;
  return (
    <span>
      {shown.map((run) => {
        if (run.of === 'both') return <Pieces pieces={run.pieces} />;
        return <Marked pieces={run.pieces} of={of} />;
      })}
    </span>
  );
}
