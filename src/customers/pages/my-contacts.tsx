import { pointerTo } from '../../core/errors.ts';
import { hostOf } from '../../subscribers/model/address.ts';
import { Optional } from '../../http/form-fields.tsx';
import { useWords } from '../../http/language.tsx';
import { AllTold } from '../../http/told.tsx';
import { formWords } from '../../http/words/forms.ts';
import { languageWords } from '../../subscribers/model/words.ts';
import { customerWords } from '../words/pages.ts';
import type { FullContact } from '../service/contacts.ts';
import type { MyView } from './my-page.tsx';

/** Who is told for this customer. */
export function Contacts({ view }: { view: MyView }) {
  const { contacts, waiting } = view.mine;
  const words = useWords(customerWords).contacts;
  return (
    <section class="block" aria-labelledby="contacts">
      <h2 id="contacts">{words.title}</h2>
      {contacts.length === 0 ? (
        <p class="small">{words.nobody}</p>
      ) : (
        <ul>
          {contacts.map((contact) => (
            <li>
              <Named contact={contact} />
            </li>
          ))}
        </ul>
      )}
      {waiting === 0 ? null : <p class="small">{words.waiting(waiting)}</p>}
    </section>
  );
}

/** A form to say that it is somebody else. */
export function CorrectionPart({ view }: { view: MyView }) {
  const words = useWords(customerWords).contacts;
  return (
    <section class="block screen" aria-labelledby="correct">
      <h2 id="correct">{words.correct}</h2>
      <p class="small">{words.correctLead}</p>
      <Correction view={view} />
    </section>
  );
}

function Named({ contact: { role, name, subscription } }: { contact: FullContact }) {
  const { channel, address, language, state } = subscription;
  const { contacts: words, channels } = useWords(customerWords);
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
        (<span class="nowrap">{channels[channel]}</span>,{' '}
        <span lang={language}>{languageWords[language]}</span>
        {state === 'disabled' ? words.unreachable : ''})
      </span>
    </>
  );
}

function Correction({ view }: { view: MyView }) {
  const { mine, place, refused } = view;
  const { entries = {}, faults = [] } = refused ?? {};
  const words = useWords(customerWords).contacts;
  const { nothingStored } = useWords(formWords);
  return (
    <form class="form" action={`${place.my}/contacts`} method="post" novalidate>
      {faults.length === 0 ? null : (
        <div class="faults" role="alert">
          <p>
            <b>{nothingStored}</b>
            {words.lookAt}
          </p>
        </div>
      )}
      <div class="field">
        <label for="my-contact">{words.whom}</label>
        <select id="my-contact" name="contact">
          <option value="">{words.somebodyNew}</option>
          {mine.contacts.map(({ subscriptionId, role, name }) => (
            <option value={subscriptionId} selected={entries['contact'] === subscriptionId}>
              {[role, name].filter(Boolean).join(', ')}
            </option>
          ))}
        </select>
      </div>
      <Field view={view} name="role" label={words.role} hint={words.roleHint} />
      <Field view={view} name="name" label={words.name} hint={words.nameHint} optional />
      <Field
        view={view}
        name="address"
        label={words.address}
        type="email"
        hint={words.addressHint}
      />
      <div class="acts">
        <button class="button plain" type="submit">
          {words.send}
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
        {optional ? <Optional /> : null}
      </label>
      <p class="fault" id={`${id}-fault`} hidden={!isWrong}>
        <AllTold details={mine.map(({ detail }) => detail)} />
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
