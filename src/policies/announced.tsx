import { Time } from '../http/dates.tsx';
import { useContentLang, useWords } from '../http/language.tsx';
import type { RenderInput } from '../publication/representation.ts';
import type { ListedPolicy } from './model.ts';
import { differencePath, policyPath, versionPath } from './present.ts';
import { policyWords } from './words/pages.ts';

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
    <section class="alarm" aria-label={useWords(policyWords).announcedPolicies}>
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
  const words = useWords(policyWords);
  const version = (text: string) => <a href={`${place.pages}${versionPath(announced)}`}>{text}</a>;
  return (
    <li>
      <span class="is is-announced">{isMaterial ? words.materialChange : words.change}</span>{' '}
      <a href={`${place.pages}${policyPath(policy.slug)}`} dir="auto" lang={useContentLang()}>
        {policy.title}
      </a>
      {': '}
      {words.takesEffect(version, announced.number, <Time day={effectiveOn} prose />)}
      {current === undefined ? null : (
        <>
          {' '}
          <a
            href={`${place.pages}${differencePath(policy.slug, current.number, announced.number)}`}
          >
            {words.whatChanges}
          </a>
        </>
      )}
    </li>
  );
}

/** The policies with the day of the last update of each; nothing where there are none. */
export function PoliciesInBrief({ input: { snapshot, place } }: { input: RenderInput }) {
  const { listed } = snapshot.policies;
  const words = useWords(policyWords);
  const lang = useContentLang();
  if (listed.length === 0) return null;
  return (
    <section class="row" aria-labelledby="policies">
      <div>
        <h2 id="policies">{words.policies}</h2>
        <p class="small go">
          <a href={`${place.pages}/policies`}>{words.allPolicies(listed.length)}</a>
        </p>
        <p class="small go">
          <a href={`${place.pages}/retention`}>{words.retention}</a>
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
                <span class="is is-current">{words.inEffect}</span>
              ) : (
                <span class="is is-announced">{words.toChange}</span>
              )}{' '}
              <div dir="auto">
                <a href={`${place.pages}${policyPath(policy.slug)}`} lang={lang}>
                  {policy.title}
                </a>
                <div class="sub">
                  {current === undefined ? words.fromThatDay : words.updatedThatDay}
                </div>
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
