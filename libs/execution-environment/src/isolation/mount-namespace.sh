# Makes a new root out of the mounts named on the command line and runs a command in it, as process 1's child.
# Runs in fresh mount and process namespaces. Data comes as positional arguments only.
#
#   ROOT  (read-only SOURCE PATH | writable SOURCE PATH | device PATH | empty PATH | link TARGET PATH
#         | layer SOURCE | overlay PATH)...  run COMMAND...
set -eu
PATH=/usr/sbin:/usr/bin:/sbin:/bin
umask 022
root=$1
shift

place() { # a mount point of the same kind as the source
  if [ -d "$1" ]; then mkdir -p "$2"; else mkdir -p "${2%/*}"; [ -e "$2" ] || : >"$2"; fi
}

# Flags that the source's mount carries can't be dropped in a user namespace, so each set is tried.
seal() {
  mount -o remount,bind,ro "$1" 2>/dev/null ||
    mount -o remount,bind,ro,nosuid,nodev "$1" 2>/dev/null ||
    mount -o remount,bind,ro,nosuid,nodev,noexec "$1"
}

mount -t tmpfs -o mode=755 tmpfs "$root"
mkdir "$root/proc" "$root/.host" "$root/.layers" "$root/.layers/top"
layers=top
count=0
while :; do
  case $1 in
    read-only) place "$2" "$root$3"; mount --rbind "$2" "$root$3"; seal "$root$3"; shift 3 ;;
    writable) place "$2" "$root$3"; mount --bind "$2" "$root$3"; shift 3 ;;
    device) place "$2" "$root$2"; mount --bind "$2" "$root$2"; shift 2 ;;
    empty) mkdir -p "$root$2"; mount -t tmpfs -o ro,mode=755,size=4k tmpfs "$root$2"; shift 2 ;;
    link) mkdir -p "$root${3%/*}"; ln -s "$2" "$root$3"; shift 3 ;;
    layer)
      count=$((count + 1))
      mkdir "$root/.layers/$count"
      mount --bind "$2" "$root/.layers/$count"
      layers=$layers:$count
      shift 2
      ;;
    overlay)
      mkdir -p "$root$2"
      cd "$root/.layers"
      # an overlay needs two; the topmost also gives the folder itself its permissions
      [ "$layers" != top ] || { mkdir -p none; layers=top:none; }
      mount -t overlay -o "ro,lowerdir=$layers" overlay "$root$2"
      for layer in *; do case $layer in top | none) ;; *) umount -l "$layer"; rmdir "$layer" ;; esac; done
      cd /
      layers=top
      shift 2
      ;;
    run) shift; break ;;
    *) echo "unknown word: $1" >&2; exit 125 ;;
  esac
done
for name in fd:/proc/self/fd stdin:/proc/self/fd/0 stdout:/proc/self/fd/1 stderr:/proc/self/fd/2; do
  ln -s "${name#*:}" "$root/dev/${name%%:*}"
done
mount -t proc proc "$root/proc"
cd "$root"
pivot_root . .host
umount -l /.host
seal /
set +e
# a shell says on its error output by which signal a command died; that is not the command's own output
exec 9>&2 2>/dev/null
(exec "$@" 2>&9 9>&-)
exit $?
