import type { Day } from '../../core/day.ts';
import { Time } from '../../http/dates.tsx';
import { joined } from '../../http/facts.tsx';
import { FaultSummary, TextField } from '../../http/form-fields.tsx';
import type { RenderInput } from '../../publication/representation.ts';
import { isOpen, isOpenToAgent } from '../model.ts';
import { laws } from '../model/laws.ts';
import { appealUntil } from '../present.ts';
import type { Shown } from './case-page.tsx';

type Props = { readonly shown: Shown };

/** Opening the page confirms nothing: programs open links too. */
export function Confirming({ shown: { request, side, path } }: Props) {
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

const forSelf = {
  question: 'Did you ask for this?',
  text: 'Your request counts already. Press the button, so that we know that this address is yours and that it was you who asked.',
  yes: 'Yes, I asked',
  no: 'No, it was not me',
};

const forYou = {
  question: 'May they ask for you?',
  text: 'asks in your name for what stands below. Nothing was disclosed to them. If you let them, they see this page and get the answers too.',
  yes: 'Yes, they may ask for me',
  no: 'No, I have let nobody ask',
};

function By({ request: { agent } }: Pick<Shown, 'request'>) {
  const parts = [agent?.name, agent?.company, agent?.email];
  return <>{joined(parts.map((part) => part && <bdi>{part}</bdi>))} </>;
}

export function Writing({ shown: { request, path, refused } }: Props) {
  if (!isOpen(request)) return null;
  const mine = refused?.form === 'messages' ? refused : undefined;
  const form = { entries: { text: mine?.text ?? '' }, faults: mine?.faults ?? [] };
  return (
    <section class="block screen" aria-labelledby="write">
      <h2 id="write">Write to us</h2>
      <form class="form" action={`${path}/messages`} method="post" novalidate>
        <FaultSummary form={form} labels={{ text: 'Your message' }} />
        <TextField
          form={form}
          name="text"
          label="Your message"
          hint="Please send no identity documents and no passwords."
          max={10_000}
          rows={5}
        />
        <div class="acts">
          <button class="button" type="submit">
            Send
          </button>
        </div>
      </form>
    </section>
  );
}

/** Against a denial: to somebody else here, to an authority, or to a court. */
export function Appealing({ input, shown }: Props & { readonly input: RenderInput }) {
  const { request, side } = shown;
  const hasDenial = request.items.some(({ outcome }) => outcome === 'denied');
  if (!hasDenial || (side === 'agent' && !isOpenToAgent(request))) return null;
  const until = appealUntil(request, input.snapshot.organisation.timeZone);
  return (
    <section class="block" aria-labelledby="appeal">
      <h2 id="appeal">If you do not agree</h2>
      <p class="small">
        You can complain about us to {laws[request.law].authority}, and go to court.
      </p>
      {until === undefined ? null : <AppealForm shown={shown} until={until} />}
    </section>
  );
}

function AppealForm({ shown: { path, refused }, until }: Props & { readonly until: Day }) {
  const mine = refused?.form === 'appeal' ? refused : undefined;
  const form = { entries: { text: mine?.text ?? '' }, faults: mine?.faults ?? [] };
  return (
    <form class="form screen" action={`${path}/appeal`} method="post" novalidate>
      <p class="small">
        Until <Time day={until} prose /> you can also have it looked at again here, by somebody else
        than before; you get an answer within thirty days.
      </p>
      <FaultSummary form={form} labels={{ text: 'Why do you not agree?' }} />
      <TextField form={form} name="text" label="Why do you not agree?" max={10_000} rows={5} />
      <div class="acts">
        <button class="button" type="submit">
          Have it looked at again
        </button>
      </div>
    </form>
  );
}

export function Withdrawing({ shown: { request, path } }: Props) {
  if (!isOpen(request)) return null;
  return (
    <section class="block screen" aria-labelledby="withdraw">
      <h2 id="withdraw">Withdraw it</h2>
      <p class="small">
        If it is not needed any more, <a href={`${path}/withdrawal`}>withdraw the request</a>. You
        are asked once more.
      </p>
    </section>
  );
}
