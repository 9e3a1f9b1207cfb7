import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { ConsoleEnv } from '../console/env.ts';
import { ConsoleForm, formPage } from '../console/form.tsx';
import { needs, needsProof, rootOf } from '../console/guard.ts';
import { answerPage } from '../console/layout.tsx';
import { PageTitle, RecordTable } from '../console/pieces.tsx';
import { pointerTo, Refusal, refusalOf } from '../core/errors.ts';
import { Time, TimeOf } from '../http/dates.tsx';
import { readAs } from '../http/exchange.ts';
import { FileField, TextField } from '../http/form-fields.tsx';
import { parseJson } from '../http/json-body.ts';
import { presentHistory } from './present.ts';
import { readHistory } from './reading.ts';
import { historyFile } from './schema.ts';
import { loadHistory, previewHistory } from './service.ts';

/** Loading a list with its past: shown first, then loaded once, into an empty register. */
export const historyPages = new Hono<ConsoleEnv>();

const path = '/register/import/history/upload';
const mostCharacters = 10 * 1024 * 1024;

const historyForm = z.strictObject({
  text: z.string().max(mostCharacters, 'Has at most 10 million characters.'),
  load: z.literal('yes').exactOptional(),
});

formPage(historyPages, {
  path,
  guards: [needs('loadHistory'), needsProof],
  schema: historyForm,
  labels: { file: 'File', text: 'Pasted history' },
  view: () => ({ title: 'Load a history', current: 'register' }),
  content: (c, drawn) => (
    <>
      <PageTitle
        title="Load a history"
        crumb={{ href: `${rootOf(c)}/register/import/upload`, label: 'Import a list' }}
      >
        <p class="lead">
          A list with its past, into a register that has published nothing yet. Each revision
          becomes a change of its day, marked as imported wherever it shows. The next page shows
          them all first.
        </p>
      </PageTitle>
      <ConsoleForm drawn={drawn} submit="Read the history" hasFiles>
        <FileField
          form={drawn.form}
          name="file"
          label="File"
          accept=".json"
          optional
          hint="JSON: subprocessor-history/1 or list-sequence/1."
        />
        <TextField
          form={drawn.form}
          name="text"
          label="Or paste it"
          rows={10}
          max={mostCharacters}
          optional
        />
      </ConsoleForm>
    </>
  ),
  async act(c, { text, load }, _version, files) {
    const { ctx } = c.get('visit');
    const sent = (await files.get('file')?.text()) ?? text;
    const history = readHistory(historyIn(sent), ctx.now);
    if (load === undefined) {
      const report = presentHistory(await previewHistory(ctx, history), false);
      return answerPreview(c, report, sent);
    }
    await loadHistory(ctx, history);
    return '/register?done=loaded';
  },
});

function historyIn(text: string) {
  if (text.trim() === '')
    throw refusalOf([
      { pointer: pointerTo('file'), detail: 'Choose a file, or paste the history.' },
    ]);
  if (text.length > mostCharacters)
    throw new Refusal('too_large', 'A history has at most 10 million characters here.');
  return readAs(historyFile, parseJson(new TextEncoder().encode(text).buffer));
}

type Report = ReturnType<typeof presentHistory>;

/** In answer to the form itself: the file goes on in a hidden field, so it is asked for once. */
function answerPreview(c: Context<ConsoleEnv>, report: Report, text: string): Promise<Response> {
  const { changes, entries, warnings } = report;
  return answerPage(
    c,
    { title: 'What the history would record', current: 'register' },
    <>
      <PageTitle
        title="Load this history?"
        crumb={{ href: `${rootOf(c)}${path}`, label: 'Load a history' }}
      >
        <ul class="said">
          <li>
            {changes.length} changes would be published at once, each with the day that the file
            claims. All of them, or none.
          </li>
          <li>
            The register then has {entries.current} entries, and {entries.ended} that have ended.
          </li>
          <li>It can not be undone: what is published stays in the record.</li>
        </ul>
      </PageTitle>
      <form method="post" action={`${rootOf(c)}${path}`} class="form" enctype="multipart/form-data">
        <input type="hidden" name="form_token" value={c.get('visit').formToken} />
        <input type="hidden" name="text" value={text} />
        <input type="hidden" name="load" value="yes" />
        <p class="acts">
          <button class="button">Load and publish {changes.length} changes</button>
          <a href={`${rootOf(c)}${path}`}>Leave it as it is</a>
        </p>
      </form>
      {warnings.length === 0 ? null : (
        <section class="block" aria-labelledby="remarks">
          <h2 id="remarks">To be looked at</h2>
          <ul class="remarks">
            {warnings.map((warning) => (
              <li dir="auto">{warning}</li>
            ))}
          </ul>
        </section>
      )}
      <section class="block" aria-labelledby="changes">
        <h2 id="changes">Change by change</h2>
        <RecordTable
          caption="Changes that would be recorded"
          rows={changes}
          columns={[
            { label: 'Change', cell: ({ id, title }) => <bdi>{`${id}. ${title}`}</bdi> },
            {
              label: 'Published, it claims',
              cell: ({ claimedAt }) => <TimeOf at={new Date(claimedAt)} zone="UTC" />,
            },
            { label: 'In effect on', cell: ({ effectiveOn }) => <Time day={effectiveOn} /> },
            { label: 'Added', cell: ({ added }) => String(added) },
            { label: 'Changed', cell: ({ amended }) => String(amended) },
            { label: 'Ended', cell: ({ removed }) => String(removed) },
          ]}
        />
      </section>
    </>,
  );
}
