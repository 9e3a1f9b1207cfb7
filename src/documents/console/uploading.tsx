import { type Context, Hono } from 'hono';
import type { ConsoleEnv } from '../../console/env.ts';
import { box, fromForm, toEntries } from '../../console/entries.ts';
import { aboutFile, chosenFile } from '../../console/files.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs } from '../../console/guard.ts';
import { PageTitle } from '../../console/pieces.tsx';
import { FileField } from '../../http/form-fields.tsx';
import { fileHeaders } from '../model/file-names.ts';
import { versionFacts } from '../schema.ts';
import { replaceVersion } from '../service/issuing.ts';
import { openForStaff } from '../service/staff-copy.ts';
import { documentTypes, uploadEdition } from '../service/uploading.ts';
import { EditionFields, editionLabels, UnprotectedField } from './edition-fields.tsx';
import { paperOf, versionOf } from './paper.tsx';

/** Files as they come and go, and what is said of them. */
export const uploadForms = new Hono<ConsoleEnv>();

const formats = [...documentTypes.values()].join(', ');
const accept = [...documentTypes].flatMap(([type, word]) => [type, `.${word.toLowerCase()}`]);

formPage(uploadForms, {
  path: '/documents/:id{doc_[0-9a-f]+}/versions/upload',
  guards: [needs('uploadDocumentVersion')],
  schema: fromForm(versionFacts.extend({ acceptsUnprotected: box })),
  labels: { ...editionLabels, file: 'File', acceptsUnprotected: 'Protection' },
  view: () => ({ title: 'Upload a version', current: 'documents' }),
  async content(c, drawn) {
    const { document, here, crumb } = await paperOf(c);
    return (
      <>
        <PageTitle title="Upload a version" crumb={crumb}>
          <p class="lead">
            It is a draft that only staff see, until you put it in force on the next page.
          </p>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Upload the file" cancel={here} hasFiles>
          <FileField
            form={drawn.form}
            name="file"
            label="File"
            accept={accept.join(',')}
            hint={`${document.isMarked ? 'A PDF: each copy given out carries the name of whoever gets it.' : `One of ${formats}.`} At most 32 MB here; larger ones, up to 100 MB, by the API.`}
          />
          <EditionFields form={drawn.form} />
          {document.isMarked ? <UnprotectedField form={drawn.form} /> : null}
        </ConsoleForm>
      </>
    );
  },
  async act(c, { acceptsUnprotected, ...facts }, _version, files) {
    const file = chosenFile(files);
    const { document } = await paperOf(c);
    const upload = {
      source: file.stream(),
      size: file.size,
      // What a browser says goes by the name of the file; what counts is in it.
      mediaType: undefined,
      fileName: file.name,
      facts,
      acceptsUnprotected,
    };
    const { number } = await aboutFile(uploadEdition(c.get('visit').ctx, document.slug, upload));
    return `/documents/${document.id}?done=uploaded#version-${number}`;
  },
});

formPage(uploadForms, {
  path: '/documents/:id{doc_[0-9a-f]+}/versions/:version/edit',
  guards: [needs('replaceDocumentVersion')],
  schema: fromForm(versionFacts),
  labels: editionLabels,
  async stored(c) {
    const { edition } = await versionOf(c);
    const entries = toEntries(edition, Object.keys(editionLabels));
    return { version: edition.version, entries };
  },
  view: () => ({ title: 'What is said of a version', current: 'documents' }),
  async content(c, drawn) {
    const { edition, here, crumb } = await versionOf(c);
    return (
      <>
        <PageTitle title={`What is said of version ${edition.number}`} crumb={crumb}>
          <p class="lead">
            {edition.state === 'draft'
              ? 'Nobody but staff sees it yet.'
              : 'It is public at once, as far as the document is.'}{' '}
            The file stays: for another one upload a version.
          </p>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Store" cancel={here}>
          <EditionFields form={drawn.form} />
        </ConsoleForm>
      </>
    );
  },
  async act(c, facts, version) {
    const { document, edition } = await versionOf(c);
    const which = { slug: document.slug, number: edition.number };
    await replaceVersion(c.get('visit').ctx, which, facts, version);
    return `/documents/${document.id}?done=said`;
  },
});

uploadForms.get(
  '/documents/:id{doc_[0-9a-f]+}/versions/:version/file',
  needs('downloadDocumentVersion'),
  async (c: Context<ConsoleEnv>) => {
    const { document, edition } = await versionOf(c);
    // Whether it is there is asked without taking it.
    if (c.req.raw.method === 'HEAD') return new Response(null, { headers: fileHeaders(edition) });
    const which = { slug: document.slug, number: edition.number };
    const { source } = await openForStaff(c.get('visit').ctx, which);
    return new Response(source, { headers: fileHeaders(edition) });
  },
);
