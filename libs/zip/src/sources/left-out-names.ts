import picomatch from 'picomatch';

/**
 * The names of files that tools leave next to sources, which never go into a layer or a function. Folders end
 * in `/`.
 */
const leftOutNames = [
  // Python (PEP 3147, and before it)
  '__pycache__/',
  '*.pyc',
  '*.pyo',
  // checkers and test runners
  '.mypy_cache/',
  '.pytest_cache/',
  '.ruff_cache/',
  // operating systems: macOS Finder and AppleDouble, Windows Explorer
  '.DS_Store',
  '._*',
  'Thumbs.db',
  'desktop.ini',
  // editors: backups of Emacs and vi, their locks and swap files, project folders
  '*~',
  '#*#',
  '.#*',
  '.*.swp',
  '.*.swo',
  '.idea/',
  '.vscode/',
  // version control
  '.git/',
  '.hg/',
  '.svn/',
] as const;

/** Returns whether a file or folder with this name is left out. Names are compared as written, on every host. */
export const isLeftOut = (name: string, isFolder: boolean): boolean =>
  leftOutNames.some((pattern) =>
    pattern.endsWith('/')
      ? isFolder && name === pattern.slice(0, -1)
      : !isFolder && picomatch.isMatch(name, pattern, { dot: true }),
  );
