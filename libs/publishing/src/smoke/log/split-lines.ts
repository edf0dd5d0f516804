/**
 * Splits a log tail into lines. The runtime logs an error without a newline at the end, so Lambda’s next line
 * follows directly: `Traceback (most recent call last):END RequestId: …`.
 */
export const splitLines = (text: string): readonly string[] =>
  text
    // without a framed log, the runtime client joins the lines of a traceback with \r
    .split(/\r\n|\n|\r/)
    .flatMap((line) => line.split(line.startsWith('{') ? behindJson : beforePlatformLine))
    .filter((line) => line.trim() !== '');

const beforePlatformLine =
  /(?=INIT_REPORT Init Duration: )|(?=REPORT RequestId: )|(?=START RequestId: )|(?=END RequestId: )/;

const behindJson = /(?<=\})(?=\{"time(?:stamp)?":)/;
