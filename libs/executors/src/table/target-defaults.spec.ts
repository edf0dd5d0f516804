import { readFileSync } from 'node:fs';
import type { NxJsonConfiguration } from '@nx/devkit';
import { targetDefaultsOf } from './target-defaults.ts';

const { targetDefaults = {} } = JSON.parse(
  readFileSync(new URL('../../../../nx.json', import.meta.url), 'utf8'),
) as NxJsonConfiguration;

const defaults = { ...targetDefaultsOf('layer'), ...targetDefaultsOf('lambda') };

it('nx.json of this repository has defaults for the executors of the table', () => {
  const named = Object.keys(targetDefaults).filter((name) => name.startsWith('@layerkit/'));
  expect(named.toSorted()).toEqual(Object.keys(defaults).toSorted());
});

it.each(Object.entries(defaults))(
  '%s has the same defaults in nx.json, except for the code that its inputs name',
  (name, { inputs, ...others }) => {
    const { inputs: own, ...rest } = (targetDefaults as Readonly<Record<string, object>>)[name] as {
      readonly inputs?: readonly unknown[];
    };
    expect(rest).toEqual(others);
    expect(own?.[0]).toEqual(inputs?.[0]);
  },
);
