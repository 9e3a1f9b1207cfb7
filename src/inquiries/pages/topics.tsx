import { isRequestable } from '../../access/model/requesting.ts';
import { MailLink, WebLink } from '../../http/facts.tsx';
import type { FormState } from '../../http/form-fields.tsx';
import { useContentLang, useWords } from '../../http/language.tsx';
import { AllTold, Told } from '../../http/told.tsx';
import { inquiryWords } from '../words/pages.ts';
import { nameInSentence } from '../../organisation/model.ts';
import type { RenderInput } from '../../publication/representation.ts';
import { Tick } from './fields.tsx';

type Input = { readonly input: RenderInput };
type Props = Input & { readonly form: FormState };

/** What belongs to one topic is hidden by the stylesheet while another is chosen. */
export function Advice({ input }: Input) {
  const { place, snapshot } = input;
  const { securityContact, dpo } = snapshot.organisation;
  const words = useWords(inquiryWords).topic;
  const hasPolicy = Boolean(securityContact ?? snapshot.controls.disclosure);
  return (
    <>
      <p class="small when of-vulnerability">
        {words.vulnerability}
        {hasPolicy ? (
          <>
            {' '}
            {words.promise((text) => (
              <a href={`${place.pages}/controls#report`}>{text}</a>
            ))}
          </>
        ) : null}
        {securityContact?.email === undefined ? null : (
          <>
            {' '}
            {words.writeTo(<MailLink email={securityContact.email} />)}
            {securityContact.encryptionUrl === undefined ? null : (
              <>
                {' '}
                (<WebLink url={securityContact.encryptionUrl}>{words.key}</WebLink>)
              </>
            )}
            .
          </>
        )}
      </p>
      <p class="small when of-privacy-request">
        {words.privacy((text) => (
          <a href={`${place.pages}/privacy-request`}>{text}</a>
        ))}
        {dpo?.email === undefined ? null : <> {words.writeTo(<MailLink email={dpo.email} />)}.</>}
      </p>
    </>
  );
}

/** Nothing where no document can be asked for. */
export function DocumentFields({ input, form, legend }: Props & { readonly legend: string }) {
  const documents = input.snapshot.documents.filter(isRequestable);
  const words = useWords(inquiryWords).topic;
  const lang = useContentLang();
  if (documents.length === 0) return null;
  const faults = form.faults.filter(({ pointer }) => pointer.startsWith('#/documents'));
  return (
    <fieldset
      class="field when of-documents"
      id="documents"
      aria-describedby={faults.length > 0 ? 'documents-fault' : undefined}
    >
      <legend>
        {legend}
        <span class="quiet">{words.noDocuments}</span>
      </legend>
      {faults.length === 0 ? null : (
        <p class="fault" id="documents-fault">
          <AllTold details={faults.map(({ detail }) => detail)} />
        </p>
      )}
      <div class="boxes">
        {documents.map(({ slug, title }) => (
          <Tick form={form} name="documents" value={slug} label={title} lang={lang} />
        ))}
      </div>
    </fieldset>
  );
}

/** Nothing where no change is to come. */
export function ObjectionField({ input, form, label }: Props & { readonly label: string }) {
  const { pending } = input.snapshot;
  const words = useWords(inquiryWords).topic;
  if (pending.length === 0) return null;
  const fault = form.faults.find(({ pointer }) => pointer === '#/change');
  return (
    <div class="field when of-objection">
      <label for="change">{label}</label>
      {fault === undefined ? null : (
        <p class="fault" id="change-fault">
          <Told detail={fault.detail} />
        </p>
      )}
      <select
        id="change"
        name="change"
        aria-invalid={fault === undefined ? undefined : 'true'}
        aria-describedby={fault && 'change-fault'}
      >
        <option value="">{words.noChange}</option>
        {pending.map((change) => (
          <option value={String(change.id)} selected={form.entries['change'] === String(change.id)}>
            {words.change(change)}
          </option>
        ))}
      </select>
    </div>
  );
}

export function Next({ input: { place, snapshot } }: Input) {
  const words = useWords(inquiryWords).next;
  return (
    <section class="block" aria-labelledby="then">
      <h2 id="then">{words.title}</h2>
      <p class="small">{place.sendsMail === true ? words.mail : words.noMail}</p>
      <p class="small">{words.answers(<bdi>{nameInSentence(snapshot.organisation)}</bdi>)}</p>
    </section>
  );
}
