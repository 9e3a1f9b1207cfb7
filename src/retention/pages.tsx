import { wordsIn } from '../core/worded.ts';
import { absolute, renderPage } from '../http/layout.tsx';
import { TimeOf } from '../http/dates.tsx';
import { TableHead } from '../http/tables.tsx';
import { nameInSentence } from '../organisation/model.ts';
import type { Published, RenderInput } from '../publication/representation.ts';
import { retentionJson } from './documents.ts';
import type { Rule } from './model.ts';
import { fateWords, groundWords, howLong } from './model/words.ts';

const jsonLink = {
  rel: 'alternate',
  href: '/retention.json',
  type: 'application/json',
  title: 'The rules as JSON',
};

/** How long each kind of record is kept, on what basis, and what becomes of it. */
export const retentionPage: Published = {
  kind: 'published',
  path: '/retention',
  mediaType: 'text/html; charset=utf-8',
  links: [jsonLink],
  json: retentionJson,
  render: (input) =>
    renderPage(
      {
        input,
        title: 'How long records are kept',
        description: `The rules of ${input.snapshot.organisation.name} on how long each kind of record is kept, on what basis, and what becomes of it then.`,
        path: '/retention',
        links: [jsonLink],
      },
      <Retention input={input} />,
    ),
};

function Retention({ input }: { input: RenderInput }) {
  const { snapshot, place } = input;
  const rules = snapshot.retention;
  const parts = [
    { title: 'Kept by this trust centre', rules: rules.filter(({ isOurs }) => isOurs) },
    { title: 'Kept elsewhere', rules: rules.filter(({ isOurs }) => !isOurs) },
  ];
  return (
    <>
      <div class="title">
        <p class="crumb">
          <a href={`${place.base}/policies`}>Policies</a> / Retention
        </p>
        <h1>How long records are kept</h1>
        <p class="lead">
          The rule of <bdi>{nameInSentence(snapshot.organisation)}</bdi> for each kind of record:
          how long, on what basis, and what becomes of it then. Something that a law or a dispute
          holds is kept until that is over.
        </p>
        <p class="stamp screen">
          <span>
            {rules.length === 1 ? '1 rule' : `${rules.length} rules`}, as{' '}
            <a href={`${place.base}/retention.json`}>JSON</a>
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

const labels = ['Record', 'Kept', 'Basis', 'Then'];

type Part = { readonly title: string; readonly rules: readonly Rule[] };

function Rules({ input, title, rules }: Part & { input: RenderInput }) {
  if (rules.length === 0) return null;
  return (
    <section class="retained">
      <h2>{title}</h2>
      <table class="fold rules" role="table">
        <TableHead labels={labels} />
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
  const { note } = facts;
  return (
    <tr role="row" id={id}>
      <th scope="row" role="rowheader" dir="auto">
        {facts.record.en}
        {changedAt === undefined ? null : (
          <span class="sub">
            Stated <TimeOf at={changedAt} zone={zone} />
          </span>
        )}
      </th>
      <td role="cell" data-label={labels[1]} dir="auto">
        {howLong(facts)}
      </td>
      <td role="cell" data-label={labels[2]}>
        <span>
          {groundWords[facts.ground].en}
          <span class="sub" dir="auto">
            {facts.basis.en}
          </span>
        </span>
      </td>
      <td role="cell" data-label={labels[3]}>
        <span>
          {fateWords[facts.fate].en}
          {note === undefined ? null : (
            <span class="sub" dir="auto">
              {wordsIn(note, 'en').text}
            </span>
          )}
        </span>
      </td>
    </tr>
  );
}
