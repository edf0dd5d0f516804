import { z } from 'zod';
import { printableLine } from '@layerkit/failure';

export const telemetryTypes = ['platform', 'function', 'extension'] as const;

export type TelemetryType = (typeof telemetryTypes)[number];

/** The events that an extension wants, and the address at which it listens inside the environment. */
export interface Subscription {
  readonly schemaVersion: string;
  readonly types: readonly TelemetryType[];
  readonly destination: Destination;
  readonly maxItems: number;
  readonly maxBytes: number;
  readonly timeoutMs: number;
}

export type Destination =
  | { readonly protocol: 'HTTP'; readonly port: number; readonly path: string; readonly host: string }
  | { readonly protocol: 'TCP'; readonly port: number };

/** The names by which an extension’s listener is reached. Each of them is loopback. */
const hosts: readonly string[] = ['sandbox.localdomain', 'sandbox.local', 'sandbox'];

/** Lambda reserves this port (AWS Lambda developer guide, "Lambda Telemetry API"). */
const reservedPort = 9001;

const port = z
  .int()
  .min(1)
  .max(65_535)
  .refine((number) => number !== reservedPort, `port ${reservedPort} is reserved for Lambda`);

const http = z.object({
  protocol: z.literal('HTTP'),
  URI: z.string().transform((text, context) => readUri(text) ?? invalidUri(context)),
});

const tcp = z.object({ protocol: z.literal('TCP'), port });

/** The limits and defaults of the AWS Lambda developer guide, "Lambda Telemetry API", "Configuring memory usage and buffering". */
const buffering = z.object({
  maxItems: z.int().min(1000).max(10_000).default(10_000),
  maxBytes: z.int().min(262_144).max(1_048_576).default(262_144),
  timeoutMs: z.int().min(25).max(30_000).default(1000),
});

const schemaFor = (versions: readonly [string, ...string[]]) =>
  z.object({
    schemaVersion: z.enum(versions),
    types: z.array(z.enum(telemetryTypes)).min(1),
    destination: z.discriminatedUnion('protocol', [http, tcp]),
    buffering: buffering.prefault({}),
  });

/** Reads the body of a subscription. Returns the reason as text if it is invalid. */
export const readSubscription = (
  body: Buffer,
  versions: readonly [string, ...string[]],
): Subscription | string => {
  const parsed = schemaFor(versions).safeParse(parseJson(body));
  if (!parsed.success) return parsed.error.issues.slice(0, 10).map(describe).join('; ');
  const { schemaVersion, types, destination } = parsed.data;
  return {
    schemaVersion,
    types: [...new Set(types)],
    destination: destination.protocol === 'HTTP' ? { protocol: 'HTTP', ...destination.URI } : destination,
    ...parsed.data.buffering,
  };
};

const parseJson = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
};

const readUri = (text: string) => {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.protocol !== 'http:' || !hosts.includes(url.hostname)) return undefined;
  const number = port.safeParse(Number(url.port === '' ? 80 : url.port));
  return number.success
    ? { host: url.host, port: number.data, path: `${url.pathname}${url.search}` }
    : undefined;
};

const invalidUri = (context: z.RefinementCtx): never => {
  context.addIssue({
    code: 'custom',
    message: `expected an http address of the host ${hosts[0]}, with a port other than ${reservedPort}`,
  });
  return z.NEVER;
};

const describe = ({ path, message }: z.core.$ZodIssue): string =>
  printableLine(path.length === 0 ? message : `${path.join('.')}: ${message}`);
