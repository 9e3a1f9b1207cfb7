import type { Child } from 'hono/jsx';
import { WebLink } from '../http/facts.tsx';
import { TableHead } from '../http/tables.tsx';
import {
  type Heading,
  literalOf,
  type Part,
  partsOf,
  plainText,
  readMarkdown,
  targetOf,
} from './markdown.ts';

/** How a text stands on its page. */
export type How = {
  /** What addresses of the trust centre begin with; absent where a text may not lead there. */
  readonly base?: string;
  /** Those that can be linked to. */
  readonly headings?: ReadonlyMap<Part, Heading>;
};

/**
 * A text in Markdown as elements. Nothing of it is taken over as markup: HTML in it stays text, an
 * image is its description, and only web addresses and mailboxes become links.
 */
export function Markdown({ text }: { text: string }) {
  return <Parts of={readMarkdown(text)} how={{}} />;
}

/** The same as a fragment of HTML, for feeds and programs. */
export function markdownHtml(text: string): string {
  return (<Markdown text={text} />).toString();
}

type Tokens = Parameters<typeof partsOf>[0];

/** The same of a text that was read already. */
export function Parts({ of: tokens, how }: { of: Tokens; how: How }) {
  return <>{partsOf(tokens).map((part) => block(part, how))}</>;
}

function block(part: Part, how: How): Child {
  switch (part.type) {
    case 'space':
      return null;
    case 'hr':
      return <hr />;
    case 'heading':
      return <Heading part={part} how={how} />;
    case 'blockquote':
      return (
        <blockquote>
          <Parts of={part.tokens} how={how} />
        </blockquote>
      );
    case 'code':
      return (
        <pre>
          <code>{part.text}</code>
        </pre>
      );
    case 'list':
      return <List part={part} how={how} />;
    case 'table':
      return <Table part={part} how={how} />;
    case 'paragraph':
      return (
        <p dir="auto">
          <Parts of={part.tokens} how={how} />
        </p>
      );
    default:
      return inline(part, how);
  }
}

function inline(part: Part, how: How): Child {
  switch (part.type) {
    case 'strong':
      return (
        <strong>
          <Parts of={part.tokens} how={how} />
        </strong>
      );
    case 'em':
      return (
        <em>
          <Parts of={part.tokens} how={how} />
        </em>
      );
    case 'del':
      return (
        <del>
          <Parts of={part.tokens} how={how} />
        </del>
      );
    case 'codespan':
      return <code>{part.text}</code>;
    case 'br':
      return <br />;
    case 'link':
      return <Link part={part} how={how} />;
    case 'checkbox':
      return part.checked ? '☑ ' : '☐ ';
    default:
      return rest(part, how);
  }
}

/** Words, what is escaped, HTML that stays what was typed, and the description of an image. */
function rest(part: Part, how: How): Child {
  if (part.type === 'text' && part.tokens !== undefined)
    return <Parts of={part.tokens} how={how} />;
  if (part.type === 'html' && part.block) return <p dir="auto">{part.text}</p>;
  return literalOf(part) ?? null;
}

type Of<T extends Part['type']> = { part: Extract<Part, { type: T }>; how: How };

function Heading({ part, how }: Of<'heading'>) {
  const { depth, tokens } = part;
  const known = how.headings?.get(part);
  // The page itself has the first level, and the second where the text is not all of it.
  const Level = (['h2', 'h3', 'h4', 'h5'] as const)[(known?.level ?? depth + 2) - 2] ?? 'h6';
  return (
    <Level dir="auto" id={known?.id}>
      <Parts of={tokens} how={how} />
    </Level>
  );
}

function Link({ part: { href, tokens }, how }: Of<'link'>) {
  const target = targetOf(href, how.base !== undefined);
  const words = plainText(partsOf(tokens)).trim() === '' ? href : <Parts of={tokens} how={how} />;
  if (target === undefined) return <bdi>{words}</bdi>;
  if ('place' in target)
    return <a href={`${href.startsWith('#') ? '' : how.base}${target.place}`}>{words}</a>;
  if ('mailbox' in target) return <a href={`mailto:${target.mailbox}`}>{words}</a>;
  return <WebLink url={target.url}>{words}</WebLink>;
}

function List({ part: { ordered, start, items }, how }: Of<'list'>) {
  const shown = items.map(({ tokens }) => (
    <li dir="auto">
      <Parts of={tokens} how={how} />
    </li>
  ));
  return ordered ? <ol start={Number(start) || 1}>{shown}</ol> : <ul>{shown}</ul>;
}

function Table({ part: { header, rows }, how }: Of<'table'>) {
  if (how.headings !== undefined) return <FoldingTable header={header} rows={rows} how={how} />;
  return (
    <table>
      <thead>
        <tr>
          {header.map(({ tokens }) => (
            <th scope="col" dir="auto">
              <Parts of={tokens} how={how} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr>
            {row.map(({ tokens }) => (
              <td dir="auto">
                <Parts of={tokens} how={how} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type Cells = Extract<Part, { type: 'table' }>['header'];

/** Of a long text: its first column names the rows, and on a narrow screen each row is a small record. */
function FoldingTable({ header, rows, how }: { header: Cells; rows: readonly Cells[]; how: How }) {
  const labels = header.map(({ tokens }) => plainText(partsOf(tokens)).trim());
  return (
    <table class="fold" role="table">
      <TableHead labels={labels} />
      <tbody role="rowgroup">
        {rows.map(([name, ...cells]) => (
          <tr role="row">
            <th scope="row" role="rowheader" dir="auto">
              <Parts of={name?.tokens} how={how} />
            </th>
            {cells.map(({ tokens }, index) => (
              <td role="cell" dir="auto" data-label={labels[index + 1]}>
                <span>
                  <Parts of={tokens} how={how} />
                </span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
