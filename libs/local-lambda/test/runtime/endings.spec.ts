import { setTimeout as sleep } from 'node:timers/promises';
import { functionText } from '../support/function-text.ts';
import { invoke, openFunction } from '../support/test-function.ts';

const ends = functionText('ends_on_demand');

describe('a runtime that exits', () => {
  it.each([
    ['with status 1', { exit: 1 }, 'Runtime exited with error: exit status 1'],
    ['with status 42', { exit: 42 }, 'Runtime exited with error: exit status 42'],
    ['with status 0', { exit: 0 }, 'Runtime exited without providing a reason'],
    ['with a segmentation fault', { signal: 11 }, 'Runtime exited with error: signal: segmentation fault'],
    ['because it was killed', { signal: 9 }, 'Runtime exited with error: signal: killed'],
  ])('%s is an error of the function', async (_how, event, message) => {
    const environment = await openFunction(ends);
    const { response, functionError, log, requestId } = await invoke(environment, {
      ...event,
      print: 'before',
    });
    expect({ response, functionError }).toEqual({
      functionError: 'Unhandled',
      response: { errorType: 'Runtime.ExitError', errorMessage: `RequestId: ${requestId} Error: ${message}` },
    });
    expect(log).toContain(
      `START RequestId: ${requestId} Version: $LATEST\nbefore\nRequestId: ${requestId} Error: ${message}\nRuntime.ExitError\nEND`,
    );
    expect(log).toMatch(/\tStatus: error\tError Type: Runtime.ExitError\n$/);
    // The next invocation starts a new runtime within its own time, so it has no Init Duration.
    const next = await invoke(environment);
    expect(next).toMatchObject({ response: { state: 1 } });
    expect(next.initDurationMs).toBeUndefined();
  });

  it('during its initialization is started a second time, then reported as an error', async () => {
    const environment = await openFunction('import sys\nprint("trying")\nsys.exit(3)');
    const { response, log, requestId } = await invoke(environment);
    expect(response).toEqual({
      errorType: 'Runtime.ExitError',
      errorMessage: `RequestId: ${requestId} Error: Runtime exited with error: exit status 3`,
    });
    expect(log.match(/trying/g)).toHaveLength(2);
  });
});

describe('limits', () => {
  it('a timeout replaces the runtime and keeps /tmp', async () => {
    const environment = await openFunction(ends, { timeoutSeconds: 1 });
    expect(await invoke(environment, { write: 'x' })).toMatchObject({ response: { state: 1, kept: true } });
    const late = await invoke(environment, { sleep: 5, print: 'sleeping' });
    expect(late).toMatchObject({
      functionError: 'Unhandled',
      durationMs: 1000,
      billedMs: 1000,
      response: {
        errorType: 'Sandbox.Timedout',
        errorMessage: `RequestId: ${late.requestId} Error: Task timed out after 1.00 seconds`,
      },
    });
    expect(late.log).toMatch(
      /sleeping\nEND [^\n]+\nREPORT [^\n]+\tDuration: 1000.00 ms\t[^\n]+\tStatus: timeout\n$/,
    );
    expect(await invoke(environment)).toMatchObject({ response: { state: 1, kept: true } });
  });

  it('the function can read its remaining time', async () => {
    const environment = await openFunction(ends, { timeoutSeconds: 3 });
    await invoke(environment);
    const { remaining } = { ...((await invoke(environment)).response as { remaining: number }) };
    expect(remaining).toBeGreaterThan(2000);
    expect(remaining).toBeLessThanOrEqual(3000);
  });

  it('more resident memory than the memory size ends the runtime', async () => {
    const environment = await openFunction(ends, { memoryMb: 128 });
    const within = await invoke(environment, { memory: 60 });
    expect(within.functionError).toBeUndefined();
    expect(within.maxMemoryMb).toBeGreaterThan(60);
    expect(within.maxMemoryMb).toBeLessThan(128);
    const over = await invoke(environment, { memory: 300 });
    expect(over).toMatchObject({
      functionError: 'Unhandled',
      maxMemoryMb: 128,
      response: { errorType: 'Runtime.OutOfMemory' },
    });
    expect(over.log).toContain('signal: killed\nRuntime.OutOfMemory\nEND');
    expect((await invoke(environment)).functionError).toBeUndefined();
  });
});

describe('an environment', () => {
  it('takes one invocation at a time', async () => {
    const environment = await openFunction(ends);
    const first = invoke(environment, { sleep: 0.3 });
    await expect(invoke(environment)).rejects.toThrowWithCode('environment/failed');
    expect((await first).functionError).toBeUndefined();
  });

  it.each([0, 50, 600])('rejects an invocation at once if it is closed %d ms later', async (delay) => {
    const environment = await openFunction(ends);
    const running = invoke(environment, { sleep: 15 }).catch((error: unknown) => error);
    await sleep(delay);
    const started = Date.now();
    await environment.close();
    expect(await running).toMatchObject({ code: 'environment/failed' });
    expect(Date.now() - started).toBeLessThan(5000);
    await expect(invoke(environment)).rejects.toThrowWithCode('environment/failed');
  });
});
