import { LayerkitError } from '@layerkit/failure';

/** The limits of requests to package indexes. A server that sends more, or takes longer, has failed. */
export interface FetchLimits {
  /** Bytes of a page, after decompression. */
  readonly pageBytes: number;
  /** Bytes of a file whose size the page does not state. */
  readonly fileBytes: number;
  /** Seconds for a page, with all retries. */
  readonly pageSeconds: number;
  /** Seconds for a file, with all retries. */
  readonly fileSeconds: number;
  /** Seconds without a byte. */
  readonly idleSeconds: number;
}

/** The variable for each limit. The last one is uv’s, with uv’s default. */
export const limitVariables = {
  pageBytes: 'LAYERKIT_MAX_PAGE_BYTES',
  fileBytes: 'LAYERKIT_MAX_FILE_BYTES',
  pageSeconds: 'LAYERKIT_MAX_PAGE_SECONDS',
  fileSeconds: 'LAYERKIT_MAX_FILE_SECONDS',
  idleSeconds: 'UV_HTTP_TIMEOUT',
} as const satisfies Record<keyof FetchLimits, string>;

/** The largest pages of PyPI have about 20 MiB. A layer has at most 250 MiB, but pruning may drop most of a wheel. */
const defaults: FetchLimits = {
  pageBytes: 64 * 1024 ** 2,
  fileBytes: 4 * 1024 ** 3,
  pageSeconds: 120,
  fileSeconds: 3600,
  idleSeconds: 30,
};

/**
 * Reads the limits from the environment.
 * @throws LayerkitError command/misused if a variable is not a positive whole number
 */
export const fetchLimits = (env: NodeJS.ProcessEnv): FetchLimits => ({
  pageBytes: limitFrom(env, 'pageBytes'),
  fileBytes: limitFrom(env, 'fileBytes'),
  pageSeconds: limitFrom(env, 'pageSeconds'),
  fileSeconds: limitFrom(env, 'fileSeconds'),
  idleSeconds: limitFrom(env, 'idleSeconds'),
});

const limitFrom = (env: NodeJS.ProcessEnv, limit: keyof FetchLimits): number => {
  const variable = limitVariables[limit];
  const text = env[variable]?.trim() ?? '';
  if (text === '') return defaults[limit];
  if (/^[1-9]\d{0,11}$/.test(text)) return Number(text);
  throw new LayerkitError({
    code: 'command/misused',
    message: `${variable} is “${text}”, but must be a positive whole number`,
    hint: `Unset ${variable} to use the default, ${defaults[limit]}.`,
  });
};
