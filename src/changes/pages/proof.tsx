import { dayOf } from '../../core/day.ts';
import { dayInTable } from '../../http/dates.tsx';
import { useLanguage, useWords } from '../../http/language.tsx';
import type { RenderInput } from '../../publication/representation.ts';
import { type Change, type ChangeLeaves, publishesList } from '../model.ts';
import { type ChangePageWords, changePageWords } from '../words/pages.ts';
import { stepNames } from '../words/signs.ts';

type Props = {
  readonly input: RenderInput;
  readonly change: Change;
  readonly leaves: ChangeLeaves | undefined;
};

/** When each step was recorded, and where it stands in the log. */
export function Proof({ input, change, leaves }: Props) {
  const { place } = input;
  const words = useWords(changePageWords).proof;
  const names = useWords(stepNames);
  // In a preview the identifiers are made up for it.
  const isToCome = place.preview !== undefined && leaves === undefined;
  return (
    <section class="block" aria-labelledby="proof">
      <h2 id="proof">{words.title}</h2>
      <dl class="facts">
        {change.steps.map((step, index) => (
          <div>
            <dt>{index === 0 ? recordedWord(change, words) : names[step.name]}</dt>
            <dd>
              <Instant at={step.at} />
              <br />
              {words.version(
                (text) => (
                  <a href={`${place.pages}/versions/${step.listVersion}`}>{text}</a>
                ),
                step.listVersion,
                publishesList(step),
              )}
              {isToCome ? null : (
                <>
                  <br />
                  {words.event} <code>{step.eventId}</code>
                </>
              )}
            </dd>
          </div>
        ))}
        {leaves === undefined ? null : <InLog input={input} leaves={leaves} />}
        <div class="screen">
          <dt>{words.page}</dt>
          <dd class="inline">
            <a href={`${place.base}/changes/${change.id}.json`}>JSON</a>
          </dd>
        </div>
      </dl>
      {isToCome ? <p class="small">{words.toCome}</p> : null}
      <p class="fine quiet">{words.permanent}</p>
    </section>
  );
}

type InLogProps = { readonly input: RenderInput; readonly leaves: ChangeLeaves };

function InLog({ input: { place }, leaves: { publication, items, steps } }: InLogProps) {
  const words = useWords(changePageWords).proof;
  const names = useWords(stepNames);
  const proof = (leaf: number) => (
    <a href={`${place.base}/log/proof/${leaf}`} aria-label={words.proofOf(leaf)}>
      {words.proof}
    </a>
  );
  const later = steps.filter(({ index }) => index !== publication);
  return (
    <div>
      <dt>
        {words.inLog((text) => (
          <a href={`${place.pages}/log`}>{text}</a>
        ))}
      </dt>
      <dd>
        {words.publishedAs(publication)}
        {proof(publication)}
        <br />
        {words.items(items.first, items.last)}
        {later.map(({ name, index }) => (
          <>
            <br />
            {words.step(names[name], index)}
            {proof(index)}
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
      {dayInTable(dayOf(at, 'UTC'), useLanguage())}, {iso.slice(11, 19)} UTC
    </time>
  );
}

function recordedWord({ claimedAt }: Change, words: ChangePageWords['proof']): string {
  return claimedAt === undefined ? words.published : words.recordedHere;
}
