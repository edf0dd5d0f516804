/** The first three bytes of every frame type of the telemetry log. */
const magic = Buffer.from([0xa5, 0x5a, 0x00]);
const headerSize = 16;

/**
 * Returns the text of a function’s log, which is plain output with frames in between. Lambda’s runtimes use
 * frames to keep messages of several lines together: 4 bytes of type, 4 of length, 8 of time, then the message
 * (awslambdaric, FramedTelemetryLogSink). JSON messages get a line end if they have none.
 */
export const decodeLog = (bytes: Buffer): string => {
  const parts: string[] = [];
  let position = 0;
  for (;;) {
    const start = bytes.indexOf(magic, position);
    if (start === -1 || start + headerSize > bytes.length) break;
    const end = start + headerSize + bytes.readUInt32BE(start + 4);
    if (end > bytes.length) break;
    parts.push(bytes.toString('utf8', position, start), message(bytes, start, end));
    position = end;
  }
  parts.push(bytes.toString('utf8', position));
  return parts.join('');
};

const message = (bytes: Buffer, start: number, end: number): string => {
  const text = bytes.toString('utf8', start + headerSize, end);
  const isJson = (bytes.readUInt8(start + 3) & 1) === 0;
  return isJson && !text.endsWith('\n') ? `${text}\n` : text;
};
