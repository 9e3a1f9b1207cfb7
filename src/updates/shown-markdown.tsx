import type { Child } from 'hono/jsx';
import { WebLink } from '../http/facts.tsx';
import { literalOf, type Part, partsOf, plainText, readMarkdown, targetOf } from './markdown.ts';

/**
 * A text in Markdown as elements. Nothing of it is taken over as markup: HTML in it stays text, an
 * image is its description, and only web addresses and mailboxes become links.
 */
export function Markdown({ text }: { text: string }) {
  return <Parts of={readMarkdown(text)} />;
}

/** The same as a fragment of HTML, for feeds and programs. */
export function markdownHtml(text: string): string {
  return (<Markdown text={text} />).toString();
}

type Tokens = Parameters<typeof partsOf>[0];

function Parts({ of: tokens }: { of: Tokens }) {
  return <>{partsOf(tokens).map((part) => block(part))}</>;
}

function block(part: Part): Child {
  switch (part.type) {
    case 'space':
      return null;
    case 'hr':
      return <hr />;
    case 'heading':
      return <Heading part={part} />;
    case 'blockquote':
      return (
        <blockquote>
          <Parts of={part.tokens} />
        </blockquote>
      );
    case 'code':
      return (
        <pre>
          <code>{part.text}</code>
        </pre>
      );
    case 'list':
      return <List part={part} />;
    case 'table':
      return <Table part={part} />;
    case 'paragraph':
      return (
        <p dir="auto">
          <Parts of={part.tokens} />
        </p>
      );
    default:
      return inline(part);
  }
}

function inline(part: Part): Child {
  switch (part.type) {
    case 'strong':
      return (
        <strong>
          <Parts of={part.tokens} />
        </strong>
      );
    case 'em':
      return (
        <em>
          <Parts of={part.tokens} />
        </em>
      );
    case 'del':
      return (
        <del>
          <Parts of={part.tokens} />
        </del>
      );
    case 'codespan':
      return <code>{part.text}</code>;
    case 'br':
      return <br />;
    case 'link':
      return <Link part={part} />;
    case 'checkbox':
      return part.checked ? '☑ ' : '☐ ';
    default:
      return rest(part);
  }
}

/** Words, what is escaped, HTML that stays what was typed, and the description of an image. */
function rest(part: Part): Child {
  if (part.type === 'text' && part.tokens !== undefined) return <Parts of={part.tokens} />;
  if (part.type === 'html' && part.block) return <p dir="auto">{part.text}</p>;
  return literalOf(part) ?? null;
}

type Of<T extends Part['type']> = { part: Extract<Part, { type: T }> };

function Heading({ part: { depth, tokens } }: Of<'heading'>) {
  // The page itself has the first and the second level.
  const Level = (['h3', 'h4', 'h5'] as const)[depth - 1] ?? 'h6';
  return (
    <Level dir="auto">
      <Parts of={tokens} />
    </Level>
  );
}

function Link({ part: { href, tokens } }: Of<'link'>) {
  const target = targetOf(href);
  const words = plainText(partsOf(tokens)).trim() === '' ? href : <Parts of={tokens} />;
  if (target === undefined) return <bdi>{words}</bdi>;
  if ('mailbox' in target) return <a href={`mailto:${target.mailbox}`}>{words}</a>;
  return <WebLink url={target.url}>{words}</WebLink>;
}

function List({ part: { ordered, start, items } }: Of<'list'>) {
  const shown = items.map(({ tokens }) => (
    <li dir="auto">
      <Parts of={tokens} />
    </li>
  ));
  return ordered ? <ol start={Number(start) || 1}>{shown}</ol> : <ul>{shown}</ul>;
}

function Table({ part: { header, rows } }: Of<'table'>) {
  return (
    <table>
      <thead>
        <tr>
          {header.map(({ tokens }) => (
            <th scope="col" dir="auto">
              <Parts of={tokens} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr>
            {row.map(({ tokens }) => (
              <td dir="auto">
                <Parts of={tokens} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
