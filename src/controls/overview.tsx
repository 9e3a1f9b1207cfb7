import type { Day } from '../core/day.ts';
import { Time } from '../http/dates.tsx';
import type { RenderInput } from '../publication/representation.ts';
import { type Attestation, countByStatus, isAnythingStated, type Statement } from './model.ts';
import { anchorOf } from './present.ts';
import { attestationSign, countWords } from './words.ts';

/** Attestations and how many controls there are; nothing where nothing is stated. */
export function ControlsInBrief({ input: { snapshot, place } }: { input: RenderInput }) {
  const { controls: stated } = snapshot;
  if (!isAnythingStated(stated)) return null;
  const { attestations, controls } = stated;
  const page = `${place.base}/controls`;
  return (
    <section class="row" aria-labelledby="security">
      <div>
        <h2 id="security">Security</h2>
        <p class="small go">
          <a href={page}>
            {controls.length < 2
              ? 'What we do and who examined it'
              : `All ${controls.length} controls`}
          </a>
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
          <p class="small also">Controls: {countWords(countByStatus(controls))}.</p>
        )}
      </div>
    </section>
  );
}

type Props = { readonly attestation: Statement<'attestation'>; readonly page: string };

function OneAttestation({ attestation, page }: Props) {
  const { facts } = attestation;
  const { word, shape } = attestationSign(facts);
  const [said, day] = dayOf(facts);
  return (
    <li>
      {day === undefined ? <span>{said}</span> : <Time day={day} />}{' '}
      <span class={`is is-${shape}`}>{word}</span>{' '}
      <span dir="auto">
        <a href={`${page}#${anchorOf(attestation)}`}>{facts.name}</a>
        <span class="sub">{said}</span>
      </span>
    </li>
  );
}

/** The day that matters most of it, and what it is. */
function dayOf({ expectedOn, validUntil, issuedOn, status }: Attestation): readonly [string, Day?] {
  if (expectedOn !== undefined) return ['Expected', expectedOn];
  if (validUntil !== undefined)
    return [status === 'lapsed' ? 'Was valid until' : 'Valid until', validUntil];
  return issuedOn === undefined ? ['No date'] : ['Issued', issuedOn];
}
