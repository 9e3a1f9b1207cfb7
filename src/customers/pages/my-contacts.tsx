import { pointerTo } from '../../core/errors.ts';
import { hostOf } from '../../subscribers/model/address.ts';
import { channelWords, languageWords } from '../../subscribers/model/words.ts';
import type { FullContact } from '../service/contacts.ts';
import type { MyView } from './my-page.tsx';

/** Who is told for this customer. */
export function Contacts({ view }: { view: MyView }) {
  const { contacts, waiting } = view.mine;
  return (
    <section class="block" aria-labelledby="contacts">
      <h2 id="contacts">Whom we tell for you</h2>
      {contacts.length === 0 ? (
        <p class="small">We know of nobody. Please name somebody below.</p>
      ) : (
        <ul>
          {contacts.map((contact) => (
            <li>
              <Named contact={contact} />
            </li>
          ))}
        </ul>
      )}
      {waiting === 0 ? null : (
        <p class="small">
          {waiting === 1 ? 'A correction waits' : `${waiting} corrections wait`} for us to look at.
        </p>
      )}
    </section>
  );
}

/** A form to say that it is somebody else. */
export function CorrectionPart({ view }: { view: MyView }) {
  return (
    <section class="block screen" aria-labelledby="correct">
      <h2 id="correct">Correct a contact</h2>
      <p class="small">
        We look at what you send before we write to another address. Each contact can also change
        its own address by the link in its mails.
      </p>
      <Correction view={view} />
    </section>
  );
}

function Named({ contact: { role, name, subscription } }: { contact: FullContact }) {
  const { channel, address, language, state } = subscription;
  return (
    <>
      <b>
        <bdi>{role}</bdi>
      </b>
      {name === undefined ? null : (
        <>
          {' '}
          <bdi>{name}</bdi>
        </>
      )}
      {', '}
      <bdi class="long">
        {address === undefined ? '' : channel === 'email' ? address : hostOf(channel, address)}
      </bdi>
      <span class="quiet">
        {' '}
        ({channelWords[channel]}, <span lang={language}>{languageWords[language]}</span>
        {state === 'disabled' ? ', cannot be reached' : ''})
      </span>
    </>
  );
}

function Correction({ view }: { view: MyView }) {
  const { mine, place, refused } = view;
  const { entries = {}, faults = [] } = refused ?? {};
  return (
    <form class="form" action={`${place.my}/contacts`} method="post" novalidate>
      {faults.length === 0 ? null : (
        <div class="faults" role="alert">
          <p>
            <b>Nothing was stored yet.</b> Please look at the form.
          </p>
        </div>
      )}
      <div class="field">
        <label for="my-contact">Whom is it about?</label>
        <select id="my-contact" name="contact">
          <option value="">Somebody new</option>
          {mine.contacts.map(({ subscriptionId, role, name }) => (
            <option value={subscriptionId} selected={entries['contact'] === subscriptionId}>
              {[role, name].filter(Boolean).join(', ')}
            </option>
          ))}
        </select>
      </div>
      <Field view={view} name="role" label="Role" hint="For example: data protection officer" />
      <Field
        view={view}
        name="name"
        label="Name"
        hint="Leave it out for a mailbox of many"
        optional
      />
      <Field
        view={view}
        name="address"
        label="E-mail address"
        type="email"
        hint="Where we are to write instead"
      />
      <div class="acts">
        <button class="button plain" type="submit">
          Send the correction
        </button>
      </div>
    </form>
  );
}

type FieldProps = {
  readonly view: MyView;
  readonly name: 'role' | 'name' | 'address';
  readonly label: string;
  readonly type?: 'text' | 'email';
  readonly hint: string;
  readonly optional?: boolean;
};

function Field({ view, name, label, type = 'text', hint, optional = false }: FieldProps) {
  const id = `my-${name}`;
  const { entries = {}, faults = [] } = view.refused ?? {};
  const mine = faults.filter(({ pointer }) => pointer === pointerTo(name));
  const isWrong = mine.length > 0;
  return (
    <div class="field">
      <label for={id}>
        {label}
        {optional ? <span class="quiet"> (optional)</span> : null}
      </label>
      <p class="fault" id={`${id}-fault`} hidden={!isWrong}>
        {mine.map(({ detail }) => detail).join(' ')}
      </p>
      <input
        id={id}
        name={name}
        type={type}
        value={entries[name]}
        required={!optional}
        maxlength={254}
        aria-invalid={isWrong ? 'true' : undefined}
        aria-describedby={`${id}-fault ${id}-hint`}
      />
      <p class="fine quiet" id={`${id}-hint`}>
        {hint}
      </p>
    </div>
  );
}
