import type { Context, Hono, MiddlewareHandler } from 'hono';
import type { Child } from 'hono/jsx';
import type { z } from 'zod';
import { type Fault, pointerTo, Refusal, refusals } from '../core/errors.ts';
import { readAs } from '../http/exchange.ts';
import { FaultSummary, type FormState } from '../http/form-fields.tsx';
import type { ConsoleEnv } from './env.ts';
import { rootOf } from './guard.ts';
import { answerPage, type PageView } from './layout.tsx';
import { PageTitle } from './pieces.tsx';
import { inPages, leadsIn } from './words.ts';

type Entries = Readonly<Record<string, string>>;

/** What a form is drawn from. */
type Drawn = {
  readonly form: FormState;
  /** The version that it was filled in for; a newer one is never overwritten unseen. */
  readonly version: number | undefined;
  /** What somebody else has stored meanwhile, where it differs from what stands in the form. */
  readonly meanwhile: readonly Difference[];
  readonly labels: Entries;
  readonly token: string;
  /** Where what a refusal names can be looked at. */
  readonly leads: readonly { readonly href: string; readonly label: string }[];
};

type Difference = { readonly name: string; readonly mine: string; readonly theirs: string };

/** What is stored now. */
type Stored = { readonly version: number; readonly entries: Entries };

export type FormPage<T extends z.ZodType> = {
  /** Below the console; its parameters are the router's. */
  readonly path: string;
  readonly guards?: readonly MiddlewareHandler<ConsoleEnv>[];
  readonly schema: T;
  /** What the fields are called, in the summary of faults and where two versions are shown. */
  readonly labels: Entries;
  /** What the form begins with; for something that exists, with its version. */
  stored?(c: Context<ConsoleEnv>): Promise<Stored>;
  view(c: Context<ConsoleEnv>): PageView | Promise<PageView>;
  content(c: Context<ConsoleEnv>, drawn: Drawn): Child | Promise<Child>;
  /**
   * Does it by the service that the API calls, and says which page of the console comes next; or answers
   * itself, with what is shown once and so stands in no address.
   */
  act(
    c: Context<ConsoleEnv>,
    value: z.output<T>,
    version: number,
    files: ReadonlyMap<string, File>,
  ): Promise<string | Response>;
};

/**
 * A form with its page: shown, refused with what was typed and what is wrong, shown again after a session
 * that ran out, or carried out. The same page for all of these, so nothing typed is ever lost.
 */
export function formPage<T extends z.ZodType>(router: Hono<ConsoleEnv>, page: FormPage<T>): void {
  const guards = page.guards ?? [];
  router.on('GET', [page.path], ...guards, async (c) => {
    const stored = await page.stored?.(c);
    return show(c, page, { entries: stored?.entries ?? {}, faults: [] }, stored?.version);
  });
  router.on('POST', [page.path], ...guards, async (c) => {
    const { entries, files } = await sentBy(c);
    const version = Number(entries['version'] ?? 0);
    if (entries['resume'] !== undefined) return show(c, page, { entries, faults: [] }, version);
    try {
      const value = readAs(page.schema, withoutFrame(entries));
      const next = await page.act(c, value, version, files);
      return typeof next === 'string' ? c.redirect(`${rootOf(c)}${next}`, 303) : next;
    } catch (error) {
      if (!(error instanceof Refusal) || error.code === 'busy') throw error;
      try {
        return await refuse(c, page, { entries, version, error });
      } catch (gone) {
        // What the form is drawn from is gone, e.g. a batch that a colleague has deleted.
        if (!(gone instanceof Refusal)) throw gone;
        return showTyped(c, page, entries, gone);
      }
    }
  });
}

/** What was typed into a form that there is no more, to be copied from here. */
function showTyped<T extends z.ZodType>(
  c: Context<ConsoleEnv>,
  { labels }: FormPage<T>,
  entries: Entries,
  { code, detail }: Refusal,
): Promise<Response> {
  const typed = Object.entries(withoutFrame(entries)).filter(([, value]) => value !== '');
  return answerPage(
    c,
    { title: 'What you had typed', status: refusals[code].status },
    <>
      <PageTitle title="What you had typed is here">
        <p class="lead">
          {inPages(detail)} Nothing was stored. Copy from here what you still need.
        </p>
      </PageTitle>
      <dl class="facts wide">
        {typed.map(([name, value]) => (
          <div>
            <dt>{labels[name] ?? name}</dt>
            <dd class="typed" dir="auto">
              {value}
            </dd>
          </div>
        ))}
      </dl>
    </>,
  );
}

type Refused = { readonly entries: Entries; readonly version: number; readonly error: Refusal };

async function refuse<T extends z.ZodType>(
  c: Context<ConsoleEnv>,
  page: FormPage<T>,
  { entries, version, error }: Refused,
): Promise<Response> {
  const { status } = refusals[error.code];
  if (error.code !== 'stale' || page.stored === undefined)
    return show(c, page, { entries, faults: faultsOf(error, page.labels) }, version, {
      status,
      leads: [error, ...error.errors].flatMap(({ detail }) =>
        leadsIn(detail).map(({ path, label }) => ({ href: `${rootOf(c)}${path}`, label })),
      ),
    });
  // Both versions on one page; sending it again is for the newer one, and was seen.
  const now = await page.stored(c);
  const meanwhile = Object.keys(now.entries).flatMap((name) => {
    const [mine = '', theirs = ''] = [entries[name], now.entries[name]];
    return mine === theirs ? [] : [{ name, mine, theirs }];
  });
  const fault = {
    pointer: '#',
    detail:
      'Somebody else has changed this meanwhile. Below stand both versions; what you typed is still in the form. Send it again to put yours in its place.',
  };
  return show(c, page, { entries, faults: [fault] }, now.version, { status, meanwhile });
}

async function show<T extends z.ZodType>(
  c: Context<ConsoleEnv>,
  page: FormPage<T>,
  form: FormState,
  version: number | undefined,
  { status = 200, meanwhile = [], leads = [] }: { status?: number } & Partial<Drawn> = {},
): Promise<Response> {
  const token = c.get('visit').formToken;
  const drawn = { form, version, meanwhile, labels: page.labels, token, leads };
  const view = await page.view(c);
  return answerPage(c, { ...view, status }, await page.content(c, drawn));
}

function faultsOf({ errors, detail }: Refusal, labels: Entries): readonly Fault[] {
  const faults = errors.length > 0 ? errors : [{ pointer: '#', detail }];
  return faults.map((fault) => ({
    pointer: fieldAt(fault.pointer, labels),
    detail: inPages(fault.detail),
  }));
}

/** Of `dpo.email` the field is `dpo_email` (flat-form.ts). */
function fieldAt(pointer: string, labels: Entries): string {
  const name = pointer
    .split('/')
    .slice(1)
    .filter((step) => !/^\d+$/.test(step))
    .join('_');
  return Object.hasOwn(labels, name) ? pointerTo(name) : pointer;
}

async function sentBy(c: Context<ConsoleEnv>) {
  const entries: Record<string, string> = {};
  const files = new Map<string, File>();
  for (const [name, value] of (await c.req.formData()).entries()) {
    if (typeof value === 'string') entries[name] = value.replaceAll('\r\n', '\n');
    // A field of a file in which none was chosen is sent too, without a name.
    else if (value.name !== '') files.set(name, value);
  }
  return { entries, files };
}

/** What the frame of a form carries is no value of it. */
function withoutFrame({ form_token: _, version: __, resume: ___, ...values }: Entries): Entries {
  return values;
}

type Props = {
  readonly drawn: Drawn;
  /** What the button does, as a verb with its object. */
  readonly submit: string;
  /** Where somebody goes who does not want it. */
  readonly cancel?: string;
  /** Whether it sends files: then its path ends with `/upload`, for its body may be larger. */
  readonly hasFiles?: boolean;
  readonly children?: Child;
};

/** The frame of every form: faults first, then both versions where there are two, then the fields. */
export function ConsoleForm({ drawn, submit, cancel, hasFiles = false, children }: Props) {
  const encoding = hasFiles ? 'multipart/form-data' : undefined;
  return (
    <form method="post" class="form" enctype={encoding} novalidate>
      <input type="hidden" name="form_token" value={drawn.token} />
      {drawn.version === undefined ? null : (
        <input type="hidden" name="version" value={String(drawn.version)} />
      )}
      <FaultSummary form={drawn.form} labels={drawn.labels} />
      <Leads leads={drawn.leads} />
      <Meanwhile drawn={drawn} />
      {children}
      <p class="acts">
        <button class="button">{submit}</button>
        {cancel === undefined ? null : <a href={cancel}>Leave it as it is</a>}
      </p>
    </form>
  );
}

function Leads({ leads }: Pick<Drawn, 'leads'>) {
  return leads.length === 0 ? null : (
    <p class="acts">
      {leads.map(({ href, label }) => (
        <>
          <a href={href}>{label}</a>{' '}
        </>
      ))}
    </p>
  );
}

function Meanwhile({ drawn: { meanwhile, labels } }: { drawn: Drawn }) {
  if (meanwhile.length === 0) return null;
  return (
    <table class="diff">
      <caption class="unseen">Stored meanwhile, and yours</caption>
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">Stored meanwhile</th>
          <th scope="col">Yours</th>
        </tr>
      </thead>
      <tbody>
        {meanwhile.map(({ name, mine, theirs }) => (
          <tr>
            <th scope="row">{labels[name] ?? name}</th>
            <td dir="auto">{theirs || 'Nothing'}</td>
            <td dir="auto">{mine || 'Nothing'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A form that is only a button. */
export function ButtonForm({
  action,
  token,
  label,
  about,
}: {
  readonly action: string;
  readonly token: string;
  readonly label: string;
  /** What it is about, for those who hear only the button. */
  readonly about?: string;
}) {
  return (
    <form method="post" action={action}>
      <input type="hidden" name="form_token" value={token} />
      <button class="textual">
        {label}
        {about === undefined ? null : <span class="unseen"> {about}</span>}
      </button>
    </form>
  );
}
