import { useLanguage, useWords } from '../../http/language.tsx';
import type { RenderInput } from '../../publication/representation.ts';
import type { Facts } from '../../subprocessors/model/facts.ts';
import { BeforeAndAfter, Stated } from '../compared.tsx';
import { type Change, type ChangeItem, changedFields } from '../model.ts';
import { counterpartName, isOutgoing, itemTitle } from '../words.ts';
import { changePageWords } from '../words/pages.ts';

type Props = { readonly input: RenderInput; readonly change: Change; readonly item: ChangeItem };

/** One entry of the register that the change touches. */
export function Item({ input, change, item, number }: Props & { number: number }) {
  const language = useLanguage();
  const title = itemTitle(item, change.items, language);
  const id = `item-${number}`;
  return (
    <section class="item" aria-labelledby={id}>
      <div class="head">
        <h2 id={id} dir="auto">
          {change.items.length > 1 ? `${number}. ${title}` : title}
        </h2>{' '}
        <a class="small" href={`${input.place.pages}/subprocessors/${item.slug}`}>
          {changePageWords[language].change.entry(item.after.name)}
        </a>
      </div>
      <Counterpart input={input} change={change} item={item} />
      {item.kind === 'amended' && item.before !== undefined ? (
        <ChangedFields input={input} item={item} before={item.before} change={change} />
      ) : (
        <Stated input={input} facts={item.after} />
      )}
    </section>
  );
}

export function Counterpart({ input, change, item }: Props) {
  const words = useWords(changePageWords).change;
  if (item.kind !== 'replaced' || item.counterpart === undefined) return null;
  return (
    <p class="small">
      {isOutgoing(item) ? words.replacedBy : words.replaces}{' '}
      <a href={`${input.place.pages}/subprocessors/${item.counterpart}`}>
        <bdi>{counterpartName(item, change.items)}</bdi>
      </a>
    </p>
  );
}

/** The fields of the entry that the change touches, word by word. */
export function ChangedFields({ input, item, before, change }: Props & { before: Facts }) {
  return (
    <BeforeAndAfter
      input={input}
      when={useWords(changePageWords).parts.thisChange(change.id)}
      before={before}
      after={item.after}
      fields={changedFields(before, item.after).map((field) => ({ field }))}
    />
  );
}
