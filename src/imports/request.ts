import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { z } from 'zod';
import { Refusal } from '../core/errors.ts';
import type { StaffEnv } from '../http/env.ts';
import { depthOf } from '../http/json-body.ts';
import { invalid } from '../http/router.ts';
import type { Decoded } from './readers/decode.ts';
import { checked, decodeBytes } from './readers/decode.ts';
import { maxBytes } from './readers/limits.ts';
import type { Source } from './readers/read-list.ts';
import { importOptions, importQuery, importRequest } from './schema.ts';

/** Media types in which a file may be sent as it is. */
export const fileTypes = [
  'text/csv',
  'text/tab-separated-values',
  'text/markdown',
  'text/html',
  'text/plain',
  'application/octet-stream',
] as const;

const tooLarge = `A list has at most ${maxBytes / 1024 / 1024} MB. Send only the part with the sub-processors.`;

/** Base64 is a third longer, and JSON writes some characters as several. */
export const importLimit = bodyLimit({
  maxSize: Math.ceil(maxBytes * 1.5),
  onError: () => {
    throw new Refusal('too_large', tooLarge);
  },
});

export type ImportCall = {
  readonly dryRun: boolean;
  readonly source: Source;
  readonly decoded: Decoded;
  readonly options: z.infer<typeof importOptions>;
};

/** The list and what is wanted of it, whichever of both ways they came. */
export async function readCall(c: Context<StaffEnv>): Promise<ImportCall> {
  const query = parse(importQuery, c.req.query(), ['query']);
  const { mediaType, charset } = readType(c.req.header('content-type') ?? '');
  const isFile = fileTypes.some((type) => type === mediaType);
  if (!isFile && mediaType !== 'application/json')
    throw new Refusal(
      'wrong_media_type',
      `Send the list as one of ${fileTypes.join(', ')}, or as application/json.`,
    );
  const bytes = new Uint8Array(await c.req.arrayBuffer());
  const dryRun = query.dry_run === 'true';
  const envelope = isFile ? undefined : envelopeIn(bytes);
  if (envelope === undefined) {
    const { dry_run: _, ...said } = query;
    const options = parse(importOptions, said, ['query']);
    return { dryRun, options, ...toSource(decode(bytes, charset), options, mediaType) };
  }
  refuseOptionsInQuery(query);
  const { content, encoding, ...rest } = parse(importRequest, envelope, []);
  const decoded = encoding === 'base64' ? decode(bytesOf(content)) : checkedText(content);
  return { dryRun, options: rest, ...toSource(decoded, rest) };
}

function toSource(decoded: Decoded, options: ImportCall['options'], mediaType?: string) {
  const { format, fileName } = options;
  return {
    decoded,
    source: {
      text: decoded.text,
      ...(format !== undefined && { format }),
      ...(fileName !== undefined && { fileName }),
      ...(mediaType !== undefined && { mediaType }),
    },
  };
}

function decode(bytes: Uint8Array, charset?: string): Decoded {
  if (bytes.length > maxBytes) throw new Refusal('too_large', tooLarge);
  return decodeBytes(bytes, charset);
}

function checkedText(text: string): Decoded {
  if (text.length > maxBytes) throw new Refusal('too_large', tooLarge);
  return checked(text.toWellFormed());
}

/** The JSON of a request that holds a list as text; undefined when the JSON is the list itself. */
function envelopeIn(bytes: Uint8Array): unknown {
  const text = new TextDecoder().decode(bytes);
  if (depthOf(text) > 64) throw new Refusal('malformed', 'JSON may be nested 64 levels deep here.');
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new Refusal('malformed', 'The body is not JSON. Check commas, quotes and brackets.', {
      cause: error,
    });
  }
  const isEnvelope = typeof value === 'object' && value !== null && 'content' in value;
  return isEnvelope ? value : undefined;
}

/** What a request says in its body it does not say in its address too. */
function refuseOptionsInQuery({ dry_run: _, ...others }: z.infer<typeof importQuery>): void {
  const [name] = Object.keys(others);
  if (name !== undefined)
    throw new Refusal('invalid', `Say “${name}” in the body, where the content is.`);
}

function bytesOf(base64: string): Uint8Array {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(base64.replaceAll(/\s/g, '')))
    throw new Refusal('invalid', 'The content is not base64.');
  return new Uint8Array(Buffer.from(base64, 'base64'));
}

function readType(header: string) {
  const [type = '', ...parameters] = header.split(';').map((part) => part.trim());
  const charset = parameters
    .map((each) => /^charset="?([\w-]+)"?$/i.exec(each)?.[1])
    .find((each) => each !== undefined);
  return { mediaType: type.toLowerCase(), charset };
}

function parse<T extends z.ZodType>(
  schema: T,
  value: unknown,
  place: readonly string[],
): z.output<T> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw invalid(parsed.error.issues, place);
  return parsed.data;
}
