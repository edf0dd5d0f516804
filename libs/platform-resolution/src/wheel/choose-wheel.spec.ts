import fc from 'fast-check';
import { chooseWheel, compatibilityTags, formatTag, parseWheelFileName } from '../tags.ts';
import { parseTarget } from '../index.ts';

const al2 = parseTarget('python3.11/x86_64');
const al2023 = parseTarget('python3.12/x86_64');

const choose = (target: typeof al2, ...names: readonly string[]) => {
  const { chosen, refused } = chooseWheel(target, names.map(parseWheelFileName));
  return { chosen: chosen?.fileName, reasons: refused.map(({ reason }) => reason) };
};

it('the chosen wheel is built for the newest C library that the target has', () => {
  const names = ['2_17', '2_28', '2_34', '2_39'].map((on) => `c-1.0-cp311-abi3-manylinux_${on}_x86_64.whl`);
  expect(choose(al2023, ...names)).toEqual({
    chosen: 'c-1.0-cp311-abi3-manylinux_2_34_x86_64.whl',
    reasons: [
      'would run, but c-1.0-cp311-abi3-manylinux_2_34_x86_64.whl is a better match',
      'would run, but c-1.0-cp311-abi3-manylinux_2_34_x86_64.whl is a better match',
      'needs glibc 2.39, python3.12 on Amazon Linux 2023 has 2.34',
    ],
  });
});

it('a wheel for exactly this Python is preferred to abi3, and abi3 to pure Python', () => {
  const pure = 'x-1.0-py3-none-any.whl';
  const stable = 'x-1.0-cp39-abi3-manylinux_2_17_x86_64.whl';
  const own = 'x-1.0-cp312-cp312-manylinux_2_17_x86_64.whl';
  expect(choose(al2023, pure, stable, own).chosen).toBe(own);
  expect(choose(al2023, pure, stable).chosen).toBe(stable);
  expect(choose(al2023, pure).chosen).toBe(pure);
});

it('between equal wheels the highest build tag wins, compared as a number', () => {
  const names = ['x-1.0-py3-none-any.whl', 'x-1.0-9-py3-none-any.whl', 'x-1.0-10-py3-none-any.whl'];
  expect(choose(al2023, ...names).chosen).toBe('x-1.0-10-py3-none-any.whl');
  expect(choose(al2023, 'x-1.0-1a-py3-none-any.whl', 'x-1.0-1b-py3-none-any.whl').chosen).toContain('-1b-');
});

it('a wheel counts by its best tag, and the name decides between equals', () => {
  const [one, other] = ['x-1.0-py2.py3-none-any.whl', 'x-1.0-py3-none-any.whl'] as const;
  expect(choose(al2023, one).chosen).toBe(one);
  expect(choose(al2023, one, other).chosen).toBe(one);
  expect(choose(al2023, other, one).chosen).toBe(one);
});

it.each([
  ['cp311-cp311-manylinux_2_28_x86_64', 'needs glibc 2.28, python3.11 on Amazon Linux 2 has 2.26'],
  [
    'cp311-cp311-manylinux_3_0_x86_64.manylinux_2_100_x86_64.manylinux_2_28_x86_64.manylinux_2_31_x86_64',
    'needs glibc 2.28, python3.11 on Amazon Linux 2 has 2.26',
  ],
  [
    'cp311-cp311-manylinux_2_28_aarch64.manylinux_2_31_x86_64',
    'needs glibc 2.31, python3.11 on Amazon Linux 2 has 2.26',
  ],
  [
    'cp311-cp311-musllinux_1_2_x86_64.manylinux_2_28_x86_64',
    'needs glibc 2.28, python3.11 on Amazon Linux 2 has 2.26',
  ],
  ['cp311-cp311-win32.manylinux1_i686', 'for another processor (i686, not x86_64)'],
  ['cp311-cp311-manylinux2010_i686', 'for another processor (i686, not x86_64)'],
  ['cp310-cp310-manylinux_2_17_x86_64', 'for CPython 3.10'],
  ['cp312-abi3-manylinux_2_17_x86_64', 'for CPython 3.12 or later'],
  ['cp311-cp311t-manylinux_2_17_x86_64', 'for free-threaded CPython 3.11'],
  ['cp311-cp311d-manylinux_2_17_x86_64', 'for CPython 3.11 with ABI “cp311d”'],
  ['pp310-pypy310_pp73-manylinux_2_17_x86_64', 'for PyPy 3.10'],
  ['pp310.pp311-none-any', 'for PyPy 3.10 and PyPy 3.11'],
  ['py2-none-any', 'for Python 2'],
  ['py27-none-any', 'for Python 2.7'],
  ['cp27-cp27m-manylinux1_x86_64', 'for CPython 2.7'],
  ['cp27-cp27mu-manylinux1_x86_64', 'for CPython 2.7'],
  ['cp310-none-manylinux1_x86_64', 'for CPython 3.10'],
  ['ip34-none-any', 'for IronPython 3.4'],
  ['jy27-none-any', 'for Jython 2.7'],
  ['graalpy311-graalpy240_311_native-manylinux_2_17_x86_64', 'for GraalPy 3.11'],
  ['rustpython-none-any', 'for Python “rustpython”'],
  ['cp311x-none-any', 'for Python “cp311x”'],
  ['3cp311-none-any', 'for Python “3cp311”'],
  ['py312-other-any', 'for Python 3.12 with ABI “other”'],
  ['py312-none-any', 'for Python 3.12 or later'],
  ['cp311-cp311-macosx_11_0_arm64', 'for macOS'],
  ['cp311-cp311-win_amd64', 'for Windows'],
  ['cp311-cp311-musllinux_1_2_x86_64', 'for Linux with musl; Lambda has glibc'],
  ['cp311-cp311-manylinux2014_aarch64', 'for another processor (aarch64, not x86_64)'],
  ['cp311-cp311-linux_aarch64', 'for another processor (aarch64, not x86_64)'],
  [
    'cp311-cp311-linux_x86_64',
    'tagged linux_x86_64, which names no C library (a manylinux tag does; auditwheel can add one)',
  ],
  ['cp311-cp311-macosx_11_0_arm64.macosx_10_9_x86_64.win32', 'for macOS; for Windows'],
  ['cp311-cp311-ios_13_0_arm64_iphoneos', 'for iOS'],
  ['cp311-cp311-android_21_arm64_v8a', 'for Android'],
  ['cp311-cp311-emscripten_3_1_58_wasm32', 'for WebAssembly'],
  ['cp311-cp311-pyodide_2024_0_wasm32', 'for WebAssembly'],
  ['cp311-cp311-wasi_0_0_0_wasm32', 'for WebAssembly'],
  ['cp311-cp311-manylinux_2_4_x86_64', 'for the platform “manylinux_2_4_x86_64”'],
  ['cp311-cp311-xmanylinux_2_28_x86_64', 'for the platform “xmanylinux_2_28_x86_64”'],
  ['cp311-cp311-manylinux_12_0_x86_64', 'needs glibc 12.0, python3.11 on Amazon Linux 2 has 2.26'],
  ['cp311-cp311-manylinux2020_x86_64', 'for the platform “manylinux2020_x86_64”'],
  ['cp311-cp311-os2_warp', 'for the platform “os2_warp”'],
  ['cp310-cp310-macosx_11_0_arm64', 'for CPython 3.10; for macOS'],
  ['cp310.cp311-none-macosx_11_0_arm64', 'for macOS'],
  ['cp310-cp310-macosx_11_0_x86_64.manylinux_2_17_x86_64', 'for CPython 3.10'],
  ['cp311-abi3-any', 'none of its tags fits python3.11 on x86_64'],
])('python3.11 on x86_64 refuses %s: %s', (tags, reason) => {
  const { chosen, reasons } = choose(al2, `x-1.0-${tags}.whl`);
  expect(chosen).toBeUndefined();
  expect(reasons).toEqual([reason]);
});

it('without candidates no wheel is chosen', () => {
  expect(chooseWheel(al2, [])).toEqual({ refused: [] });
});

const someTags = fc.constantFrom(
  ...compatibilityTags(al2023).map(formatTag),
  'cp312-cp312-win_amd64',
  'cp313-cp313-manylinux_2_17_x86_64',
  'cp312-cp312-manylinux_2_39_x86_64',
);
const wheels = fc.uniqueArray(
  fc.tuple(fc.constantFrom('', '-1', '-2b'), someTags).map(([build, tag]) => `x-1.0${build}-${tag}.whl`),
  { minLength: 1, maxLength: 12 },
);

it('the choice does not depend on the order of wheels, and each refused wheel has a reason', () => {
  fc.assert(
    fc.property(wheels, wheels, (names, salt) => {
      const shuffled = [...names].sort((a, b) => (salt.join(a) < salt.join(b) ? -1 : 1));
      const [one, other] = [choose(al2023, ...names), choose(al2023, ...shuffled)];
      expect(other.chosen).toBe(one.chosen);
      expect(one.reasons).toHaveLength(names.length - (one.chosen === undefined ? 0 : 1));
      expect(one.reasons.every((reason) => reason !== '')).toBe(true);
    }),
  );
});
