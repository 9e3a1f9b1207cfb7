import { Time } from '../../http/dates.tsx';
import { MailLink } from '../../http/facts.tsx';
import { useWords } from '../../http/language.tsx';
import { absolute } from '../../http/layout.tsx';
import type { RenderInput } from '../../publication/representation.ts';
import { hasCalendar } from '../calendar.ts';
import { type Change, isPending } from '../model.ts';
import { type ObjectionWindow, windowOf } from '../standing.ts';
import { changePageWords } from '../words/pages.ts';
import { leadWords } from '../words/values.ts';

type Props = { readonly input: RenderInput; readonly change: Change };

/** What a reader can do about the dates: the one filled button of the page is a right with a deadline. */
export function Act({ change, place }: { change: Change; place: RenderInput['place'] }) {
  const isOpen = windowOf(change)?.isOpen === true;
  if (!isOpen && !(isPending(change) && hasCalendar(change))) return null;
  const words = useWords(changePageWords).objecting;
  const page = `/changes/${change.id}`;
  return (
    <p class="acts">
      {isOpen ? (
        <a class="button" href={`${place.pages}${page}/objection`}>
          {words.object}
        </a>
      ) : null}{' '}
      <a class="button plain" href={`${place.base}${page}.ics`}>
        {words.calendar}
      </a>
    </p>
  );
}

/** How to object and what silence means, while there is something to object to. */
export function Objecting({ input, change }: Props) {
  const window = windowOf(change);
  const words = useWords(changePageWords).objecting;
  if (change.class === 'correction' || !(isPending(change) || window?.isOpen)) return null;
  return (
    <section class="block" aria-labelledby="object">
      <h2 id="object">{words.title}</h2>
      {window === undefined ? (
        <p class="small">
          {words.noWindow(
            <FormLink input={input} change={change} />,
            <Writing input={input} change={change} />,
          )}
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
  const writing = <Writing input={input} change={change} />;
  const words = useWords(changePageWords).objecting;
  return (
    <div class="said">
      <p class="small">{words[window.isOpen ? 'open' : 'over'](form, day, writing)}</p>
      <p class="paper">{absolute(input, path)}</p>
      {window.isOpen ? <p class="small">{useWords(leadWords).silence}</p> : null}
      <p class="fine quiet">{words.general}</p>
    </div>
  );
}

function FormLink({ input: { place }, change }: Props) {
  const { form } = useWords(changePageWords).objecting;
  return <a href={`${place.pages}/changes/${change.id}/objection`}>{form}</a>;
}

function Writing({ input: { snapshot }, change }: Props) {
  const email = snapshot.organisation.dpo?.email;
  if (email === undefined) return null;
  const { write } = useWords(changePageWords).objecting;
  return <>{write(<MailLink email={email} />, change.id)}</>;
}
