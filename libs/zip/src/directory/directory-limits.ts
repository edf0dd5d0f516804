/**
 * How much of a zip’s directory is read. Without zip64 a zip has at most 65,535 entries. A layer of Lambda’s
 * 250 MB with twice as many would have files of 1.6 KB on average; real ones have 10 KB and fewer than 30,000.
 */
export const directoryLimits = { entries: 2 * 0xffff, bytes: 1 << 25 } as const;
