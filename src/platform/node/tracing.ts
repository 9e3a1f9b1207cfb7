import { metrics, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { NodeSDK } from '@opentelemetry/sdk-node';
import type { Environment } from '../../config.ts';
import type { Deps } from '../../context.ts';
import type { Watched, Watcher } from '../../http/watching.ts';

export type Tracing = {
  readonly watcher: Watcher;
  /** The same dependencies; what reaches out of the process is in a span of its own. */
  traced(deps: Deps): Deps;
  /** Sends what has not been sent. */
  close(): Promise<void>;
};

/**
 * OpenTelemetry as its SDK is set by the environment (`OTEL_…`). Spans and figures name routes, never
 * addresses: those hold tokens and what people typed.
 */
export function startTracing(env: Environment): Tracing {
  const sdk = new NodeSDK({ serviceName: env['OTEL_SERVICE_NAME'] || 'annex' });
  sdk.start();
  return { watcher: watcher(), traced, close: () => sdk.shutdown() };
}

const tracer = () => trace.getTracer('annex');

function watcher(): Watcher {
  // OpenTelemetry semantic conventions for HTTP, in seconds.
  const duration = metrics
    .getMeter('annex')
    .createHistogram('http.server.request.duration', { unit: 's' });
  return {
    around: async (method, work) =>
      tracer().startActiveSpan(method, { kind: SpanKind.SERVER }, async (span) => {
        const watched = await inside(span, work);
        const attributes = attributesOf(watched);
        span.updateName(`${watched.method} ${watched.route}`);
        span.setAttributes({ ...attributes, 'annex.request.id': watched.id });
        if (watched.status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
        span.end();
        duration.record(watched.ms / 1_000, attributes);
      }),
  };
}

function attributesOf({ method, route, status }: Watched) {
  return {
    'http.request.method': method,
    'http.route': route,
    'http.response.status_code': status,
  };
}

function traced(deps: Deps): Deps {
  const { mail, post, transact } = deps;
  return {
    ...deps,
    transact: (work) => within('commit', async () => transact(work)),
    post: async (...given) => within('post', async () => post(...given)),
    ...(mail && {
      mail: { ...mail, send: async (...given) => within('mail', async () => mail.send(...given)) },
    }),
  };
}

async function within<T>(name: string, work: () => Promise<T>): Promise<T> {
  return tracer().startActiveSpan(name, async (span) => {
    const done = await inside(span, work);
    span.end();
    return done;
  });
}

/** A failure ends the span by its name alone: a message may quote what it is about. */
async function inside<T>(span: Span, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    span.setStatus({
      code: SpanStatusCode.ERROR,
      message: error instanceof Error ? error.name : typeof error,
    });
    span.end();
    throw error;
  }
}
