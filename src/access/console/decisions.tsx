import { Hono } from 'hono';
import { z } from 'zod';
import { counted } from '../../console/counted.ts';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs, needsProof } from '../../console/guard.ts';
import { PageTitle } from '../../console/pieces.tsx';
import { pointerTo, refusalOf } from '../../core/errors.ts';
import { ChoiceField, type FormState, LineField } from '../../http/form-fields.tsx';
import { days, mostDownloads } from '../schema/staff.ts';
import { approveRequest } from '../service/deciding.ts';
import { lacksNda, mustSign, type Wanted } from '../service/judging.ts';
import { termsOf } from '../service/settling.ts';
import { type Case, caseOf, idOf, mailboxOf, whoOf } from './case.tsx';
import { Stands, standing, wholeNumber, yesOrNo } from './fields.tsx';

/** Approving: all that was asked, or some of it. */
export const decisionForms = new Hono<ConsoleEnv>();

const approval = z.looseObject({
  days: wholeNumber(days),
  downloads: wholeNumber(mostDownloads),
  token: yesOrNo,
});

/** Before the slug in the name of a document's field: `entries` hold one value a name. */
const give = 'give-';

formPage(decisionForms, {
  path: '/requests/:id/approval',
  guards: [needs('approveAccessRequest'), needsProof],
  schema: approval,
  labels: {
    days: 'Days',
    downloads: 'Downloads',
    token: 'Token',
    stands: 'Where it stands',
  },
  async stored(c) {
    const { request, messages } = await caseOf(c);
    const terms = await termsOf(c.env.deps.db, request);
    return {
      version: request.version,
      entries: {
        stands: standing(request, messages.length),
        days: String(terms.days),
        downloads: String(terms.mostDownloads),
        token: terms.allowsToken ? 'yes' : 'no',
      },
    };
  },
  view: () => ({ title: 'Approve a request', current: 'requests' }),
  async content(c, drawn) {
    const found = await caseOf(c);
    const { request, here } = found;
    return (
      <>
        <PageTitle
          title={`Approve ${request.reference}?`}
          crumb={{ href: here, label: request.reference }}
        >
          <Effects found={found} />
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Approve" cancel={here}>
          <Stands request={request} messages={found.messages.length} />
          {openOf(found.wanted).map((each) => (
            <DocumentField wanted={each} form={drawn.form} />
          ))}
          <TermFields form={drawn.form} />
        </ConsoleForm>
      </>
    );
  },
  async act(c, { days, downloads, token, ...others }, version) {
    const { wanted } = await caseOf(c);
    const documents = [
      ...Object.keys(others).flatMap((name) =>
        name.startsWith(give) && others[name] === 'yes' ? [name.slice(give.length)] : [],
      ),
      // What a rule has approved is given with what a person approves.
      ...wanted.flatMap(({ item, document }) =>
        item.state === 'approved' && document !== undefined ? [document.slug] : [],
      ),
    ];
    if (documents.length === 0)
      throw refusalOf([
        {
          pointer: pointerTo(),
          detail:
            'Give at least one; where none is to be given, decline the request with a reason.',
        },
      ]);
    const terms = { days, mostDownloads: downloads, allowsToken: token };
    await approveRequest(c.get('visit').ctx, idOf(c), { documents, terms }, version);
    return `/requests/${idOf(c)}?done=approved`;
  },
});

/** What waits for this decision. */
function openOf(wanted: readonly Wanted[]): readonly Wanted[] {
  return wanted.filter(({ item, document }) => item.state === 'asked' && document !== undefined);
}

function Effects({ found }: { readonly found: Case }) {
  const { wanted, shown, isReachable } = found;
  const open = openOf(wanted);
  const hopeless = wanted.filter(({ document }) => document === undefined).length;
  // Also what a rule has approved already waits with the others.
  const unsigned = wanted.filter(
    (each) => (each.item.state === 'asked' || each.item.state === 'approved') && mustSign(each),
  ).length;
  return (
    <ul class="said">
      <li>
        <bdi>{whoOf(shown)}</bdi> asks for {counted(wanted.length, 'document')};{' '}
        {counted(open.length, 'document')} can be given now. What you do not give is declined.
      </li>
      {hopeless === 0 ? null : (
        <li>
          {counted(hopeless, 'document')}, hidden or without a version in force, can not be given.
        </li>
      )}
      {unsigned === 0 ? (
        <li>A link of one use is mailed at once.</li>
      ) : (
        <li>
          An NDA is open for {counted(unsigned, 'document')}. If you give any of these, nothing can
          be fetched before it is accepted, and how to accept it is mailed at once; otherwise a link
          of one use.
        </li>
      )}
      <li>
        Mail goes to <bdi>{mailboxOf(found)}</bdi>.
      </li>
      {isReachable ? null : <li>Mail does not arrive there, as far as is known.</li>}
    </ul>
  );
}

function DocumentField({ wanted, form }: { readonly wanted: Wanted; readonly form: FormState }) {
  const { document } = wanted;
  if (document === undefined) return null;
  const name = `${give}${document.slug}`;
  const isTextMissing = lacksNda(wanted);
  const entries = { [name]: isTextMissing ? 'no' : 'yes', ...form.entries };
  return (
    <ChoiceField
      form={{ ...form, entries }}
      name={name}
      label={document.title}
      options={[
        {
          value: 'yes',
          text: isTextMissing
            ? 'Give it (asks for an NDA that is not published)'
            : mustSign(wanted)
              ? 'Give it, once the NDA is accepted'
              : 'Give it',
        },
        { value: 'no', text: 'Do not give it' },
      ]}
    />
  );
}

function TermFields({ form }: { readonly form: FormState }) {
  return (
    <>
      <LineField
        form={form}
        name="days"
        label="Days"
        max={3}
        autocomplete="off"
        hint="1 to 365, from the day on which it is given."
      />
      <LineField
        form={form}
        name="downloads"
        label="Downloads"
        max={4}
        autocomplete="off"
        hint="How often each document may be fetched."
      />
      <ChoiceField
        form={form}
        name="token"
        label="A token for programs"
        options={[
          { value: 'no', text: 'No' },
          { value: 'yes', text: 'Yes, who asks may make one' },
        ]}
      />
    </>
  );
}
