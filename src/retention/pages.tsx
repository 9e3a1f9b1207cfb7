import { type Worded, wordsIn } from '../core/worded.ts';
import { useLanguage, useWords } from '../http/language.tsx';
import { absolute, renderPage } from '../http/layout.tsx';
import { TimeOf } from '../http/dates.tsx';
import { TableHead } from '../http/tables.tsx';
import { nameInSentence } from '../organisation/model.ts';
import type { Published, RenderInput } from '../publication/representation.ts';
import { retentionJson } from './documents.ts';
import type { Rule } from './model.ts';
import { fateWords, groundWords, howLong } from './model/words.ts';
import { retentionWords } from './words/pages.ts';

const jsonLink = {
  rel: 'alternate',
  href: '/retention.json',
  type: 'application/json',
};

/** How long each kind of record is kept, on what basis, and what becomes of it. */
export const retentionPage: Published = {
  kind: 'published',
  path: '/retention',
  mediaType: 'text/html; charset=utf-8',
  links: [jsonLink],
  json: retentionJson,
  render: (input) => {
    const words = retentionWords[input.place.language];
    return renderPage(
      {
        input,
        title: words.title,
        description: words.description(input.snapshot.organisation.name),
        path: '/retention',
        links: [{ ...jsonLink, title: words.json }],
      },
      <Retention input={input} />,
    );
  },
};

function Retention({ input }: { input: RenderInput }) {
  const { snapshot, place } = input;
  const rules = snapshot.retention;
  const words = useWords(retentionWords);
  const parts = [
    { title: words.here, rules: rules.filter(({ isOurs }) => isOurs) },
    { title: words.elsewhere, rules: rules.filter(({ isOurs }) => !isOurs) },
  ];
  return (
    <>
      <div class="title">
        <p class="crumb">
          <a href={`${place.pages}/policies`}>{words.policies}</a> / {words.crumb}
        </p>
        <h1>{words.title}</h1>
        <p class="lead">{words.lead(<bdi>{nameInSentence(snapshot.organisation)}</bdi>)}</p>
        <p class="stamp screen">
          <span>
            {words.rulesAs(rules.length, <a href={`${place.base}/retention.json`}>JSON</a>)}
          </span>
        </p>
        <p class="paper">{absolute(input, '/retention')}</p>
      </div>
      {parts.map((part) => (
        <Rules input={input} {...part} />
      ))}
    </>
  );
}

type Part = { readonly title: string; readonly rules: readonly Rule[] };

function Rules({ input, title, rules }: Part & { input: RenderInput }) {
  const { record, kept, basis, fate } = useWords(retentionWords).columns;
  if (rules.length === 0) return null;
  return (
    <section class="retained">
      <h2>{title}</h2>
      <table class="fold rules" role="table">
        <TableHead labels={[record, kept, basis, fate]} />
        <tbody role="rowgroup">
          {rules.map((rule) => (
            <OneRule rule={rule} zone={input.snapshot.organisation.timeZone} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function OneRule({ rule: { id, facts, changedAt }, zone }: { rule: Rule; zone: string }) {
  const language = useLanguage();
  const words = useWords(retentionWords);
  const { columns } = words;
  const { note } = facts;
  return (
    <tr role="row" id={id}>
      <th scope="row" role="rowheader" dir="auto">
        <Said worded={facts.record} />
        {changedAt === undefined ? null : (
          <div class="sub">{words.stated(<TimeOf at={changedAt} zone={zone} />)}</div>
        )}
      </th>
      <td role="cell" data-label={columns.kept} dir="auto">
        {howLong(facts, language)}
      </td>
      <td role="cell" data-label={columns.basis}>
        <div>
          {groundWords[facts.ground][language]}
          <div class="sub" dir="auto">
            <Said worded={facts.basis} />
          </div>
        </div>
      </td>
      <td role="cell" data-label={columns.fate}>
        <div>
          {fateWords[facts.fate][language]}
          {note === undefined ? null : (
            <div class="sub" dir="auto">
              <Said worded={note} />
            </div>
          )}
        </div>
      </td>
    </tr>
  );
}

/** In the language of the page where it is written in it, else in English, which says so. */
function Said({ worded }: { worded: Worded }) {
  const here = useLanguage();
  const { text, language } = wordsIn(worded, here);
  return language === here ? <>{text}</> : <span lang={language}>{text}</span>;
}
