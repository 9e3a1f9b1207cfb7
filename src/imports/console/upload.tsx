import { type Context, Hono } from 'hono';
import type { Child } from 'hono/jsx';
import { z } from 'zod';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs, rootOf } from '../../console/guard.ts';
import { placeOf } from '../../console/layout.tsx';
import { Done, PageTitle } from '../../console/pieces.tsx';
import { pointerTo, refusalOf } from '../../core/errors.ts';
import { Moment } from '../../http/dates.tsx';
import {
  FileField,
  type FormState,
  LineField,
  SelectField,
  TextField,
} from '../../http/form-fields.tsx';
import { line } from '../../http/schema.ts';
import { mayDo } from '../../staff/model/permitting.ts';
import { type ListFormat, listFormats } from '../model/reading.ts';
import { checked, decodeBytes } from '../readers/decode.ts';
import { changeKept, keepList, listKept, mostCharacters } from '../service/kept-lists.ts';
import { formatWords } from '../words.ts';
import { crumbOf, idOf, keptOf, pathOf, whileOpen } from './kept.tsx';

/** The first step: the list as it is, as a file or pasted. */
export const uploadForms = new Hono<ConsoleEnv>();

const guards = [needs('importList')] as const;

const listForm = z.strictObject({
  text: z.string().max(mostCharacters, 'Has at most 2 million characters; send a file.'),
  format: z.enum(['', ...listFormats]),
  source: z.union([z.literal('').transform(() => undefined), line(200)]),
});

const labels = { file: 'File', text: 'Pasted list', format: 'Kind', source: 'Name of this list' };

uploadForms.get('/register/import', ...guards, (c) =>
  c.redirect(`${rootOf(c)}/register/import/upload`, 303),
);

formPage(uploadForms, {
  path: '/register/import/upload',
  guards,
  schema: listForm,
  labels,
  view: () => ({ title: 'Import a list', current: 'register' }),
  content: async (c, drawn) => (
    <>
      <PageTitle
        title="Import a list"
        crumb={{ href: `${rootOf(c)}/register`, label: 'Sub-processors' }}
      >
        <p class="lead">
          The list that you publish or keep today, as it is. The next page shows what it would do,
          row by row; nothing changes before you have put it into a batch and published that.
        </p>
      </PageTitle>
      {mayDo(c.get('visit').ctx.actor, 'loadHistory') ? (
        <p class="small">
          For an empty register there is also{' '}
          <a href={`${rootOf(c)}/register/import/history/upload`}>a list with its past</a>.
        </p>
      ) : null}
      <Done done={c.req.query('done')} words={{ discarded: 'The list was thrown away.' }} />
      {await openLists(c)}
      <ConsoleForm drawn={drawn} submit="Read the list" hasFiles>
        <ListFields form={drawn.form} />
        <LineField
          form={drawn.form}
          name="source"
          label="Name of this list"
          autocomplete="off"
          optional
          hint="What its columns mean is remembered under it for the next time."
        />
      </ConsoleForm>
    </>
  ),
  async act(c, { text, format, source }, _version, files) {
    const list = await listIn(text, files.get('file'));
    const kept = { ...list, ...(format !== '' && { format }), ...(source && { source }) };
    return pathOf(await keepList(c.get('visit').ctx, kept));
  },
});

formPage(uploadForms, {
  path: '/register/import/:id/upload',
  guards: [...guards, whileOpen],
  schema: listForm.omit({ source: true }),
  labels,
  async stored(c) {
    const { version, list } = await keptOf(c);
    const isShort = list.text.length <= mostInField;
    return { version, entries: { text: isShort ? list.text : '', format: list.format ?? '' } };
  },
  view: () => ({ title: 'Correct the list', current: 'register' }),
  content: (c, drawn) => (
    <>
      <PageTitle title="Correct the list" crumb={crumbOf(c)}>
        <p class="lead">
          Mend it here, or send the corrected file. What you said of its columns and rows stays, as
          far as they are still in it.
        </p>
      </PageTitle>
      <ConsoleForm drawn={drawn} submit="Read it again" cancel={crumbOf(c).href} hasFiles>
        <ListFields form={drawn.form} />
      </ConsoleForm>
    </>
  ),
  async act(c, { text, format }, version, files) {
    const list = await listIn(text, files.get('file'));
    const kept = await keptOf(c);
    const { fileName: _, format: __, ...others } = kept.list;
    const corrected = { ...others, ...list, ...(format !== '' && { format }) };
    await changeKept(c.get('visit').ctx, kept, corrected, version);
    return `${pathOf(idOf(c))}?done=read`;
  },
});

/** Characters that a text field holds without slowing the browser down. */
const mostInField = 200_000;

function ListFields({ form }: { readonly form: FormState }) {
  return (
    <>
      <FileField
        form={form}
        name="file"
        label="File"
        accept=".csv,.tsv,.txt,.html,.htm,.md,.markdown,.json"
        optional
        hint="A spreadsheet saved as CSV, a saved web page, Markdown, or JSON from another tool or from Annex. A file goes before what is pasted."
      />
      <TextField
        form={form}
        name="text"
        label="Or paste it"
        rows={10}
        max={mostCharacters}
        optional
        hint="With the line that names the columns."
      />
      <SelectField
        form={form}
        name="format"
        label="Kind"
        options={[
          { value: '', text: 'Find out' },
          ...listFormats.map((format) => ({ value: format, text: kindOf(format) })),
        ]}
      />
    </>
  );
}

function kindOf(format: ListFormat): string {
  const words = formatWords[format].replace(/^a /, '');
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

/** What its owner has begun with and not ended. */
async function openLists(c: Context<ConsoleEnv>): Promise<Child> {
  const open = await listKept(c.get('visit').ctx);
  if (open.length === 0) return null;
  const { root, timeZone } = await placeOf(c);
  return (
    <div class="notice">
      <p>You have begun with {open.length === 1 ? 'a list' : `${open.length} lists`} already:</p>
      <ul>
        {open.map(({ id, createdAt }) => (
          <li>
            <a href={`${root}${pathOf(id)}`}>
              Go on with the one of <Moment at={createdAt} zone={timeZone} />
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The file where there is one, otherwise what was pasted. */
async function listIn(text: string, file: File | undefined) {
  if (file !== undefined) {
    const decoded = decodeBytes(new Uint8Array(await file.arrayBuffer()));
    return { ...decoded, fileName: file.name.slice(0, 300) };
  }
  if (text.trim() !== '') return checked(text.toWellFormed());
  throw refusalOf([{ pointer: pointerTo('file'), detail: 'Choose a file, or paste the list.' }]);
}
