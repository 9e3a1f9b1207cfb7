import { type Fault, pointerTo } from '../../core/errors.ts';
import type { Managed } from './manage-page.tsx';

type Props = { readonly managed: Managed };

/** A test event and another secret, for those who receive by program. */
export function SecretPart({ managed: { subscription, manage } }: Props) {
  const { channel, state } = subscription;
  if (channel === 'email' || state === 'pending') return null;
  return (
    <section class="block" aria-labelledby="program">
      <h2 id="program">{channel === 'webhook' ? 'Your webhook' : 'Your channel'}</h2>
      {state === 'active' ? (
        <form class="acts" action={`${manage}/test`} method="post">
          <button class="button plain" type="submit">
            Send a test
          </button>
        </form>
      ) : null}
      {channel === 'webhook' ? (
        <>
          <form class="acts" action={`${manage}/secret`} method="post">
            <button class="button plain" type="submit">
              Make a new secret
            </button>
          </form>
          <p class="small">The secret before stays valid for 24 hours beside the new one.</p>
        </>
      ) : null}
    </section>
  );
}

/** For a contract contact there is no leaving, only somebody else. */
export function ContactPart({ managed: { subscription, manage, refused } }: Props) {
  const faults = refused?.form === 'contact' ? refused.faults : [];
  return (
    <section class="block" aria-labelledby="contact">
      <h2 id="contact">Change our contact</h2>
      <p class="small">
        Your contract says that somebody must be told before sub-processors change, so this can not
        just end. Name another address: once it is confirmed there, this one is erased.
      </p>
      {subscription.channel === 'email' ? (
        <form class="form" action={`${manage}/contact`} method="post" novalidate>
          <div class="field">
            <label for="new-address">New e-mail address</label>
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
              Write to it
            </button>
          </div>
        </form>
      ) : null}
    </section>
  );
}

/** Leaving is one button; erasing is the same for everything that is kept of the address. */
export function EndPart({ managed: { manage } }: Props) {
  return (
    <section class="block" aria-labelledby="end">
      <h2 id="end">Leave</h2>
      <p class="small">Nothing more is sent, and your address and choices are erased at once.</p>
      <form class="acts" action={`${manage}/leaving`} method="post">
        <button class="button plain" type="submit">
          Leave
        </button>
      </form>
      <p class="small">
        Or erase everything that is kept of this address, other subscriptions and open requests
        included.
      </p>
      <form class="acts" action={`${manage}/erasure`} method="post">
        <button class="button plain" type="submit">
          Erase everything
        </button>
      </form>
    </section>
  );
}

/** What was missed is sent again, by the days on which it was sent first. */
export function ReplayPart({ managed: { subscription, manage, refused } }: Props) {
  if (subscription.channel !== 'webhook' || subscription.state !== 'active') return null;
  const faults = refused?.form === 'replays' ? refused.faults : [];
  return (
    <section class="block screen" aria-labelledby="replay">
      <h2 id="replay">Send a time range again</h2>
      <p class="small">
        At most seven days, in UTC: the same content, under the webhook-id that it had.
      </p>
      <form class="filter" action={`${manage}/replays`} method="post">
        <div>
          <label for="replay-from">From</label>
          <input id="replay-from" name="from" type="datetime-local" required />
        </div>
        <div>
          <label for="replay-until">Until</label>
          <input id="replay-until" name="until" type="datetime-local" required />
        </div>
        <div>
          <button class="button plain" type="submit">
            Send again
          </button>
        </div>
      </form>
      {faults.map(({ detail }) => (
        <p class="fault" role="alert">
          {detail}
        </p>
      ))}
    </section>
  );
}

function Said({ faults, name, id }: { faults: readonly Fault[]; name: string; id: string }) {
  const mine = faults.filter(({ pointer }) => pointer === pointerTo(name) || pointer === '#');
  return mine.length === 0 ? null : (
    <p class="fault" id={id} role="alert">
      {mine.map(({ detail }) => detail).join(' ')}
    </p>
  );
}
