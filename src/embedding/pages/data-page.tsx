import { dot } from '../../http/facts.tsx';
import { absolute, renderPage } from '../../http/layout.tsx';
import { useWords } from '../../http/language.tsx';
import { TableHead } from '../../http/tables.tsx';
import type { Published, RenderInput } from '../../publication/representation.ts';
import { dataJson } from '../documents.ts';
import { snippetsOf } from '../snippets.ts';
import type { Part } from '../words/pages-en.ts';
import { pageWords } from '../words/pages.ts';

const path = '/use-this-data';
const links = [{ rel: 'alternate', href: dataJson.path, type: 'application/json' }];

/** What is here to be taken elsewhere, each way with a snippet that works as it stands. */
export const dataPage: Published = {
  kind: 'published',
  path,
  mediaType: 'text/html; charset=utf-8',
  links,
  json: dataJson,
  render: (input) => {
    const { title, description } = pageWords[input.place.language];
    const { name } = input.snapshot.organisation;
    return renderPage(
      { input, title, description: description(name), path, links },
      <UseThisData input={input} />,
    );
  },
};

function UseThisData({ input }: { input: RenderInput }) {
  const words = useWords(pageWords);
  const { base, pages } = input.place;
  return (
    <>
      <div class="title">
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
        <p class="stamp screen">
          <span>
            <a href={`${base}${dataJson.path}`}>{words.asJson}</a>
          </span>
          {dot}
          <span>
            <a href={`${pages}/docs/api`}>{words.api}</a>
          </span>
        </p>
        <p class="paper">{absolute(input, path)}</p>
      </div>
      {words.parts.map((part) => (
        <OnePart input={input} part={part} />
      ))}
      <Webhooks input={input} />
    </>
  );
}

function OnePart({ input, part }: { input: RenderInput; part: Part }) {
  const snippets = snippetsOf(input.place);
  return (
    <section class="row" aria-labelledby={part.id}>
      <div>
        <h2 id={part.id}>{part.title}</h2>
        <p class="small quiet">{part.audience}</p>
      </div>
      <div class="taken">
        {part.shown.map(({ says, snippet }) => (
          <>
            <p>{says}</p>
            <pre id={snippet}>
              <code>{snippets[snippet]}</code>
            </pre>
          </>
        ))}
        {part.notes.map((note) => (
          <p class="small quiet">{note}</p>
        ))}
        {part.id === 'elements' ? <Attributes /> : null}
      </div>
    </section>
  );
}

function Attributes() {
  const { attributes, attributeHeads, attributeRows, all } = useWords(pageWords);
  return (
    <table class="fold" role="table">
      <caption>{attributes}</caption>
      <TableHead labels={attributeHeads} />
      <tbody role="rowgroup">
        {attributeRows.map(([attribute, elements, does]) => (
          <tr role="row">
            <th scope="row" role="rowheader">
              <code>{attribute}</code>
            </th>
            <td role="cell" data-label={attributeHeads[1]}>
              {elements.length === 0 ? all : <code>{elements.join(', ')}</code>}
            </td>
            <td role="cell" data-label={attributeHeads[2]}>
              {does}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Webhooks({ input: { place } }: { input: RenderInput }) {
  const words = useWords(pageWords);
  const [subscribe, reference] = words.webhookLinks;
  return (
    <section class="row" aria-labelledby="webhooks">
      <div>
        <h2 id="webhooks">{words.webhooks}</h2>
        <p class="small quiet">{words.webhooksFor}</p>
      </div>
      <div class="taken">
        <p>{words.webhooksSay}</p>
        <p class="inline">
          <a href={`${place.pages}/subscribe#by-post`}>{subscribe}</a>{' '}
          <a href={`${place.pages}/docs/api#group-Webhooks`}>{reference}</a>
        </p>
      </div>
    </section>
  );
}
