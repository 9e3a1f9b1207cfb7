import { dayOf } from '../../core/day.ts';
import { Time, TimeOf } from '../../http/dates.tsx';
import { type Change, isPending, type Step } from '../model.ts';

/** The days of a change in their order: what has happened, and what is to come. */
export function Dates({ change, zone }: { change: Change; zone: string }) {
  const pending = isPending(change);
  return (
    <section class={pending ? 'block due' : 'block'} aria-labelledby="dates">
      <h2 id="dates">Dates</h2>
      <ol class="line">
        {change.claimedAt === undefined ? (
          change.steps.map((step) => <StepDate step={step} change={change} zone={zone} />)
        ) : (
          <ImportedDates claimedAt={change.claimedAt} steps={change.steps} zone={zone} />
        )}
        {pending ? (
          <li class="act">
            <b>
              <Time day={change.effectiveOn} />
            </b>{' '}
            Takes effect
          </li>
        ) : null}
      </ol>
    </section>
  );
}

type ImportedProps = {
  readonly claimedAt: Date;
  readonly steps: readonly Step[];
  readonly zone: string;
};

function ImportedDates({ claimedAt, steps, zone }: ImportedProps) {
  return (
    <>
      <li class="done">
        <b>
          <TimeOf at={claimedAt} zone={zone} />
        </b>{' '}
        Published, according to an imported history
      </li>
      {steps.map((step) => (
        <li class="done">
          <b>
            <TimeOf at={step.at} zone={zone} />
          </b>{' '}
          Recorded here
        </li>
      ))}
    </>
  );
}

function StepDate({ step, change, zone }: { step: Step; change: Change; zone: string }) {
  if (step.name === 'announced') {
    return (
      <li class="done">
        <b>
          <TimeOf at={step.at} zone={zone} />
        </b>{' '}
        Announced
      </li>
    );
  }
  const isFirst = change.steps[0] === step;
  const isSameDay = dayOf(step.at, zone) === change.effectiveOn;
  return (
    <>
      <li class="done">
        <b>
          <Time day={change.effectiveOn} />
        </b>{' '}
        {isFirst && isSameDay ? 'Published, in effect at once' : 'Took effect'}
      </li>
      {isFirst && !isSameDay ? (
        <li class="done">
          <b>
            <TimeOf at={step.at} zone={zone} />
          </b>{' '}
          Published here
        </li>
      ) : null}
    </>
  );
}
