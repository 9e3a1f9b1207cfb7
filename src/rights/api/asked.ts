import type { z } from 'zod';
import type { rightsWish } from '../schema.ts';
import { lawOf } from '../model/laws.ts';
import type { Asked } from '../service/submitting.ts';

/** What was entered, with the law that follows from where the person lives. */
export function askedOf({
  residence,
  name,
  email,
  agentName,
  agentEmail,
  agentCompany,
  ...said
}: z.output<typeof rightsWish>): Asked {
  return {
    ...said,
    law: lawOf(residence).id,
    person: { name, ...(email !== undefined && { email }) },
    ...(agentName !== undefined && {
      agent: {
        name: agentName,
        ...(agentEmail !== undefined && { email: agentEmail }),
        ...(agentCompany !== undefined && { company: agentCompany }),
      },
    }),
  };
}
