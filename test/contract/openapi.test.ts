import { describe, expect, it } from 'vitest';
import { examples } from '../../openapi/examples.ts';
import { templateOf } from '../../openapi/operations.ts';
import { createApp } from '../../src/app.ts';
import { languages } from '../../src/core/language.ts';
import { operationOf } from '../../src/http/audience.ts';
import { createSubscriberApi } from '../../src/subscriber-api.ts';
import { createStaffApi } from '../../src/staff-api.ts';
import { faultsBy, operations } from '../support/strict-client.ts';

const base = '/trust';
const methods = ['ALL', 'GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

const inLanguage = new RegExp(` (?:${base})?/(?:${languages.join('|')})(?:[/.]|$)`);

type Registered = { readonly method: string; readonly path: string };

function namesOf(routes: readonly Registered[], prefix = ''): readonly string[] {
  const names = routes
    .filter(({ method, path }) => methods.includes(method) && !path.endsWith('*'))
    .map(({ method, path }) => `${method} ${prefix}${templateOf(path)}`)
    // A representation answers every method itself; what it takes is GET.
    .map((name) => name.replace(/^ALL /, 'GET '))
    .map((name) => name.replace(/\{digest\}\.css$/, 'style-{digest}.css'))
    .map((name) => name.replace(/\{digest\}\.js$/, 'narrow-{digest}.js'));
  // The pages of a language stand below its tag; they are described once.
  return [...new Set(names.filter((name) => !inLanguage.test(name)))].toSorted();
}

describe('openapi.json', () => {
  it('describes every route of the application, and no other', () => {
    const app = createApp({ base, rootRoutes: true });
    const registered = [
      // The console is pages for staff, and what they do is described as the API.
      ...namesOf(app.routes).filter((name) => !['GET /', `GET ${base}/console`].includes(name)),
      ...namesOf(createSubscriberApi().routes, base),
      ...namesOf(createStaffApi().routes, `${base}/api/v1`),
    ];
    const described = operations.map(({ method, template }) => `${method} ${template}`);
    // The form's POST is handed on from where its page is registered.
    expect(described.toSorted()).toEqual([...new Set(registered)].toSorted());
  });

  it.each(Object.entries(examples))(
    'shows an example of %s that it would take',
    (name, example) => {
      expect(faultsBy({ $ref: `#/components/schemas/${name}` }, example)).toEqual([]);
    },
  );

  it('has one name for each operation', () => {
    const ids = new Map(operations.map(({ method, path, id }) => [`${method} ${path}`, id]));
    expect([...new Set(ids.values())]).toEqual([...ids.values()]);
  });

  it('guards every staff route as the operation that it is described as', () => {
    const guards = createStaffApi().routes.flatMap(({ method, path, handler }) => {
      const operation = operationOf(handler);
      return operation === undefined
        ? []
        : [`${operation}: ${method} ${base}/api/v1${templateOf(path)}`];
    });
    const secured = operations.filter(({ roles }) => roles !== undefined);
    const described = secured.map(({ id, method, template }) => `${id}: ${method} ${template}`);
    expect(guards.toSorted()).toEqual(described.toSorted());
    const open = operations.filter(
      ({ roles, template }) => roles === undefined && template.startsWith(`${base}/api/`),
    );
    // Mailgun has no staff key; it signs what it sends (test/deliveries/bounces.test.ts).
    expect(open.map(({ id }) => id)).toEqual(['recordMailgunEvent']);
  });
});
