import type { Day } from '../core/day.ts';
import { Time } from '../http/dates.tsx';
import { useLanguage, useTextLang } from '../http/language.tsx';
import type { RenderInput } from '../publication/representation.ts';
import { type Attestation, countByStatus, isAnythingStated, type Statement } from './model.ts';
import { anchorOf } from './present.ts';
import { attestationSign, countWords } from './words.ts';
import { type ControlWords, controlWords } from './words/pages.ts';

/** Attestations and how many controls there are; nothing where nothing is stated. */
export function ControlsInBrief({ input: { snapshot, place } }: { input: RenderInput }) {
  const { controls: stated } = snapshot;
  const language = useLanguage();
  const words = controlWords[language].brief;
  if (!isAnythingStated(stated)) return null;
  const { attestations, controls } = stated;
  const page = `${place.pages}/controls`;
  return (
    <section class="row" aria-labelledby="security">
      <div>
        <h2 id="security">{words.title}</h2>
        <p class="small go">
          <a href={page}>{words.all(controls.length)}</a>
        </p>
      </div>
      <div>
        {attestations.length === 0 ? null : (
          <ul class="log">
            {attestations.map((attestation) => (
              <OneAttestation attestation={attestation} page={page} />
            ))}
          </ul>
        )}
        {controls.length === 0 ? null : (
          <p class="small also">{words.controls(countWords(countByStatus(controls), language))}</p>
        )}
      </div>
    </section>
  );
}

type Props = { readonly attestation: Statement<'attestation'>; readonly page: string };

function OneAttestation({ attestation, page }: Props) {
  const { facts } = attestation;
  const language = useLanguage();
  const { word, shape } = attestationSign(facts, language);
  const [said, day] = dayOf(facts, controlWords[language].brief);
  return (
    <li>
      {day === undefined ? <span>{said}</span> : <Time day={day} />}{' '}
      <span class={`is is-${shape}`}>{word}</span>{' '}
      <div dir="auto">
        <a href={`${page}#${anchorOf(attestation)}`} lang={useTextLang(facts, 'name')}>
          {facts.name}
        </a>
        <div class="sub">{said}</div>
      </div>
    </li>
  );
}

/** The day that matters most of it, and what it is. */
function dayOf(
  { expectedOn, validUntil, issuedOn, status }: Attestation,
  words: ControlWords['brief'],
): readonly [string, Day?] {
  if (expectedOn !== undefined) return [words.expected, expectedOn];
  if (validUntil !== undefined)
    return [status === 'lapsed' ? words.wasValidUntil : words.validUntil, validUntil];
  return issuedOn === undefined ? [words.noDate] : [words.issued, issuedOn];
}
