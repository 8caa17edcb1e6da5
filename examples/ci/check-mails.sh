#!/usr/bin/env bash
# Checks the mails of a repository: ends with 1 when a link in one of them is an error, and writes what was found to waymark.sarif.
# Usage: check-mails.sh FOLDER. WAYMARK: the command, when it is installed elsewhere.
set -euo pipefail

folder=${1:?Name the folder that your mails are in}
read -ra waymark <<< "${WAYMARK:-npx --yes --package @waymark/sdk waymark}"

mapfile -d '' mails < <(find "$folder" -name '*.html' -print0 | sort -z)
[ ${#mails[@]} -gt 0 ] || { echo "There is no .html file in $folder." >&2; exit 2; }

"${waymark[@]}" check "${mails[@]}" --format sarif --fail-on never > waymark.sarif
"${waymark[@]}" check "${mails[@]}" --fail-on error
