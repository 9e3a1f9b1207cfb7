import { isRequestable } from '../../access/model/requesting.ts';
import { headlineOf } from '../../changes/words.ts';
import { MailLink, WebLink } from '../../http/facts.tsx';
import type { FormState } from '../../http/form-fields.tsx';
import { nameInSentence } from '../../organisation/model.ts';
import type { RenderInput } from '../../publication/representation.ts';
import { Tick } from './fields.tsx';

type Input = { readonly input: RenderInput };
type Props = Input & { readonly form: FormState };

/** What belongs to one topic is hidden by the stylesheet while another is chosen. */
export function Advice({ input }: Input) {
  const { place, snapshot } = input;
  const { securityContact, dpo } = snapshot.organisation;
  const hasPolicy = Boolean(securityContact ?? snapshot.controls.disclosure);
  return (
    <>
      <p class="small when of-vulnerability">
        Thank you for telling us. Please write how it can be seen, and no data of others.
        {hasPolicy ? (
          <>
            {' '}
            What we promise stands under{' '}
            <a href={`${place.base}/controls#report`}>Report a vulnerability</a>.
          </>
        ) : null}
        {securityContact?.email === undefined ? null : (
          <>
            {' '}
            You can also write to <MailLink email={securityContact.email} />
            {securityContact.encryptionUrl === undefined ? null : (
              <>
                {' '}
                (<WebLink url={securityContact.encryptionUrl}>key</WebLink>)
              </>
            )}
            .
          </>
        )}
      </p>
      <p class="small when of-privacy-request">
        To see, correct, erase or take away what is kept of you, or to object:{' '}
        <a href={`${place.base}/privacy-request`}>the form for privacy requests</a> says what the
        law of the place where you live gives you, and by when we answer. What you write here is
        answered too.
        {dpo?.email === undefined ? null : (
          <>
            {' '}
            You can also write to <MailLink email={dpo.email} />.
          </>
        )}
      </p>
    </>
  );
}

/** Nothing where no document can be asked for. */
export function DocumentFields({ input, form, legend }: Props & { readonly legend: string }) {
  const documents = input.snapshot.documents.filter(isRequestable);
  if (documents.length === 0) return null;
  const faults = form.faults.filter(({ pointer }) => pointer.startsWith('#/documents'));
  const details = [...new Set(faults.map(({ detail }) => detail))].join(' ');
  return (
    <fieldset
      class="field when of-documents"
      id="documents"
      aria-describedby={details === '' ? undefined : 'documents-fault'}
    >
      <legend>
        {legend}
        <span class="quiet"> (none, if you only have a question)</span>
      </legend>
      {details === '' ? null : (
        <p class="fault" id="documents-fault">
          {details}
        </p>
      )}
      <div class="boxes">
        {documents.map(({ slug, title }) => (
          <Tick form={form} name="documents" value={slug} label={title} />
        ))}
      </div>
    </fieldset>
  );
}

/** Nothing where no change is to come. */
export function ObjectionField({ input, form, label }: Props & { readonly label: string }) {
  const { pending } = input.snapshot;
  if (pending.length === 0) return null;
  const fault = form.faults.find(({ pointer }) => pointer === '#/change');
  return (
    <div class="field when of-objection">
      <label for="change">{label}</label>
      {fault === undefined ? null : (
        <p class="fault" id="change-fault">
          {fault.detail}
        </p>
      )}
      <select
        id="change"
        name="change"
        aria-invalid={fault === undefined ? undefined : 'true'}
        aria-describedby={fault && 'change-fault'}
      >
        <option value="">None of these: I have a question</option>
        {pending.map((change) => (
          <option value={String(change.id)} selected={form.entries['change'] === String(change.id)}>
            {`Change ${change.id}: ${headlineOf(change)}`}
          </option>
        ))}
      </select>
    </div>
  );
}

export function Next({ input: { place, snapshot } }: Input) {
  return (
    <section class="block" aria-labelledby="then">
      <h2 id="then">What happens then</h2>
      <p class="small">
        You get a reference number at once
        {place.sendsMail === true
          ? ', and by mail a link to your own page: where it stands, and messages both ways.'
          : '. No mail can be sent from here yet, so keep the number.'}
      </p>
      <p class="small">
        <bdi>{nameInSentence(snapshot.organisation)}</bdi> answers there and by mail. It is not
        published.
      </p>
    </section>
  );
}
