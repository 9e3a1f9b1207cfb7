import { describe, expect, it } from 'vitest';
import { checkResponse } from '../support/strict-client.ts';

const problem = {
  type: 'https://trust.example.com/trust/docs/api#problem-not_found',
  title: 'Nothing is published at this address',
  status: 404,
  detail: 'The register has no entry of this name.',
};

function answer(body: unknown, status = 200, type = 'application/json'): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': type } });
}

const keys = '/trust/api/v1/staff-keys';

describe('the strict client', () => {
  it('passes what the description says', async () => {
    await checkResponse('GET', keys, answer({ items: [], next: null }));
    await checkResponse('DELETE', `${keys}/key_1`, new Response(null, { status: 204 }));
  });

  it.each([
    ['a member that is not described', answer({ items: [], next: null, total: 0 }), /total/],
    ['a member that is missing', answer({ items: [] }), /next/],
    ['a status that is not described', answer({}, 418), /status/],
    ['a media type that is not described', answer({}, 200, 'text/json'), /media type/],
    ['a member inside a list', answer({ items: [{ id: 'key_1', hash: 'x' }], next: null }), /hash/],
  ])('refuses %s', async (_, response, complaint) => {
    await expect(checkResponse('GET', keys, response)).rejects.toThrow(complaint);
  });

  it('refuses an answer without a header that is described', async () => {
    const unnamed = answer({ ...problem, status: 401 }, 401, 'application/problem+json');
    await expect(checkResponse('GET', keys, unnamed)).rejects.toThrow(/WWW-Authenticate/);
  });

  it('takes an address that is not described for one that is not found', async () => {
    const path = '/trust/nowhere';
    await checkResponse('GET', path, answer(problem, 404, 'application/problem+json'));
    await expect(checkResponse('GET', path, answer({}))).rejects.toThrow(/not described/);
  });
});
