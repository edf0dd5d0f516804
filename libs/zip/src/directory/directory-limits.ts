/**
 * How much of a zip’s directory is read: as many entries as a zip without zip64 can have. Real layers of Lambda’s
 * 250 MB have fewer than half as many.
 */
export const directoryLimits = { entries: 0xffff, bytes: 1 << 25 } as const;
