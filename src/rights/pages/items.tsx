import type { Day } from '../../core/day.ts';
import { Time } from '../../http/dates.tsx';
import { TableHead } from '../../http/tables.tsx';
import type { Item, LawId } from '../model.ts';
import { useWords } from '../../http/language.tsx';
import { rightsWords } from '../words/pages.ts';

type Props = { readonly items: readonly Item[]; readonly law: LawId };

/** What is asked, with what is due by which rule, or what came of it. */
export function ItemsTable({ items, law }: Props) {
  const { items: words, types, sourceOfDay, basisSource } = useWords(rightsWords);
  return (
    <table class="fold" role="table">
      <TableHead labels={[words.askedFor, words.answer, words.rule]} />
      <tbody role="rowgroup">
        {items.map((item) => (
          <tr role="row">
            <th scope="row" role="rowheader">
              {types[item.type]}
            </th>
            <td role="cell" data-label={words.answer}>
              <Answer item={item} />
            </td>
            <td role="cell" data-label={words.rule}>
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
  const { items: words, bases } = useWords(rightsWords);
  if (outcome !== undefined)
    return (
      <span>
        <b>{outcome === 'granted' ? words.done : words.denied}</b>
        <On day={answeredOn} />
        {basis ? `: ${bases[basis]}` : ''}
      </span>
    );
  if (dueOn === undefined) return <span>{words.noDelay}</span>;
  return (
    <span>
      {appealed ? words.again : extendedOn ? words.extended : words.by}{' '}
      <b>
        <Time day={dueOn} />
      </b>
    </span>
  );
}

type AnswerProps = { readonly item: Item };

function On({ day }: { readonly day: Day | undefined }) {
  const { on } = useWords(rightsWords).items;
  return day === undefined ? null : <>{on(<Time day={day} />)}</>;
}
