import { Hono } from 'hono';
import { z } from 'zod';
import { counted } from '../../console/counted.ts';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs } from '../../console/guard.ts';
import { PageTitle } from '../../console/pieces.tsx';
import { SelectField } from '../../http/form-fields.tsx';
import type { ColumnUse } from '../model/mapping.ts';
import { type ImportField, importFields } from '../model/fields.ts';
import { changeKept, planKept } from '../service/kept-lists.ts';
import { fieldLabels, fieldLaws } from '../words.ts';
import { crumbOf, idOf, keptOf, pathOf, whileOpen } from './kept.tsx';

/** What the columns of the list mean, each with what stands in it. */
export const columnForms = new Hono<ConsoleEnv>();

const leftOut = '';

/** A column by its place: names of columns are anybody's text. */
const nameOf = (index: number) => `column-${index}`;

const options = [
  { value: leftOut, text: 'Leave it out' },
  ...Object.entries(fieldLabels).map(([value, label]) => ({ value, text: label })),
];

formPage(columnForms, {
  path: '/register/import/:id/columns',
  guards: [needs('importList'), whileOpen],
  schema: z.record(z.string(), z.enum([leftOut, ...importFields])),
  labels: {},
  async stored(c) {
    const kept = await keptOf(c);
    const { columns } = await planKept(c.get('visit').ctx, kept);
    const entries = columns.map(({ field }, index) => [nameOf(index), field ?? leftOut]);
    return { version: kept.version, entries: Object.fromEntries(entries) };
  },
  view: () => ({ title: 'What its columns mean', current: 'register' }),
  async content(c, drawn) {
    const { columns } = await planKept(c.get('visit').ctx, await keptOf(c));
    return (
      <>
        <PageTitle title="What its columns mean" crumb={crumbOf(c)}>
          <p class="lead">
            One must hold the names. What is left out is not lost: it is only not read.
          </p>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Read it so" cancel={crumbOf(c).href}>
          {columns.map((column, index) => (
            <SelectField
              form={drawn.form}
              name={nameOf(index)}
              label={column.column}
              hint={hintOn(column)}
              options={options}
            />
          ))}
        </ConsoleForm>
      </>
    );
  },
  async act(c, chosen, version) {
    const { ctx } = c.get('visit');
    const kept = await keptOf(c);
    const { columns } = await planKept(ctx, kept);
    const changed = columns.flatMap(({ column, field }, index) => {
      const wanted = readField(chosen[nameOf(index)] ?? field);
      return wanted === field ? [] : [[column, wanted] as const];
    });
    const mapping = { ...kept.list.mapping, ...Object.fromEntries(changed) };
    await changeKept(ctx, kept, { ...kept.list, mapping }, version);
    return `${pathOf(idOf(c))}?done=mapped`;
  },
});

function readField(value: ImportField | typeof leftOut | null): ImportField | null {
  return value === leftOut ? null : value;
}

function hintOn({ filled, examples, field }: ColumnUse): string {
  const law = field === null ? undefined : fieldLaws[field];
  const said = examples.map((text) => `“${text.slice(0, 80)}”`).join(', ');
  return [
    filled === 0 ? 'It is empty in every row.' : `In ${counted(filled, 'row')}: ${said}.`,
    ...(law === undefined ? [] : [`Asked for by ${law}.`]),
  ].join(' ');
}
