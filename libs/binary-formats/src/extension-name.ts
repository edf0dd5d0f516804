/** A file name that Python, of any version and system, could take for that of a compiled module. */
export interface ExtensionName {
  readonly module: string;
  /** Between the module's name and the suffix: `cpython-312-x86_64-linux-gnu`, `abi3`, `abi3-x86_64-linux-gnu`. */
  readonly tag?: string;
}

/**
 * PEP 3149, PEP 384, PEP 803 (abi3t), the last two with a platform from Python 3.15 on; `cp312-win_amd64` on Windows.
 * Undefined for other names.
 */
export const parseExtensionName = (path: string): ExtensionName | undefined => {
  const [, module, tag] = extensionName.exec(path) ?? [];
  if (module === undefined) return undefined;
  return tag === undefined ? { module } : { module, tag };
};

const extensionName =
  /(?:^|\/)([^\s./-]+)(?:\.((?:cpython|pypy|graalpy)\w*(?:-\w+)*|abi3t?(?:-\w+)*|cp\d+t?-\w+))?\.(?:so|pyd)$/;
