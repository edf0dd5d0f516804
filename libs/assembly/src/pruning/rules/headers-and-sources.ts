import { unmentionedFiles } from './unmentioned-files.ts';

/**
 * Drops files that only a compiler or a linker reads: sources and headers of C, C++, CUDA, Fortran and Cython,
 * static libraries and pkg-config’s files. Not for layers that compile in the function: packages that pass whole
 * folders of headers to a compiler (numba.cuda, cupy, triton, torch.compile) do not name the files.
 */
export const headersAndSources = unmentionedFiles((path) =>
  /\.(?:h|hh|hpp|hxx|c|cc|cpp|cxx|cu|cuh|f|f77|f90|f95|for|pyf|pxd|pyx|pxi|a|pc)$/.test(path),
);
