import type { Fault } from '../../core/errors.ts';
import { Moment, TimeOf } from '../../http/dates.tsx';
import { Fact } from '../../http/facts.tsx';
import type { RenderInput } from '../../publication/representation.ts';
import type { RequestItem } from '../model.ts';
import { withdrawnTitle } from '../present.ts';
import type { Holder } from '../service/links.ts';
import { itemWords, stateWords } from '../words/states.ts';

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
  return (
    <section class="block" aria-labelledby="asked">
      <h2 id="asked">What you asked for</h2>
      <dl class="facts wide">
        {request.items.map((item) => (
          <div>
            <dt>
              <Title item={item} documents={documents} base={place.base} />
            </dt>
            <dd>{itemWords[item.state]}</dd>
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
  if (document === undefined) return <>{withdrawnTitle}</>;
  if (document.visibility === 'hidden') return <bdi>{document.title}</bdi>;
  return (
    <a href={`${base}/documents/${document.slug}`}>
      <bdi>{document.title}</bdi>
    </a>
  );
}

export function Standing({ input, shown: { holder } }: Props) {
  const zone = input.snapshot.organisation.timeZone;
  const { reference, state, receivedAt, verifiedAt, endedAt } = holder.request;
  return (
    <section class="block" aria-labelledby="standing">
      <h2 id="standing">Where it stands</h2>
      <dl class="facts">
        <Fact label="Reference">
          <b>{reference}</b>
        </Fact>
        <Fact label="State">{stateWords[state].name}</Fact>
        <Fact label="Received">
          <Moment at={receivedAt} zone={zone} />
        </Fact>
        <Fact label="Confirmed">{verifiedAt && <TimeOf at={verifiedAt} zone={zone} />}</Fact>
        <Fact label="Closed">{endedAt && <TimeOf at={endedAt} zone={zone} />}</Fact>
      </dl>
    </section>
  );
}

export function Accepted({ input, shown: { holder, path } }: Props) {
  const zone = input.snapshot.organisation.timeZone;
  if (holder.acceptances.length === 0) return null;
  return (
    <section class="block" aria-labelledby="accepted">
      <h2 id="accepted">Terms that you accepted</h2>
      <ul class="small">
        {holder.acceptances.map(({ id, acceptedAt }) => (
          <li>
            <Moment at={acceptedAt} zone={zone} />:{' '}
            <a href={`${path}/nda/${id}.pdf`}>your copy (PDF)</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Said({ shown: { holder } }: { shown: Shown }) {
  const { requester } = holder.request;
  return (
    <section class="block" aria-labelledby="said">
      <h2 id="said">What you wrote</h2>
      <dl class="facts">
        <Fact label="Name">{requester?.name}</Fact>
        <Fact label="E-mail">{requester?.email}</Fact>
        <Fact label="Company">{requester?.company}</Fact>
        <Fact label="Role">{requester?.role}</Fact>
        <Fact label="Purpose">{requester?.purpose && <Paragraphs text={requester.purpose} />}</Fact>
      </dl>
    </section>
  );
}

export function Paragraphs({ text }: { text: string }) {
  return (
    <>
      {text
        .split(/\n{2,}/)
        .filter((each) => each.trim() !== '')
        .map((paragraph) => (
          <p class="typed" dir="auto">
            {paragraph}
          </p>
        ))}
    </>
  );
}
