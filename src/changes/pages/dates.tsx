import { dayOf } from '../../core/day.ts';
import { Time, TimeOf } from '../../http/dates.tsx';
import { useWords } from '../../http/language.tsx';
import type { RenderInput } from '../../publication/representation.ts';
import { DaysAhead } from '../days-ahead.tsx';
import { type Change, isPending, type Step } from '../model.ts';
import { windowOf } from '../standing.ts';
import { type ChangePageWords, changePageWords } from '../words/pages.ts';
import { Act } from './objecting.tsx';

type Props = { readonly change: Change; readonly zone: string };

/** The days of a change in their order: what has happened, and what is to come. */
export function Dates({ change, zone, place }: Props & { readonly place: RenderInput['place'] }) {
  const isDue = isPending(change) || windowOf(change)?.isOpen === true;
  return (
    <section class={isDue ? 'block due' : 'block'} aria-labelledby="dates">
      <h2 id="dates">{useWords(changePageWords).change.dates}</h2>
      <ol class="line">
        {change.claimedAt === undefined ? (
          change.steps.map((step) => <StepDate step={step} change={change} zone={zone} />)
        ) : (
          <ImportedDates claimedAt={change.claimedAt} steps={change.steps} zone={zone} />
        )}
        <DaysAhead change={change} zone={zone} />
      </ol>
      <Act change={change} place={place} />
    </section>
  );
}

type ImportedProps = {
  readonly claimedAt: Date;
  readonly steps: readonly Step[];
  readonly zone: string;
};

function ImportedDates({ claimedAt, steps, zone }: ImportedProps) {
  const { publishedElsewhere, recordedHere } = useWords(changePageWords).change;
  return (
    <>
      <Done at={claimedAt} zone={zone} words={publishedElsewhere} />
      {steps.map((step) => (
        <Done at={step.at} zone={zone} words={recordedHere} />
      ))}
    </>
  );
}

function StepDate({ step, change, zone }: Props & { readonly step: Step }) {
  const words = wordsOf(step, useWords(changePageWords).change);
  if (step.name === 'in-effect') return <Effect step={step} change={change} zone={zone} />;
  return words === undefined ? null : <Done at={step.at} zone={zone} words={words} />;
}

/** The reminder moved nothing, and stands below with what each step said. */
function wordsOf(
  { name, supersededBy }: Step,
  words: ChangePageWords['change'],
): string | undefined {
  if (name === 'announced') return words.announced;
  if (name === 'postponed') return words.postponed;
  if (name === 'objection-closed') return words.objectionOver;
  if (name === 'withdrawn') return words.withdrawn;
  return name === 'superseded' ? words.supersededBy(supersededBy) : undefined;
}

function Effect({ step, change, zone }: Props & { readonly step: Step }) {
  const words = useWords(changePageWords).change;
  const isFirst = change.steps[0] === step;
  const isSameDay = dayOf(step.at, zone) === change.effectiveOn;
  return (
    <>
      <li class="done">
        <b>
          <Time day={change.effectiveOn} />
        </b>{' '}
        {isFirst && isSameDay ? words.atOnce : words.tookEffect}
      </li>
      {isFirst && !isSameDay ? <Done at={step.at} zone={zone} words={words.publishedHere} /> : null}
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
