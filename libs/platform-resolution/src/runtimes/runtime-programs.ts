/**
 * The programs that every runtime has. They are those of bash, coreutils, gawk, grep, sed and glibc among the packages
 * of Lambda’s images (`rpm -qa` for python3.12: amazonlinux/amazon-linux-2023 issue 585). Programs of other packages do
 * not count: `find` is in some images only (aws/aws-lambda-base-images issues 58 and 196), and curl’s library is not in
 * a running function (issue 120).
 */
export const runtimePrograms: ReadonlySet<string> = new Set(
  [
    'sh bash awk gawk grep egrep fgrep sed ldconfig getconf getent iconv locale',
    'arch base32 base64 basename cat chgrp chmod chown cksum comm cp csplit cut date dd df dir dirname du echo env',
    'expand expr factor false fmt fold groups head hostid id install join link ln logname ls md5sum mkdir mkfifo',
    'mknod mktemp mv nice nl nohup nproc numfmt od paste pathchk pr printenv printf ptx pwd readlink realpath rm',
    'rmdir seq sha1sum sha224sum sha256sum sha384sum sha512sum shred shuf sleep sort split stat stdbuf stty sum sync',
    'tac tail tee test timeout touch tr true truncate tsort tty uname unexpand uniq unlink users vdir wc who whoami yes',
  ].flatMap((line) => line.split(' ')),
);
