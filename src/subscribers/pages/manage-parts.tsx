import { type Fault, pointerTo } from '../../core/errors.ts';
import { useWords } from '../../http/language.tsx';
import { AllTold, Told } from '../../http/told.tsx';
import { manageWords } from '../words/manage.ts';
import type { Managed } from './manage-page.tsx';

type Props = { readonly managed: Managed };

/** A test event and another secret, for those who receive by program. */
export function SecretPart({ managed: { subscription, manage } }: Props) {
  const { channel, state } = subscription;
  const words = useWords(manageWords).program;
  if (channel === 'email' || state === 'pending') return null;
  return (
    <section class="block" aria-labelledby="program">
      <h2 id="program">{channel === 'webhook' ? words.webhook : words.channel}</h2>
      {state === 'active' ? (
        <form class="acts" action={`${manage}/test`} method="post">
          <button class="button plain" type="submit">
            {words.test}
          </button>
        </form>
      ) : null}
      {channel === 'webhook' ? (
        <>
          <form class="acts" action={`${manage}/secret`} method="post">
            <button class="button plain" type="submit">
              {words.newSecret}
            </button>
          </form>
          <p class="small">{words.oldSecret}</p>
        </>
      ) : null}
    </section>
  );
}

/** For a contract contact there is no leaving, only somebody else. */
export function ContactPart({ managed: { subscription, manage, refused } }: Props) {
  const faults = refused?.form === 'contact' ? refused.faults : [];
  const words = useWords(manageWords).contact;
  return (
    <section class="block" aria-labelledby="contact">
      <h2 id="contact">{words.title}</h2>
      <p class="small">{words.lead}</p>
      {subscription.channel === 'email' ? (
        <form class="form" action={`${manage}/contact`} method="post" novalidate>
          <div class="field">
            <label for="new-address">{words.address}</label>
            <Said faults={faults} name="address" id="new-address-fault" />
            <input
              id="new-address"
              name="address"
              type="email"
              autocomplete="email"
              maxlength={254}
              required
              value={refused?.form === 'contact' ? refused.entries?.address : undefined}
              aria-describedby={faults.length > 0 ? 'new-address-fault' : undefined}
              aria-invalid={faults.length > 0 ? 'true' : undefined}
            />
          </div>
          <div class="acts">
            <button class="button plain" type="submit">
              {words.button}
            </button>
          </div>
        </form>
      ) : null}
    </section>
  );
}

/** Leaving is one button; erasing is the same for everything that is kept of the address. */
export function EndPart({ managed: { manage } }: Props) {
  const words = useWords(manageWords).end;
  return (
    <section class="block" aria-labelledby="end">
      <h2 id="end">{words.title}</h2>
      <p class="small">{words.lead}</p>
      <form class="acts" action={`${manage}/leaving`} method="post">
        <button class="button plain" type="submit">
          {words.leave}
        </button>
      </form>
      <p class="small">{words.orErase}</p>
      <form class="acts" action={`${manage}/erasure`} method="post">
        <button class="button plain" type="submit">
          {words.erase}
        </button>
      </form>
    </section>
  );
}

/** What was missed is sent again, by the days on which it was sent first. */
export function ReplayPart({ managed: { subscription, manage, refused } }: Props) {
  if (subscription.channel !== 'webhook' || subscription.state !== 'active') return null;
  const faults = refused?.form === 'replays' ? refused.faults : [];
  const words = useWords(manageWords).replay;
  return (
    <section class="block screen" aria-labelledby="replay">
      <h2 id="replay">{words.title}</h2>
      <p class="small">{words.lead}</p>
      <form class="filter" action={`${manage}/replays`} method="post">
        <div>
          <label for="replay-from">{words.from}</label>
          <input id="replay-from" name="from" type="datetime-local" required />
        </div>
        <div>
          <label for="replay-until">{words.until}</label>
          <input id="replay-until" name="until" type="datetime-local" required />
        </div>
        <div>
          <button class="button plain" type="submit">
            {words.button}
          </button>
        </div>
      </form>
      {faults.map(({ detail }) => (
        <p class="fault" role="alert">
          <Told detail={detail} />
        </p>
      ))}
    </section>
  );
}

function Said({ faults, name, id }: { faults: readonly Fault[]; name: string; id: string }) {
  const mine = faults.filter(({ pointer }) => pointer === pointerTo(name) || pointer === '#');
  return mine.length === 0 ? null : (
    <p class="fault" id={id} role="alert">
      <AllTold details={mine.map(({ detail }) => detail)} />
    </p>
  );
}
