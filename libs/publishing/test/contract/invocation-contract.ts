import { readLog } from '../../src/smoke/log/read-log.ts';
import { someConfiguration } from './functions-contract.ts';
import { freshName, ready, type ContractRule } from './run-contract.ts';

/** What every implementation of Invocation has to do. */
export const invocationContract: readonly ContractRule[] = [
  {
    rule: 'gives the response and the log’s tail with a REPORT',
    check: async ({ functions, invocation, zip }) => {
      const functionName = freshName();
      const configuration = { ...someConfiguration, memoryMb: 128 };
      await functions.create({ functionName, architecture: 'x86_64', configuration, zip });
      await ready(functions, functionName);
      const event = { text: 'Grüße — 👋', list: [1, 2.5, null] };
      const invoked = await invocation.invoke(functionName, event);
      expect(invoked).toMatchObject({ statusCode: 200 });
      expect(invoked.functionError).toBeUndefined();
      expect(JSON.parse(invoked.payload)).toEqual(event);
      const { report, truncated } = readLog(invoked.logTail ?? { text: '', bytes: 0 });
      expect(report?.memorySizeMb).toBe(128);
      expect(report?.durationMs).toBeGreaterThan(0);
      expect(truncated).toBe(false);
    },
  },
  {
    rule: 'refuses to invoke a function that does not exist',
    check: async ({ invocation }) => {
      await expect(invocation.invoke(freshName(), {})).rejects.toMatchObject({ code: 'aws/refused' });
    },
  },
];
