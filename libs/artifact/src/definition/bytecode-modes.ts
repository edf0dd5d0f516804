import { z } from 'zod';

/** The modules whose bytecode a layer contains. */
export const bytecodeModes = ['none', 'imported', 'all'] as const;

export type BytecodeMode = (typeof bytecodeModes)[number];

/** A dotted name (Python language reference, "Identifiers and keywords"). */
export const moduleName = z
  .string()
  .regex(/^[\p{XID_Start}_][\p{XID_Continue}]*(?:\.[\p{XID_Start}_][\p{XID_Continue}]*)*$/u, {
    message: 'must be a module name, as in an import statement',
  });
