import type { DeliveryLog, LoggedDelivery } from '../../deliveries/model/log.ts';
import { useWords } from '../../http/language.tsx';
import { renderPage } from '../../http/layout.tsx';
import { PageNav } from '../../http/page-nav.tsx';
import { TableHead } from '../../http/tables.tsx';
import { manageWords } from '../words/manage.ts';
import type { Rendered, RenderInput } from '../../publication/representation.ts';

type Props = {
  readonly manage: string;
  readonly log: DeliveryLog;
  /** Whether this is a later page of the log. */
  readonly isLater?: boolean;
};

/** A later page of the log. */
export function deliveriesPage(input: RenderInput, props: Props): Rendered {
  const { log: words } = manageWords[input.place.language];
  const view = {
    input,
    title: words.title,
    description: words.description,
    noindex: true,
  };
  return renderPage(
    view,
    <>
      <div class="title">
        <h1>{words.title}</h1>
        <p class="acts">
          <a href={props.manage}>{words.back}</a>
        </p>
      </div>
      <DeliveryTable {...props} />
    </>,
  );
}

/** What was sent, with the code and the time of the last answer, newest first. */
export function DeliveryTable({ manage, log, isLater = false }: Props) {
  const words = useWords(manageWords);
  return (
    <section class="block" aria-labelledby="log">
      <h2 id="log">{words.log.heading}</h2>
      {log.items.length === 0 ? (
        <p class="small">{isLater ? words.log.noOlder : words.log.empty}</p>
      ) : (
        <table class="fold" role="table">
          <caption class="unseen">{words.log.caption}</caption>
          <TableHead
            labels={[words.log.what, words.log.state, words.log.attempts, words.log.lastAnswer]}
          >
            <th scope="col" role="columnheader">
              <span class="unseen">{words.replay.button}</span>
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
  const { kinds, states, log, replay } = useWords(manageWords);
  const [kind = '', which = ''] = subject.split(':');
  const last = attempts.at(-1);
  const canReplay = kind === 'event' && ['accepted', 'failed', 'cancelled'].includes(state);
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        {new Map(Object.entries(kinds)).get(kind) ?? kind} {kind === 'event' ? which : null}
        <div class="sub">
          <Instant at={createdAt} />
        </div>
      </th>
      <td role="cell" data-label={log.state}>
        {states[state]}
      </td>
      <td role="cell" data-label={log.attempts}>
        {attempts.length}
      </td>
      <td role="cell" data-label={log.lastAnswer}>
        {last === undefined ? (
          <span class="quiet">{log.noneYet}</span>
        ) : (
          <div>
            {last.status ?? last.outcome}
            <div class="sub">
              <Instant at={last.at} />, {last.durationMs} ms
            </div>
          </div>
        )}
      </td>
      <td role="cell">
        {canReplay ? (
          <form action={`${manage}/replays`} method="post">
            <input type="hidden" name="delivery" value={subject} />
            <button class="button plain" type="submit">
              {replay.button}
              <span class="unseen"> {subject}</span>
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
