import { Hono } from 'hono';
import { z } from 'zod';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs, needsProof } from '../../console/guard.ts';
import { optionalField } from '../../console/optional.ts';
import { PageTitle } from '../../console/pieces.tsx';
import { dayInProse, Time } from '../../http/dates.tsx';
import { ChoiceField, LineField, TextField } from '../../http/form-fields.tsx';
import { calendarDay } from '../../http/schema.ts';
import { announcementInput, policyWithdrawalInput } from '../schema.ts';
import {
  announcePolicyVersion,
  countFollowers,
  foreseeAnnouncement,
  type Prospect,
  withdrawPolicyAnnouncement,
} from '../service/announcing.ts';
import { audienceWords, numberOf, policyOf, section, slugOf, versionOf } from './parts.tsx';

/** What goes out: an announcement, and taking it back. */
export const announcingForms = new Hono<ConsoleEnv>();

const labels = {
  summary: 'What changes',
  material: 'Material',
  effectiveOn: 'In effect from',
  reason: 'Reason',
  stands: 'Last stored',
};

formPage(announcingForms, {
  path: '/policies/:slug/versions/:number/announcement',
  guards: [needs('announcePolicyVersion'), needsProof],
  schema: z.object({
    summary: announcementInput.shape.summary,
    material: z
      .enum(['yes', 'no'], { error: 'Say whether it is a material change.' })
      .transform((said) => said === 'yes'),
    effectiveOn: optionalField(calendarDay),
  }),
  labels,
  async stored(c) {
    const { version, updatedAt } = await versionOf(c);
    return { version, entries: { stands: updatedAt.toISOString() } };
  },
  view: () => ({ title: 'Announce a version', current: section }),
  async content(c, drawn) {
    const { crumb, here } = await policyOf(c);
    const which = { slug: slugOf(c), number: numberOf(c) };
    const prospect = await foreseeAnnouncement(c.get('visit').ctx, which);
    const { policy, draft, fault } = prospect;
    // What was typed stays, also where something else now stands against it.
    const isRefused = drawn.form.faults.length > 0;
    return (
      <>
        <PageTitle title={`Announce version ${draft.number}: ${policy.title}`} crumb={crumb}>
          {fault === undefined ? <Effects prospect={prospect} /> : null}
          {fault === undefined || isRefused ? null : (
            <p class="notice" role="alert">
              {fault}
            </p>
          )}
          <p class="acts">
            <a href={`${here}/versions/${draft.number}/preview`}>Read it as its page will be</a>
            {policy.current === undefined ? null : (
              <a href={`${here}/versions/${draft.number}/difference`}>What it changes</a>
            )}
          </p>
        </PageTitle>
        {fault === undefined || isRefused ? (
          <ConsoleForm drawn={drawn} submit="Announce it" cancel={crumb.href}>
            <input type="hidden" name="stands" value={draft.updatedAt.toISOString()} />
            <Fields form={drawn.form} prospect={prospect} />
          </ConsoleForm>
        ) : null}
      </>
    );
  },
  async act(c, { material: isMaterial, ...said }, version) {
    const which = { slug: slugOf(c), number: numberOf(c) };
    const { ctx } = c.get('visit');
    await announcePolicyVersion(ctx, which, { ...said, isMaterial }, version);
    return `/policies/${slugOf(c)}?done=announced`;
  },
});

function Effects({ prospect: { policy, firstDay, told } }: { readonly prospect: Prospect }) {
  return (
    <ul class="said">
      <li>
        It gets its permanent page, and nobody can edit it any more. The announcement stands in the
        transparency log.
      </li>
      <li>{audienceWords(told)}</li>
      {policy.current === undefined ? (
        <li>
          It is the first version, so it may hold from today, <Time day={firstDay.other} prose />.
        </li>
      ) : (
        <li>
          A material change holds from <Time day={firstDay.material} prose /> at the earliest, after{' '}
          {policy.noticeDays} days of notice; any other from today,{' '}
          <Time day={firstDay.other} prose />. Until then version {policy.current} is in effect.
        </li>
      )}
    </ul>
  );
}

function Fields({
  form,
  prospect: { firstDay },
}: {
  readonly form: Parameters<typeof TextField>[0]['form'];
  readonly prospect: Prospect;
}) {
  return (
    <>
      <TextField
        form={form}
        name="summary"
        label={labels.summary}
        max={2_000}
        rows={5}
        hint="In plain words; Markdown. It is mailed, and stands on the page for good: name no person."
      />
      <ChoiceField
        form={form}
        name="material"
        label="Is it a material change?"
        options={[
          { value: 'yes', text: 'Yes: what somebody agreed to or relies on becomes another' },
          { value: 'no', text: 'No: wording, corrections, what a law asks for' },
        ]}
      />
      <LineField
        form={form}
        name="effectiveOn"
        label={labels.effectiveOn}
        type="date"
        autocomplete="off"
        optional
        hint={`Left empty: the first day that it may be, ${dayInProse(firstDay.material)} for a material change, ${dayInProse(firstDay.other)} otherwise.`}
      />
    </>
  );
}

formPage(announcingForms, {
  path: '/policies/:slug/versions/:number/withdrawal',
  guards: [needs('withdrawPolicyAnnouncement'), needsProof],
  schema: policyWithdrawalInput.strip(),
  labels,
  async stored(c) {
    const { version, state } = await versionOf(c);
    return { version, entries: { stands: state } };
  },
  view: () => ({ title: 'Withdraw an announcement', current: section }),
  async content(c, drawn) {
    const { policy, crumb, current } = await policyOf(c);
    const told = await countFollowers(c.get('visit').ctx);
    return (
      <>
        <PageTitle
          title={`Withdraw the announcement of version ${numberOf(c)}: ${policy.title}?`}
          crumb={crumb}
        >
          <ul class="said">
            <li>
              It will not take effect.{' '}
              {current === undefined
                ? 'No version is in effect then.'
                : `Version ${current.number} stays in effect.`}
            </li>
            <li>Its page stays, and says that it was withdrawn and why.</li>
            <li>{audienceWords(told)}</li>
          </ul>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Withdraw the announcement" cancel={crumb.href}>
          <input type="hidden" name="stands" value="announced" />
          <LineField
            form={drawn.form}
            name="reason"
            label={labels.reason}
            max={1_000}
            autocomplete="off"
            hint="Published, and mailed: name no person."
          />
        </ConsoleForm>
      </>
    );
  },
  async act(c, { reason }, version) {
    const which = { slug: slugOf(c), number: numberOf(c) };
    await withdrawPolicyAnnouncement(c.get('visit').ctx, which, reason, version);
    return `/policies/${slugOf(c)}?done=withdrawn`;
  },
});
