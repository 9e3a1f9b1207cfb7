import { TitleOf } from '../../documents/shown.tsx';
import type { Fault } from '../../core/errors.ts';
import { Moment, TimeOf } from '../../http/dates.tsx';
import { Breakable, Fact } from '../../http/facts.tsx';
import { useWords } from '../../http/language.tsx';
import { Paragraphs } from '../../http/paragraphs.tsx';
import type { RenderInput } from '../../publication/representation.ts';
import type { RequestItem } from '../model.ts';
import type { Holder } from '../service/links.ts';
import { accessWords } from '../words/pages.ts';

/** What the pages of one request show. */
export type Shown = {
  readonly holder: Holder;
  /** Path of this page. */
  readonly path: string;
  /** What was just done, by the name of its form. */
  readonly done?: string | undefined;
  /** A message that was refused. */
  readonly refused?: {
    readonly text: string;
    readonly faults: readonly Fault[];
    readonly status: number;
  };
};

export type Props = { readonly input: RenderInput; readonly shown: Shown };

export function Asked({ input: { place }, shown: { holder } }: Props) {
  const { request, documents } = holder;
  const { request: words, items } = useWords(accessWords);
  return (
    <section class="block" aria-labelledby="asked">
      <h2 id="asked">{words.asked}</h2>
      <dl class="facts wide">
        {request.items.map((item) => (
          <div>
            <dt>
              <Title item={item} documents={documents} base={place.pages} />
            </dt>
            <dd>{items[item.state]}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

type TitleProps = {
  readonly item: RequestItem;
  readonly documents: Holder['documents'];
  readonly base: string;
};

function Title({ item, documents, base }: TitleProps) {
  const document = documents.get(item.documentId);
  const { notOffered } = useWords(accessWords);
  if (document === undefined) return <>{notOffered}</>;
  if (document.visibility === 'hidden') return <TitleOf document={document} />;
  return (
    <a href={`${base}/documents/${document.slug}`}>
      <TitleOf document={document} />
    </a>
  );
}

export function Standing({ input, shown: { holder } }: Props) {
  const zone = input.snapshot.organisation.timeZone;
  const { reference, state, receivedAt, verifiedAt, endedAt } = holder.request;
  const { request: words, states } = useWords(accessWords);
  return (
    <section class="block" aria-labelledby="standing">
      <h2 id="standing">{words.standing}</h2>
      <dl class="facts">
        <Fact label={words.reference}>
          <b>{reference}</b>
        </Fact>
        <Fact label={words.state}>{states[state].name}</Fact>
        <Fact label={words.received}>
          <Moment at={receivedAt} zone={zone} />
        </Fact>
        <Fact label={words.confirmed}>{verifiedAt && <TimeOf at={verifiedAt} zone={zone} />}</Fact>
        <Fact label={words.closed}>{endedAt && <TimeOf at={endedAt} zone={zone} />}</Fact>
      </dl>
    </section>
  );
}

export function Accepted({ input, shown: { holder, path } }: Props) {
  const zone = input.snapshot.organisation.timeZone;
  const words = useWords(accessWords).request;
  if (holder.acceptances.length === 0) return null;
  return (
    <section class="block" aria-labelledby="accepted">
      <h2 id="accepted">{words.accepted}</h2>
      <ul class="small">
        {holder.acceptances.map(({ id, acceptedAt }) => (
          <li>
            <Moment at={acceptedAt} zone={zone} />:{' '}
            <a href={`${path}/nda/${id}.pdf`}>{words.copy}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Said({ shown: { holder } }: { shown: Shown }) {
  const { requester } = holder.request;
  const words = useWords(accessWords).request;
  return (
    <section class="block" aria-labelledby="said">
      <h2 id="said">{words.wrote}</h2>
      <dl class="facts">
        <Fact label={words.name}>{requester?.name}</Fact>
        <Fact label={words.email}>{requester?.email && <Breakable text={requester.email} />}</Fact>
        <Fact label={words.company}>{requester?.company}</Fact>
        <Fact label={words.role}>{requester?.role}</Fact>
        <Fact label={words.purpose}>
          {requester?.purpose && <Paragraphs text={requester.purpose} />}
        </Fact>
      </dl>
    </section>
  );
}
