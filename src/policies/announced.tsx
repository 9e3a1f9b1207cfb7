import { Time } from '../http/dates.tsx';
import type { RenderInput } from '../publication/representation.ts';
import type { ListedPolicy } from './model.ts';
import { differencePath, policyPath, versionPath } from './present.ts';

type Props = {
  readonly input: RenderInput;
  /** Only of this policy. */
  readonly of?: string;
};

/** Above everything else of a page: versions that are announced and not yet in effect. Nothing where there are none. */
export function AnnouncedPolicies({ input, of }: Props) {
  const announced = input.snapshot.policies.listed.filter(
    (listed) => listed.announced !== undefined && (of ?? listed.policy.slug) === listed.policy.slug,
  );
  if (announced.length === 0) return null;
  return (
    <section class="alarm" aria-label="Announced policies">
      <ul>
        {announced.map((listed) => (
          <OneAnnounced input={input} listed={listed} />
        ))}
      </ul>
    </section>
  );
}

function OneAnnounced({ input: { place }, listed }: Props & { listed: ListedPolicy }) {
  const { policy, current, announced } = listed;
  if (announced?.announcement === undefined) return null;
  const { effectiveOn, isMaterial } = announced.announcement;
  return (
    <li>
      <span class="is is-announced">{isMaterial ? 'Material change' : 'Change'}</span>{' '}
      <a href={`${place.base}${policyPath(policy.slug)}`} dir="auto">
        {policy.title}
      </a>
      {': '}
      <a href={`${place.base}${versionPath(announced)}`}>version {announced.number}</a> takes effect
      on <Time day={effectiveOn} prose />.
      {current === undefined ? null : (
        <>
          {' '}
          <a href={`${place.base}${differencePath(policy.slug, current.number, announced.number)}`}>
            What changes
          </a>
        </>
      )}
    </li>
  );
}

/** The policies with the day of the last update of each; nothing where there are none. */
export function PoliciesInBrief({ input: { snapshot, place } }: { input: RenderInput }) {
  const { listed } = snapshot.policies;
  if (listed.length === 0) return null;
  return (
    <section class="row" aria-labelledby="policies">
      <div>
        <h2 id="policies">Policies</h2>
        <p class="small go">
          <a href={`${place.base}/policies`}>
            {listed.length === 1 ? 'Policies and terms' : `All ${listed.length} policies`}
          </a>
        </p>
        <p class="small go">
          <a href={`${place.base}/retention`}>How long records are kept</a>
        </p>
      </div>
      <ul class="log">
        {listed.map(({ policy, current, announced }) => {
          const shown = current ?? announced;
          const day = shown?.announcement?.effectiveOn;
          return (
            <li>
              {day === undefined ? <span /> : <Time day={day} />}{' '}
              {announced === undefined ? (
                <span class="is is-current">In effect</span>
              ) : (
                <span class="is is-announced">To change</span>
              )}{' '}
              <span dir="auto">
                <a href={`${place.base}${policyPath(policy.slug)}`}>{policy.title}</a>
                <span class="sub">
                  {current === undefined ? 'In effect from that day' : 'Last updated on that day'}
                </span>
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
