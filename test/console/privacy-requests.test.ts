import { describe, expect, it } from 'vitest';
import { asId } from '../../src/core/ids.ts';
import { writeAsStaff } from '../../src/rights/service/writing.ts';
import { inquired, readInquiries } from '../inquiries/writing.ts';
import { asked, caseOf, done, pageOf, press, put, readLetters, verified, wishOfAgent } from '../rights/asking.ts';
import { must } from '../support/client.ts';
import { personMark } from '../support/factories.ts';
import { begin, enterAs } from './entering.ts';
import { root } from './support.ts';

const inbox = `${root}/privacy-requests`;
const dayMs = 86_400_000;

describe('privacy requests in the console', () => {
  it('stand in the order of their days, with what is late and what comes within a week', async () => {
    const { world, tab } = await begin();
    const late = await asked(world, { name: `<i>${personMark}</i>` });
    await world.at(new Date(world.now().getTime() + 26 * dayMs));
    await tab.open(root);
    await tab.send();
    const fresh = await asked(world, { types: ['erasure'], email: 'other@person.example' });
    await tab.open(inbox);
    expect(tab.page.status).toBe(200);
  });
});
