import { mayProvide } from '../requirements.ts';

it.each([
  ['adbc-driver-manager', 'adbc_driver_manager'],
  ['cassandra-driver', 'cassandra'],
  ['google-cloud-storage', 'google.cloud.storage'],
  ['grpc-google-iam-v1', 'google.iam'],
  ['grpcio', 'grpc'],
  ['jinja2', 'jinja2'],
  ['mysqlclient', 'MySQLdb'],
  ['pillow', 'PIL'],
  ['psycopg2-binary', 'psycopg2'],
  ['python-dateutil', 'dateutil'],
  ['pyyaml', 'yaml'],
])('the project %s may provide the module %s', (project, module) => {
  expect(mayProvide(project, module)).toBe(true);
});

it.each([
  ['google-auth', 'google.iam'],
  ['redis', 'redis_om'],
  ['setuptools', 'tools'],
  ['pytest', 'tests'],
])('the project %s does not provide the module %s', (project, module) => {
  expect(mayProvide(project, module)).toBe(false);
});
