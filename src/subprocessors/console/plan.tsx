import type { Child } from 'hono/jsx';
import { BeforeAndAfter, Stated } from '../../changes/compared.tsx';
import { type ChangeItem, changedFields } from '../../changes/model.ts';
import type { Place } from '../../console/layout.tsx';
import { Empty, RecordTable } from '../../console/pieces.tsx';
import type { Fault } from '../../core/errors.ts';
import { Time } from '../../http/dates.tsx';
import type { BlockReason } from '../../notices/model/notice.ts';
import type { Review } from '../service/reviewing.ts';
import { counted } from './parts.tsx';

/** What stands against publishing, and what a careful person looks at again. */
export function Obstacles({ review, here }: { readonly review: Review; readonly here: string }) {
  const { faults, warnings, withoutContract } = review.plan;
  const open = [
    ...faults.map((fault) => <FaultLine fault={fault} here={here} />),
    ...withoutContract.map((slug) => (
      <>
        <EntryLink slug={slug} here={here} />: no contract is signed (Article 28(4) GDPR). Enter its
        day, or say when publishing why it is listed without one.
      </>
    )),
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
function FaultLine({ fault: { pointer, detail }, here }: { fault: Fault; here: string }) {
  const [, first, slug] = pointer.split('/');
  if (first === 'entries' && slug !== undefined)
    return (
      <>
        <EntryLink slug={slug} here={here} />: {detail}
      </>
    );
  return first === 'reason' || first === 'effectiveOn' || first === 'emergency' ? (
    <>
      <a href={`${here}/edit`}>Why and when</a>: {detail}
    </>
  ) : (
    <>{detail}</>
  );
}

function EntryLink({ slug, here }: { slug: string; here: string }) {
  return <a href={`${here}/entries/${slug}`}>{slug}</a>;
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
};

/** What the batch changes, entry by entry, as its public page will say it. */
export function Items({ review, place, mayEdit = false }: ItemsProps) {
  const { plan, drafts, batch } = review;
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
        plan.items.map((item) => (
          <Item item={item} review={review}>
            {mayEdit && drafted.has(item.slug) ? <ItemActs slug={item.slug} here={here} /> : null}
          </Item>
        ))
      )}
      {plan.unchanged.map((slug) => (
        <div class="small" id={`entry-${slug}`}>
          <p>{slug}: in the batch, and says what the register says already.</p>
          {mayEdit ? <ItemActs slug={slug} here={here} /> : null}
        </div>
      ))}
      {plan.contactPersons.length === 0 ? null : (
        <p class="small">
          Contact persons are recorded at once with the publication, for:{' '}
          {plan.contactPersons.join(', ')}.
        </p>
      )}
    </section>
  );
}

function ItemActs({ slug, here }: { slug: string; here: string }) {
  return (
    <p class="acts small">
      <a href={`${here}/entries/${slug}`}>
        Edit<span class="unseen"> {slug}</span>
      </a>{' '}
      <a href={`${here}/entries/${slug}/removal`}>
        Take out<span class="unseen"> {slug}</span>
      </a>
    </p>
  );
}

type ItemProps = {
  readonly item: ChangeItem;
  readonly review: Review;
  readonly children?: Child;
};

function Item({ item, review: { input }, children }: ItemProps) {
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
        {item.counterpart === undefined ? '' : `: ${item.counterpart}`}
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

export const blockWords: Readonly<Record<BlockReason, string>> = {
  'no-contact': 'No contact can be reached',
  'no-mail': 'Only by mail, and no mail can be sent from here',
  'emergency-not-permitted': 'The contract permits no emergency',
};

/** Who would be told, and when each window would close, if it were published now. */
export function ToldCustomers({
  review,
  place,
  isCounted = true,
}: Pick<ItemsProps, 'review' | 'place'> & { readonly isCounted?: boolean }) {
  const { plan, notices } = review;
  const { customers } = notices;
  if (plan.items.length === 0 || (customers.length === 0 && !isCounted)) return null;
  return (
    <section class="block" aria-labelledby="told">
      <h2 id="told">Who will be told, and when</h2>
      {isCounted ? <Told review={review} /> : null}
      {customers.length === 0 ? null : (
        <RecordTable
          caption="Customers who would be told, as if the notice arrived now"
          rows={customers}
          columns={[
            {
              label: 'Customer',
              cell: ({ customerId, name }) => (
                <a href={`${place.root}/customers/${customerId}`}>
                  <bdi>{name}</bdi>
                </a>
              ),
            },
            {
              label: 'Contacts',
              cell: ({ contacts, blocks }) => (
                <>
                  {contacts.filter(({ isReachable }) => isReachable).length} of {contacts.length}{' '}
                  reachable
                  {blocks.map((block) => (
                    <b class="sub">{blockWords[block]}</b>
                  ))}
                </>
              ),
            },
            { label: 'Objects until', cell: ({ objectionEnds: { on } }) => <Time day={on} /> },
            {
              label: 'Effect from',
              cell: ({ earliestEffect: { on }, isInTime }) => (
                <>
                  <Time day={on} />
                  {isInTime ? null : (
                    <b class="sub">Later than planned: held for them until then</b>
                  )}
                </>
              ),
            },
          ]}
        />
      )}
    </section>
  );
}

/** How many would be told, in sentences: for the batch, and for the page that asks before publishing. */
export function Told({ review: { plan, notices, followers } }: Pick<ItemsProps, 'review'>) {
  const { customers } = notices;
  return (
    <ul class="said">
      <li>
        {plan.pending ? 'Announced now; it takes effect on ' : 'It takes effect at once, on '}
        <Time day={plan.effectiveOn} prose />.
      </li>
      <li>
        {customers.length === 0
          ? plan.opensWindow
            ? 'No customer is in its scope.'
            : 'No customer has to be told: it opens no window for objections.'
          : `${counted(customers.length, 'customer is', 'customers are')} told by contract.`}
      </li>
      <li>
        {counted(followers, 'follower is', 'followers are')} told at once; who has digests reads it
        in the next.
      </li>
      {plan.objectionEndsOn === undefined ? null : (
        <li>
          On general terms, customers can object until <Time day={plan.objectionEndsOn} prose />
          {customers.length === 0 ? '' : '; by contract, each until the day in its line'}.
        </li>
      )}
    </ul>
  );
}
