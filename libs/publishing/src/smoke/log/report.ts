/** The figures of a REPORT line: durations in ms, memory in MB. */
export interface Report {
  readonly requestId: string;
  readonly durationMs: number;
  readonly billedDurationMs?: number | undefined;
  readonly memorySizeMb?: number | undefined;
  readonly maxMemoryUsedMb?: number | undefined;
  /** Only on a cold start. */
  readonly initDurationMs?: number | undefined;
  readonly restoreDurationMs?: number | undefined;
  /** `timeout`, `error`, …; the text format leaves it out on success. */
  readonly status?: string | undefined;
  readonly errorType?: string | undefined;
}

/** The figures of an INIT_REPORT line, about an initialization that failed or took more than 10 seconds. */
export interface InitReport {
  readonly durationMs: number;
  /** `init`, or `invoke` if Lambda tried again during the invocation. */
  readonly phase?: string | undefined;
  readonly status?: string | undefined;
  readonly errorType?: string | undefined;
}

export type ReportLine =
  | { readonly type: 'report'; readonly report: Report }
  | { readonly type: 'init-report'; readonly report: InitReport };
