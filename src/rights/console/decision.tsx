import { Hono } from 'hono';
import { z } from 'zod';
import { counted } from '../../console/counted.ts';
import { ActTitle } from '../../console/acts.tsx';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs } from '../../console/guard.ts';
import { pointerTo, Refusal, refusalOf } from '../../core/errors.ts';
import { ChoiceField, type FormState, SelectField, TextField } from '../../http/form-fields.tsx';
import { readAs } from '../../http/exchange.ts';
import { pickTemplate, TemplateField } from '../../replies/picking.tsx';
import { deeds, denialBases, type Item, type LawId, rightsTypes } from '../model.ts';
import { isOpenItem } from '../model/clock.ts';
import { laws, rightOf } from '../model/laws.ts';
import { isEnough } from '../model/verifying.ts';
import { decisionInput } from '../schema/staff.ts';
import { decideRequest } from '../service/deciding.ts';
import { basisSource, basisWords, typeWords } from '../words.ts';
import { type Case, caseOf, idOf, mailWords, Stands, storedOf } from './case.tsx';
import { deedWords, gradeOf } from './words.ts';

/** Answering what is asked: each granted, denied with its basis, or left for later. */
export const decisionForms = new Hono<ConsoleEnv>();

const nameOf = (part: 'outcome' | 'basis' | 'done', type: Item['type']) => `${part}-${type}`;

const labels = {
  explanation: 'What you tell them',
  stands: 'Where it stands',
  ...Object.fromEntries(
    rightsTypes.flatMap((type) => [
      [nameOf('outcome', type), typeWords[type]],
      [nameOf('basis', type), `Basis of: ${typeWords[type]}`],
      [nameOf('done', type), `What was done for: ${typeWords[type]}`],
    ]),
  ),
};

formPage(decisionForms, {
  path: '/privacy-requests/:id/decision',
  guards: [needs('decideRequest')],
  schema: z.looseObject({ explanation: decisionInput.shape.explanation }),
  labels,
  stored: (c) => storedOf(c),
  view: () => ({ title: 'Decide', current: 'rights' }),
  async content(c, drawn) {
    const found = await caseOf(c);
    const { request, here } = found;
    const open = request.items.filter(isOpenItem);
    const { templates, form } = await pickTemplate(c.env.deps, drawn.form, {
      field: 'explanation',
      of: found.shown,
    });
    return (
      <>
        <ActTitle
          title="Decide"
          of={request.reference}
          here={here}
          effects={[
            `${counted(open.length, 'thing')} to answer. Once all of it is answered, the request is closed; a denial can be appealed against for sixty days.`,
            'What was done here with their data says so by itself: do it first, under their data.',
            ...shortOf(found),
            mailWords(found),
          ]}
        />
        <ConsoleForm drawn={drawn} submit="Send the answer" cancel={here}>
          <Stands found={found} />
          {open.map((item) => (
            <ItemFields item={item} law={request.law} form={drawn.form} />
          ))}
          <TemplateField form={form} templates={templates} />
          <TextField
            form={form}
            name="explanation"
            label={labels.explanation}
            max={10_000}
            rows={10}
            hint="In their language. Of a denial: why, and that they may complain to the authority."
            law={
              request.law === 'ccpa' ? '11 CCR § 7022' : 'Article 12(3) and (4) GDPR and its like'
            }
          />
        </ConsoleForm>
      </>
    );
  },
  async act(c, { explanation, ...sent }, expected) {
    const { request } = await caseOf(c);
    const types = request.items
      .filter(isOpenItem)
      .map(({ type }) => type)
      .filter((type) => ['granted', 'denied'].includes(String(sent[nameOf('outcome', type)])));
    if (types.length === 0)
      throw refusalOf([
        { pointer: pointerTo(), detail: 'Grant or deny something of what is asked.' },
      ]);
    const given = (part: 'basis' | 'done', type: Item['type']) =>
      sent[nameOf(part, type)] || undefined;
    try {
      const { answers } = readAs(decisionInput.pick({ answers: true }), {
        answers: types.map((type) => {
          const outcome = sent[nameOf('outcome', type)];
          const [basis, done] = [given('basis', type), given('done', type)];
          return {
            type,
            outcome,
            ...(outcome === 'denied' && basis !== undefined && { basis }),
            ...(outcome === 'granted' && done !== undefined && { done }),
          };
        }),
      });
      await decideRequest(c.get('visit').ctx, { id: idOf(c), expected }, { answers, explanation });
    } catch (error) {
      throw error instanceof Refusal ? named(error, types) : error;
    }
    return `/privacy-requests/${idOf(c)}?done=decided`;
  },
});

/** The service names answers by their place, the form by what is asked. */
function named(refusal: Refusal, types: readonly Item['type'][]): Refusal {
  const { code, detail, errors } = refusal;
  return new Refusal(code, detail, {
    errors: errors.map((fault) => {
      const [, at = '', part = ''] = /^#\/answers\/(\d+)\/(basis|done)/.exec(fault.pointer) ?? [];
      const type = types[Number(at)];
      if (type === undefined || (part !== 'basis' && part !== 'done')) return fault;
      const words = part === 'basis' ? 'Choose why it is denied.' : fault.detail;
      return { pointer: pointerTo(nameOf(part, type)), detail: words };
    }),
  });
}

/** What cannot be granted yet, and why: better known before than refused after. */
function shortOf({ request }: Case): readonly string[] {
  const { controller, authority, identity, law, items } = request;
  if (controller === 'customer')
    return ['A customer decides about this data: it can be denied or passed on, not granted.'];
  if (authority === 'pending' || authority === 'refused')
    return ['Whoever asks has not shown that they may: nothing can be granted yet.'];
  return items.filter(isOpenItem).flatMap(({ type }) => {
    const grade = rightOf(law, type)?.grade ?? 'address';
    return isEnough(identity, grade)
      ? []
      : [`“${typeWords[type]}” can not be granted yet: it needs the grade ${gradeOf[grade]}.`];
  });
}

function ItemFields({
  item: { type },
  law,
  form,
}: {
  readonly item: Item;
  readonly law: LawId;
  readonly form: FormState;
}) {
  const name = nameOf('outcome', type);
  const entries = { [name]: 'later', ...form.entries };
  const bases = denialBases.filter((basis) => laws[law].denials[basis] !== undefined);
  return (
    <div class="of-item">
      <ChoiceField
        form={{ ...form, entries }}
        name={name}
        label={`${typeWords[type]} (${rightOf(law, type)?.source ?? 'appeal'})`}
        options={[
          { value: 'later', text: 'Not now' },
          { value: 'granted', text: 'Grant it' },
          { value: 'denied', text: 'Deny it' },
        ]}
      />
      <SelectField
        form={form}
        name={nameOf('basis', type)}
        label="If denied: why"
        optional
        options={[
          { value: '', text: 'Choose one' },
          ...bases.map((value) => ({
            value,
            text: `${basisWords[value]} (${basisSource(law, value)})`,
          })),
        ]}
      />
      <SelectField
        form={form}
        name={nameOf('done', type)}
        label="If granted: what was done"
        optional
        options={[
          { value: '', text: 'What is recorded here' },
          ...deeds.map((value) => ({ value, text: deedWords[value] })),
        ]}
      />
    </div>
  );
}
