import { Time } from '../http/dates.tsx';
import type { RenderInput } from '../publication/representation.ts';
import { countByStatus, isAnythingStated, type Statement } from './model.ts';
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
          <ul class="log narrow">
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

function OneAttestation({
  attestation: { key, facts },
  page,
}: {
  attestation: Statement<'attestation'>;
  page: string;
}) {
  const { word, shape } = attestationSign(facts);
  const { expectedOn, validUntil, issuedOn } = facts;
  return (
    <li>
      <span class={`is is-${shape}`}>{word}</span>{' '}
      <span dir="auto">
        <a href={`${page}#attestation-${key}`}>{facts.name}</a>
        <span class="sub">
          {expectedOn ? (
            <>
              Expected <Time day={expectedOn} />
            </>
          ) : validUntil ? (
            <>
              Valid until <Time day={validUntil} />
            </>
          ) : issuedOn ? (
            <>
              Issued <Time day={issuedOn} />
            </>
          ) : null}
        </span>
      </span>
    </li>
  );
}
