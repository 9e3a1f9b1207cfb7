import { entryNamed } from '../subprocessors/model/entry.ts';
import type { Child } from 'hono/jsx';
import { Fact } from '../http/facts.tsx';
import { TableHead } from '../http/tables.tsx';
import type { RenderInput } from '../publication/representation.ts';
import type { Facts } from '../subprocessors/model/facts.ts';
import { diffLines, type Run } from './diff.ts';
import { fieldLines, fieldWords, type Piece } from './field-text.ts';
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
  const entry = entryNamed(slug, snapshot);
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
  if (shown.length === 0) return <span class="quiet">Not stated</span>;
  return (
    <span>
      {shown.map((run) => {
        if (run.of === 'both') return <Pieces pieces={run.pieces} />;
        return <Marked pieces={run.pieces} of={of} />;
      })}
    </span>
  );
}
