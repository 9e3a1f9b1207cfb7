import { z } from 'zod';
import { newSubscription } from './staff.ts';

/** Before the name in that of a box. */
export const topicBox = (named: string) => `topic-${named}`;
export const serviceBox = (named: string) => `service-${named}`;

/** The same as the API takes, from boxes; none ticked says nothing. */
export const subscriptionForm = z.preprocess(readBoxes, newSubscription);

function readBoxes(form: unknown): unknown {
  const entries = Object.entries(Object(form));
  const ticked = (box: (named: string) => string) =>
    entries.flatMap(([name]) => (name.startsWith(box('')) ? [name.slice(box('').length)] : []));
  const isBox = (name: string) => name.startsWith(topicBox('')) || name.startsWith(serviceBox(''));
  const [topics, services] = [ticked(topicBox), ticked(serviceBox)];
  return {
    ...Object.fromEntries(entries.filter(([name]) => !isBox(name))),
    ...(topics.length > 0 && { topics }),
    ...(services.length > 0 && { services }),
  };
}
