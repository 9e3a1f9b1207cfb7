import { dayOf } from '../../core/day.ts';
import { Time, TimeOf } from '../../http/dates.tsx';
import { DaysAhead } from '../days-ahead.tsx';
import { type Change, isPending, type Step } from '../model.ts';
import { windowOf } from '../standing.ts';
import { Act } from './objecting.tsx';

type Props = { readonly change: Change; readonly zone: string };

/** The days of a change in their order: what has happened, and what is to come. */
export function Dates({ change, zone, base }: Props & { readonly base: string }) {
  const isDue = isPending(change) || windowOf(change)?.isOpen === true;
  return (
    <section class={isDue ? 'block due' : 'block'} aria-labelledby="dates">
      <h2 id="dates">Dates</h2>
      <ol class="line">
        {change.claimedAt === undefined ? (
          change.steps.map((step) => <StepDate step={step} change={change} zone={zone} />)
        ) : (
          <ImportedDates claimedAt={change.claimedAt} steps={change.steps} zone={zone} />
        )}
        <DaysAhead change={change} zone={zone} />
      </ol>
      <Act change={change} base={base} />
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
      <Done at={claimedAt} zone={zone} words="Published, according to an imported history" />
      {steps.map((step) => (
        <Done at={step.at} zone={zone} words="Recorded here" />
      ))}
    </>
  );
}

function StepDate({ step, change, zone }: Props & { readonly step: Step }) {
  const words = wordsOf(step);
  if (step.name === 'in-effect') return <Effect step={step} change={change} zone={zone} />;
  return words === undefined ? null : <Done at={step.at} zone={zone} words={words} />;
}

/** The reminder moved nothing, and stands below with what each step said. */
function wordsOf({ name, supersededBy }: Step): string | undefined {
  if (name === 'announced') return 'Announced';
  if (name === 'postponed') return 'Postponed';
  if (name === 'objection-closed') return 'Time to object over';
  if (name === 'withdrawn') return 'Withdrawn, does not take effect';
  return name === 'superseded' ? `Superseded by change ${supersededBy ?? ''}` : undefined;
}

function Effect({ step, change, zone }: Props & { readonly step: Step }) {
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
      {isFirst && !isSameDay ? <Done at={step.at} zone={zone} words="Published here" /> : null}
    </>
  );
}

type DoneProps = { readonly at: Date; readonly zone: string; readonly words: string };

function Done({ at, zone, words }: DoneProps) {
  return (
    <li class="done">
      <b>
        <TimeOf at={at} zone={zone} />
      </b>{' '}
      {words}
    </li>
  );
}
