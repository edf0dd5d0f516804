import { z } from 'zod';

/** Of which modules a layer holds compiled code, too. */
export const bytecodeModes = ['none', 'imported', 'all'] as const;

export type BytecodeMode = (typeof bytecodeModes)[number];

/** A dotted name (Python language reference, "Identifiers and keywords"). */
export const moduleName = z
  .string()
  .regex(/^[\p{XID_Start}_][\p{XID_Continue}]*(?:\.[\p{XID_Start}_][\p{XID_Continue}]*)*$/u, {
    message: 'must be the name of a module, as in an import statement',
  });
