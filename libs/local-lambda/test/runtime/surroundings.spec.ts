import { functionText } from '../support/function-text.ts';
import { invoke, openFunction } from '../support/test-function.ts';

/** The variables of a function on AWS with python3.12 and 3.14 (recorded 2026-01). TEST_KEY is its own. */
const recorded = [
  'AWS_ACCESS_KEY_ID AWS_DEFAULT_REGION AWS_EXECUTION_ENV AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
  'AWS_LAMBDA_FUNCTION_NAME AWS_LAMBDA_FUNCTION_VERSION AWS_LAMBDA_INITIALIZATION_TYPE',
  'AWS_LAMBDA_LOG_GROUP_NAME AWS_LAMBDA_LOG_STREAM_NAME AWS_LAMBDA_RUNTIME_API AWS_REGION',
  'AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_XRAY_CONTEXT_MISSING AWS_XRAY_DAEMON_ADDRESS',
  'LAMBDA_RUNTIME_DIR LAMBDA_TASK_ROOT LANG LC_CTYPE LD_LIBRARY_PATH PATH PWD PYTHONPATH SHLVL TEST_KEY TZ',
  '_AWS_XRAY_DAEMON_ADDRESS _AWS_XRAY_DAEMON_PORT _HANDLER _X_AMZN_TRACE_ID',
].flatMap((line) => line.split(' '));

it('a function has the same variables as on AWS', async () => {
  const environment = await openFunction('import os\ndef handler(event, context): return dict(os.environ)', {
    environment: { TEST_KEY: 'TEST_VAL' },
    memoryMb: 1024,
  });
  const { response } = await invoke(environment);
  const relocated = environment.isolation === 'relocated' ? ['TMPDIR'] : [];
  expect(Object.keys({ ...(response as object) }).sort()).toEqual([...recorded, ...relocated].sort());
  expect(response).toMatchObject({
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '1024',
    AWS_LAMBDA_FUNCTION_NAME: 'tested',
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    TEST_KEY: 'TEST_VAL',
    _X_AMZN_TRACE_ID: expect.stringMatching(
      /^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$/,
    ) as unknown,
  });
});

it('each environment has its own credentials, of three different values, as on AWS', async () => {
  const code = 'import os\ndef handler(event, context): return [os.environ[f"AWS_{name}"] for name in event]';
  const names = ['ACCESS_KEY_ID', 'SECRET_ACCESS_KEY', 'SESSION_TOKEN'];
  const credentials: unknown[] = [];
  for (const digit of ['0', 'f']) {
    const logStream = `2026/11/23/[$LATEST]${digit.repeat(32)}`;
    const { response } = await invoke(await openFunction(code, { logStream }), names);
    credentials.push(...(response as unknown[]));
  }
  expect(new Set(credentials).size).toBe(6);
});

it('the handler gets the same context as on AWS', async () => {
  const environment = await openFunction(functionText('shows_context'));
  const outcome = await environment.invoke({
    requestId: 'the-id',
    payload: Buffer.from('{}'),
    invokedFunctionArn: 'arn:aws:lambda:eu-central-1:000000000000:function:tested:1',
    clientContext: JSON.stringify({ custom: { name: 'Zoë 🐍' } }),
  });
  expect(JSON.parse(outcome.payload.toString())).toEqual({
    aws_request_id: 'the-id',
    function_name: 'tested',
    function_version: '$LATEST',
    invoked_function_arn: 'arn:aws:lambda:eu-central-1:000000000000:function:tested:1',
    log_group_name: '/aws/lambda/tested',
    log_stream_name: '2026/11/23/[$LATEST]0123456789abcdef0123456789abcdef',
    memory_limit_in_mb: '256',
    custom: { name: 'Zoë 🐍' },
  });
});
