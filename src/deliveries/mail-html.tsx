import type { Child } from 'hono/jsx';
import { Markdown } from '../updates/shown-markdown.tsx';
import type { Block, Letter } from './model/letter.ts';
import type { Words } from './words/catalogue.ts';
import { wordsIn } from './words/words-in.ts';

// No colours: light and dark are the reader's. No image and nothing loaded: nobody learns who opened it.
const style =
  'body{font:16px/1.5 system-ui,sans-serif;margin:0;padding:16px;max-width:640px}' +
  'h1,h2{font-size:18px;line-height:1.3;margin:28px 0 8px}h1{font-size:21px;margin-top:0}' +
  'h3,h4,h5,h6{font-size:16px;margin:20px 0 8px}p,ul,ol,dl,pre{margin:0 0 16px}' +
  'dt{font-weight:600}dd{margin:0 0 8px}pre{overflow:auto;white-space:pre-wrap}' +
  'table{border-collapse:collapse}th,td{border:1px solid #888;padding:4px 8px;text-align:left}' +
  'body,td,a{overflow-wrap:anywhere}footer{border-top:1px solid #888;margin-top:28px;padding-top:16px;font-size:14px}';

/** A letter as a page of HTML for mail programs. */
export function mailHtml(letter: Letter): string {
  const words = wordsIn(letter.language);
  const [first, ...rest] = letter.blocks;
  const isHeaded = first?.kind === 'heading';
  const page = (
    <html lang={letter.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light dark" />
        <title>{letter.subject}</title>
        <style>{style}</style>
      </head>
      <body>
        <h1 dir="auto">{isHeaded ? first.text : letter.subject}</h1>
        {(isHeaded ? rest : letter.blocks).map((block) => shown(block, words))}
        {letter.footer.length > 0 && (
          <footer>{letter.footer.map((block) => shown(block, words))}</footer>
        )}
      </body>
    </html>
  );
  return `<!doctype html>${page.toString()}`;
}

function shown(block: Block, words: Words): Child {
  switch (block.kind) {
    case 'heading':
      return <h2 dir="auto">{block.text}</h2>;
    case 'text':
      return <p dir="auto">{block.text}</p>;
    case 'facts':
      return <dl>{block.rows.map(([label, value]) => row(label, value))}</dl>;
    case 'field':
      return <Field block={block} words={words} />;
    case 'link':
      return (
        <p>
          <a href={block.href}>{block.text}</a>
        </p>
      );
    case 'markdown':
      return <Markdown text={block.source} />;
  }
}

function row(label: string, value: string): Child {
  return (
    <>
      <dt>{label}</dt>
      <dd dir="auto">{lined(value)}</dd>
    </>
  );
}

function Field({
  block: { label, before, after },
  words: { label: named },
}: {
  block: Extract<Block, { kind: 'field' }>;
  words: Words;
}) {
  return (
    <dl>
      <dt>{label}</dt>
      <dd>
        {named.before}: <bdi>{before ?? named.notStated}</bdi>
      </dd>
      <dd>
        {named.after}: <bdi>{after ?? named.notStated}</bdi>
      </dd>
    </dl>
  );
}

function lined(text: string): Child {
  return text.split('\n').flatMap((line, index) => (index === 0 ? [line] : [<br />, line]));
}
