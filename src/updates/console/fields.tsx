import { TranslationFields } from '../../console/translation-fields.tsx';
import type { Language } from '../../core/language.ts';
import { type FormState, LineField, SelectField, TextField } from '../../http/form-fields.tsx';
import { severities, statuses, type Thread, topics } from '../model.ts';
import { severityWords, statusWords, topicWords } from '../words.ts';

export const updateLabels = {
  topic: 'Topic',
  title: 'Title',
  body: 'Text',
  severity: 'Severity',
  status: 'Status',
  services: 'Services concerned',
} as const;

const titleText = { name: 'title', label: updateLabels.title, max: 200 };
const bodyText = { name: 'body', label: updateLabels.body, max: 16_000, rows: 12 };
export const updateTexts = [titleText, bodyText];

export const serviceBox = (slug: string) => `service_${slug}`;

export type Concerned = readonly { readonly slug: string; readonly name: string }[];

type Props = { readonly form: FormState };
type Whole = Props & { readonly written: Language };

const none = { value: '', text: 'Not chosen' };

/** Of the first post of a new update. */
export function UpdateFields({
  form,
  written,
  services,
}: Whole & { readonly services: Concerned }) {
  return (
    <>
      <SelectField
        form={form}
        name="topic"
        label={updateLabels.topic}
        optional
        options={[none, ...topics.map((value) => ({ value, text: topicWords[value] }))]}
        hint="Who follow it are told. Product news goes only to those who chose it."
      />
      <LineField form={form} name="title" label={updateLabels.title} autocomplete="off" optional />
      <BodyField form={form} />
      <TranslationFields form={form} written={written} texts={updateTexts} />
      <IncidentFields form={form} />
      <fieldset class="field" id="services" aria-describedby="services-hint">
        <legend>
          {updateLabels.services}
          <span class="quiet"> (optional)</span>
        </legend>
        <div class="boxes">
          {services.map(({ slug, name }) => (
            <div>
              <input
                id={serviceBox(slug)}
                type="checkbox"
                name={serviceBox(slug)}
                value="yes"
                checked={form.entries[serviceBox(slug)] === 'yes'}
              />
              <label for={serviceBox(slug)} dir="auto">
                {name}
              </label>
            </div>
          ))}
        </div>
        <p class="fine quiet" id="services-hint">
          Without a choice it concerns all of them.
        </p>
      </fieldset>
    </>
  );
}

/** Of the next post of a thread: what it is about, it has from there. */
export function FollowUpFields({ form, written, thread }: Whole & { readonly thread: Thread }) {
  return (
    <>
      <input type="hidden" name="follows" value={String(thread.number)} />
      <BodyField form={form} />
      <TranslationFields form={form} written={written} texts={[bodyText]} />
      {thread.topic === 'incident' ? <IncidentFields form={form} /> : null}
    </>
  );
}

function BodyField({ form }: Props) {
  return (
    <TextField
      form={form}
      name="body"
      label={updateLabels.body}
      max={16_000}
      rows={12}
      optional
      hint="Markdown: **bold**, lists, links. Once published it stays in the log for ever: name no person."
    />
  );
}

function IncidentFields({ form }: Props) {
  return (
    <>
      <SelectField
        form={form}
        name="status"
        label={updateLabels.status}
        optional
        options={[none, ...statuses.map((value) => ({ value, text: statusWords[value] }))]}
        hint="Of an incident: how far it is. A breach of personal data is notified on its own way (articles 33 and 34 of the GDPR); an update does not replace that."
      />
      <SelectField
        form={form}
        name="severity"
        label={updateLabels.severity}
        optional
        options={[none, ...severities.map((value) => ({ value, text: severityWords[value] }))]}
        hint="Of an incident."
      />
    </>
  );
}
