import type { z } from 'zod';
import type { Reply } from './reply.ts';
import type { Call } from '../service.ts';
import { parseMembers } from '../validation/parse.ts';

/** An operation that this server implements. */
export interface Operation {
  readonly name: string;
  /** @param members the values of the request, by the names of the operation's members */
  readonly run: (members: unknown, call: Call) => Promise<Reply>;
}

export interface OperationParts<T> {
  readonly name: string;
  readonly members: z.ZodType<T>;
  readonly handle: (request: T, call: Call) => Reply | Promise<Reply>;
}

export const operation = <T>(parts: OperationParts<T>): Operation => ({
  name: parts.name,
  run: async (members, call) => parts.handle(parseMembers(parts.members, members), call),
});
