import type { Child } from 'hono/jsx';
import { Fact } from '../../http/facts.tsx';
import type { RenderInput } from '../../publication/representation.ts';
import type { Facts } from '../../subprocessors/model/facts.ts';
import { diffLines, type Run } from '../diff.ts';
import { fieldLines, fieldWords } from '../field-text.ts';
import { type Change, type ChangeItem, changedFields, fieldOrder } from '../model.ts';
import { counterpartName, isOutgoing, itemTitle } from '../words.ts';
import { Lines, Pieces } from './pieces.tsx';

type Props = { readonly input: RenderInput; readonly change: Change; readonly item: ChangeItem };

/** One entry of the register that the change touches. */
export function Item({ input, change, item, number }: Props & { number: number }) {
  const title = itemTitle(item, change.items);
  const id = `item-${number}`;
  return (
    <section class="item" aria-labelledby={id}>
      <div class="head">
        <h2 id={id} dir="auto">
          {change.items.length > 1 ? `${number}. ${title}` : title}
        </h2>{' '}
        <a class="small" href={`${input.place.base}/subprocessors/${item.slug}`}>
          Entry in the register<span class="unseen"> of {item.after.name}</span>
        </a>
      </div>
      <Counterpart input={input} change={change} item={item} />
      {item.kind === 'amended' && item.before !== undefined ? (
        <BeforeAndAfter input={input} item={item} before={item.before} change={change} />
      ) : (
        <Stated input={input} facts={item.after} />
      )}
    </section>
  );
}

export function Counterpart({ input, change, item }: Props) {
  if (item.kind !== 'replaced' || item.counterpart === undefined) return null;
  return (
    <p class="small">
      {isOutgoing(item) ? 'Replaced by' : 'Replaces'}{' '}
      <a href={`${input.place.base}/subprocessors/${item.counterpart}`}>
        <bdi>{counterpartName(item, change.items)}</bdi>
      </a>
    </p>
  );
}

/** Every fact of the entry but its name, which stands above. */
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

function EntryLink({ input: { snapshot, place }, slug }: { input: RenderInput; slug: string }) {
  const entry = snapshot.entries.find((each) => each.slug === slug);
  return (
    <a href={`${place.base}/subprocessors/${slug}`}>
      <bdi>{entry?.facts.name ?? slug}</bdi>
    </a>
  );
}

/** The fields that differ, word by word. */
export function BeforeAndAfter({ input, item, before, change }: Props & { before: Facts }) {
  const fields = changedFields(before, item.after);
  if (fields.length === 0) return <p class="small">No field of the entry differs.</p>;
  return (
    <table class="fold diff" role="table">
      <caption class="unseen">
        Fields of the entry <bdi>{item.after.name}</bdi> before and after change {change.id}
      </caption>
      <thead role="rowgroup">
        <tr role="row">
          {['Field', 'Before', 'After'].map((head) => (
            <th scope="col" role="columnheader">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {fields.map((field) => (
          <FieldRow input={input} field={field} before={before} after={item.after} />
        ))}
      </tbody>
    </table>
  );
}

type FieldProps = { input: RenderInput; field: keyof Facts; before: Facts; after: Facts };

function FieldRow({ input, field, before, after }: FieldProps) {
  const { services } = input.snapshot;
  const runs = diffLines(fieldLines(field, before, services), fieldLines(field, after, services));
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        {fieldWords[field].label}
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
