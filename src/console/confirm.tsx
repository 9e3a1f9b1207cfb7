import type { Context, Hono } from 'hono';
import type { Child } from 'hono/jsx';
import type { z } from 'zod';
import type { FormState } from '../http/form-fields.tsx';
import type { ConsoleEnv } from './env.ts';
import { ConsoleForm, type FormPage, formPage } from './form.tsx';
import { PageTitle } from './pieces.tsx';

/** What is asked once before something is done that goes out or cannot be taken back. */
type Question = {
  readonly title: string;
  readonly crumb: { readonly href: string; readonly label: string };
  /** What will happen, to how many. */
  readonly effects: readonly Child[];
  readonly submit: string;
  /** Of what it is about; somebody in a stale tab is asked again. */
  readonly version?: number;
  /** What it relies on, in words: shown beside how it stands now. */
  readonly stands: string;
  /** What the fields begin with. */
  readonly entries?: Readonly<Record<string, string>>;
  fields?(form: FormState): Child;
};

type ConfirmPage<T extends z.ZodType> = Pick<FormPage<T>, 'path' | 'guards' | 'schema' | 'act'> & {
  readonly current: string;
  readonly labels?: FormPage<T>['labels'];
  ask(c: Context<ConsoleEnv>): Promise<Question>;
};

/** The page of an act that says what will happen and asks once. */
export function confirmPage<T extends z.ZodType>(
  router: Hono<ConsoleEnv>,
  { ask, current, labels = {}, ...page }: ConfirmPage<T>,
): void {
  formPage(router, {
    ...page,
    labels: { stands: 'How it stands', ...labels },
    async stored(c) {
      const { version = 0, stands, entries } = await ask(c);
      return { version, entries: { stands, ...entries } };
    },
    view: async (c) => ({ title: (await ask(c)).title, current }),
    async content(c, drawn) {
      const { title, crumb, effects, submit, stands, fields } = await ask(c);
      return (
        <>
          <PageTitle title={title} crumb={crumb}>
            <ul class="said">
              {effects.map((each) => (
                <li>{each}</li>
              ))}
            </ul>
          </PageTitle>
          <ConsoleForm drawn={drawn} submit={submit} cancel={crumb.href}>
            <input type="hidden" name="stands" value={stands} />
            {fields?.(drawn.form)}
          </ConsoleForm>
        </>
      );
    },
  });
}
