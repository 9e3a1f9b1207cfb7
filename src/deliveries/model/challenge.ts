/**
 * Whether the answer of a webhook proves that its program read the challenge: the challenge itself, or
 * a JSON object with it as its member `challenge`. What merely sends back all it got proves nothing.
 */
export function answersChallenge(reply: string | undefined, challenge: string): boolean {
  const text = reply?.trim();
  return text === challenge || (text?.startsWith('{') === true && memberOf(text) === challenge);
}

function memberOf(text: string): unknown {
  try {
    const answer: unknown = JSON.parse(text);
    const isObject = typeof answer === 'object' && answer !== null;
    return isObject && 'challenge' in answer ? answer.challenge : undefined;
  } catch {
    return undefined;
  }
}
