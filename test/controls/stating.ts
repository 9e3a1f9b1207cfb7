import type { World } from '../support/app.ts';
import { must, type Reply } from '../support/client.ts';

/** What staff may send; a test may send anything else. */
export type Input = Readonly<Record<string, unknown>>;

export const control: Input = {
  id: 'AC-01',
  category: 'Access control',
  title: 'Least privilege',
  text: 'Access follows the **role**.',
  status: 'in-place',
  criteria: { tsc: ['CC6.1'], iso27001: ['A.5.15', 'A.8.24'], ccm: ['IAM-02'] },
  lastReviewedOn: '2026-10-01',
};

export const report: Input = {
  id: 'soc-2',
  name: 'SOC 2 Type II',
  form: 'report',
  status: 'held',
  auditor: 'Example Assurance LLP',
  periodFrom: '2025-10-01',
  periodUntil: '2026-09-30',
  issuedOn: '2026-11-02',
};

export const law: Input = { id: 'gdpr', law: 'GDPR', text: 'We are a processor.' };

export const question: Input = { id: 'where', question: 'Where?', answer: 'In *Germany*.' };

export const dataActFacts: Input = {
  jurisdictions: ['DE'],
  technical: 'Keys stay here.',
  organisational: 'Counsel reads each request.',
  contractual: 'Providers contest requests.',
};

/** States it through the API; its path and its entity tag. */
export async function state(
  trust: World,
  noun: string,
  input: Input,
): Promise<{ path: string; etag: string; reply: Reply }> {
  const reply = must(await trust.as('editor').post(`/${noun}`, input));
  return { path: `/${noun}/${String(input['id'])}`, etag: reply.etag ?? '', reply };
}

/** The same with other facts, as whoever has just read it sends it. */
export async function restate(trust: World, path: string, input: Input): Promise<Reply> {
  const { etag = '' } = must(await trust.as('viewer').get(path));
  const { id: _, ...facts } = input;
  return trust.as('editor').put(path, facts, { 'if-match': etag });
}

export function send(trust: World, type: string, body: string, query = ''): Promise<Reply> {
  return trust.as('editor').send('POST', `/control-imports${query}`, {
    headers: { 'content-type': type },
    body,
  });
}
