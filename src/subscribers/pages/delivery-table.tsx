import type { DeliveryLog, LoggedDelivery } from '../../deliveries/model/log.ts';
import { renderPage } from '../../http/layout.tsx';
import { PageNav } from '../../http/page-nav.tsx';
import { TableHead } from '../../http/tables.tsx';
import type { Rendered, RenderInput } from '../../publication/representation.ts';

type Props = {
  readonly manage: string;
  readonly log: DeliveryLog;
  /** Whether this is a later page of the log. */
  readonly isLater?: boolean;
};

/** A later page of the log. */
export function deliveriesPage(input: RenderInput, props: Props): Rendered {
  const view = {
    input,
    title: 'Log of deliveries',
    description: 'What was sent to you and how that went.',
    noindex: true,
  };
  return renderPage(
    view,
    <>
      <div class="title">
        <h1>Log of deliveries</h1>
        <p class="acts">
          <a href={props.manage}>Back to your subscription</a>
        </p>
      </div>
      <DeliveryTable {...props} />
    </>,
  );
}

const kinds: Readonly<Record<string, string>> = {
  event: 'Event',
  digest: 'Summary',
  challenge: 'Challenge',
  welcome: 'Welcome',
  test: 'Test',
  confirmation: 'Confirmation',
  known: 'Reminder',
  succession: 'Another contact was named',
  disabled: 'Notice of the end',
};

const states: Readonly<Record<LoggedDelivery['state'], string>> = {
  due: 'Waits',
  'in-flight': 'Is being sent',
  accepted: 'Accepted',
  failed: 'Given up',
  bounced: 'Came back',
  cancelled: 'Not sent',
};

/** What was sent, with the code and the time of the last answer, newest first. */
export function DeliveryTable({ manage, log, isLater = false }: Props) {
  return (
    <section class="block" aria-labelledby="log">
      <h2 id="log">Deliveries</h2>
      {log.items.length === 0 ? (
        <p class="small">Nothing {isLater ? 'older ' : ''}was sent yet.</p>
      ) : (
        <table class="fold" role="table">
          <caption class="unseen">Deliveries, newest first</caption>
          <TableHead labels={['What', 'State', 'Attempts', 'Last answer']}>
            <th scope="col" role="columnheader">
              <span class="unseen">Send again</span>
            </th>
          </TableHead>
          <tbody role="rowgroup">
            {log.items.map((delivery) => (
              <Row manage={manage} delivery={delivery} />
            ))}
          </tbody>
        </table>
      )}
      <PageNav
        of="log"
        noun="deliveries"
        newest={isLater ? `${manage}/deliveries` : undefined}
        older={
          log.next === null
            ? undefined
            : `${manage}/deliveries?cursor=${encodeURIComponent(log.next)}`
        }
      />
    </section>
  );
}

function Row({ manage, delivery }: { manage: string; delivery: LoggedDelivery }) {
  const { subject, state, attempts, createdAt } = delivery;
  const [kind = '', which = ''] = subject.split(':');
  const last = attempts.at(-1);
  const canReplay = kind === 'event' && ['accepted', 'failed', 'cancelled'].includes(state);
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        {kinds[kind] ?? kind} {kind === 'event' ? which : null}
        <span class="sub">
          <Instant at={createdAt} />
        </span>
      </th>
      <td role="cell" data-label="State">
        {states[state]}
      </td>
      <td role="cell" data-label="Attempts">
        {attempts.length}
      </td>
      <td role="cell" data-label="Last answer">
        {last === undefined ? (
          <span class="quiet">None yet</span>
        ) : (
          <>
            {last.status ?? last.outcome}
            <span class="sub">
              <Instant at={last.at} />, {last.durationMs} ms
            </span>
          </>
        )}
      </td>
      <td role="cell">
        {canReplay ? (
          <form action={`${manage}/replays`} method="post">
            <input type="hidden" name="delivery" value={subject} />
            <button class="button plain" type="submit">
              Send again<span class="unseen"> {subject}</span>
            </button>
          </form>
        ) : null}
      </td>
    </tr>
  );
}

/** To the second, in UTC: who reads a log compares it with another. */
function Instant({ at }: { at: Date }) {
  const text = at.toISOString();
  return (
    <time datetime={text}>
      {text.slice(0, 10)} {text.slice(11, 19)} UTC
    </time>
  );
}
