import { Time } from '../../http/dates.tsx';
import { MailLink } from '../../http/facts.tsx';
import { absolute } from '../../http/layout.tsx';
import type { RenderInput } from '../../publication/representation.ts';
import { hasCalendar } from '../calendar.ts';
import { silenceInWords } from '../lead.ts';
import { type Change, isPending } from '../model.ts';
import { type ObjectionWindow, windowOf } from '../standing.ts';

type Props = { readonly input: RenderInput; readonly change: Change };

/** What a reader can do about the dates: the one filled button of the page is a right with a deadline. */
export function Act({ change, base }: { change: Change; base: string }) {
  const isOpen = windowOf(change)?.isOpen === true;
  if (!isOpen && !(isPending(change) && hasCalendar(change))) return null;
  const page = `${base}/changes/${change.id}`;
  return (
    <p class="acts">
      {isOpen ? (
        <a class="button" href={`${page}/objection`}>
          Object to this change
        </a>
      ) : null}
      <a class="button plain" href={`${page}.ics`}>
        Add to calendar
      </a>
    </p>
  );
}

/** How to object and what silence means, while there is something to object to. */
export function Objecting({ input, change }: Props) {
  const window = windowOf(change);
  if (change.class === 'correction' || !(isPending(change) || window?.isOpen)) return null;
  return (
    <section class="block" aria-labelledby="object">
      <h2 id="object">How to object</h2>
      {window === undefined ? (
        <p class="small">
          A change of this kind opens no time to object. What you write by{' '}
          <FormLink input={input} change={change} /> is kept and answered all the same.{' '}
          <Writing input={input} change={change} />
        </p>
      ) : (
        <Ways input={input} change={change} window={window} />
      )}
    </section>
  );
}

function Ways({ input, change, window }: Props & { readonly window: ObjectionWindow }) {
  const path = `/changes/${change.id}/objection`;
  const form = <FormLink input={input} change={change} />;
  const day = <Time day={window.objectionEndsOn} prose />;
  return (
    <div class="said">
      {window.isOpen ? (
        <p class="small">
          Use {form} by {day}, no account needed. <Writing input={input} change={change} />
        </p>
      ) : (
        <p class="small">
          On general terms the time to object ended on {day}. What comes later by {form} is kept
          too; it is late only by your own terms. <Writing input={input} change={change} />
        </p>
      )}
      <p class="paper">{absolute(input, path)}</p>
      {window.isOpen ? <p class="small">{silenceInWords}</p> : null}
      <p class="fine quiet">
        This day is that of general terms. Customers on other terms have their own in the notice
        that was sent to them.
      </p>
    </div>
  );
}

function FormLink({ input: { place }, change }: Props) {
  return <a href={`${place.base}/changes/${change.id}/objection`}>the form</a>;
}

function Writing({ input: { snapshot }, change }: Props) {
  const email = snapshot.organisation.dpo?.email;
  if (email === undefined) return null;
  return (
    <>
      Or write to <MailLink email={email} /> and name change {change.id}.
    </>
  );
}
