import type { Child } from 'hono/jsx';
import { refusals } from '../core/errors.ts';
import { useLanguage } from '../http/language.tsx';
import type { Place } from '../publication/model.ts';
import { Lead } from './api-reference-lead.tsx';
import {
  exampleOf,
  type Field,
  fieldsOf,
  type Group,
  type Json,
  namedSchemas,
  type Operation,
  operationGroups,
  type TypePiece,
  typeOf,
} from './openapi-document.ts';

type Props = { readonly document: Json; readonly place: Place };

export function ApiReference({ document, place }: Props) {
  const groups = operationGroups(document);
  const lang = useEnglish();
  return (
    <>
      <Lead place={place} />
      <Contents groups={groups} />
      {groups.map(({ name, operations }) => (
        <section class="item" id={anchorOf('group', name)} lang={lang}>
          <div class="head">
            <h2>{name}</h2>
          </div>
          {operations.map((operation) => (
            <OperationEntry operation={operation} document={document} place={place} />
          ))}
        </section>
      ))}
      <Schemas document={document} />
      <Problems />
    </>
  );
}

/** For the `lang` of what is made from the description, which is in English alone. */
function useEnglish(): string | undefined {
  return useLanguage() === 'en' ? undefined : 'en';
}

function Contents({ groups }: { groups: readonly Group[] }) {
  return (
    <nav class="block" aria-label="Operations" lang={useEnglish()}>
      <h2>Operations</h2>
      <dl class="facts wide">
        {groups.map(({ name, operations }) => (
          <div>
            <dt>{name}</dt>
            <dd class="inline">
              {operations.map(({ id, summary }) => (
                <a href={`#${anchorOf('operation', id)}`}>{summary}</a>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </nav>
  );
}

type OperationProps = Props & { readonly operation: Operation };

function OperationEntry({ operation, document, place }: OperationProps) {
  const { id, method, summary, description, parameters, body, responses } = operation;
  const refused = responses.filter(isProblem);
  const answers = responses.filter((response) => !isProblem(response));
  return (
    <article class="call" id={anchorOf('operation', id)}>
      <h3>{summary}</h3>
      <p>
        <code>
          {method} {addressOf(operation, place)}
        </code>
      </p>
      {description === undefined ? null : (
        <p class="said">
          <Text>{description}</Text>
        </p>
      )}
      <Fields caption="Parameters" fields={parameters.map(withPlace)} />
      {body === undefined ? null : <Body schema={body} document={document} />}
      <table class="fold" role="table">
        <caption>Answers</caption>
        <tbody role="rowgroup">
          {answers.map(({ status, description: meaning, type }) => (
            <tr role="row">
              <th scope="row" role="rowheader">
                {status}
              </th>
              <td role="cell" data-label="Content">
                <Type pieces={type} />
              </td>
              <td role="cell" data-label="Meaning">
                <Text>{meaning}</Text>
              </td>
            </tr>
          ))}
          {refused.length === 0 ? null : (
            <tr role="row">
              <th scope="row" role="rowheader">
                Refused
              </th>
              <td role="cell" data-label="Content">
                <Type pieces={[{ schema: problem }]} />
              </td>
              <td role="cell" data-label="Meaning">
                With {refused.map(({ status }) => status).join(', ')}; see{' '}
                <a href="#problems">problems</a>
              </td>
            </tr>
          )}
        </tbody>
      </table>
      <pre>
        <code>
          {operation.isWebhook && body
            ? JSON.stringify(exampleOf(document, body), null, 2)
            : curlFor(operation, document, place)}
        </code>
      </pre>
    </article>
  );
}

const problem = 'Problem';

/** Each refusal has the same content; what they mean stands once, at the end of the page. */
function isProblem({ type: [first] }: Operation['responses'][number]): boolean {
  return typeof first === 'object' && first.schema === problem;
}

/** The description writes names of members as Markdown does, between backticks. */
function Text({ children }: { children: string }) {
  return (
    <>{children.split('`').map((part, index) => (index % 2 === 0 ? part : <code>{part}</code>))}</>
  );
}

function withPlace({ in: where, ...field }: Operation['parameters'][number]): Field {
  return {
    ...field,
    description: [`In the ${where}.`, field.description].filter(Boolean).join(' '),
  };
}

function Body({ schema, document }: { schema: Json; document: Json }) {
  return (
    <>
      <p class="small quiet">
        Body: <Type pieces={typeOf(schema)} />
      </p>
      <Fields
        caption={<span class="unseen">Members of the body</span>}
        fields={fieldsOf(document, schema)}
      />
    </>
  );
}

function Fields({ caption, fields }: { caption: Child; fields: readonly Field[] }) {
  if (fields.length === 0) return null;
  return (
    <table class="fold" role="table">
      <caption>{caption}</caption>
      <tbody role="rowgroup">
        {fields.map(({ name, required, type, description }) => (
          <tr role="row">
            <th scope="row" role="rowheader">
              <code>{name}</code>
              {required ? <div class="sub">required</div> : null}
            </th>
            <td role="cell" data-label="Type">
              <Type pieces={type} />
            </td>
            <td role="cell" data-label="Meaning">
              <Text>{description ?? ''}</Text>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Type({ pieces }: { pieces: readonly TypePiece[] }) {
  return (
    <span>
      {pieces.map((piece) =>
        typeof piece === 'string' ? (
          piece
        ) : (
          <a href={`#${anchorOf('schema', piece.schema)}`}>{piece.schema}</a>
        ),
      )}
    </span>
  );
}

function Schemas({ document }: { document: Json }) {
  const schemas = namedSchemas(document);
  if (schemas.length === 0) return null;
  return (
    <section class="item" id="schemas" lang={useEnglish()}>
      <div class="head">
        <h2>Shapes</h2>
      </div>
      {schemas.map(({ name, schema }) => (
        <article class="call" id={anchorOf('schema', name)}>
          <h3>{name}</h3>
          {typeof schema['description'] === 'string' ? (
            <p class="said">
              <Text>{schema['description']}</Text>
            </p>
          ) : null}
          <Fields caption="Members" fields={fieldsOf(document, schema)} />
        </article>
      ))}
    </section>
  );
}

function Problems() {
  const codes = Object.entries(refusals);
  return (
    <section class="item" id="problems" lang={useEnglish()}>
      <div class="head">
        <h2>Problems</h2>
      </div>
      <p class="said">
        What is refused is answered as <code>application/problem+json</code> (RFC 9457): the title
        says which of these it is, <code>detail</code> what to do about it, and each item of{' '}
        <code>errors</code> points at a fault in the request.
      </p>
      <dl class="facts wide">
        {codes.map(([code, { status, title }]) => (
          <div id={`problem-${code}`}>
            <dt>
              <code>{code}</code>
            </dt>
            <dd>
              {title} <div class="sub">Status {status}</div>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function anchorOf(kind: 'group' | 'operation' | 'schema', name: string): string {
  return `${kind}-${name.replace(/[^A-Za-z0-9]+/g, '-')}`;
}

function addressOf({ server, path, isWebhook }: Operation, { origin, base }: Place): string {
  if (isWebhook) return 'https://your-address.example/';
  return `${server?.replace(origin, '') ?? base}${path}`;
}

function curlFor(operation: Operation, document: Json, place: Place): string {
  const { method, parameters, body, isSecured } = operation;
  const filled = parameters
    .filter((parameter) => parameter.in === 'path' && parameter.example !== undefined)
    .reduce(
      (text, { name, example }) => text.replace(`{${name}}`, String(example)),
      addressOf(operation, place),
    );
  const headers = parameters.filter((parameter) => parameter.in === 'header');
  const lines = [
    `curl${method === 'GET' ? '' : ` -X ${method}`} '${place.origin}${filled}'`,
    isSecured && `-H "Authorization: Bearer $STAFF_API_KEY"`,
    ...headers.map(({ name, example }) => `-H '${name}: ${String(example ?? '…')}'`),
    body && `-H 'Content-Type: application/json'`,
    body && `-d '${inSingleQuotes(JSON.stringify(exampleOf(document, body)))}'`,
  ];
  return lines.filter(Boolean).join(' \\\n  ');
}

function inSingleQuotes(text: string): string {
  return text.replaceAll("'", String.raw`'\''`);
}
