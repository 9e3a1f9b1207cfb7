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

function Answer({
  item: { outcome, basis, dueOn, extendedOn, answeredOn, appealed },
}: {
  item: Item;
}) {
  if (outcome === 'denied')
    return (
      <>
        <b>Denied</b>
        {answeredOn && (
          <>
            {' '}
            on <Time day={answeredOn} />
          </>
        )}
        : {basis && basisWords[basis]}
      </>
    );
  if (outcome === 'granted')
    return (
      <>
        <b>Done</b>
        {answeredOn && (
          <>
            {' '}
            on <Time day={answeredOn} />
          </>
        )}
      </>
    );
  if (dueOn === undefined) return <>Without undue delay</>;
  return (
    <>
      {appealed ? 'Looked at again, by' : extendedOn ? 'Extended, by' : 'By'}{' '}
      <b>
        <Time day={dueOn} />
      </b>
    </>
  );
}
