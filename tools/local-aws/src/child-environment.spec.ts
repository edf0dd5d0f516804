import { childEnvironment } from './child-environment.ts';

const local = { endpoint: 'http://127.0.0.1:1', region: 'eu-west-1' };

it('real credentials and variables that bypass the endpoint are removed', () => {
  const env = childEnvironment(
    {
      AWS_PROFILE: 'production',
      AWS_SESSION_TOKEN: 'secret',
      AWS_ACCESS_KEY_ID: 'real',
      AWS_SECRET_ACCESS_KEY: 'real',
      AWS_WEB_IDENTITY_TOKEN_FILE: '/token',
      AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true',
      AWS_ENDPOINT_URL: 'https://elsewhere',
      AWS_ENDPOINT_URL_LAMBDA: 'https://elsewhere',
      AWS_ENDPOINT_URL_STS: 'https://elsewhere',
    },
    local,
  );
  expect(env).toEqual({
    AWS_ENDPOINT_URL: local.endpoint,
    AWS_REGION: local.region,
    AWS_DEFAULT_REGION: local.region,
    AWS_ACCESS_KEY_ID: 'local-aws',
    AWS_SECRET_ACCESS_KEY: 'local-aws',
    AWS_EC2_METADATA_DISABLED: 'true',
    NO_PROXY: '127.0.0.1,localhost',
    no_proxy: '127.0.0.1,localhost',
  });
});

it('an endpoint that the user chose for a service that the local AWS lacks stays', () => {
  const own = { AWS_ENDPOINT_URL_DYNAMODB: 'http://localhost:8000' };
  expect(childEnvironment(own, local)).toMatchObject(own);
});

it('other variables stay, and the local addresses are added to no_proxy', () => {
  const env = childEnvironment({ PATH: '/bin', HOME: '/home', no_proxy: 'intra.net' }, local);
  expect(env).toMatchObject({ PATH: '/bin', HOME: '/home', no_proxy: 'intra.net,127.0.0.1,localhost' });
});

it('the case of names is ignored, as on Windows', () => {
  const env = childEnvironment({ Aws_Profile: 'production', aws_region: 'x' }, local);
  expect(Object.keys(env)).not.toEqual(expect.arrayContaining(['Aws_Profile']));
  expect(Object.keys(env)).not.toEqual(expect.arrayContaining(['aws_region']));
});
