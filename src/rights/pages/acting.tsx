import type { Day } from '../../core/day.ts';
import { Time } from '../../http/dates.tsx';
import { joined } from '../../http/facts.tsx';
import { FaultSummary, TextField } from '../../http/form-fields.tsx';
import { useWords } from '../../http/language.tsx';
import type { RenderInput } from '../../publication/representation.ts';
import { isOpen, isOpenToAgent } from '../model.ts';
import { rightsWords } from '../words/pages.ts';
import { caseWords } from '../words/cases.ts';
import { appealUntil } from '../present.ts';
import type { Shown } from './case-page.tsx';

type Props = { readonly shown: Shown };

/** Opening the page confirms nothing: programs open links too. */
export function Confirming({ shown: { request, side, path } }: Props) {
  const { forYou, forSelf } = useWords(caseWords);
  if (side === 'agent' || request.confirmedAt !== undefined || !isOpen(request)) return null;
  const isForYou = request.authority === 'pending';
  const said = isForYou ? forYou : forSelf;
  return (
    <section class="block due" aria-labelledby="confirm">
      <h2 id="confirm">{said.question}</h2>
      <p class="small">
        {isForYou ? <By request={request} /> : null}
        {said.text}
      </p>
      <div class="acts">
        <form action={`${path}/confirmation`} method="post">
          <button class="button" type="submit">
            {said.yes}
          </button>
        </form>
        <form action={`${path}/disowning`} method="post">
          <button class="button plain" type="submit">
            {said.no}
          </button>
        </form>
      </div>
    </section>
  );
}

function By({ request: { agent } }: Pick<Shown, 'request'>) {
  const parts = [agent?.name, agent?.company, agent?.email];
  return <>{joined(parts.map((part) => part && <bdi>{part}</bdi>))} </>;
}

export function Writing({ shown: { request, path, refused } }: Props) {
  const words = useWords(caseWords);
  if (!isOpen(request)) return null;
  const mine = refused?.form === 'messages' ? refused : undefined;
  const form = { entries: { text: mine?.text ?? '' }, faults: mine?.faults ?? [] };
  return (
    <section class="block screen" aria-labelledby="write">
      <h2 id="write">{words.write}</h2>
      <form class="form" action={`${path}/messages`} method="post" novalidate>
        <FaultSummary form={form} labels={{ text: words.message }} />
        <TextField
          form={form}
          name="text"
          label={words.message}
          hint={words.messageHint}
          max={10_000}
          rows={5}
        />
        <div class="acts">
          <button class="button" type="submit">
            {words.send}
          </button>
        </div>
      </form>
    </section>
  );
}

/** Against a denial: to somebody else here, to an authority, or to a court. */
export function Appealing({ input, shown }: Props & { readonly input: RenderInput }) {
  const { request, side } = shown;
  const words = useWords(caseWords);
  const { laws } = useWords(rightsWords);
  const hasDenial = request.items.some(({ outcome }) => outcome === 'denied');
  if (!hasDenial || (side === 'agent' && !isOpenToAgent(request))) return null;
  const until = appealUntil(request, input.snapshot.organisation.timeZone);
  return (
    <section class="block" aria-labelledby="appeal">
      <h2 id="appeal">{words.disagree}</h2>
      <p class="small">{words.complain(laws[request.law].authority)}</p>
      {until === undefined ? null : <AppealForm shown={shown} until={until} />}
    </section>
  );
}

function AppealForm({ shown: { path, refused }, until }: Props & { readonly until: Day }) {
  const mine = refused?.form === 'appeal' ? refused : undefined;
  const words = useWords(caseWords);
  const form = { entries: { text: mine?.text ?? '' }, faults: mine?.faults ?? [] };
  return (
    <form class="form screen" action={`${path}/appeal`} method="post" novalidate>
      <p class="small">{words.appealUntil(<Time day={until} prose />)}</p>
      <FaultSummary form={form} labels={{ text: words.why }} />
      <TextField form={form} name="text" label={words.why} max={10_000} rows={5} />
      <div class="acts">
        <button class="button" type="submit">
          {words.appeal}
        </button>
      </div>
    </form>
  );
}

export function Withdrawing({ shown: { request, path } }: Props) {
  const words = useWords(caseWords);
  if (!isOpen(request)) return null;
  return (
    <section class="block screen" aria-labelledby="withdraw">
      <h2 id="withdraw">{words.withdraw}</h2>
      <p class="small">
        {words.notNeeded((text) => (
          <a href={`${path}/withdrawal`}>{text}</a>
        ))}
      </p>
    </section>
  );
}
