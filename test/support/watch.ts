import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Log } from '../../src/context.ts';

export type LogLine = {
  readonly level: 'info' | 'error';
  readonly message: string;
  readonly facts: Readonly<Record<string, unknown>>;
};

/** What must not happen unnoticed while a test runs: errors in the log, console.error, calls to other hosts. */
export type Watch = {
  readonly lines: readonly LogLine[];
  readonly log: Log;
  /** An error line that matches is the point of the test; it must then occur. */
  expectError(message: RegExp): void;
  /** What went wrong, in words. Ends the watch. */
  stop(): readonly string[];
};

export function startWatch(): Watch {
  const lines: LogLine[] = [];
  const expected: RegExp[] = [];
  const complaints: string[] = [];
  const stopListening = listenForCalls((host) => complaints.push(`calls ${host}`));
  const original = console.error;
  console.error = (...args: unknown[]) => complaints.push(`console.error: ${args.join(' ')}`);
  return {
    lines,
    log: (level, message, facts = {}) => void lines.push({ level, message, facts }),
    expectError: (message) => void expected.push(message),
    stop() {
      console.error = original;
      stopListening();
      return [...complaints, ...unexpectedErrors(lines, expected), ...missing(lines, expected)];
    },
  };
}

function unexpectedErrors(lines: readonly LogLine[], expected: readonly RegExp[]) {
  return lines
    .filter((line) => line.level === 'error' && !expected.some((each) => each.test(line.message)))
    .map((line) => `logs an error: ${JSON.stringify(line)}`);
}

function missing(lines: readonly LogLine[], expected: readonly RegExp[]) {
  return expected
    .filter((each) => !lines.some((line) => line.level === 'error' && each.test(line.message)))
    .map((each) => `does not log the expected error ${each}`);
}

// Node announces every request of fetch and node:http here, so nothing has to be replaced.
const channels = ['undici:request:create', 'http.client.request.start'];
const loopback = /^(https?:\/\/)?(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

function listenForCalls(report: (host: string) => void): () => void {
  const listener = (message: unknown) => {
    const request = message instanceof Object && 'request' in message ? message.request : undefined;
    const host = hostOf(request);
    if (!loopback.test(host)) report(host);
  };
  for (const channel of channels) subscribe(channel, listener);
  return () => {
    for (const channel of channels) unsubscribe(channel, listener);
  };
}

function hostOf(request: unknown): string {
  if (!(request instanceof Object)) return 'an unknown host';
  if ('origin' in request) return String(request.origin);
  return 'host' in request ? String(request.host) : 'an unknown host';
}
