import type { Child } from 'hono/jsx';
import { counted } from '../../console/counted.ts';
import { BeforeAndAfter, Stated } from '../../changes/compared.tsx';
import { type ChangeItem, changedFields } from '../../changes/model.ts';
import type { Place } from '../../console/layout.tsx';
import { Empty } from '../../console/pieces.tsx';
import { inPages } from '../../console/words.ts';
import type { Fault } from '../../core/errors.ts';
import type { Review } from '../service/reviewing.ts';

/** What stands against publishing, and what a careful person looks at again. */
export function Obstacles({
  review,
  here: batch,
}: {
  readonly review: Review;
  readonly here: string;
}) {
  const { faults, warnings, withoutContract } = review.plan;
  const here: Here = { path: batch, nameOf: namesIn(review) };
  const open = [
    ...faults.map((fault) => <FaultLine fault={fault} here={here} />),
    ...(withoutContract.length > mostNamed
      ? [<ManyWithout slugs={withoutContract} here={here} />]
      : withoutContract.map((slug) => (
          <>
            <EntryLink slug={slug} here={here} />: no contract is signed (Article 28(4) GDPR). Enter
            its day, or say when publishing why it is listed without one.
          </>
        ))),
  ];
  return (
    <>
      <List id="faults" title="Stands against publishing" lines={open} />
      <List
        id="warnings"
        title="Look at this again"
        lines={warnings.map((fault) => (
          <FaultLine fault={fault} here={here} />
        ))}
      />
    </>
  );
}

/** Where a batch is, and what its entries are called there. */
type Here = { readonly path: string; readonly nameOf: (slug: string) => string };

/** What the entries of a batch are called; by its short name what is no longer in it. */
export function namesIn({ drafts, plan }: Pick<Review, 'drafts' | 'plan'>) {
  const names = new Map([
    ...drafts.map(({ slug, facts }) => [slug, facts.name] as const),
    ...plan.items.map(({ slug, after }) => [slug, after.name] as const),
  ]);
  return (slug: string): string => names.get(slug) ?? slug;
}

/** So many lines that say the same are one. */
const mostNamed = 3;

function ManyWithout({ slugs, here }: { slugs: readonly string[]; here: Here }) {
  return (
    <details class="more">
      <summary>
        {slugs.length} entries without a signed contract (Article 28(4) GDPR): enter the days, or
        say once when publishing why they are listed
      </summary>
      <ul>
        {slugs.map((slug) => (
          <li>
            <EntryLink slug={slug} here={here} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function List({ id, title, lines }: { id: string; title: string; lines: readonly Child[] }) {
  if (lines.length === 0) return null;
  return (
    <section class="block" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul class="said">
        {lines.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
    </section>
  );
}

/** With the way to the form where it is mended. */
function FaultLine({ fault, here }: { fault: Fault; here: Here }) {
  const [, first, slug] = fault.pointer.split('/');
  const detail = inPages(fault.detail);
  if (first === 'entries' && slug !== undefined)
    return (
      <>
        <EntryLink slug={slug} here={here} />: {detail}
      </>
    );
  return first === 'reason' || first === 'effectiveOn' || first === 'emergency' ? (
    <>
      <a href={`${here.path}/edit`}>Why and when</a>: {detail}
    </>
  ) : (
    <>{detail}</>
  );
}

function EntryLink({ slug, here }: { slug: string; here: Here }) {
  return (
    <a href={`${here.path}/entries/${slug}`}>
      <bdi>{here.nameOf(slug)}</bdi>
    </a>
  );
}

const kindWords = {
  added: 'Added',
  removed: 'Ends',
  replaced: 'Replaced, or takes the place of another',
  amended: 'Amended',
} as const;

type ItemsProps = {
  readonly review: Review;
  readonly place: Place;
  readonly mayEdit?: boolean;
  /** How many come before the first that is shown. */
  readonly from?: number;
};

/** An import of thousands is looked through in parts. */
const mostItems = 100;

/** What the batch changes, entry by entry, as its public page will say it. */
export function Items({ review, place, mayEdit = false, from = 0 }: ItemsProps) {
  const { plan, drafts, batch } = review;
  const nameOf = namesIn(review);
  const here = `${place.root}/register/batches/${batch.id}`;
  const drafted = new Set(drafts.map(({ slug }) => slug));
  return (
    <section class="block" aria-labelledby="items">
      <h2 id="items">What changes</h2>
      {plan.unconfirmed.length === 0 ? null : (
        <p class="small quiet">
          Whoever publishes says of {counted(plan.unconfirmed.length, 'amendment')} whether it is
          substantive or a correction. What is proposed stands below the name.
        </p>
      )}
      {plan.items.length === 0 ? (
        <Empty>
          No entry differs from the register.{' '}
          {mayEdit ? (
            <>
              <a href={`${here}/new-entry`}>Add an entry</a>, or choose one in the{' '}
              <a href={`${place.root}/register`}>register</a> and edit it.
            </>
          ) : null}
        </Empty>
      ) : (
        plan.items.slice(from, from + mostItems).map((item) => (
          <Item item={item} review={review} nameOf={nameOf}>
            {mayEdit && drafted.has(item.slug) ? (
              <ItemActs slug={item.slug} here={here} name={item.after.name} />
            ) : null}
          </Item>
        ))
      )}
      <Parts of={plan.items.length} from={from} here={here} />
      {plan.unchanged.slice(0, mostItems).map((slug) => (
        <div class="small" id={`entry-${slug}`}>
          <p>
            <bdi>{nameOf(slug)}</bdi>: in the batch, and says what the register says already.
          </p>
          {mayEdit ? <ItemActs slug={slug} here={here} name={nameOf(slug)} /> : null}
        </div>
      ))}
      {plan.contactPersons.length === 0 ? null : (
        <p class="small">
          Contact persons are recorded at once with the publication, for:{' '}
          {plan.contactPersons.map(nameOf).join(', ')}.
        </p>
      )}
    </section>
  );
}

function Parts({ of, from, here }: { of: number; from: number; here: string }) {
  if (of <= mostItems) return null;
  const starts = Array.from({ length: Math.ceil(of / mostItems) }, (_, part) => part * mostItems);
  return (
    <nav class="acts small" aria-label="Parts of the batch">
      {starts.map((start) => (
        <>
          <a
            href={`${here}?from=${start}#items`}
            aria-current={start === from ? 'page' : undefined}
          >
            {start + 1} to {Math.min(start + mostItems, of)}
          </a>{' '}
        </>
      ))}
    </nav>
  );
}

function ItemActs({ slug, here, name }: { slug: string; here: string; name: string }) {
  return (
    <p class="acts small">
      <a href={`${here}/entries/${slug}`}>
        Edit<span class="unseen"> {name}</span>
      </a>{' '}
      <a href={`${here}/entries/${slug}/removal`}>
        Take out<span class="unseen"> {name}</span>
      </a>
    </p>
  );
}

type ItemProps = {
  readonly item: ChangeItem;
  readonly review: Review;
  nameOf(slug: string): string;
  readonly children?: Child;
};

function Item({ item, review: { input }, nameOf, children }: ItemProps) {
  const { slug, kind, before, after, aspects } = item;
  const id = `entry-${slug}`;
  const kindOf = item.class === 'correction' ? 'correction' : 'substantive';
  return (
    <article id={id} aria-labelledby={`${id}-name`}>
      <h3 id={`${id}-name`}>
        <bdi>{after.name}</bdi>
      </h3>
      <p class="small quiet">
        {kindWords[kind]}
        {kind === 'amended' ? `, ${kindOf}` : ''}
        {aspects.length === 0 ? '' : ` (${aspects.join(', ')})`}
        {item.counterpart === undefined ? '' : `: ${nameOf(item.counterpart)}`}
      </p>
      {before === undefined ? (
        <Stated input={input} facts={after} />
      ) : (
        <BeforeAndAfter
          input={input}
          before={before}
          after={after}
          fields={changedFields(before, after).map((field) => ({ field }))}
          when="this batch"
        />
      )}
      {children}
    </article>
  );
}
