import { TimeOf } from '../../http/dates.tsx';
import { type Change, standingAfter } from '../model.ts';
import { stepSaid, stepWords } from '../step-words.ts';

/** Each step with what it said, under the address that feeds give it. Of a single one the page says it all. */
export function Steps({ change, zone }: { change: Change; zone: string }) {
  if (change.steps.length < 2) return null;
  return (
    <section class="item" aria-labelledby="steps">
      <h2 id="steps">Step by step</h2>
      <ol class="log steps">
        {change.steps.map((step, index) => (
          <li id={`step-${index + 1}`}>
            <TimeOf at={step.at} zone={zone} /> <b>{stepWords[step.name]}</b>{' '}
            <span dir="auto">{stepSaid(step, standingAfter(change, index + 1))}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
