import { someConfiguration } from './functions-contract.ts';
import { freshName, ready, type ContractRule } from './run-contract.ts';

/** The rules for every implementation of Invocation. */
export const invocationContract: readonly ContractRule[] = [
  {
    rule: 'returns the response and the log’s tail with a REPORT',
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
      const { text, bytes } = invoked.logTail ?? { text: '', bytes: 0 };
      const [, duration] = /^REPORT .*\tDuration: ([\d.]+) ms\t.*\tMemory Size: 128 MB\t/m.exec(text) ?? [];
      expect(Number(duration)).toBeGreaterThan(0);
      // AWS cuts off longer logs
      expect(bytes).toBeLessThan(4096);
    },
  },
  {
    rule: 'refuses to invoke a function that does not exist',
    check: async ({ invocation }) => {
      await expect(invocation.invoke(freshName(), {})).rejects.toThrowWithCode('aws/refused');
    },
  },
];
