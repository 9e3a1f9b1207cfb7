import type { Day } from '../../core/day.ts';
import { Time } from '../../http/dates.tsx';
import { TableHead } from '../../http/tables.tsx';
import type { Item, LawId } from '../model.ts';
import { basisSource, basisWords, sourceOfDay, typeWords } from '../words.ts';

type Props = { readonly items: readonly Item[]; readonly law: LawId };

/** What is asked, with what is due by which rule, or what came of it. */
export function ItemsTable({ items, law }: Props) {
  return (
    <table class="fold" role="table">
      <TableHead labels={['Asked for', 'Answer', 'By the rule']} />
      <tbody role="rowgroup">
        {items.map((item) => (
          <tr role="row">
            <th scope="row" role="rowheader">
              {typeWords[item.type]}
            </th>
            <td role="cell" data-label="Answer">
              <Answer item={item} />
            </td>
            <td role="cell" data-label="By the rule">
              {item.basis === undefined ? sourceOfDay(item) : basisSource(law, item.basis)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** One element, because the stylesheet folds the table on narrow screens. */
function Answer({
  item: { outcome, basis, dueOn, extendedOn, answeredOn, appealed },
}: AnswerProps) {
  if (outcome !== undefined)
    return (
      <span>
        <b>{outcome === 'granted' ? 'Done' : 'Denied'}</b>
        <On day={answeredOn} />
        {basis ? `: ${basisWords[basis]}` : ''}
      </span>
    );
  if (dueOn === undefined) return <span>Without undue delay</span>;
  return (
    <span>
      {appealed ? 'Looked at again, by' : extendedOn ? 'Extended, by' : 'By'}{' '}
      <b>
        <Time day={dueOn} />
      </b>
    </span>
  );
}

type AnswerProps = { readonly item: Item };

function On({ day }: { readonly day: Day | undefined }) {
  return day === undefined ? null : (
    <>
      {' '}
      on <Time day={day} />
    </>
  );
}
