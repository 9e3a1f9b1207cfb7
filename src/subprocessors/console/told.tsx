import { counted } from '../../console/counted.ts';
import type { Place } from '../../console/layout.tsx';
import { RecordTable } from '../../console/pieces.tsx';
import { Time } from '../../http/dates.tsx';
import type { BlockReason } from '../../notices/model/notice.ts';
import type { Review } from '../service/reviewing.ts';

type ToldProps = { readonly review: Review; readonly place: Place };

const mostCustomers = 200;

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
}: ToldProps & { readonly isCounted?: boolean }) {
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
          rows={urgentFirst(customers)}
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
      {customers.length > mostCustomers ? (
        <p class="fine">
          {mostCustomers} are shown, those first who would not be told or for whom it is late.
        </p>
      ) : null}
    </section>
  );
}

/** Who would not be told first, then those for whom it is late. */
function urgentFirst(customers: Review['notices']['customers']) {
  const urgency = ({ blocks, isInTime }: (typeof customers)[number]) =>
    blocks.length > 0 ? 0 : isInTime ? 2 : 1;
  return customers.toSorted((a, b) => urgency(a) - urgency(b)).slice(0, mostCustomers);
}

/** How many would be told, in sentences: for the batch, and for the page that asks before publishing. */
export function Told({ review: { plan, notices, followers } }: Pick<ToldProps, 'review'>) {
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
