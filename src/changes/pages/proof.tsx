import { dayOf } from '../../core/day.ts';
import { dayInTable } from '../../http/dates.tsx';
import type { RenderInput } from '../../publication/representation.ts';
import { type Change, type ChangeLeaves, publishesList } from '../model.ts';
import { stepWords } from '../step-words.ts';

type Props = {
  readonly input: RenderInput;
  readonly change: Change;
  readonly leaves: ChangeLeaves | undefined;
};

/** When each step was recorded, and where it stands in the log. */
export function Proof({ input, change, leaves }: Props) {
  const { place } = input;
  return (
    <section class="block" aria-labelledby="proof">
      <h2 id="proof">Proof</h2>
      <dl class="facts">
        {change.steps.map((step, index) => (
          <div>
            <dt>{index === 0 ? recordedWord(change) : stepWords[step.name]}</dt>
            <dd>
              <Instant at={step.at} />
              <br />
              <a href={`${place.base}/versions/${step.listVersion}`}>
                Version {step.listVersion}
              </a>{' '}
              of the register{publishesList(step) ? '' : ', as it stood'}
              <br />
              Event <code>{step.eventId}</code>
            </dd>
          </div>
        ))}
        {leaves === undefined ? null : <InLog input={input} leaves={leaves} />}
        <div class="screen">
          <dt>This page</dt>
          <dd class="inline">
            <a href={`${place.base}/changes/${change.id}.json`}>JSON</a>
          </dd>
        </div>
      </dl>
      <p class="fine quiet">
        This address is permanent. What was published is never edited; a later step is added to the
        dates.
      </p>
    </section>
  );
}

type InLogProps = { readonly input: RenderInput; readonly leaves: ChangeLeaves };

function InLog({ input: { place }, leaves: { publication, items, steps } }: InLogProps) {
  const range = items.first === items.last ? `${items.first}` : `${items.first} to ${items.last}`;
  const proof = (leaf: number) => (
    <a href={`${place.base}/log/proof/${leaf}`} aria-label={`Proof of leaf ${leaf}`}>
      proof
    </a>
  );
  const later = steps.filter(({ index }) => index !== publication);
  return (
    <div>
      <dt>
        In the <a href={`${place.base}/log`}>log</a>
      </dt>
      <dd>
        Published: leaf {publication}, {proof(publication)}
        <br />
        {items.first === items.last ? 'Its item: leaf' : 'Its items: leaves'} {range}
        {later.map(({ name, index }) => (
          <>
            <br />
            {stepWords[name]}: leaf {index}, {proof(index)}
          </>
        ))}
      </dd>
    </div>
  );
}

function Instant({ at }: { at: Date }) {
  const iso = at.toISOString();
  return (
    <time datetime={iso}>
      {dayInTable(dayOf(at, 'UTC'))}, {iso.slice(11, 19)} UTC
    </time>
  );
}

function recordedWord({ claimedAt }: Change): string {
  return claimedAt === undefined ? 'Published' : 'Recorded here';
}
