import type { Child } from 'hono/jsx';
import { BeforeAndAfter, Stated } from '../changes/compared.tsx';
import type { Change } from '../changes/model.ts';
import { headlineOf } from '../changes/words.ts';
import { changePageWords } from '../changes/words/pages.ts';
import { refusals } from '../core/errors.ts';
import { Time } from '../http/dates.tsx';
import { useLanguage, useWords } from '../http/language.tsx';
import { absolute, renderPage } from '../http/layout.tsx';
import { Choose } from './choose-form.tsx';
import { Told } from '../http/told.tsx';
import type { Queried, RenderInput } from '../publication/representation.ts';
import { inLanguage } from '../publication/translated.ts';
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
  listInFull,
  namesIn,
  samenessOf,
  zoneOfDays,
} from './words.ts';
import { differenceWords } from './words/pages.ts';

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
    const { language } = input.place;
    const words = differenceWords[language].page;
    const view = {
      input,
      title: words.title,
      description: words.description(name),
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
    const title = words.titleOf(
      endName(difference.from, language),
      endName(difference.to, language),
    );
    return renderPage(
      {
        ...view,
        title,
        path: differencePath(difference),
        links: [
          {
            ...asJson,
            href: differencePath(difference, '.json'),
            title: words.json,
          },
          { ...asText, href: differencePath(difference, '.txt'), title: words.text },
        ],
      },
      <Content input={input} difference={difference} title={title} />,
    );
  },
};

type Props = { readonly input: RenderInput; readonly difference: Difference };

function Content({ input, difference, title }: Props & { title: string }) {
  const groups = groupsOf(difference);
  const language = useLanguage();
  return (
    <>
      <div class="title">
        <Crumb input={input} />
        <h1>{title}</h1>
        <p class="lead">
          {groups.length === 0
            ? samenessOf(difference, language)
            : differenceWords[language].page.lead(countsInWords(difference, language))}
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
  const words = useWords(differenceWords).page;
  return (
    <p class="crumb">
      <a href={`${place.pages}/changes`}>{words.changes}</a> / {words.difference}
    </p>
  );
}

function Forms({ input, difference }: Props) {
  const { base, pages } = input.place;
  const { from, to } = difference;
  const language = useLanguage();
  const words = differenceWords[language].page;
  const zone = zoneOfDays(difference, language);
  return (
    <>
      <dl class="facts wide">
        {[
          { label: words.from, end: from },
          { label: words.to, end: to },
        ].map(({ label, end }) => (
          <div>
            <dt>{label}</dt>
            <dd>
              <a href={`${pages}${listPath(end)}`}>{listInFull(end, language)}</a>
            </dd>
          </div>
        ))}
        <div class="screen">
          <dt>{words.formats}</dt>
          <dd class="inline">
            <a href={`${base}${differencePath(difference, '.json')}`}>JSON</a>{' '}
            <a href={`${base}${differencePath(difference, '.txt')}`}>{words.textForm}</a>
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
  const words = useWords(differenceWords);
  return (
    <section class="item" aria-labelledby={kind}>
      <div class="head">
        <h2 id={kind}>{words.told.kinds[kind]}</h2>{' '}
        <span class="small quiet">{words.page.entries(entries.length)}</span>
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
  const { pages } = input.place;
  const language = useLanguage();
  const told = { ...input, snapshot: inLanguage(difference.to.snapshot, language) };
  const fate = fateOf(entry, nameOf, language);
  const fields = entry.fields.map((each) => ({ field: each.field, note: behind(each, pages) }));
  return (
    <article class="entry">
      <h3 dir="auto">
        <a href={`${pages}/subprocessors/${after.slug}`}>{after.facts.name}</a>
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
          when={changePageWords[language].parts.thisDifference}
        />
      )}
      <Changes changes={entry.changes} more={entry.more} base={pages} />
    </article>
  );
}

function behind({ change }: FieldDifference, base: string): Child {
  return change === undefined ? undefined : <ChangeLink id={change} base={base} />;
}

function ChangeLink({ id, base }: { id: number; base: string }) {
  return <a href={`${base}/changes/${id}`}>{useWords(differenceWords).page.change(id)}</a>;
}

type ChangesProps = {
  readonly changes: readonly Change[];
  readonly more: boolean;
  readonly base: string;
};

function Changes({ changes, more, base }: ChangesProps) {
  const language = useLanguage();
  return (
    <ul class="small quiet">
      {changes.map((change) => (
        <li dir="auto">
          <ChangeLink id={change.id} base={base} />, <Time day={change.effectiveOn} />:{' '}
          {headlineOf(change, language)}
        </li>
      ))}
      {more ? <li>{differenceWords[language].page.older}</li> : null}
    </ul>
  );
}

type Refused = Exclude<Found, { readonly difference: Difference }>;

function NotUnderstood({ input, found }: { input: RenderInput; found: Refused }) {
  const { pages } = input.place;
  const words = useWords(differenceWords).page;
  const { faults, turned } = found;
  return (
    <>
      <div class="title">
        <Crumb input={input} />
        <h1>{words.title}</h1>
        <p class="lead">{words.between}</p>
      </div>
      <Choose input={input} />
      <ul class="nothing">
        {faults.map(({ detail }) => (
          <li>
            <Told detail={detail} />
          </li>
        ))}
        {turned === undefined ? null : (
          <li>
            <a href={`${pages}/diff?${new URLSearchParams(turned)}`}>{words.turn}</a>
          </li>
        )}
      </ul>
      <p class="acts">
        <a href={`${pages}/diff`}>{words.newest}</a>{' '}
        <a href={`${pages}/versions`}>{words.versions}</a>
      </p>
    </>
  );
}
