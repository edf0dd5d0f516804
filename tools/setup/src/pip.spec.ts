import { pipEnvironment } from './pip.mjs';

it('pip keeps the settings of its index and loses those that change where or how it installs', () => {
  const reach = {
    PIP_INDEX_URL: 'https://index.example/simple',
    PIP_CERT: '/etc/ca.pem',
    PIP_CONFIG_FILE: '/home/user/pip.conf',
    HTTPS_PROXY: 'http://proxy.example',
    PATH: '/usr/bin',
  };
  const how = { PIP_TARGET: '/elsewhere', PIP_NO_BINARY: ':all:', pip_prefix: '/usr', PIP_USER: '1' };
  expect(pipEnvironment({ ...reach, ...how })).toEqual({ ...reach, PIP_USER: '0' });
});
