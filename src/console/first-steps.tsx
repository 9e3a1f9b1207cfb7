import { type Context, Hono } from 'hono';
import type { Child } from 'hono/jsx';
import type { ConsoleEnv } from './env.ts';
import { giveCookie, readCookie, takeCookie } from './cookies.ts';
import { ButtonForm } from './form.tsx';
import { rootOf } from './guard.ts';
import { type Place } from './layout.tsx';
import { type FirstStep, listFirstSteps } from './service/first-steps.ts';
import { mayDo } from '../staff/model/permitting.ts';
import { snippetsOf } from '../embedding/snippets.ts';

/** From empty to a published list. Whoever does not want to see it hides it, in their browser. */
export const firstStepsPages = new Hono<ConsoleEnv>();

firstStepsPages.post('/first-steps/hiding', (c) => {
  giveCookie(c, 'first-steps', c.get('visit').person.id);
  return c.redirect(rootOf(c), 303);
});

firstStepsPages.post('/first-steps/showing', (c) => {
  takeCookie(c, 'first-steps');
  return c.redirect(rootOf(c), 303);
});

/** Undefined for whose work it is not, and once all is done. */
export async function firstStepsOf(
  c: Context<ConsoleEnv>,
  place: Place,
): Promise<Child | undefined> {
  const { ctx, formToken, person } = c.get('visit');
  if (!mayDo(ctx.actor, 'publishBatch')) return undefined;
  const steps = await listFirstSteps(ctx);
  if (steps.every(({ isDone }) => isDone)) return undefined;
  const action = `${place.root}/first-steps`;
  if (readCookie(c, 'first-steps') === person.id)
    return (
      <ButtonForm action={`${action}/showing`} token={formToken} label="Show the first steps" />
    );
  const isOpen = (step: FirstStep) =>
    !step.isDone &&
    step.at !== undefined &&
    (step.operation === undefined || mayDo(ctx.actor, step.operation));
  const next = steps.find(isOpen);
  return (
    <section class="block" aria-labelledby="first">
      <h2 id="first">First steps</h2>
      <p class="small">
        {steps.filter(({ isDone }) => isDone).length} of {steps.length} are done.
      </p>
      <ol class="first-steps">
        {steps.map((step) => (
          <Step step={step} isNext={step === next} isOpen={isOpen(step)} place={place} />
        ))}
      </ol>
      <Embedding place={place} />
      <ButtonForm action={`${action}/hiding`} token={formToken} label="Hide the first steps" />
    </section>
  );
}

function Step({
  step: { title, why, isDone, at },
  isNext,
  isOpen,
  place,
}: {
  readonly step: FirstStep;
  readonly isNext: boolean;
  readonly isOpen: boolean;
  readonly place: Place;
}) {
  return (
    <li class={isDone ? 'done' : undefined} aria-current={isNext ? 'step' : undefined}>
      <span class="mark" aria-hidden="true">
        {isDone ? <Tick /> : null}
      </span>
      <div>
        <b>{isOpen ? <a href={addressOf(at, place)}>{title}</a> : title}</b>
        <span class="unseen">{isDone ? ' (done)' : ' (open)'}</span>
        <span class="sub">{why}</span>
      </div>
    </li>
  );
}

function addressOf(at: FirstStep['at'], { base, root }: Place): string | undefined {
  if (at === undefined) return undefined;
  return 'page' in at ? `${base}${at.page}` : `${root}${at.console}`;
}

function Tick() {
  return (
    <svg width="14" height="14" viewBox="0 0 14 14">
      <path d="M3 7.5 6 10.5 11.5 4" fill="none" stroke="currentColor" stroke-width="2" />
    </svg>
  );
}

/** Which other sites show the list cannot be seen from here, so it is no step. */
function Embedding({ place }: { place: Place }) {
  return (
    <details class="more">
      <summary>Show the list on your own website</summary>
      <p class="small">
        Copy this into any page. Until the list is there, and where no script runs, it is a link.
      </p>
      <pre class="mono" tabindex={0}>
        {snippetsOf(place)['embed-subprocessors']}
      </pre>
    </details>
  );
}
