import type { ByteSink } from './files/byte-sink.ts';
import {
  centralHeaderBytes,
  endRecordBytes,
  localHeaderBytes,
  writeCentralHeader,
  writeEndRecord,
  writeLocalHeader,
  type NamedEntry,
} from './format/zip-record.ts';

/** Returns whether a zip can be written without zip64 extensions, which not every program reads. */
export const fitsZip = ({ entries, bytes }: { readonly entries: number; readonly bytes: number }): boolean =>
  entries <= 0xfffe && bytes <= 0xfffffffe;

export interface ZipWriter {
  /** Writes an entry’s header. The caller then writes its data to the sink. */
  readonly begin: (named: NamedEntry) => void;
  /** Writes the directory. */
  readonly end: () => ReturnType<ByteSink['end']>;
}

/** Writes a zip to an empty sink, entry by entry, without any information about the host. */
export const openZipWriter = (sink: ByteSink): ZipWriter => {
  const begun: (NamedEntry & { readonly localOffset: number })[] = [];
  return {
    begin: ({ name, entry }) => {
      begun.push({ name, entry, localOffset: sink.position() });
      writeLocalHeader(sink.buffer, sink.reserve(localHeaderBytes(name)), { name, entry });
    },
    end: () => {
      const offset = sink.position();
      for (const named of begun)
        writeCentralHeader(sink.buffer, sink.reserve(centralHeaderBytes(named.name)), named);
      const facts = { entries: begun.length, offset, bytes: sink.position() - offset };
      writeEndRecord(sink.buffer, sink.reserve(endRecordBytes), facts);
      return sink.end();
    },
  };
};
