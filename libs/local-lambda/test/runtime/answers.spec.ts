import { functionText } from '../support/function-text.ts';
import { invoke, openFunction, testRuntimes } from '../support/test-function.ts';

const architecture = process.arch === 'arm64' ? 'arm64' : 'x86_64';

it.each(await testRuntimes())(
  'a function on %s answers, keeps its state and fails as on AWS',
  async (runtime) => {
    const environment = await openFunction(functionText('fails_on_demand'), {
      target: { runtime, architecture },
    });
    expect((await invoke(environment, { a: 'ü' })).response).toEqual({ count: 1, event: { a: 'ü' } });
    const line = 'if event.get("fail"): raise KeyError(event["fail"])';
    expect(await invoke(environment, { fail: 'why' })).toMatchObject({
      functionError: 'Unhandled',
      response: {
        errorMessage: "'why'",
        errorType: 'KeyError',
        stackTrace: [expect.stringContaining(`index.py", line 6, in handler\n    ${line}\n`)],
      },
    });
    expect((await invoke(environment)).response).toMatchObject({ count: 3 });
  },
);

describe('a function that can’t be initialized', () => {
  const noModule = { errorType: 'Runtime.ImportModuleError' };
  const missing = "Unable to import module 'index': No module named 'missing_one'";

  it.each([
    ['import missing_one', 'index.handler', { ...noModule, errorMessage: missing }],
    [
      '',
      'other.handler',
      { ...noModule, errorMessage: "Unable to import module 'other': No module named 'other'" },
    ],
    [
      'x = 1',
      'index.gone',
      { errorType: 'Runtime.HandlerNotFound', errorMessage: "Handler 'gone' missing on module 'index'" },
    ],
    [
      '',
      'handler',
      {
        errorType: 'Runtime.MalformedHandlerName',
        errorMessage: "Bad handler 'handler': not enough values to unpack (expected 2, got 1)",
      },
    ],
    ['def handler(:', 'index.handler', { errorType: 'Runtime.UserCodeSyntaxError' }],
    [
      'raise Exception("Runtime startup fails")',
      'index.handler',
      { errorType: 'Exception', errorMessage: 'Runtime startup fails' },
    ],
  ])('fails as on AWS: %j, %s', async (text, handler, expected) => {
    const { response, functionError, log, requestId } = await invoke(await openFunction(text, { handler }));
    expect({ response, functionError }).toMatchObject({
      functionError: 'Unhandled',
      response: { ...expected, requestId: '' },
    });
    // Lambda tries twice and reports each attempt.
    const failed = `Status: error\tError Type: ${expected.errorType}\n`;
    expect(log).toMatch(new RegExp(`INIT_REPORT Init Duration: [\\d.]+ ms\tPhase: init\t${failed}`));
    expect(log).toMatch(
      new RegExp(`INIT_REPORT [^\n]+Phase: invoke\t${failed}START RequestId: ${requestId}`),
    );
    expect(log).toMatch(new RegExp(`\tMax Memory Used: \\d+ MB\t${failed}$`));
  });
});

it('the runtime unmarshals events and marshals responses as Lambda does', async () => {
  const environment = await openFunction('def handler(event, context): return {1, 2} if event else event');
  expect((await environment.invoke({ requestId: 'r', payload: Buffer.alloc(0) })).payload.toString()).toBe(
    '{}',
  );
  expect((await invoke(environment, [1])).response).toMatchObject({
    errorType: 'Runtime.MarshalError',
    errorMessage: 'Unable to marshal response: Object of type set is not JSON serializable',
  });
});

it('a function keeps working after a refused response of more than 6 MB', async () => {
  const environment = await openFunction('def handler(event, context): return "x" * event');
  expect((await invoke(environment, 6_291_000)).functionError).toBeUndefined();
  expect(await invoke(environment, 6_291_600)).toMatchObject({
    functionError: 'Unhandled',
    response: {
      errorType: 'Function.ResponseSizeTooLarge',
      errorMessage: 'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
    },
  });
  expect((await invoke(environment, 3)).response).toBe('xxx');
});
