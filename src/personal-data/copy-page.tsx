import type { Child } from 'hono/jsx';
import type { Json } from '../core/canonical-json.ts';
import { wordsIn } from '../core/worded.ts';
import type { Language } from '../core/language.ts';
import type { CopyHead, KindInfo } from './copy-head.ts';
import { copyWords } from './copy-words.ts';
import type { Copied } from './model.ts';

// No colours: light and dark are the reader's. Nothing is loaded, from here or from elsewhere.
const style =
  'body{font:16px/1.5 system-ui,sans-serif;margin:0 auto;padding:16px;max-width:800px;overflow-wrap:anywhere}' +
  'h1,h2,h3{line-height:1.3}h2{margin-top:40px;border-top:1px solid #888;padding-top:16px}' +
  'article{border-left:3px solid #888;padding-left:16px;margin:24px 0}' +
  'dl{margin:0}dt{font-weight:600;margin-top:8px}dd{margin:0 0 0 16px;white-space:pre-wrap}ul{margin:0;padding-left:20px}';
const policy = "default-src 'none'; style-src 'unsafe-inline'";

/** Up to the first record; the body stays open. */
export function pageHead(head: CopyHead, language: Language): string {
  const words = copyWords[language];
  const top = (
    <head>
      <meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content={policy} />
      <meta name="viewport" content="width=device-width" />
      <meta name="color-scheme" content="light dark" />
      <meta name="robots" content="noindex" />
      <title>{words.title}</title>
      <style>{style}</style>
    </head>
  );
  const lead = (
    <>
      <h1>{words.title}</h1>
      <p>{words.lead(head.reference, head.madeAt.slice(0, 10))}</p>
      <dl>
        <dt>{words.about}</dt>
        {head.addresses.map((address) => (
          <dd>{address}</dd>
        ))}
      </dl>
      <p>{words.rights}</p>
      <p>
        {words.recipients} <a href={head.links.recipients}>{head.links.recipients}</a>.{' '}
        {words.machine}
      </p>
    </>
  );
  return `<!doctype html><html lang="${language}">${top.toString()}<body><main>${lead.toString()}`;
}

/** What is to be known of all records of a kind (Article 15(1) GDPR). */
export function sectionPart(info: KindInfo, language: Language): string {
  const words = copyWords[language];
  const said = (each: { en: string; de?: string }) => wordsIn(each, language).text;
  return (
    <>
      <h2>{said(info.record)}</h2>
      <dl>
        {info.collected.map(({ purpose, sources, categories }) => (
          <>
            <dt>{words.why}</dt>
            <dd>{said(purpose)}</dd>
            <dt>{words.from}</dt>
            <dd>{sources.map(said).join(', ')}</dd>
            <dt>{words.what}</dt>
            <dd>
              {categories
                .map(({ category, what }) => `${said(category)}: ${what.map(said).join('; ')}`)
                .join('. ')}
            </dd>
          </>
        ))}
        <dt>{words.kept}</dt>
        <dd>{said(info.keptFor)}</dd>
        <dt>{words.basis}</dt>
        <dd>{said(info.basis)}</dd>
      </dl>
    </>
  ).toString();
}

/** One record; `files` by their names in the archive. */
export function recordPart(
  copied: Copied,
  files: readonly { readonly name: string; readonly path: string }[],
  language: Language,
): string {
  const words = copyWords[language];
  return (
    <article>
      <h3 dir="auto">{wordsIn(copied.title, language).text}</h3>
      <Value value={copied.data} language={language} />
      {files.length === 0 ? null : (
        <>
          <p>{words.files}</p>
          <ul>
            {files.map(({ name, path }) => (
              <li dir="auto">
                <a href={path}>{name}</a>
              </li>
            ))}
          </ul>
        </>
      )}
    </article>
  ).toString();
}

export function pageEnd(isEmpty: boolean, language: Language): string {
  const end = isEmpty ? <p>{copyWords[language].nothing}</p> : '';
  return `${end.toString()}</main></body></html>\n`;
}

function Value({ value, language }: { value: Json; language: Language }): Child {
  if (value === null) return <>–</>;
  if (typeof value === 'boolean') return <>{copyWords[language][value ? 'yes' : 'no']}</>;
  if (typeof value !== 'object') return <span dir="auto">{String(value)}</span>;
  if (isList(value))
    return (
      <ul>
        {value.map((each) => (
          <li>
            <Value value={each} language={language} />
          </li>
        ))}
      </ul>
    );
  return (
    <dl>
      {Object.entries(value).map(([name, each]) =>
        each === undefined ? null : (
          <>
            <dt>{labelOf(name)}</dt>
            <dd>
              <Value value={each} language={language} />
            </dd>
          </>
        ),
      )}
    </dl>
  );
}

function isList(value: object): value is readonly Json[] {
  return Array.isArray(value);
}

/** `receivedAt` becomes `Received at`. */
function labelOf(name: string): string {
  const words = name.replaceAll(/(?<=[a-z0-9])[A-Z]/g, (char) => ` ${char.toLowerCase()}`);
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}
