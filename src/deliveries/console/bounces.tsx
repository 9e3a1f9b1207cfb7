import { Hono } from 'hono';
import { z } from 'zod';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs } from '../../console/guard.ts';
import { answerPage } from '../../console/layout.tsx';
import { PageTitle, RecordTable } from '../../console/pieces.tsx';
import { pointerTo, Refusal, refusalOf } from '../../core/errors.ts';
import { FileField } from '../../http/form-fields.tsx';
import { readReturned } from '../bounces.ts';
import type { Effect } from '../model/returned.ts';
import { recordReturned } from '../service/returned.ts';
import { crumbOf, overviewPath } from './shared.tsx';

/** A mail that came back to a mailbox of ours, handed over by somebody. */
export const bouncePages = new Hono<ConsoleEnv>();

const mostBytes = 1024 * 1024;
const view = { title: 'Hand over a bounce', current: 'deliveries' };

const effectWords: Readonly<Record<Effect, string>> = {
  disabled: 'The delivery came back, and the address gets nothing more',
  bounced: 'The delivery came back',
  noted: 'It is only late, or arrived: nothing is changed',
  unknown: 'Nothing was sent from here to this address under this number',
};

formPage(bouncePages, {
  path: '/deliveries/bounces/upload',
  guards: [needs('recordBounce')],
  // A field of a file is sent as an empty text by some where none is chosen.
  schema: z.object({}),
  labels: { file: 'The mail' },
  view: () => view,
  content: (c, drawn) => (
    <>
      <PageTitle title={view.title} crumb={crumbOf(c)}>
        <ul class="said">
          <li>
            A mail that says that another could not be delivered, as it arrived in the mailbox that
            mails are sent from.
          </li>
          <li>
            Its delivery counts as not arrived. An address that is gone for good gets nothing more,
            and staff are told.
          </li>
        </ul>
      </PageTitle>
      <ConsoleForm drawn={drawn} submit="Hand it over" cancel={overviewPath(c)} hasFiles>
        <FileField
          form={drawn.form}
          name="file"
          label="The mail"
          accept=".eml,message/rfc822"
          hint="Saved from your mail program as a file that ends with .eml, up to 1 MB."
        />
      </ConsoleForm>
    </>
  ),
  async act(c, _, __, files) {
    const file = files.get('file');
    if (file === undefined) throw fault('Choose the file.');
    if (file.size > mostBytes)
      throw fault('A mail has at most 1 MB here: leave out what it returns.');
    const returned = await readFile(file);
    const recorded = await recordReturned(c.get('visit').ctx, returned);
    return answerPage(
      c,
      { ...view, status: 201 },
      <>
        <PageTitle title="What became of it" crumb={crumbOf(c)}>
          <p class="acts">
            <a href={overviewPath(c)}>To the deliveries</a>
          </p>
        </PageTitle>
        <RecordTable
          caption="Reports in this mail"
          rows={recorded}
          columns={[
            {
              label: 'Delivery',
              cell: ({ delivery }) =>
                delivery === null ? (
                  'Not known'
                ) : (
                  <a href={`${overviewPath(c)}/${delivery}`}>Number {delivery}</a>
                ),
            },
            { label: 'What became of it', cell: ({ effect }) => effectWords[effect] },
          ]}
        />
      </>,
    );
  },
});

const fault = (detail: string) => refusalOf([{ pointer: pointerTo('file'), detail }]);

async function readFile(file: File) {
  try {
    return await readReturned(new Uint8Array(await file.arrayBuffer()));
  } catch (error) {
    throw error instanceof Refusal ? fault(error.detail) : error;
  }
}
