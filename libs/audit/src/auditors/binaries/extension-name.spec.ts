import { parseExtensionName } from '@layerkit/binary-formats';
import { runtimes } from '@layerkit/platform-resolution';
import { extensionSuffixes } from '@layerkit/platform-resolution/tags';

it('the name of a module that any runtime imports is recognized', () => {
  for (const runtime of runtimes)
    for (const suffix of extensionSuffixes({ runtime, architecture: 'arm64' }))
      expect(parseExtensionName(`a/_m${suffix}`)).toEqual({
        module: '_m',
        ...(suffix === '.so' ? {} : { tag: suffix.slice(1, -'.so'.length) }),
      });
});

it('a stable-ABI module may have a platform in its name, as it does from Python 3.15 on', () => {
  const tag = 'abi3-x86_64-linux-gnu';
  expect(parseExtensionName(`a/_m.${tag}.so`)).toEqual({ module: '_m', tag });
});
