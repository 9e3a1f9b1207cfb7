import type { Child } from 'hono/jsx';
import { Fact } from '../http/facts.tsx';
import { TableHead } from '../http/tables.tsx';
import type { RenderInput } from '../publication/representation.ts';
import type { Facts } from '../subprocessors/model/facts.ts';
import { diffLines, type Run } from './diff.ts';
import { fieldLines, fieldWords } from './field-text.ts';
import { fieldOrder } from './model.ts';
import { Lines, Pieces } from './pieces.tsx';

/** Everything an entry states, for one that was not there before. */
export function Stated({ input, facts }: { input: RenderInput; facts: Facts }) {
  const hidden = new Set<keyof Facts>([
    'name',
    'order',
    ...(facts.kind === 'affiliate' ? [] : ['kind' as const]),
  ]);
  return (
    <dl class="facts">
      {fieldOrder
        .filter((field) => !hidden.has(field) && facts[field] !== undefined)
        .map((field) => (
          <Fact label={fieldWords[field].label}>
            {field === 'parent' && facts.parent !== undefined ? (
              <EntryLink input={input} slug={facts.parent} />
            ) : (
              <Lines lines={fieldLines(field, facts, input.snapshot.services)} />
            )}
          </Fact>
        ))}
    </dl>
  );
}

/** An entry by its name, leading to its page. */
function EntryLink({ input: { snapshot, place }, slug }: { input: RenderInput; slug: string }) {
  const entry = snapshot.entries.find((each) => each.slug === slug);
  return (
    <a href={`${place.base}/subprocessors/${slug}`}>
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
  /** Completes "before and after …". */
  readonly when: string;
};

/** The fields that differ, old and new side by side, word by word. */
export function BeforeAndAfter({ input, before, after, fields, when }: ComparedProps) {
  if (fields.length === 0) return <p class="small">No field of the entry differs.</p>;
  return (
    <table class="fold diff" role="table">
      <caption class="unseen">
        Fields of the entry <bdi>{after.name}</bdi> before and after {when}
      </caption>
      <TableHead labels={['Field', 'Before', 'After']} />
      <tbody role="rowgroup">
        {fields.map(({ field, note }) => (
          <FieldRow input={input} field={field} before={before} after={after} note={note} />
        ))}
      </tbody>
    </table>
  );
}

type FieldProps = Pick<ComparedProps, 'input' | 'before' | 'after'> &
  ComparedProps['fields'][number];

function FieldRow({ input, field, before, after, note }: FieldProps) {
  const { services } = input.snapshot;
  const runs = diffLines(fieldLines(field, before, services), fieldLines(field, after, services));
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        {fieldWords[field].label}
        {note === undefined ? null : <span class="sub">{note}</span>}
      </th>
      <td role="cell" data-label="Before" dir="auto">
        <Side runs={runs} of="before" />
      </td>
      <td role="cell" data-label="After" dir="auto">
        <Side runs={runs} of="after" />
      </td>
    </tr>
  );
}

/** One side of a comparison: what both share, and what only this side has. */
function Side({ runs, of }: { runs: readonly Run[]; of: 'before' | 'after' }): Child {
  const shown = runs.filter((run) => run.of === 'both' || run.of === of);
  if (shown.length === 0) return <span class="quiet">Not stated</span>;
  return (
    <span>
      {shown.map((run) => {
        const content = <Pieces pieces={run.pieces} />;
        if (run.of === 'both') return content;
        return of === 'before' ? <del>{content}</del> : <ins>{content}</ins>;
      })}
    </span>
  );
}
