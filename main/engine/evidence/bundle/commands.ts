/** The commands with which anyone checks a bundle without Keyholder: OpenSSH, coreutils, diffutils and findutils. */

/** One check: what it does, and the command in bash, run inside the bundle. `$SIGNERS` is the file of trusted keys. */
export interface PrintedCheck {
  readonly title: string;
  readonly command: string;
}

export const printedChecks: readonly PrintedCheck[] = [
  {
    title: 'Signatures: each is by a key that you trust',
    command: `ls signatures/*.sshsig > /dev/null && for s in signatures/*.sshsig; do
  who=$(ssh-keygen -Y find-principals -f "$SIGNERS" -s "$s" | head -n 1) && [ -n "$who" ] &&
    ssh-keygen -Y verify -f "$SIGNERS" -I "$who" -n keyholder-bundle-v1 -s "$s" < tagmanifest-sha256.txt || { echo "BAD: $s"; bad=1; }
done && [ -z "\${bad:-}" ]`,
  },
  {
    title: 'Bytes: every file is what was signed',
    command: `sha256sum --quiet --strict -c tagmanifest-sha256.txt && sha256sum --quiet --strict -c manifest-sha256.txt && sha512sum --quiet --strict -c manifest-sha512.txt`,
  },
  {
    title: 'Completeness: nothing was added, nothing is missing (prints nothing)',
    command: `diff <(cut -c67- manifest-sha256.txt | LC_ALL=C sort) <(find data -type f | LC_ALL=C sort) &&
  diff <({ cut -c67- tagmanifest-sha256.txt; echo tagmanifest-sha256.txt; } | LC_ALL=C sort) <(find * -path data -prune -o -path signatures -prune -o -path reviews -prune -o -type f -print | LC_ALL=C sort) &&
  [ -z "$(find . ! -type f ! -type d)" ] && [ -z "$(find . -name '.?*')" ]`,
  },
  {
    title: 'Custody log: the signed checkpoint is by a key that you trust and names the last entry',
    command: `who=$(ssh-keygen -Y find-principals -f "$SIGNERS" -s data/custody/checkpoint.txt.sshsig | head -n 1) &&
  ssh-keygen -Y verify -f "$SIGNERS" -I "$who" -n keyholder-checkpoint-v1 -s data/custody/checkpoint.txt.sshsig < data/custody/checkpoint.txt &&
  [ "$(sed -n 2p data/custody/checkpoint.txt)" = "$(wc -l < data/custody/custody.ndjson | tr -d ' ')" ] &&
  [ "$(sed -n 3p data/custody/checkpoint.txt)" = "$(tail -n 1 data/custody/custody.ndjson | tr -d '\\n' | sha256sum | cut -c1-64)" ]`,
  },
  {
    title: 'Custody log: every entry follows from the one before it',
    command: `prev=$(sed -n 1p data/custody/checkpoint.txt | { read -r v c; printf '%s\\n%s\\n' "$v" "$c"; } | sha256sum | cut -c1-64) &&
  while IFS= read -r line; do
    case "$line" in *"\\"prev\\":\\"$prev\\""*) ;; *) echo "BAD: $line"; broken=1; break ;; esac
    prev=$(printf '%s' "$line" | sha256sum | cut -c1-64)
  done < data/custody/custody.ndjson && [ -z "\${broken:-}" ]`,
  },
];

/** The checks as one script: `folder` is the bundle, `signers` the file of trusted keys as seen from inside it. */
export function checkScript(folder: string, signers: string): string[] {
  return [`cd ${shellWord(folder)}`, `SIGNERS=${shellWord(signers)}`, ...printedChecks.map((check) => check.command)];
}

/** A text as one word of a shell. */
export function shellWord(text: string): string {
  return /^[A-Za-z0-9_./@:+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
