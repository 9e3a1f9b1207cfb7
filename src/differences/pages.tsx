import type { Child } from 'hono/jsx';
import { BeforeAndAfter, Stated } from '../changes/compared.tsx';
import type { Change } from '../changes/model.ts';
import { headlineOf } from '../changes/words.ts';
import { parseDay } from '../core/day.ts';
import { refusals } from '../core/errors.ts';
import { Time } from '../http/dates.tsx';
import { absolute, renderPage } from '../http/layout.tsx';
import type { Queried, RenderInput } from '../publication/representation.ts';
import { differencePath, listPath } from './addresses.ts';
import { asJson, asText, diffJson, endParams } from './documents.ts';
import { findDifference, type Found } from './find-difference.ts';
import type { Difference } from './model/difference.ts';
import type { EntryDifference, FieldDifference } from './model/entry-difference.ts';
import {
  countsInWords,
  endName,
  fateOf,
  type Group,
  groupsOf,
  kindWords,
  listInFull,
  namesIn,
  samenessOf,
  zoneOfDays,
} from './words.ts';

/** What changed between two versions of the list, for people. */
export const diffPage: Queried = {
  kind: 'queried',
  path: '/diff',
  mediaType: 'text/html; charset=utf-8',
  params: endParams,
  links: [asJson, asText],
  json: diffJson,
  render: async (input) => {
    const found = await findDifference(input);
    const { name } = input.snapshot.organisation;
    const view = {
      input,
      title: 'What changed',
      description: `What changed in the sub-processors of ${name} between two days or versions.`,
      current: 'changes' as const,
    };
    if (!('difference' in found)) {
      const { status } = refusals.invalid;
      return renderPage(
        { ...view, status, noindex: true },
        <NotUnderstood input={input} found={found} />,
      );
    }
    const { difference } = found;
    const title = `What changed from ${endName(difference.from)} to ${endName(difference.to)}`;
    return renderPage(
      {
        ...view,
        title,
        path: differencePath(difference),
        links: [
          {
            ...asJson,
            href: differencePath(difference, '.json'),
            title: 'This difference as JSON',
          },
          { ...asText, href: differencePath(difference, '.txt'), title: 'This difference as text' },
        ],
      },
      <Content input={input} difference={difference} title={title} />,
    );
  },
};

type Props = { readonly input: RenderInput; readonly difference: Difference };

function Content({ input, difference, title }: Props & { title: string }) {
  const groups = groupsOf(difference);
  return (
    <>
      <div class="title">
        <Crumb input={input} />
        <h1>{title}</h1>
        <p class="lead">
          {groups.length === 0
            ? samenessOf(difference)
            : `In the list of sub-processors: ${countsInWords(difference)}.`}
        </p>
        <p class="paper">{absolute(input, differencePath(difference))}</p>
      </div>
      <Choose input={input} />
      <Forms input={input} difference={difference} />
      {groups.map((group) => (
        <GroupOf input={input} difference={difference} group={group} />
      ))}
    </>
  );
}

function Crumb({ input: { place } }: { input: RenderInput }) {
  return (
    <p class="crumb">
      <a href={`${place.base}/changes`}>Changes</a> / Difference
    </p>
  );
}

function Forms({ input, difference }: Props) {
  const { base } = input.place;
  const { from, to } = difference;
  const zone = zoneOfDays(difference);
  return (
    <>
      <dl class="facts wide">
        {[
          { label: 'From', end: from },
          { label: 'To', end: to },
        ].map(({ label, end }) => (
          <div>
            <dt>{label}</dt>
            <dd>
              <a href={`${base}${listPath(end)}`}>{listInFull(end)}</a>
            </dd>
          </div>
        ))}
        <div class="screen">
          <dt>This difference as</dt>
          <dd class="inline">
            <a href={`${base}${differencePath(difference, '.json')}`}>JSON</a>{' '}
            <a href={`${base}${differencePath(difference, '.txt')}`}>Text for an e-mail</a>
          </dd>
        </div>
      </dl>
      {zone === '' ? null : <p class="key">{zone}</p>}
    </>
  );
}

function GroupOf({ input, difference, group }: Props & { group: Group }) {
  const { kind, entries } = group;
  const nameOf = namesIn(difference);
  return (
    <section class="item" aria-labelledby={kind}>
      <div class="head">
        <h2 id={kind}>{kindWords[kind]}</h2>{' '}
        <span class="small quiet">
          {entries.length === 1 ? '1 entry' : `${entries.length} entries`}
        </span>
      </div>
      {entries.map((entry) => (
        <OneEntry input={input} difference={difference} entry={entry} nameOf={nameOf} />
      ))}
    </section>
  );
}

type EntryProps = Props & {
  readonly entry: EntryDifference;
  readonly nameOf: (slug: string) => string;
};

function OneEntry({ input, difference, entry, nameOf }: EntryProps) {
  const { before, after } = entry;
  const { base } = input.place;
  const told = { ...input, snapshot: difference.to.snapshot };
  const fate = fateOf(entry, nameOf);
  const fields = entry.fields.map((each) => ({ field: each.field, note: behind(each, base) }));
  return (
    <article class="entry">
      <h3 dir="auto">
        <a href={`${base}/subprocessors/${after.slug}`}>{after.facts.name}</a>
      </h3>
      {fate === '' ? null : (
        <p class="small" dir="auto">
          {fate}
        </p>
      )}
      {before === undefined ? <Stated input={told} facts={after.facts} /> : null}
      {before === undefined || fields.length === 0 ? null : (
        <BeforeAndAfter
          input={told}
          before={before.facts}
          after={after.facts}
          fields={fields}
          when="this difference"
        />
      )}
      <Changes changes={entry.changes} more={entry.more} base={base} />
    </article>
  );
}

function behind({ change }: FieldDifference, base: string): Child {
  return change === undefined ? undefined : <ChangeLink id={change} base={base} />;
}

function ChangeLink({ id, base }: { id: number; base: string }) {
  return <a href={`${base}/changes/${id}`}>Change {id}</a>;
}

type ChangesProps = {
  readonly changes: readonly Change[];
  readonly more: boolean;
  readonly base: string;
};

function Changes({ changes, more, base }: ChangesProps) {
  return (
    <ul class="small quiet">
      {changes.map((change) => (
        <li dir="auto">
          <ChangeLink id={change.id} base={base} />, <Time day={change.effectiveOn} />:{' '}
          {headlineOf(change)}
        </li>
      ))}
      {more ? <li>Older changes are left out.</li> : null}
    </ul>
  );
}

/** A plain GET form: it works without script, and its result has an address. */
function Choose({ input: { place, params } }: { input: RenderInput }) {
  return (
    <form
      class="filter"
      action={`${place.base}/diff`}
      method="get"
      role="search"
      aria-label="Choose two days"
    >
      <DayField name="from" label="From the end of" value={params['from']} />
      <DayField name="to" label="To the end of (empty: now)" value={params['to']} />
      <div>
        <button class="button plain" type="submit">
          Compare
        </button>
      </div>
    </form>
  );
}

function DayField({
  name,
  label,
  value,
}: {
  name: string;
  label: string;
  value?: string | undefined;
}) {
  return (
    <div>
      <label for={name}>{label}</label>
      <input id={name} name={name} type="date" value={parseDay(value ?? '') ?? ''} />
    </div>
  );
}

type Refused = Exclude<Found, { readonly difference: Difference }>;

function NotUnderstood({ input, found }: { input: RenderInput; found: Refused }) {
  const { base } = input.place;
  const { faults, turned } = found;
  return (
    <>
      <div class="title">
        <Crumb input={input} />
        <h1>What changed</h1>
        <p class="lead">Between two days, or two versions of the list.</p>
      </div>
      <Choose input={input} />
      <ul class="nothing">
        {faults.map(({ detail }) => (
          <li>{detail}</li>
        ))}
        {turned === undefined ? null : (
          <li>
            <a href={`${base}/diff?${new URLSearchParams(turned)}`}>Show it the right way round</a>
          </li>
        )}
      </ul>
      <p class="acts">
        <a href={`${base}/diff`}>What the newest version changed</a>
        <a href={`${base}/versions`}>All versions</a>
      </p>
    </>
  );
}
