import { TimeOf } from '../../http/dates.tsx';
import { joined } from '../../http/facts.tsx';
import { useLanguage } from '../../http/language.tsx';
import { Quoted } from '../../http/quoted.tsx';
import { stepParts } from '../lead.ts';
import { type Change, standingAfter, type Step } from '../model.ts';
import { changePageWords } from '../words/pages.ts';
import { stepNames } from '../words/signs.ts';

/** Each step with what it said, under the address that feeds give it. Of a single one the page says it all. */
export function Steps({ change, zone }: { change: Change; zone: string }) {
  const language = useLanguage();
  if (change.steps.length < 2) return null;
  return (
    <section class="item" aria-labelledby="steps">
      <h2 id="steps">{changePageWords[language].change.steps}</h2>
      <ol class="log steps">
        {change.steps.map((step, index) => (
          <li id={`step-${index + 1}`}>
            <TimeOf at={step.at} zone={zone} /> <b>{stepNames[language][step.name]}</b>{' '}
            <span dir="auto">
              <Said step={step} change={standingAfter(change, index + 1)} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** `change` is as it stood right after the step. */
function Said({ step, change }: { step: Step; change: Change }) {
  const { said, quoted, until } = stepParts(step, change, useLanguage());
  const parts = [said, quoted === '' ? '' : <Quoted>{quoted}</Quoted>, until];
  return <>{joined(parts, ' ')}</>;
}
